import { propertiesOf } from './properties.mjs';

/** What the core is given: facts as the loader would write them. */
const kOrigin = 'https://shop.example';
const kWallMs = 1_800_000_000_000;

export function momentAt(mono) {
  return { wall: kWallMs + mono, mono };
}

export function startFact() {
  return JSON.stringify({
    fact: 'start',
    ...momentAt(0),
    seed: '000102030405060708090a0b0c0d0e0f',
    url: `${kOrigin}/?utm_source=newsletter&utm_medium=email`,
    // It measures what more than 20 events a second cost.
    attributes: {
      endpoint: 'https://collect.example/events',
      rateLimit: 'false',
    },
  });
}

/** Makes the fact number `i` of each kind that is measured. */
export const kFacts = {
  track: (moment, i) => ({
    fact: 'track',
    ...moment,
    name: 'plan_chosen',
    properties: propertiesOf(i),
  }),

  click: (moment, i) => ({
    fact: 'click',
    ...moment,
    path: pathOf(i),
    button: 0,
  }),

  page: (moment, i) => ({
    fact: 'page',
    ...moment,
    url: `${kOrigin}/products/${i}?color=blue&page=2`,
    referrer: 'https://search.example/',
    title: `Product ${i} - Shop`,
    cause: 'push',
  }),
};

/** The ten elements that a click on a link in a list goes through. */
function pathOf(i) {
  return [
    { tag: 'span', nth: 1 },
    { tag: 'a', nth: 1, href: `${kOrigin}/products/${i}?color=blue` },
    { tag: 'p', nth: 1 },
    { tag: 'div', nth: 1 },
    { tag: 'li', nth: (i % 20) + 1 },
    { tag: 'ul', nth: 1 },
    { tag: 'div', nth: 1 },
    { tag: 'section', nth: (i % 50) + 1, id: `section-${i % 50}` },
    { tag: 'main', nth: 1 },
    { tag: 'body', nth: 1 },
  ];
}
