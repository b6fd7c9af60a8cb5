/* The order of this tab, in place of a shop's server that would know it. */

const key = 'lock-weir-order';

/** Keeps the order for the page that says thank you. */
export function keepOrder(order) {
  try {
    sessionStorage.setItem(key, JSON.stringify(order));
  } catch {
    // Storage is blocked: that page knows of no order.
  }
}

/** The order that was placed last; null if there is none. */
export function readOrder() {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null; // storage is blocked or was tampered with
  }
}
