/* One page, many addresses: the category is in the path (pushState), the
 * order in the query (replaceState), the product looked at in the fragment. */
import { showLook } from './look.js';
import { categories } from './products.js';

const box = document.getElementById('cards');
const cards = [...box.children];
const links = [...document.querySelectorAll('#categories a')];
const sort = document.getElementById('sort');

const orders = {
  price: (one, other) => one.dataset.pence - other.dataset.pence,
  name: (one, other) => one.dataset.name.localeCompare(other.dataset.name),
};

for (const link of links) link.addEventListener('click', goToCategory);
sort.addEventListener('change', changeOrder);
window.addEventListener('popstate', show);
window.addEventListener('hashchange', show);
show();

function goToCategory(event) {
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (elsewhere) return; // the browser opens a new tab or window
  event.preventDefault();
  const url = new URL(event.currentTarget.href);
  url.search = location.search;
  setTitle(url);
  history.pushState(null, '', url);
  show();
}

function changeOrder() {
  const url = new URL(location);
  if (sort.value) url.searchParams.set('sort', sort.value);
  else url.searchParams.delete('sort');
  history.replaceState(null, '', url);
  show();
}

/** Shows what the address says. */
function show() {
  const category = readCategory(location);
  setTitle(location);
  for (const link of links) {
    const current = readCategory(link) === category;
    link.setAttribute('aria-current', current ? 'page' : 'false');
  }
  for (const card of cards) {
    card.hidden = Boolean(category) && card.dataset.category !== category;
  }
  sort.value = new URLSearchParams(location.search).get('sort') ?? '';
  const order = orders[sort.value];
  box.append(...(order ? cards.toSorted(order) : cards));
  showLook(location.hash);
}

function readCategory({ pathname }) {
  return pathname.split('/')[2];
}

function setTitle(url) {
  const name = categories[readCategory(url)] ?? 'Catalogue';
  document.getElementById('heading').textContent = name;
  document.title = `${name} - Lock & Weir`;
}
