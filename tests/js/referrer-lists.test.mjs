/** The script that compares the table of referrers with a public list. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(
  new URL('../tools/referrer-lists.mjs', import.meta.url),
);

describe('referrer-lists.mjs', () => {
  it('says of each medium what of a list is known', (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'list.json');
    const of = (medium) => ({ medium, source: 'x' });
    writeFileSync(
      file,
      JSON.stringify({
        'www.google.co.uk': of('search'),
        'gone.example': of('search'),
        'mail.google.com': of('search'),
        'com.linkedin.android': of('social'),
        'youtube.com': of('social'),
        'ads.example': of('paid'),
        bsky: of('social'),
      }),
    );
    const text = execFileSync(process.execPath, [script, file], {
      encoding: 'utf8',
    });
    assert.deepEqual(text.split('\n').filter(Boolean), [
      'search: 1 known as that, 1 known as something else, 1 not known',
      'something else: mail.google.com (email)',
      'not known: gone.example',
      'social: 2 known as that, 0 known as something else, 0 not known',
    ]);
  });
});
