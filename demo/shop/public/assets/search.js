/* Sluice reads the term from the address: no call is needed. */
import { findProduct } from './products.js';

const cards = [...document.getElementById('cards').children];
const term = new URLSearchParams(location.search).get('q')?.trim() ?? '';

for (const card of cards) card.hidden = !fits(findProduct(card.id));
const found = cards.filter((card) => !card.hidden).length;
document.getElementById('search').value = term;
document.getElementById('found').textContent =
  `${found} of ${cards.length} things fit \u201c${term}\u201d.`;

function fits({ name, line, text }) {
  const words = [name, line, text].join(' ').toLowerCase();
  return words.includes(term.toLowerCase());
}
