// What the page is told, and what is kept as proof.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { readBatch } from '../../../js/dist/node.mjs';
import { pathOf, readBuilt } from '../fixture/built.mjs';
import { makePolicy, openUnder } from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';
import {
  analyticsOnly,
  choose,
  no,
  openTcf,
  tcfPolicy,
  yes,
} from './tcf-page.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const readStatus = () => sluice.consent.status();

describe('consent.status()', () => {
  it('is undefined before the script is there', async (t) => {
    const visit = await openUnder(t, makePolicy(), {
      head: `<script>${readBuilt('snippet.js')}</script>
        <script>window.before = [typeof sluice.consent.status,
          sluice.consent.status()];</script>`,
    });
    assert.deepEqual(await visit.run(() => before), ['function', undefined]);
    assert.equal((await visit.run(readStatus)).policy.id, 'team');
  });

  it('tells state, reason and rule, before a choice and after', async (t) => {
    const policy = tcfPolicy();
    const visit = await openTcf(t, { policy, config: { region: 'FR' } });
    const rule = (purpose) => `/regimes/0/purposes/${purpose}/decide/0`;
    const before = await visit.run(readStatus);
    assert.deepEqual(before, {
      policy: {
        id: 'team',
        revision: '4',
        hash: sha256(JSON.stringify(policy)),
      },
      region: 'FR',
      regime: 'everywhere',
      purposes: {
        analytics: {
          state: 'unknown',
          why: before.purposes.analytics.why,
          rule: rule('analytics'),
        },
        ads: {
          state: 'unknown',
          why: before.purposes.ads.why,
          rule: rule('ads'),
        },
      },
      opt_out_honored: false,
    });
    await choose(visit, analyticsOnly);
    const { analytics, ads } = (await visit.run(readStatus)).purposes;
    assert.deepEqual(
      [analytics.state, analytics.rule, ads.state, ads.rule],
      ['granted', rule('analytics'), 'denied', rule('ads')],
    );
    for (const { why } of [analytics, ads]) assert.match(why, /TCF/);
  });

  it('can be read again, and cannot be changed', async (t) => {
    const visit = await openTcf(t);
    await choose(visit, no);
    await visit.run(() => {
      sluice.consent.status().purposes.analytics.state = 'granted';
      sluice.track('refused');
      return sluice.flush();
    });
    assert.deepEqual(visit.requestsElsewhere(), []);
  });
});

describe('receipts', () => {
  const policy = tcfPolicy({ receipt: { to: 'collector' } });

  /** The receipts as they were sent, each with its text. */
  async function readReceipts({ inbox }) {
    await inbox.read();
    return inbox.batches.flatMap(({ request: { body } }) =>
      readBatch(body)
        .events.filter(({ receipt }) => receipt)
        .map(({ event, receipt }) => {
          const { hash, ...rest } = receipt;
          return { name: event.name, text: JSON.stringify(rest), ...receipt };
        }),
    );
  }

  /** What `sluice receipts verify` says of all events that arrived. */
  function verify({ inbox }) {
    const events = inbox.batches.flatMap(
      ({ request: { body } }) => readBatch(body).events,
    );
    const args = [pathOf('js/dist/cli.mjs'), 'receipts', 'verify', '-'];
    const input = events.map((event) => JSON.stringify(event)).join('\n');
    return spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  }

  it('name policy, signals and rules, and are chained', async (t) => {
    const visit = await openTcf(t, { policy, config: { region: 'FR' } });
    await choose(visit, analyticsOnly);
    await visit.finish();
    await choose(visit, yes);
    await visit.finish();
    const receipts = await readReceipts(visit);
    assert.equal(receipts.length, 2);
    let previous;
    for (const receipt of receipts) {
      assert.equal(receipt.name, 'consent_receipt');
      assert.equal(receipt.hash, sha256(receipt.text));
      if (previous) {
        assert.equal(receipt.previous, previous.hash);
        assert.equal(receipt.number, previous.number + 1);
      }
      previous = receipt;
    }
    const [first, second] = receipts;
    assert.equal(first.policy.hash, sha256(JSON.stringify(policy)));
    assert.deepEqual([first.region, first.regime], ['FR', 'everywhere']);
    assert.equal(first.signals.tcf.string, sha256(analyticsOnly));
    assert.equal(second.signals.tcf.string, sha256(yes));
    assert.equal(first.purposes.ads.state, 'denied');
    assert.equal(second.purposes.ads.state, 'granted');
    // Not what tells visitors apart.
    assert.ok(!JSON.stringify(receipts).includes(yes));
    const { stdout, status } = verify(visit);
    assert.match(stdout, /^-: ok, 2 receipts in 1 chain, from 2/);
    assert.equal(status, 0);
  });

  it('are not sent without consent, nor to others', async (t) => {
    const visit = await openTcf(t, { policy });
    await choose(visit, no);
    await visit.run(() => sluice.flush());
    assert.deepEqual(visit.requestsElsewhere(), []);
    const other = await openTcf(t, {
      policy: tcfPolicy({ receipt: { to: 'elsewhere' } }),
    });
    await choose(other, yes);
    await other.finish();
    assert.deepEqual(await readReceipts(other), []);
  });

  it('of a refusal are sent if no consent is needed, without any id', async (t) => {
    const audit = { url: stage.collector.endpoint, events: 'consent_*' };
    const visit = await openTcf(t, {
      policy: tcfPolicy({
        receipt: { to: ['collector', 'audit'] },
        destinations: { collector: { needs: 'analytics' }, audit },
      }),
    });
    await visit.run(() => {
      document.cookie = 'known=1';
      sluice.identify('user-7');
    });
    await choose(visit, no);
    await visit.run(() => sluice.flush());
    const { receipt, ...rest } =
      await visit.inbox.untilNamed('consent_receipt');
    assert.equal(receipt.purposes.analytics.state, 'denied');
    assert.deepEqual(Object.keys(rest), ['event']);
    const [{ request }] = visit.inbox.batches;
    assert.equal(visit.inbox.batches.length, 1);
    const names = request.headers.map(([name]) => name.toLowerCase());
    assert.ok(!names.includes('cookie'));
    assert.doesNotMatch(request.body, /user-7/);
    await choose(visit, yes);
    await choose(visit, no);
    await visit.run(() => sluice.flush());
    await visit.inbox.until((events) => events.length === 3);
    const receipts = await readReceipts(visit);
    assert.deepEqual(
      receipts.map(({ purposes }) => purposes.analytics.state),
      ['denied', 'granted', 'denied'],
    );
  });

  it('have those parts that the policy wants', async (t) => {
    const include = ['purposes', 'time'];
    const visit = await openTcf(t, {
      policy: tcfPolicy({ receipt: { to: 'collector', include } }),
    });
    await choose(visit, yes);
    await visit.finish();
    const [{ name, text, ...receipt }] = await readReceipts(visit);
    assert.deepEqual(Object.keys(receipt).sort(), [
      ...['events', 'hash', 'number', 'purposes', 'time'],
    ]);
    assert.equal(receipt.hash, sha256(text));
  });
});
