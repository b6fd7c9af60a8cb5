/** The rows of the tables: `key` is the name that measures.mjs and core.mjs
 * give a value, `scale` turns it into `unit`. `goal` is where Sluice is to
 * stand: so many `x` the second column, or so much of its own unit. */
export const kPageMetrics = [
  ms('start', 'start', '1.5 x'),
  ms('startSlow', 'start, CPU 4x slower', '1.5 x'),
  ms('startLongestSlow', 'longest task of a start, CPU 4x slower', '50 ms'),
  ms('startCpu', 'CPU of a start', '3 x'),
  us('trackP50', 'track, p50', '15 us'),
  us('trackP99', 'track, p99', '200 us'),
  ms('cpu', 'CPU of 2,000 tracks', '1.5 x'),
  us('clickP50', 'click, p50', '60 us'),
  us('clickP99', 'click, p99'),
  ms('clickWorstSlow', 'worst click, CPU 4x slower'),
  ms('clickCpu', 'CPU of 500 clicks'),
  bytes('bytes', 'bytes per event', '70 B'),
  bytes('gzipBytes', 'bytes per event, if gzipped', '40 B'),
  kilobytes('heap', 'JS heap after 2,000 events', '150 KB'),
  kilobytes('wasm', 'Wasm memory', '524 KB'),
];

export const kCoreMetrics = ['track', 'click', 'page'].flatMap((kind) => [
  us(kind, `${kind}, taken`),
  us(`${kind}All`, `${kind}, until acknowledged`),
]);

function ms(key, title, goal) {
  return { key, title, unit: 'ms', scale: 1, goal };
}

function us(key, title, goal) {
  return { key, title, unit: 'us', scale: 1000, goal };
}

function bytes(key, title, goal) {
  return { key, title, unit: 'B', scale: 1, goal };
}

function kilobytes(key, title, goal) {
  return { key, title, unit: 'KB', scale: 1 / 1000, goal };
}
