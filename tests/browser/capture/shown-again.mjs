// Pages that are kept, made ready or put aside by the browser.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBatch } from '../../../js/dist/node.mjs';
import { openUndriven } from '../fixture/chromium.mjs';
import { namesOf, viewsOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

describe('a page out of the back/forward cache', () => {
  it('complaint 12: is viewed again, as the same page, and goes on', async (t) => {
    const visit = await stage.visitInChromium(t, {
      body: `<a href="/next">Next</a>
        <script>
          addEventListener('pageshow', ({ persisted }) => {
            sluice.track('shown', { persisted });
            sluice.flush();
          });
        </script>`,
      pages: { '/next': { tag: false, body: '' } },
    });
    await visit.open();
    await visit.page.click('a');
    await visit.page.waitForURL('**/next');
    await visit.run(() => history.back());
    await visit.inbox.until(
      (events) => events.filter(({ event }) => event.name === 'shown')[1],
    );
    const events = visit.inbox.events;
    const shown = events.filter(({ event }) => event.name === 'shown');
    assert.deepEqual(
      shown.map(({ properties }) => properties.persisted),
      [false, true],
    );
    assert.deepEqual(viewsOf(events), ['load /', 'restore /']);
    assert.deepEqual(namesOf(events), [
      'page_view',
      'shown',
      'click',
      'page_view',
      'shown',
    ]);
    assert.equal(new Set(events.map(({ page }) => page.id)).size, 1);
  });
});

const prerenderNext = `<script type="speculationrules">
  {"prerender": [{"urls": ["/next"], "eagerness": "immediate"}]}
</script>`;

describe('a prerendered page', () => {
  it('complaint 11: is viewed when it is shown, and holds all until then', async (t) => {
    const { site, inbox } = await stage.visit(t, {
      pages: {
        '/': {
          tag: false,
          head: prerenderNext,
          // The site says when the visitor goes there.
          body: `<script>
            fetch('/go.txt').then(() => (location.href = '/next'));
          </script>`,
        },
        '/next': {
          body: `<script>
            sluice.track('early', { prerendering: document.prerendering });
            sluice.flush();
            fetch('/ready.txt');
          </script>`,
        },
      },
    });
    const go = site.hold('/go.txt');
    openUndriven(t, `${site.url}/`);
    await site.until('/ready.txt');
    // Whatever it had sent would have arrived before this.
    const other = await stage.visit(t);
    await other.open();
    await other.finish();
    await inbox.read();
    assert.deepEqual(inbox.events, []);

    const shownAt = Date.now();
    go();
    const [view, early] = await inbox.until((events) => events.length === 2);
    assert.deepEqual(viewsOf([view]), ['load /next']);
    assert.deepEqual(early.properties, { prerendering: true });
    assert.equal(view.page.prerendered, true);
    assert.ok(view.event.time >= shownAt);
    assert.ok(early.event.time >= view.event.time);
  });
});

describe('a tab behind another', () => {
  it('has sent what waited, and sends at once what comes', async (t) => {
    const { site, inbox } = await stage.visit(t, {
      pages: {
        '/': {
          body: `<script>
            sluice.track('in_front');
            window.open('/other');
            document.addEventListener('visibilitychange', () => {
              sluice.track(document.visibilityState);
            });
          </script>`,
        },
        '/other': { tag: false },
      },
    });
    openUndriven(t, `${site.url}/`);
    await inbox.untilNamed('hidden');
    assert.deepEqual(namesOf(inbox.events), [
      'page_view',
      'in_front',
      'hidden',
    ]);
    const [first, second] = inbox.batches;
    assert.equal(readBatch(first.request.body).events.length, 2);
    assert.equal(second.sent_at, inbox.events[2].event.time);
  });
});
