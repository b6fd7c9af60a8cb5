// What the documentation says is so: nothing is told twice, nothing is left
// out, links lead somewhere, and every block of code was run or checked.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import { listApi } from '../../js/docs/tools/api-page.mjs';
import { listCommands } from '../../js/docs/tools/cli-page.mjs';
import { listOptions } from '../../js/docs/tools/options-page.mjs';
import {
  kSchemas,
  listDestinations,
  listEvents,
  objectsOf,
} from '../../js/docs/tools/schema-pages.mjs';
import {
  allPages,
  anchorsOf,
  blocksOf,
  linksOf,
  tablesOf,
  targetOf,
  writtenPages,
} from './documents.mjs';
import {
  checkHtml,
  checkJson,
  checkScripts,
  checkShell,
  kScripts,
  makeWorkFolder,
  scriptsIn,
} from './examples.mjs';
import { filesNamed, read } from './project.mjs';

const blocks = allPages.flatMap(blocksOf);

function blocksIn(...languages) {
  return blocks.filter(({ language }) => languages.includes(language));
}

/** What `check` finds wrong in each of the blocks, with their places. */
function findingsOf(some, check) {
  return some
    .map((block) => [block.place, check(block)])
    .filter(([, problem]) => problem !== '')
    .map(([place, problem]) => `${place}: ${problem}`);
}

describe('the reference', () => {
  it('describes every option', () => {
    const options = listOptions();
    assert.ok(options.length > 40);
    assert.deepEqual(
      options.filter(({ description }) => description.length < 20),
      [],
    );
  });

  it('describes everything that can be imported, and each of its members', () => {
    const api = listApi();
    const silent = api.flatMap(({ name, doc, members }) => [
      ...(doc ? [] : [name]),
      ...members
        .filter((member) => !member.doc && isDescribed(name, member))
        .map((member) => `${name}.${member.name}`),
    ]);
    assert.ok(api.some(({ name }) => name === 'createRelay'));
    assert.deepEqual(silent, []);
  });

  it('has the help of every command', () => {
    const names = listCommands().map(({ name }) => name);
    for (const name of ['policy', 'policy check', 'destination preview', 'url'])
      assert.ok(names.includes(name), name);
    for (const { name, help } of listCommands()) {
      assert.match(help, new RegExp(`^Usage: sluice ${name}`), name);
    }
  });

  it('says of every event when it is recorded', () => {
    const { names, rows } = listEvents();
    assert.deepEqual(rows.map(({ event }) => event).sort(), names.sort());
  });

  it('describes every member of what a schema describes', () => {
    const silent = Object.keys(kSchemas).flatMap((name) =>
      objectsOf(name)
        .flatMap(({ members }) => members)
        .filter(({ description }) => !description)
        .map(({ path }) => `${name}: ${path}`),
    );
    assert.deepEqual(silent, []);
  });

  it('explains every code of the checks, and no other', () => {
    const page = read('js/docs/reference/check-codes.md');
    const explained = [...page.matchAll(/^\| ([PDG]\d{3}) \|/gm)];
    const sources = filesNamed(/^sdk\/sluice\/inspect\/.*\.[ch]pp$/).map(read);
    const used = sources.flatMap((text) => text.match(/"[PDG]\d{3}"/g) ?? []);
    assert.deepEqual(
      explained.map(([, code]) => `"${code}"`).sort(),
      [...new Set(used)].sort(),
    );
  });
});

/** What Full's contract and an index signature hold is no page's business. */
function isDescribed(owner, { name }) {
  return owner !== 'FullExports' && !name.startsWith('[') && name !== '';
}

