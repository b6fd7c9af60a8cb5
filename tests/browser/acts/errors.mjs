// Errors of the page's scripts.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from '../fixture/stage.mjs';

const body = `<img src="/missing.png"><button>Go</button><script>
  const cause = (message) => { throw new TypeError(message); };
  const button = document.querySelector('button');
  button.onclick = () => {
    setTimeout(() => cause('No "Jane" among 4711'));
    setTimeout(() => cause('No "Joe" among 12'));
    Promise.reject(new Error('jane@mail.example is taken'));
    setTimeout(() => sluice.track('after'), 50);
  };
</script>`;

describe('errors of scripts', () => {
  it('are captured masked, and equal ones once, if the option is on', async (t) => {
    const visit = await stage.visit(t, { data: { errors: '' }, body });
    await visit.open();
    await visit.page.click('button');
    await visit.inbox.untilNamed('after').catch(() => {});
    const events = await visit.finish();
    const errors = events
      .filter(({ error }) => error)
      .map(({ error }) => error);
    assert.deepEqual(
      errors.map(({ kind, message }) => `${kind}: ${message}`).sort(),
      [
        "exception: Uncaught TypeError: No '...' among #",
        'rejection: Uncaught (in promise) Error: @ is taken',
      ],
    );
    assert.ok(errors.some(({ line }) => line > 1));
    assert.equal(visit.errors.splice(0).length, 3);
  });

  it('are not listened for otherwise', async (t) => {
    const visit = await stage.visit(t, { body });
    await visit.open();
    await visit.page.click('button');
    const events = await visit.finish();
    assert.deepEqual(
      events.filter(({ error }) => error),
      [],
    );
    visit.errors.splice(0);
  });
});
