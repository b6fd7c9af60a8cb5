import { listBasket, readBasket, sumBasket, writeBasket } from './basket.js';
import { formatPrice } from './products.js';

const box = document.getElementById('basket');

show();

function show() {
  const lines = listBasket();
  const empty = lines.length === 0;
  box.querySelector('table').hidden = empty;
  box.querySelector('.actions').hidden = empty;
  box.querySelector('.nothing').hidden = !empty;
  box.querySelector('tbody').replaceChildren(...lines.map(makeRow));
  box.querySelector('.total').textContent = formatPrice(sumBasket());
}

function makeRow({ id, name, quantity, pence }) {
  const row = document.createElement('tr');
  const link = document.createElement('a');
  link.href = `/products/${id}`;
  link.textContent = name;
  const price = formatPrice(quantity * pence);
  for (const content of [link, quantity, price, makeRemove(id, name)]) {
    const cell = document.createElement('td');
    cell.append(content);
    row.append(cell);
  }
  return row;
}

function makeRemove(id, name) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = 'Take out';
  button.setAttribute('aria-label', `Take out ${name}`);
  button.addEventListener('click', () => {
    const { [id]: _, ...rest } = readBasket();
    writeBasket(rest);
    show();
  });
  return button;
}
