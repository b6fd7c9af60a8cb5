import { readFileSync } from 'node:fs';

import {
  campaignItems,
  cards,
  describe,
  fill,
  insert,
  items,
} from './markup.mjs';
import { categories, findProduct, products } from './public/assets/products.js';

const read = (name) => {
  return readFileSync(new URL(`${name}.html`, import.meta.url), 'utf8');
};

const plainPages = {
  '/': ['home', 'Good things for slow water'],
  '/about': ['about', 'About'],
  '/basket': ['basket', 'Basket'],
  '/campaign.html': ['campaign', 'Campaign links'],
  '/catalogue': ['catalogue', 'Catalogue'],
  '/checkout': ['checkout', 'Checkout'],
  '/search': ['search', 'Search'],
  '/thanks': ['thanks', 'Thank you'],
};

const favourites = ['mug', 'lantern', 'rope', 'can'].map(findProduct);

/** The product that can be heard. */
const ringing = 'bell';

const look = '<a href="#look-{{id}}">Quick look</a>';

/** The page at this path as `{title, main}`; undefined if there is none. */
export function findPage(path) {
  if (Object.hasOwn(plainPages, path)) return plainPage(...plainPages[path]);
  const [, folder, name] = path.match(/^\/(\w+)\/([a-z-]+)$/) ?? [];
  if (folder === 'products') return productPage(findProduct(name));
  if (folder === 'catalogue' && Object.hasOwn(categories, name)) {
    return plainPage('catalogue', categories[name]);
  }
}

/** What stands at every other path. */
export const missingPage = () => plainPage('missing', 'Not found');

/** The page as a whole document. */
export function layOut({ title, main }, sluice, values) {
  const page = fill(insert(read('layout'), 'main', main), {
    ...values,
    title: `${title} - Lock & Weir`,
  });
  return insert(page, 'sluice', sluice);
}

/** A document of its own, without the shop's frame. */
export const layOutNeighbour = (values) => fill(read('neighbour'), values);

function plainPage(name, title) {
  const main = insertAll(read(`pages/${name}`), {
    favourites: cards(favourites),
    catalogue: cards(products, look),
    found: cards(products),
    campaigns: campaignItems(),
  });
  return { title, main };
}

function insertAll(page, marks) {
  return Object.entries(marks).reduce(
    (page, [mark, markup]) => insert(page, mark, markup),
    page,
  );
}

function productPage(product) {
  if (!product) return;
  const others = products.filter(
    (one) => one !== product && one.category === product.category,
  );
  const page = fill(read('pages/product'), {
    ...describe(product),
    categoryName: categories[product.category],
  });
  const main = insertAll(page, {
    facts: items(product.facts),
    sound: product.id === ringing ? read('pages/sound') : '',
    others: cards(others),
  });
  return { title: product.name, main };
}
