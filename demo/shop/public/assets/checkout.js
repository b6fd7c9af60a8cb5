import { listBasket, sumBasket, writeBasket } from './basket.js';
import { formatPrice } from './products.js';

const form = document.getElementById('checkout');

if (sumBasket() === 0) location.replace('/basket');
document.getElementById('total').textContent = formatPrice(sumBasket());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  // Sluice learns what was bought, not by whom; and as a conversion it leaves
  // at once, so that going on to the next page cannot lose it.
  sluice.track('purchase', makeOrder(), { conversion: true });
  writeBasket({});
  location.assign('/thanks');
});

function makeOrder() {
  return {
    order_id: `LW-${Date.now().toString(36).toUpperCase()}`,
    value: sumBasket() / 100,
    currency: 'GBP',
    items: listBasket().map(({ id, quantity, pence }) => {
      return { sku: id, quantity, price: pence / 100 };
    }),
  };
}
