import { onButton, view } from './events.mjs';

export const attention = {
  name: 'what came into view and how far was scrolled is told',
  site: {
    data: { 'impression-time': '100' },
    body: `<div id="card" data-sluice-impression="card" style="height: 90px">
        <button id="buy" type="button">Buy</button></div>
      <div style="height: 300vh">Tall</div>`,
  },
  async act(visitor) {
    await visitor.open();
    await visitor.inbox.untilNamed('impression');
    await visitor.click('#buy');
    await visitor.wheel(10_000);
    await visitor.inbox.until((events) =>
      events.some(({ scroll }) => scroll?.depth === 100),
    );
  },
  events: [
    view('/'),
    {
      ...{ name: 'impression', path: '/' },
      impression: { id: 'card', selector: '#card', share: 100 },
    },
    onButton('buy', { impression: 'card' }),
    ...[50, 75, 90, 100].map((depth) => ({
      ...{ name: 'scroll', path: '/' },
      scroll: { depth },
    })),
  ],
};
