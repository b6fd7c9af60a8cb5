import { readFileSync } from 'node:fs';
import { listen } from './listen.mjs';

// Isolated from other sites, a page's clock has steps of 5 us, not 100.
// https://w3c.github.io/hr-time/#clock-resolution
const kIsolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const kSections = 58;
const kItems = 6;

/** Serves the measured page at `/`, and each subject as `/NAME.js`. */
export function startPageServer(subjects) {
  const files = new Map([['/', page()]]);
  for (const name of ['page-driver.mjs', 'properties.mjs']) {
    files.set(`/${name}`, readFileSync(new URL(name, import.meta.url)));
  }
  for (const [name, text] of Object.entries(subjects)) {
    files.set(`/${name}.js`, text);
  }
  return listen((request, response) => {
    const file = files.get(request.url);
    const type = request.url === '/' ? 'text/html' : 'text/javascript';
    const headers = { 'Content-Type': `${type}; charset=utf-8` };
    response.writeHead(file ? 200 : 204, { ...headers, ...kIsolated });
    response.end(file);
  });
}

/** About 2,000 elements, those to click eleven deep. */
function page() {
  const sections = Array.from({ length: kSections }, (_, i) => section(i));
  return `<!doctype html><html lang="en"><head><title>Shop</title></head>
<body><main>${sections.join('\n')}</main>
<script type="module" src="page-driver.mjs"></script></body></html>`;
}

function section(index) {
  const items = Array.from({ length: kItems }, (_, i) => item(index, i));
  return `<section id="section-${index}"><h2>Section ${index}</h2>
<div class="list"><ul>${items.join('\n')}</ul></div></section>`;
}

/** Links of the site, links to others and buttons in turn. */
function item(section, index) {
  const name = `product-${section}-${index}`;
  const text = `<span>Product ${section}.${index}</span>`;
  const activated = [
    `<a href="/products/${name}?color=blue">${text}</a>`,
    `<a href="https://shop.example/products/${name}">${text}</a>`,
    `<button type="button" id="${name}">${text}</button>`,
  ][index % 3];
  return `<li class="item"><div class="card"><p>${activated}</p></div></li>`;
}
