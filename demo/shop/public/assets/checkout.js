import { readBasket, sumBasket, writeBasket } from './basket.js';
import { describeTrade } from './order.js';
import { keepOrder } from './orders.js';
import { formatPrice } from './products.js';

const form = document.getElementById('checkout');

if (sumBasket() === 0) location.replace('/basket');
else sluice.track('begin_checkout', describeTrade(readBasket()));
document.getElementById('total').textContent = formatPrice(sumBasket());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  keepOrder({
    transaction_id: `LW-${Date.now().toString(36).toUpperCase()}`,
    ...describeTrade(readBasket()),
  });
  writeBasket({});
  location.assign('/thanks');
});
