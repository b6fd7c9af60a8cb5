import { readOrder } from './orders.js';

const order = readOrder();

if (order) {
  document.getElementById('order').textContent = order.transaction_id;
  // As most shops do, this page tells of the order whenever it is loaded.
  // Sluice counts it once. It learns what was bought, not by whom.
  sluice.track('purchase', order);
}
