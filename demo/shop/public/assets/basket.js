import { describeTrade, sum } from './order.js';
import { findProduct } from './products.js';

const key = 'lock-weir-basket';

/** What is in the basket: quantities by product id. */
export function readBasket() {
  try {
    const stored = JSON.parse(localStorage.getItem(key)) ?? {};
    return Object.fromEntries(
      Object.entries(stored).filter(([id]) => findProduct(id)),
    );
  } catch {
    return {}; // storage is blocked or was tampered with
  }
}

/** Keeps the basket for the next page. */
export function writeBasket(basket) {
  try {
    localStorage.setItem(key, JSON.stringify(basket));
  } catch {
    // Storage is blocked: the basket stays empty.
  }
  showBasketCount();
}

/** The basket's lines as its page shows them. */
export function listBasket() {
  return Object.entries(readBasket()).map(([id, quantity]) => {
    const { name, pence } = findProduct(id);
    return { id, name, quantity, pence };
  });
}

/** Price of everything in the basket. */
export const sumBasket = () => sum(readBasket());

/** Updates the number beside the basket's link. */
export function showBasketCount() {
  const count = Object.values(readBasket()).reduce((sum, n) => sum + n, 0);
  document.getElementById('basket-count').textContent = count || '';
}

/** Lets the buttons with `data-add` put their product into the basket. */
export function startAddButtons() {
  for (const button of document.querySelectorAll('[data-add]')) {
    button.addEventListener('click', () => add(button.dataset.add));
  }
}

function add(id) {
  const basket = readBasket();
  writeBasket({ ...basket, [id]: (basket[id] ?? 0) + 1 });
  sluice.track('add_to_cart', describeTrade({ [id]: 1 }));
  document.querySelector('.added').textContent =
    `${findProduct(id).name} is in the basket.`;
}
