import { answerJson } from './answer.mjs';

/** Servers close what they have not answered; WebKit keeps a connection until
 * then, of six, if a page gave up a request with keepalive. */
const hangMs = 30_000;

/** The failure that the collector is told to play, so that tests and the demo
 * see what trackers do then; fault.schema.json says what can be ordered.
 * `onChange` is called whenever the order changes. */
export function createFault(onChange) {
  let order = null;
  let timer;
  const change = (next) => {
    order = next;
    onChange();
  };
  const set = (next) => {
    clearTimeout(timer);
    if (next?.for_ms) timer = setTimeout(change, next.for_ms, null).unref();
    change(next);
  };
  return {
    current: () => order,
    set,
    clear: () => set(null),
    /** Fails the request if it is to fail, and returns whether it did. */
    strike(response) {
      if (!order) return false;
      fail(response, order);
      if (order.count) change(countDown(order));
      return true;
    },
  };
}

function countDown({ count, ...order }) {
  return count > 1 ? { ...order, count: count - 1 } : null;
}

function fail(response, { status = 503, retry_after, hang }) {
  if (hang) return void setTimeout(() => response.destroy(), hangMs).unref();
  if (retry_after) response.setHeader('Retry-After', retry_after);
  answerJson(response, { error: 'told to fail' }, status);
}
