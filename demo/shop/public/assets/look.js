import { findProduct, formatPrice } from './products.js';

const prefix = '#look-';
const look = document.getElementById('look');
const parts = Object.fromEntries(
  ['drawing', 'name', 'text', 'price', 'page', 'close'].map((name) => {
    return [name, document.getElementById(`look-${name}`)];
  }),
);

parts.close.addEventListener('click', () => look.close());
look.addEventListener('close', () => {
  if (!location.hash.startsWith(prefix)) return;
  history.replaceState(null, '', location.pathname + location.search);
});

/** Opens the product that the fragment names, or closes the one open. */
export function showLook(hash) {
  const id = hash.startsWith(prefix) ? hash.slice(prefix.length) : '';
  const product = findProduct(id);
  if (!product) return look.close();
  parts.drawing.src = `/drawings/${id}.svg`;
  parts.name.textContent = product.name;
  parts.text.textContent = product.text;
  parts.price.textContent = formatPrice(product.pence);
  parts.page.href = `/products/${id}`;
  if (!look.open) look.showModal();
}
