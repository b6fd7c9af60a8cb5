import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../js/dist/cli.mjs', import.meta.url));

function url(args, input = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'url', ...args],
    { input, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
  const answers = stdout.split('\n').filter(Boolean);
  return { status, stderr, answers: answers.map((line) => JSON.parse(line)) };
}

const landing =
  'https://shop.example/reset?utm_source=News+Letter&utm_medium=email' +
  '&gclid=abc&to=joe%40mail.example';
const answer = {
  utm: { source: 'News Letter', medium: 'email' },
  click_id: { gclid: 'abc' },
  referrer: { class: 'search', name: 'Google', host: 'www.google.com' },
  channel: 'Email',
  url:
    'https://shop.example/reset?utm_source=News+Letter&utm_medium=email' +
    '&gclid=abc&to=[email]',
};

describe('sluice url', () => {
  it('takes an address and its referrer', () => {
    const { status, answers } = url([landing, 'https://www.google.com/']);
    assert.deepEqual(answers, [answer]);
    assert.equal(status, 0);
  });

  it('takes a question on standard input', () => {
    const question = { url: landing, referrer: 'https://www.google.com/' };
    assert.deepEqual(url([], JSON.stringify(question)).answers, [answer]);
  });

  it('leaves out what is empty', () => {
    const { answers } = url(['https://shop.example/']);
    const channel = 'Direct';
    assert.deepEqual(answers, [{ channel, url: 'https://shop.example/' }]);
  });

  it('keeps an e-mail address in a value: it is raw', () => {
    const { answers } = url(['/?utm_term=joe%40mail.example']);
    assert.equal(answers[0].utm.term, 'joe@mail.example');
    assert.equal(answers[0].url, '/?utm_term=[email]');
  });

  it('knows the options about addresses', () => {
    const question = {
      url: 'https://shop.example/?ref=partner',
      referrer: 'https://pay.example/',
      internalHosts: ['pay.example'],
      campaignParameters: { utm_source: 'ref' },
    };
    const { answers } = url([], JSON.stringify(question));
    assert.equal(answers[0].utm.source, 'partner');
    assert.equal(answers[0].referrer.class, 'internal');
  });

  it('answers each line, and continues after an invalid one', () => {
    const lines = [
      JSON.stringify({ url: landing, referrer: 'https://www.google.com/' }),
      '{"url":',
      '',
      '7',
      '{"url": 7}',
      '{"url": "/", "referrer": null}',
    ];
    const { status, answers } = url(['--lines'], `${lines.join('\n')}\n`);
    assert.equal(status, 1);
    assert.equal(answers.length, lines.length);
    assert.deepEqual(answers[0], answer);
    for (const line of [2, 3, 4, 5]) {
      assert.equal(answers[line - 1].line, line);
      assert.equal(typeof answers[line - 1].error, 'string');
    }
    assert.deepEqual(answers[5], { channel: 'Direct', url: '/' });
  });

  it('lists parameters that are not written as usual, or not filled in', () => {
    const { answers } = url([
      '/?utm_source=a&amp;utm_medium=b&UTM_Term=c&id=1?utm_id=d&gclid={gclid}',
    ]);
    const utm = { source: 'a', medium: 'b', term: 'c', id: 'd' };
    assert.deepEqual(answers[0].utm, utm);
    assert.equal(answers[0].click_id, undefined);
    assert.equal(
      answers[0].unusual,
      'amp;utm_medium=b UTM_Term=c utm_id=d gclid={gclid}',
    );
  });

  it('says the same of an arrival by the campaign, the app and the channel', () => {
    const lines = [
      ['/?utm_source=google&gclid=abc', undefined],
      ['/?utm_medium=cpc&gbraid=abc', undefined],
      ['/', 'android-app://com.tencent.mm/'],
      ['/', 'android-app://com.duckduckgo.mobile.android/'],
      ['/', 'ios-app://com.apple.mobilemail/'],
      ['/?utm_source=gemini', undefined],
    ].map(([url, referrer]) => JSON.stringify({ url, referrer }));
    const { status, answers } = url(['--lines'], lines.join('\n'));
    assert.equal(status, 0);
    assert.deepEqual(
      answers.map(({ channel, referrer }) =>
        [channel, referrer?.class, referrer?.name].filter(Boolean).join(' '),
      ),
      [
        'Paid Search',
        'Paid Search',
        'Organic Social social WeChat',
        'Organic Search search DuckDuckGo',
        'Email email Apple Mail',
        'AI Assistant',
      ],
    );
  });

  it('a megabyte on a line is an answer, more than fits an error', () => {
    const long = (bytes) =>
      JSON.stringify({ url: `/${'a'.repeat(bytes)}?utm_id=1` });
    const lines = `${long(1 << 20)}\n${long(5 << 20)}\n${long(1)}\n`;
    const { status, answers } = url(['--lines'], lines);
    assert.equal(answers[0].utm.id, '1');
    assert.match(answers[1].error, /too large/);
    assert.equal(answers[2].utm.id, '1');
    assert.equal(status, 1);
  });

  it('says what it cannot understand', () => {
    assert.match(
      url([], 'x').stderr,
      /^sluice: the question is not JSON: column 1: /,
    );
    assert.match(url([], '[]').stderr, /^sluice: "url" is not a text/);
    assert.match(url(['a', 'b', 'c']).stderr, /takes an address/);
    assert.equal(url(['--line']).status, 2);
    assert.equal(url(['--lines', '/']).status, 2);
  });
});
