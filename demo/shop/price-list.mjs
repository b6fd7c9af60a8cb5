import { categories, formatPrice, products } from './public/assets/products.js';

/** The price list as CSV (RFC 4180). */
export function writePriceList() {
  const rows = products.map(({ name, category, pence }) => {
    return [name, categories[category], formatPrice(pence)];
  });
  return [['product', 'category', 'price'], ...rows]
    .map((row) => row.map(quote).join(','))
    .map((line) => `${line}\r\n`)
    .join('');
}

const quote = (text) => `"${text.replaceAll('"', '""')}"`;