describe('no page by hand', () => {
  const policyMembers = objectsOf('policy')[0].members.map(({ name }) => name);
  const kinds = {
    options: listOptions().map(({ name }) => name),
    calls: listApi()
      .find(({ name }) => name === 'Tracker')
      .members.map(({ name }) => name),
    events: listEvents().names,
    commands: listCommands().map(({ name }) => `sluice ${name}`),
    destinations: listDestinations().map(({ id }) => id),
    'members of a policy': policyMembers,
  };

  /** The first code in a row's first cell, as far as it is a name. */
  const nameIn = ([cell]) =>
    cell.match(/^ *`(?:npx )?([\w-]+(?: [a-z]+)*)/)?.[1];

  for (const [kind, names] of Object.entries(kinds)) {
    it(`has a table of ${kind}: the reference has it`, () => {
      const found = writtenPages.flatMap((page) =>
        tablesOf(page)
          .map((rows) =>
            rows.map(nameIn).filter((name) => names.includes(name)),
          )
          .filter((named) => named.length > 3)
          .map((named) => `${page.path}: ${named.join(', ')}`),
      );
      assert.deepEqual(found, []);
    });
  }

  it('has a table of the sizes of files', () => {
    const found = writtenPages.filter(({ text }) =>
      /^\|.*\.js.*\| [\d,]+ \|/m.test(text),
    );
    assert.deepEqual(found, []);
  });
});

describe('a link', () => {
  const pages = new Map(allPages.map((page) => [page.path, page]));

  it('leads to a file, and to a heading that is there', () => {
    const dead = allPages.flatMap((page) =>
      linksOf(page)
        .filter((link) => isDead(page, link))
        .map((link) => `${page.path}: ${link}`),
    );
    assert.deepEqual(dead, []);
  });

  // A link from the root would work on the site alone.
  it('of a page that people write works on GitHub, too', () => {
    const rooted = writtenPages.flatMap((page) =>
      linksOf(page)
        .filter((link) => /^\/(?!.*\.svg$)/.test(link))
        .map((link) => `${page.path}: ${link}`),
    );
    assert.deepEqual(rooted, []);
  });

  function isDead(page, link) {
    const { path, anchor } = targetOf(page, link);
    if (path === undefined) return true;
    if (anchor === '' || !pages.has(path)) return false;
    return !anchorsOf(pages.get(path)).includes(anchor);
  }
});

describe('a block of code', () => {
  it('is in a language that is checked, or is text', () => {
    const checked = ['json', 'html', 'sh', 'bash', ...Object.keys(kScripts)];
    const known = [...checked, 'text', 'http', 'diff', ''];
    assert.deepEqual(
      findingsOf(blocks, ({ language }) =>
        known.includes(language) ? '' : `nothing checks ${language}`,
      ),
      [],
    );
  });

  it('has the types of the package, if it is a script', () => {
    const scripts = blocksIn(...Object.keys(kScripts));
    const inPages = blocksIn('html').flatMap(scriptsIn);
    const own = scripts.filter(({ place }) => !isDeclaration(place));
    assert.ok(own.length > 5);
    assert.deepEqual(checkScripts([...own, ...inPages]), []);
  });

  it('is sound, if it is JSON', () => {
    assert.deepEqual(findingsOf(blocksIn('json'), checkJson), []);
  });

  it('is closed, and has attributes that there are, if it is HTML', () => {
    assert.deepEqual(findingsOf(blocksIn('html'), checkHtml), []);
  });

  it('runs, or has a reason not to, if it is for a shell', () => {
    const found = allPages.flatMap((page) => {
      const own = blocksOf(page);
      const shell = own.filter(({ language }) => /^(sh|bash)$/.test(language));
      return shell.length === 0 ? [] : runShell(own, shell);
    });
    assert.deepEqual(found, []);
  });
});

/** What is wrong with the blocks for a shell of a page with these blocks. */
function runShell(blocks, shell) {
  const folder = makeWorkFolder(blocks);
  try {
    return findingsOf(shell, (block) => checkShell(block, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The page of the API shows declarations, which the compiler made. */
function isDeclaration(place) {
  return place.startsWith('js/docs/reference/api.md');
}
