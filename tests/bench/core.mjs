import { readFileSync } from 'node:fs';
import { loadSource } from '../../js/tools/load-source.mjs';
import { CoreHost } from './core-host.mjs';
import { kFacts, momentAt, startFact } from './facts.mjs';
import { mediansOf, record } from './rounds.mjs';
import { median } from './statistics.mjs';

const kCount = 2000;
/** As far apart as in the browser. */
const kGapMs = 2;

const { Full } = await loadSource('full/full.ts');

const kDist = new URL('../../js/dist/', import.meta.url);

/** Milliseconds of the core's own work in Node.js, crossing included, by
 * implementation and kind of fact: `track` is the median of taking one,
 * `trackAll` the mean of CPU time with all that follows until the events are
 * acknowledged: batches, their requests as text, wakes and answers. */
export async function measureCore(rounds) {
  const load = { wasm: loadWasm(), fallback: loadFallback };
  const samples = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(load)) {
      const host = new CoreHost(await load[name](round));
      record(samples, name, measureFacts(host));
    }
  }
  return mediansOf(samples);
}

/** Microseconds that the gate takes to judge an event of 30 fields and to
 * write those that may leave, under the opt-in preset. */
export function measureDecision() {
  const bytes = readFileSync(new URL('full.wasm', kDist));
  const module = new WebAssembly.Module(bytes);
  const full = new Full(new WebAssembly.Instance(module).exports);
  const policy = readFileSync(new URL('policies/opt-in.json', kDist), 'utf8');
  const times = 2000;
  const ask = (times) => {
    const begin = performance.now();
    full.ask({ ask: 'repeat_gate', policy, times, ...situationOf(30) });
    return performance.now() - begin;
  };
  ask(times); // warms up
  const samples = Array.from({ length: 9 }, () => ask(times) - ask(0));
  return (median(samples) / times) * 1000;
}

function situationOf(fields) {
  const event = { id: 'e', name: 'order', time: 1, sequence: 1 };
  const page = { url: 'https://shop.example/a?utm_source=x', title: 'A' };
  const more = fields - Object.keys({ ...event, ...page }).length;
  const names = Array.from({ length: more }, (_, i) => [`p${i}`, `value ${i}`]);
  const properties = Object.fromEntries(names);
  const signals = { api: { choices: { analytics: true, ads: true } } };
  return { event: { event, page, properties }, signals };
}

function loadWasm() {
  const bytes = readFileSync(new URL('core.wasm', kDist));
  const module = new WebAssembly.Module(bytes);
  return () => new WebAssembly.Instance(module).exports;
}

/** A module is one core: each address gives another one. */
function loadFallback(round) {
  return import(new URL(`fallback.js?${round}`, kDist));
}

function measureFacts(host) {
  host.take(startFact());
  const values = {};
  let begin = 0;
  const measureNext = (kind) => {
    const facts = factsOf(kind, begin);
    begin += kCount;
    return timeFacts(host, facts);
  };
  for (const kind of Object.keys(kFacts)) {
    measureNext(kind); // warms up
    const { one, all } = measureNext(kind);
    Object.assign(values, { [kind]: one, [`${kind}All`]: all });
  }
  return values;
}

function factsOf(kind, begin) {
  return Array.from({ length: kCount }, (_, i) => {
    const moment = momentAt((begin + i) * kGapMs);
    return { moment, text: JSON.stringify(kFacts[kind](moment, i)) };
  });
}

function timeFacts(host, facts) {
  const times = new Float64Array(facts.length);
  const cpuBefore = process.cpuUsage();
  facts.forEach(({ moment, text }, i) => {
    host.catchUp(moment);
    const begin = performance.now();
    host.take(text);
    times[i] = performance.now() - begin;
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  const all = (user + system) / 1000 / facts.length;
  return { one: median(times), all };
}
