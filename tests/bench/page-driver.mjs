// In the measured page: makes the calls and takes their times. A script of
// the page, so that nothing of it is compiled or sent over while measuring.
import { propertiesOf } from './properties.mjs';

/** A page whose timers are late catches up, but not with all in one task. */
const kMaxPerTask = 10;

/** Milliseconds that each call of the last measurement took. */
let times = new Float64Array();

let longest = 0;
let text = '';

window.driver = {
  times: () => Array.from(times),

  /** Fetches what `start` evaluates: sent by the one who measures, its text
   * would be a task of its own, of 40 ms. */
  async fetchSubject(name) {
    text = await (await fetch(`${name}.js`)).text();
  },

  /** Evaluates it as an inline script, in a task of its own. */
  start(endpoint) {
    const script = document.createElement('script');
    script.dataset.endpoint = endpoint;
    script.dataset.rateLimit = 'false'; // it measures what more would cost
    script.textContent = text;
    return new Promise((resolve) => {
      setTimeout(() => {
        times = [timeOf(() => document.head.append(script))];
        resolve();
      });
    });
  },

  /** Watches for tasks that keep the page from answering: 50 ms and more. */
  watchTasks() {
    longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        longest = Math.max(longest, duration);
      }
    }).observe({ type: 'longtask' });
  },

  /** Milliseconds that the longest of them took since; 0 if there was none. */
  longestTask: () => longest,

  flush: (subject) => void window[subject].flush(),

  track(subject, count, overMs) {
    const tracker = window[subject];
    return pace(count, overMs, (step) => {
      tracker.track('plan_chosen', propertiesOf(step));
    });
  },

  click(count, overMs) {
    const texts = document.querySelectorAll('a > span, button > span');
    const press = (step) => pressOn(texts[step % texts.length]);
    return pace(count, overMs, (click) => click(), press);
  },
};

// As a router does: the page keeps its links to itself.
document.addEventListener('click', (event) => event.preventDefault());

/** As a mouse does. Returns what lets go. */
function pressOn(target) {
  const { x, y } = target.getBoundingClientRect();
  const place = { clientX: x + 1, clientY: y + 1, pointerType: 'mouse' };
  const manner = { bubbles: true, composed: true, cancelable: true, detail: 1 };
  const event = (type) => new PointerEvent(type, { ...place, ...manner });
  target.dispatchEvent(event('pointerdown'));
  const click = event('click');
  return () => target.dispatchEvent(click);
}

/** Calls `act` with what `prepare` returns for 0 to `count - 1`, evenly spread
 * over `overMs`. */
function pace(count, overMs, act, prepare = (step) => step) {
  times = new Float64Array(count);
  const begin = performance.now();
  let done = 0;
  return new Promise((resolve) => {
    function tick() {
      const due = ((performance.now() - begin) / overMs) * count;
      const until = Math.min(due, done + kMaxPerTask, count);
      for (; done < until; done++) times[done] = timeOf(act, prepare(done));
      if (done < count) setTimeout(tick, 4);
      else resolve();
    }
    tick();
  });
}

function timeOf(act, argument) {
  const begin = performance.now();
  act(argument);
  return performance.now() - begin;
}
