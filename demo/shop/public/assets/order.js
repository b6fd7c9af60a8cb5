/* What the shop tells Sluice of its trade: GA4's events and their names. */
import { findProduct, formatAmount } from './products.js';

const currency = 'GBP';

/** The properties of an e-commerce event about these quantities by product. */
export function describeTrade(quantities) {
  const items = Object.entries(quantities).map(([id, quantity]) => {
    const { name, category, pence } = findProduct(id);
    return {
      item_id: id,
      item_name: name,
      item_category: category,
      quantity,
      price: formatAmount(pence),
    };
  });
  return { value: formatAmount(sum(quantities)), currency, items };
}

/** What these quantities cost, in pence. */
export function sum(quantities) {
  return Object.entries(quantities).reduce((total, [id, quantity]) => {
    return total + quantity * findProduct(id).pence;
  }, 0);
}
