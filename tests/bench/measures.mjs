import { quantileOfReadings } from './statistics.mjs';

const kTracks = 2000;
const kTracksOverMs = 4000;
const kClicks = 500;
const kSlowClicks = 200;
const kClicksOverMs = 2000;

/** Each takes its subjects in fresh pages, and resolves to values by the keys
 * of metrics.mjs: times in milliseconds, sizes in bytes. */
export const kMeasures = [
  { measure: measureStart, subjects: ['sluice', 'baseline'] },
  { measure: measureTrack, subjects: ['sluice', 'baseline', 'nothing'] },
  { measure: measureClick, subjects: ['sluice', 'baseline'] },
];

async function measureStart(lab, name) {
  const { time, cpu } = await startAt(lab, name, 1);
  const slow = await startAt(lab, name, 4);
  return {
    start: time,
    startCpu: cpu,
    startSlow: slow.time,
    startLongestSlow: slow.longest,
  };
}

function startAt(lab, name, rate) {
  return lab.inTab(name, async (tab, { endpoint }) => {
    await tab.drive('fetchSubject', name);
    await tab.throttle(rate);
    await tab.drive('watchTasks');
    const cpuBefore = await tab.taskMs();
    await tab.drive('start', endpoint);
    await tab.settle();
    const cpu = (await tab.taskMs()) - cpuBefore;
    const [time] = await tab.drive('times');
    const longest = await tab.drive('longestTask');
    return { time, cpu, longest };
  });
}

function measureTrack(lab, name) {
  const sent = name === 'nothing' ? 0 : kTracks;
  return lab.inTab(name, async (tab, run, complain) => {
    const heapBefore = await tab.heapBytes();
    await tab.load(name, run.endpoint);
    await tab.settle();
    const cpuBefore = await tab.taskMs();
    await tab.drive('track', name, kTracks, kTracksOverMs);
    await tab.drive('flush', name);
    await run.arrival(sent);
    await tab.settle();
    const cpu = (await tab.taskMs()) - cpuBefore;
    const heap = (await tab.heapBytes()) - heapBefore;
    const wasm = await tab.wasmBytes();
    const complaint = run.complaint(sent);
    if (complaint) complain(complaint);
    return { ...(await trackTimes(tab)), cpu, heap, wasm, ...run.sizes() };
  });
}

async function trackTimes(tab) {
  const times = await tab.drive('times');
  return {
    trackP50: quantileOfReadings(times, 0.5),
    trackP99: quantileOfReadings(times, 0.99),
  };
}

async function measureClick(lab, name) {
  const { times, cpu } = await clicksAt(lab, name, 1, kClicks);
  const slow = await clicksAt(lab, name, 4, kSlowClicks);
  return {
    clickP50: quantileOfReadings(times, 0.5),
    clickP99: quantileOfReadings(times, 0.99),
    clickWorstSlow: Math.max(...slow.times),
    clickCpu: cpu,
  };
}

function clicksAt(lab, name, rate, count) {
  return lab.inTab(name, async (tab, { endpoint }) => {
    await tab.load(name, endpoint);
    await tab.settle();
    await tab.throttle(rate);
    const cpuBefore = await tab.taskMs();
    await tab.drive('click', count, kClicksOverMs);
    await tab.settle();
    const cpu = (await tab.taskMs()) - cpuBefore;
    return { times: await tab.drive('times'), cpu };
  });
}
