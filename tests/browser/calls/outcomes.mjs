// What a developer reads in the console with the option `debug`.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { stage } from '../fixture/stage.mjs';

/** What was said until `count` lines were, without the ids of events. */
async function untilSaid({ said }, count) {
  await until(
    () => said.length >= count,
    () => `${count} lines of ${JSON.stringify(said)}`,
  );
  return said.map((line) =>
    line.replace(/^sluice: /, '').replace(/ [0-9a-f-]{36}$/, ''),
  );
}

const unknown = 'because analytics is unknown (nothing decided) [/events/0]';
const denied = 'because analytics is denied (the visitor refused) [/events/0]';

/** A page view that waits for a choice, and then an event that is sent. */
async function sendOne(visit) {
  await visit.open();
  await visit.run(() => sluice.consent({ analytics: true }));
  await visit.run(() => sluice.track('signup', { plan: 'pro' }));
  await visit.run(() => sluice.flush());
  const lines = await untilSaid(visit, 5);
  assert.deepEqual(lines, [
    `page_view #1: held, ${unknown}`,
    'page_view #1 -> collector: queued',
    'signup #2 -> collector: queued',
    'page_view #1 -> collector: sent, 200',
    'signup #2 -> collector: sent, 200',
  ]);
}

const data = { policy: 'opt-in', debug: '' };

describe('a page whose owner debugs', () => {
  it('reports the outcome of every event', async (t) => {
    const visit = await stage.visit(t, { data });
    await sendOne(visit);
    const events = await visit.finish();
    const { id } = events.at(-1).event;
    assert.ok(visit.said.some((line) => line.endsWith(id)));
  });

  it('says so under a policy that forbids WebAssembly', async (t) => {
    const policy = `script-src 'self'; connect-src ${stage.collector.url}`;
    const headers = { 'Content-Security-Policy': policy };
    await sendOne(await stage.visit(t, { data, headers }));
  });

  it('says what came before the file with the words', async (t) => {
    const visit = await stage.visit(t, { data });
    const arrive = visit.site.hold('/debug.js');
    await visit.open();
    await visit.run(() => sluice.consent({ analytics: false }));
    await visit.site.until('/debug.js');
    assert.deepEqual(visit.said, []);
    arrive();
    assert.deepEqual(await untilSaid(visit, 2), [
      `page_view #1: held, ${unknown}`,
      `page_view #1: dropped (denied), ${denied}`,
    ]);
  });

  it('is reported if debug.js is missing', async (t) => {
    const visit = await stage.visit(t, {
      data,
      pages: { '/debug.js': { status: 404, text: '' } },
    });
    await visit.open();
    const [line] = await untilSaid(visit, 1);
    assert.match(line, /no debug\.js: .*\/debug\.js \[no_outcomes\]/);
  });

  it('loads nothing and says nothing without it', async (t) => {
    const visit = await stage.visit(t, { data: { policy: 'opt-in' } });
    await visit.open();
    await visit.run(() => sluice.consent({ analytics: true }));
    await visit.finish();
    assert.ok(!visit.site.requests.includes('/debug.js'));
    assert.deepEqual(visit.said, []);
  });
});
