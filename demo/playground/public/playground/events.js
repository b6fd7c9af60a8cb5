/* The events to begin with, as the core has them before the gate. */

const visit = {
  session: { id: '019aa5c1-7d20-7c63-9d0e-5b1f6a3c2e44' },
  visitor: { id: '019a77f0-03b8-7a11-8f52-c4d09e6b7a10' },
  screen: { width: 1366, height: 768 },
};

const arrival = {
  utm: { source: 'newsletter', medium: 'email', campaign: 'spring' },
  click_id: { gclid: 'Cj0KCQiA-example' },
};

const address =
  'https://shop.example/lantern?utm_source=newsletter&token=secret';

const samples = [
  {
    name: 'page-view',
    title: 'page_view with a campaign',
    event: {
      event: { name: 'page_view', time: 1763700000123 },
      page: {
        url: address,
        path: '/lantern',
        title: 'Storm lantern',
        referrer: 'https://mail.example/inbox?folder=7',
      },
      ...arrival,
      ...visit,
    },
  },
  {
    name: 'click',
    title: 'click on a link',
    event: {
      event: { name: 'click', time: 1763700004456 },
      page: { url: address, path: '/lantern', title: 'Storm lantern' },
      click: {
        kind: 'link',
        selector: '#help > a',
        href: 'https://shop.example/help?user=jo',
        text: 'Write to jo@mail.example',
      },
      ...visit,
      form: { card: '4111 1111 1111 1111' },
    },
  },
  {
    name: 'purchase',
    title: 'purchase, a conversion',
    event: {
      event: { name: 'purchase', time: 1763700098765, conversion: true },
      page: { url: 'https://shop.example/thanks?order=17', path: '/thanks' },
      cart: { total: 42, currency: 'EUR' },
      properties: { order_id: 'LW-17', value: 42 },
      user: { id: 'u-7', email: 'jo@mail.example' },
      ...arrival,
      ...visit,
    },
  },
  {
    name: 'ad-shown',
    title: 'ad_shown, an event of the site',
    event: {
      event: { name: 'ad_shown', time: 1763700007890 },
      page: { url: address, path: '/lantern' },
      properties: { slot: 'top' },
      ...arrival,
      ...visit,
    },
  },
];

/** `[{name, title, text}]` */
export const events = samples.map(({ name, title, event }) => {
  const groups = Object.entries(event).map(([group, fields]) => {
    return `  ${JSON.stringify(group)}: ${writeGroup(fields)}`;
  });
  return { name, title, text: `{\n${groups.join(',\n')}\n}\n` };
});

/** On one line if that is short, as people write it. */
function writeGroup(fields) {
  const text = JSON.stringify(fields, null, 4);
  const line = text.replace(/\n */g, ' ').replace(/^{ | }$/g, (s) => s.trim());
  return line.length < 64 ? line : text.replace(/\n}$/, '\n  }');
}
