import assert from 'node:assert/strict';
import { onButton, onLink, view } from './events.mjs';

const config = JSON.stringify({
  policy: 'opt-in',
  goals: {
    goals: [
      { id: 'pricing', kind: 'micro', on: { url: '/pricing*' } },
      { id: 'demo', on: { click: '#book' }, value: '20', currency: 'EUR' },
    ],
  },
});

const order = `sluice.track('purchase', {
  transaction_id: 'A-17', value: '49.90', currency: 'EUR',
  items: [{ item_id: 'lantern', price: '49.90', quantity: 1 }],
});`;

const consent = `<script>
  sluice.consent({ analytics: true }, { explicit: true });
</script>`;

const path = '/pricing/all';

function onGoal(goal) {
  return { name: 'goal', conversion: true, path, goal };
}

export const orders = [
  {
    name: 'goals are reached, and an order counts once',
    site: {
      data: { config },
      body: `${consent}
        <p><button id="book" type="button">Book</button>
        <a id="marked" href="/thanks" data-sluice-goal="go"
          data-sluice-value="3.50" data-sluice-currency="EUR">Pay</a></p>`,
      pages: {
        '/thanks': { body: `${consent}<script>${order}</script>` },
      },
    },
    async act(visitor) {
      await visitor.open(path);
      await visitor.click('#book');
      await visitor.click('#marked');
      await visitor.until('/thanks');
      await visitor.inbox.untilNamed('purchase');
      await visitor.open('/thanks');
    },
    events: [
      view(path),
      onGoal({ id: 'pricing', kind: 'micro' }),
      { ...onButton('book'), path },
      onGoal({ id: 'demo', kind: 'macro', value: '20.00', currency: 'EUR' }),
      {
        ...{ ...onLink('marked', '/thanks'), path },
        properties: { value: '3.50', currency: 'EUR' },
      },
      onGoal({ id: 'go', kind: 'macro', value: '3.50', currency: 'EUR' }),
      view('/thanks'),
      {
        ...{ name: 'purchase', conversion: true, path: '/thanks' },
        goal: { id: 'purchase', kind: 'macro' },
        order: {
          ...{ id: 'A-17', value: '49.90', currency: 'EUR' },
          items: [{ id: 'lantern', price: '49.90', quantity: 1 }],
        },
      },
      view('/thanks'),
    ],
    check(events) {
      const [bought] = events.filter(({ order }) => order);
      assert.match(bought.event.id, /^.{14}8/);
    },
  },
];
