import { campaigns } from './campaigns.mjs';
import { formatPrice } from './public/assets/products.js';

const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text) => text.replace(/[&<>"]/g, (sign) => signs[sign]);

/** The template with the value of `name`, as text, for each `{{name}}`. */
export function fill(template, values) {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => escape(values[name]));
}

/** The template with this markup for `<!-- name -->`. */
export function insert(template, name, markup) {
  return template.replace(`<!-- ${name} -->`, () => markup);
}

const cardTemplate = `
    <article class="card" id="{{id}}" data-category="{{category}}"
      data-name="{{name}}" data-pence="{{pence}}"
      data-sluice-impression="card-{{id}}">
      <a href="/products/{{id}}">
        <span class="picture"><img src="/drawings/{{id}}.svg" width="240"
          height="240" alt=""></span>
        <span class="card-name">{{name}}</span>
        <span class="card-line">{{line}}</span>
      </a>
      <p class="card-foot"><span>{{price}}</span><!-- more --></p>
    </article>`;

/** Products as cards that link to their pages; `more` goes into each card. */
export function cards(list, more = '') {
  const template = insert(cardTemplate, 'more', more);
  return list.map((product) => fill(template, describe(product))).join('');
}

/** A product's values for `fill`. */
export function describe({ pence, facts, ...texts }) {
  return { ...texts, pence: String(pence), price: formatPrice(pence) };
}

/** Texts as list items. */
export function items(texts) {
  return texts.map((text) => `<li>${escape(text)}</li>`).join('');
}

const campaignTemplate = `
    <li>
      <a href="{{href}}">{{title}}</a>
      <p>{{says}}</p>
      <code>{{href}}</code>
    </li>`;

/** The campaign links, each with its address to read. */
export function campaignItems() {
  return campaigns.map((one) => fill(campaignTemplate, one)).join('');
}
