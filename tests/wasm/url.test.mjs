/** Addresses, as the module reads them and as the platform does. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { fullHosts, fullOf } from './full.mjs';

const kNames = [
  'source',
  'medium',
  'campaign',
  'term',
  'content',
  'id',
  'source_platform',
  'creative_format',
  'marketing_tactic',
];

/** Numbers below `limit` from a seed (Numerical Recipes' generator). */
function random(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const kKeys = [
  ...kNames.map((name) => `utm_${name}`),
  'utm%5Fsource',
  'UTM_SOURCE',
  'xutm_source',
  'utm_source[]',
  'q',
  '',
];
const kPieces = [
  ...'abcXYZ019-_.~!*()\'"<>[]{}|^`$,;:@/?=\\',
  ...['+', ' ', '\t', '\n', '%20', '%2B', '%26', '%3D', '%25', '%', '%zz'],
  ...['%E2%82%AC', '%E2%82', '%FF', '%C0%80', '%ED%A0%80', '%F0%9F%8D%B5'],
  ...['\u00e9', '\u20ac', '\u{1f375}', '\ud800', '%00', '\u00a0', '%u0041'],
];
const kOrigins = [
  'https://shop.example',
  'HTTPS://SHOP.example:8443',
  'http://joe:pw@shop.example',
  ' \t https://shop.example',
  'https:\\\\shop.example',
  'https://xn--shp-hoa.example',
  'https://[::1]:80',
];

class Generator {
  constructor(seed) {
    this.below_ = random(seed);
  }

  url() {
    const count = this.below_(7);
    const query = Array.from({ length: count }, () => this.parameter_());
    return [
      this.one(kOrigins),
      this.one(['', '/', '/a/b', '/a;b=c', '/utm_source=x', '/%3Futm_id=1']),
      query.length > 0 ? `?${query.join('&')}` : this.one(['', '?']),
      this.one(['', '#', '#top', '#/route', '#?']),
    ].join('');
  }

  one(list) {
    return list[this.below_(list.length)];
  }

  parameter_() {
    const pieces = Array.from({ length: this.below_(6) }, () =>
      this.one(kPieces),
    );
    return [this.one(kKeys), this.one(['=', '=', '=', '']), ...pieces].join('');
  }
}

/** What a program was to replace, and did not. */
const isUnfilled = (value) =>
  /^[{[<%$_]$|^[{[<%$_].*[\]}>%_)]$/su.test(value) && !/^[{[<$]$/.test(value);

/** What the platform reads of it, without what is empty or was never filled in;
 * names in capitals stand in for those that are missing. */
function readByPlatform(url) {
  const { searchParams } = new URL(url);
  const filled = (name) =>
    searchParams.getAll(name).find((value) => !isUnfilled(value));
  const values = kNames.map((name) => [
    name,
    filled(`utm_${name}`) ?? filled(`UTM_${name.toUpperCase()}`) ?? '',
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

for (const [host, start] of Object.entries(fullHosts)) {
  // The fallback is the same code, and slow.
  const count = host === 'wasm' ? 100000 : 2000;
  describe(`addresses through ${host}`, () => {
    let ask;
    before(async () => {
      const full = fullOf(await start());
      ask = (question) => full.ask({ ...question, ask: 'url' });
    });

    it(`utm agrees with URLSearchParams on ${count} addresses`, () => {
      const generate = new Generator(20261122);
      let found = 0;
      for (let i = 0; i < count; i++) {
        const url = generate.url();
        const { utm = {} } = ask({ url });
        assert.deepEqual(utm, readByPlatform(url), JSON.stringify(url));
        found += Object.keys(utm).length;
      }
      assert.ok(found > count, 'the addresses have campaigns');
    });

    it('the host of a referrer is that of URL', () => {
      const generate = new Generator(7);
      for (let i = 0; i < count / 50; i++) {
        const referrer = generate.url();
        const { hostname } = new URL(referrer);
        const answer = ask({ url: 'https://other.example/', referrer });
        assert.equal(answer.referrer.host, hostname, JSON.stringify(referrer));
      }
    });

    it('a megabyte, and 10,000 parameters, are read to their end', () => {
      const long = `https://shop.example/${'a'.repeat(1 << 20)}?utm_id=7`;
      assert.deepEqual(ask({ url: long }).utm, { id: '7' });
      const many = `https://shop.example/?${'x=1&'.repeat(10000)}utm_id=7`;
      assert.deepEqual(ask({ url: many }).utm, { id: '7' });
    });

    it('an invalid address gets an answer, too', () => {
      const channel = 'Direct';
      for (const url of ['', '?', '#', ':', '//', 'javascript:alert(1)']) {
        assert.deepEqual(ask({ url }), { channel, url });
      }
    });

    it('what is no question is answered by an error', () => {
      assert.match(ask({}).error, /"url" is not a text/);
      assert.match(ask({ url: 1 }).error, /"url" is not a text/);
      assert.match(ask({ url: '', referrer: 1 }).error, /"referrer"/);
      const hosts = { url: '', internalHosts: true };
      assert.match(ask(hosts).error, /internalHosts/);
    });
  });
}
