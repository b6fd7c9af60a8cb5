// The time that a page has a visitor's attention.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openUndriven } from '../fixture/chromium.mjs';
import { drawn } from '../fixture/drawn.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';
import { elsewhere, leave, linkElsewhere } from './acts.mjs';

const on = { engagement: undefined };

describe('engaged time', () => {
  it('is told when the page is left, with the deepest point', async (t) => {
    const visit = await stage.visit(t, {
      data: on,
      body: `${linkElsewhere}<div style="height: 300vh"></div>${linkElsewhere}`,
      pages: elsewhere,
    });
    const before = Date.now();
    await visit.open();
    await drawn(visit.page);
    await visit.page.keyboard.press('End');
    await visit.inbox.untilNamed('scroll');
    await leave(visit);
    const { engagement } = await visit.inbox.untilNamed('engagement');
    const after = Date.now();
    assert.ok(engagement.time > 0 && engagement.time <= after - before);
    assert.ok(engagement.depth > 90);
  });

  it('of a page that is left at once is one event at most', async (t) => {
    const visit = await stage.visit(t, {
      data: on,
      body: linkElsewhere,
      pages: elsewhere,
    });
    await visit.open();
    await leave(visit);
    await visit.inbox.untilNamed('engagement');
    assert.deepEqual(namesOf(visit.inbox.events), [
      'page_view',
      'click',
      'engagement',
    ]);
  });

  it('complaint 27: is not the time behind another tab', async (t) => {
    const { site, inbox } = await stage.visit(t, {
      data: on,
      pages: {
        '/': {
          body: `<script>
            const at = performance.now();
            let hidden;
            document.addEventListener('visibilitychange', () => {
              if (document.visibilityState === 'hidden') {
                hidden = performance.now();
                return;
              }
              const back = performance.now();
              sluice.track('back', {
                hidden: back - hidden,
                focused: document.hasFocus(),
              });
              setTimeout(() => {
                sluice.track('end', { shown: performance.now() - back });
                history.pushState(null, '', '/next');
              }, 1200);
            });
            setTimeout(() => {
              window.open('/other');
            }, 1200);
          </script>`,
        },
        '/other': {
          tag: false,
          body: '<script>setTimeout(() => close(), 3000)</script>',
        },
      },
    });
    openUndriven(t, `${site.url}/`);
    const { properties } = await inbox.untilNamed('back');
    assert.ok(properties.hidden > 2500);
    await inbox.untilNamed('end');
    await inbox.until((events) => namesOf(events).includes('end'));
    const times = inbox.events
      .filter(({ engagement }) => engagement)
      .map(({ engagement }) => engagement.time);
    const sum = times.reduce((all, time) => all + time, 0);
    assert.ok(times.length > 0, JSON.stringify(namesOf(inbox.events)));
    assert.ok(sum < properties.hidden + 2000, `${times}`);
  });
});
