import assert from 'node:assert/strict';
import { onButton, view } from './events.mjs';

/** A document with the page's own tag, as an expression of the page. */
const tagged = `document.querySelector('script[data-endpoint]').outerHTML`;

const buy = '<button id="b" type="button" onclick="">Buy</button>';

const writeAnew = `const text = ${tagged} + document.body.innerHTML;
  document.open(); document.write(text); document.close();`;

const falseClocks = `<script>
  Date.now = () => new Date();
  performance.now = () => { throw new Error('no time'); };
</script>`;

const falseJson = `<script>
  Array.prototype.toJSON = function () { return '[' + this.join() + ']'; };
</script>`;

const consent = `<script>
  addEventListener('load', () =>
    sluice.consent({ analytics: true, ads: true }));
</script>`;

/** Pages whose other scripts change what scripts rely on. */
export const foreign = [
  {
    name: 'a page that was written anew goes on being seen, once',
    site: { body: buy },
    async act(visitor) {
      await visitor.open();
      await visitor.run((script) => void setTimeout(script), writeAnew);
      await visitor.run(
        () => new Promise((resolve) => setTimeout(resolve, 300)),
      );
      await visitor.click('#b');
    },
    events: [view('/'), onButton('b')],
  },
  {
    name: 'a document in srcdoc is of the page around it',
    site: {
      body: `<script>
        const frame = document.createElement('iframe');
        frame.srcdoc = ${tagged};
        document.body.append(frame);
      </script>`,
    },
    async act(visitor) {
      await visitor.open('/docs/a');
      await visitor.inbox.until(({ length }) => length > 0);
    },
    events: [view('/docs/a'), view('/docs/a')],
  },
  {
    name: 'a page with clocks of its own is measured at the right time',
    site: { head: falseClocks, body: buy },
    async act(visitor) {
      await visitor.open();
      await visitor.click('#b');
    },
    events: [view('/'), onButton('b')],
    check(events) {
      for (const { event } of events) {
        assert.ok(Math.abs(event.time - Date.now()) < 120_000, event.time);
      }
    },
  },
  {
    name: 'a page with a toJSON on all lists has its touches stored',
    site: {
      data: { policy: 'opt-in' },
      head: falseJson,
      body: consent,
    },
    async act(visitor) {
      await visitor.open('/?utm_source=one');
      await visitor.run(() => sluice.flush());
      await visitor.open('/?utm_source=two');
      const touches = await visitor.run(() =>
        sluice.attribution
          .current()
          .touches.map(({ source }) => source)
          .join(),
      );
      assert.equal(touches, 'one,two');
    },
    events: [view('/'), view('/')],
  },
  {
    name: 'a tracker that is ended sends what waits, and sees nothing more',
    site: { body: buy },
    async act(visitor) {
      await visitor.open();
      await visitor.run(() => {
        sluice.track('last_words');
        sluice.stop();
      });
      await visitor.click('#b');
      await visitor.inbox.untilNamed('last_words');
    },
    isOver: true,
    events: [view('/'), { name: 'last_words', path: '/' }],
  },
];
