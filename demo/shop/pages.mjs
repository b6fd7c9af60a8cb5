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
  '/thanks': ['thanks', 'Thank you'],
};

const favourites = ['mug', 'lantern', 'rope', 'can'].map(findProduct);

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
  const main = [
    ['favourites', cards(favourites)],
    ['catalogue', cards(products, look)],
    ['campaigns', campaignItems()],
  ].reduce(
    (page, [mark, markup]) => insert(page, mark, markup),
    read(`pages/${name}`),
  );
  return { title, main };
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
  const main = insert(page, 'facts', items(product.facts));
  return { title: product.name, main: insert(main, 'others', cards(others)) };
}
