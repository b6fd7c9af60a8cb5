/** Our readers held against the official libraries, on strings that nobody
 * wrote by hand: we may refuse more than they do, but what we read, they must
 * read too, or we would have found a consent that nobody gave. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consentFile, decoder, fullHosts } from './full.mjs';
import { encodeOldCanada, encodeRandomGpp, encodeRandomTc } from './models.mjs';
import { mutations, randomBelow } from './mutations.mjs';
import { asLibrary, rangesOf, readGpp, readTc } from './official.mjs';

const textsOf = (file, member) =>
  consentFile(file).vectors.map((vector) => vector[member]);

/** What `make` makes, that often. */
const some = (count, make) => {
  const below = randomBelow(2026);
  return Array.from({ length: count }, () => make(below));
};

const decode = await decoder(fullHosts.wasm);

/** A library's value of a GPP field in the form of ours. */
function likeOurs(ours, value) {
  if (ours?.ranges) {
    const ids = [...new Set(value)].sort((a, b) => a - b);
    return { ranges: rangesOf(ids) };
  }
  if (ours?.ids) {
    return { ids: value.flatMap((has, i) => (has ? [i + 1] : [])) };
  }
  if (Array.isArray(ours) && typeof value[0]?.key === 'number') {
    return value.map(({ key, type, ids }, i) => ({
      purposeId: key,
      restrictionType: type,
      vendors: likeOurs({ ranges: ours[i]?.vendors ?? [] }, ids).ranges,
    }));
  }
  // The library gives times rounded, and no consent hangs on them.
  return ours?.ds === undefined ? value : ours;
}

function checkSection(fields, official, text) {
  for (const [name, ours] of Object.entries(fields)) {
    const theirs = likeOurs(ours, official[name]);
    assert.deepEqual(ours, theirs, `${name} of ${text}`);
  }
}

/** The library's opt-outs are ours. */
function checkOptOuts(optOuts, official, text) {
  for (const [prefix, ours] of Object.entries(optOuts)) {
    for (const name of Object.keys(ours).filter((key) => key !== 'gpc')) {
      const isOut = official[prefix][name] === 1;
      assert.ok(ours[name] || !isOut, `${prefix} ${name} of ${text}`);
    }
  }
}

describe('10,000 damaged strings', () => {
  it('TC: what we read, the library reads the same', () => {
    const corpus = textsOf('tcf.json', 'tc').concat(
      textsOf('tcf-decisions.json', 'tc'),
      some(40, encodeRandomTc),
    );
    let read = 0;
    for (const text of mutations(corpus, 5000, 20260228)) {
      const answer = decode('tcf', text);
      if (answer.error) continue;
      read++;
      assert.deepEqual(asLibrary(answer), readTc(text), text);
    }
    assert.ok(read > 1000, `only ${read} could be read at all`);
  });

  it('GPP: what we read, the library reads the same, opt-outs above all', () => {
    const corpus = textsOf('gpp.json', 'gpp').concat(some(40, encodeRandomGpp));
    let read = 0;
    for (const text of mutations(corpus, 4000, 20251217)) {
      const answer = decode('gpp', text);
      if (answer.error) continue;
      read++;
      const { sections, optOuts = {}, unsettledSections } = answer;
      const official = readGpp(text);
      // We do not look into a section that is unsettled; the library does.
      if (!official && unsettledSections) continue;
      assert.ok(official, text);
      checkOptOuts(optOuts, official, text);
      for (const [prefix, { fields = {} }] of Object.entries(sections)) {
        checkSection(fields, official[prefix], text);
      }
    }
    assert.ok(read > 500, `only ${read} could be read at all`);
  });

  it('USP: sale is allowed only where the library reads N, or nothing applies', () => {
    const corpus = textsOf('usp.json', 'usp');
    let read = 0;
    for (const text of mutations(corpus, 1000, 20200301, '1YN-yn2 ~')) {
      const answer = decode('usp', text);
      if (answer.error) continue;
      read++;
      const { uspv1 } = readGpp(`DBABTA~${text}`);
      checkSection(
        { Notice: answer.Notice, OptOutSale: answer.OptOutSale },
        uspv1,
        text,
      );
      if (!answer.saleOptOut) {
        assert.ok(uspv1.OptOutSale === 'N' || text === '1---', text);
      }
    }
    assert.ok(read > 20, `only ${read} could be read at all`);
  });
});

describe('strings that the libraries encode', () => {
  it('300 random TC models are read as they were meant', () => {
    const below = randomBelow(23);
    for (let i = 0; i < 300; i++) {
      const text = encodeRandomTc(below);
      const answer = decode('tcf', text);
      assert.deepEqual(asLibrary(answer), readTc(text), text);
    }
  });

  it('300 random GPP models are read as they were meant', () => {
    const below = randomBelow(27);
    for (let i = 0; i < 300; i++) {
      const text = encodeRandomGpp(below);
      const { error, sections } = decode('gpp', text);
      assert.equal(error, undefined, text);
      const official = readGpp(text);
      assert.deepEqual(Object.keys(sections), Object.keys(official), text);
      for (const [prefix, { fields }] of Object.entries(sections)) {
        checkSection(fields, official[prefix], text);
      }
    }
  });

  it('200 strings of TCF Canada in the older layout are read as they were meant', () => {
    for (const { text, meant } of some(200, encodeOldCanada)) {
      const { error, sections } = decode('gpp', text);
      assert.equal(error, undefined, text);
      const { fields } = sections.tcfcav1;
      for (const [name, value] of Object.entries(meant)) {
        assert.deepEqual(fields[name], likeOurs(fields[name], value), text);
      }
    }
  });
});
