/** Reads the public types as the compiler printed them: js/dist/index.d.ts and
 * its like. That form is regular, so lines are enough to go by. */

/** The interfaces, functions and other types of a declaration file, in their
 * order: `{kind, name, doc, text, bases, members: [{name, doc, text, optional,
 * type}]}`. */
export function readTypes(source) {
  const lines = source.split('\n');
  const declarations = [];
  let doc = '';
  for (let at = 0; at < lines.length; ++at) {
    if (lines[at].trimStart().startsWith('/**')) {
      [doc, at] = readDoc(lines, at);
    } else if (
      /^export (declare )?(interface|type|function|class|const) /.test(
        lines[at],
      )
    ) {
      const [text, end] = readUntilClosed(lines, at);
      declarations.push(declarationOf(text, doc));
      doc = '';
      at = end;
    } else if (lines[at].trim() !== '') {
      doc = '';
    }
  }
  return declarations;
}

function declarationOf(text, doc) {
  const [, kind, name] = text.match(
    /^export (?:declare )?(interface|type|function|class|const) (\w+)/,
  );
  const bases = text.match(/^export interface \w+ extends ([^{]+) \{/)?.[1];
  const declaration = {
    kind,
    name,
    doc,
    text,
    bases: bases?.split(', ') ?? [],
  };
  if (kind === 'interface' || kind === 'class') {
    return { ...declaration, members: membersOf(text) };
  }
  return { ...declaration, members: [] };
}

function membersOf(text) {
  const lines = text.split('\n').slice(1, -1);
  const members = [];
  let doc = '';
  for (let at = 0; at < lines.length; ++at) {
    if (lines[at].trimStart().startsWith('/**')) {
      [doc, at] = readDoc(lines, at);
      continue;
    }
    const [member, end] = readUntilClosed(lines, at);
    at = end;
    if (/^(private|constructor)\b/.test(member.trim())) doc = '';
    else members.push(memberOf(dedent(member), doc));
    doc = '';
  }
  return members;
}

function memberOf(text, doc) {
  const [, name, mark] = text.match(/^(?:readonly )?(\[?\w+|)(\??)/);
  const type = text.replace(/^(?:readonly )?\w+\??: /, '').replace(/;$/, '');
  const isCall = /^\w*\??\(/.test(text);
  return { name, optional: mark === '?', type, isCall, doc, text };
}

/** The text of the comment that begins at line `at`, and its last line. */
function readDoc(lines, at) {
  const from = at;
  while (!lines[at].includes('*/')) ++at;
  const text = lines
    .slice(from, at + 1)
    .map((line) =>
      line
        .trim()
        .replace(/^\/\*\* ?|^\* ?/, '')
        .replace(/ ?\*\/$/, ''),
    )
    .join('\n');
  return [text.trim(), at];
}

/** The lines from `at` to where all brackets are closed, as text. */
function readUntilClosed(lines, at) {
  const from = at;
  let depth = 0;
  for (; at < lines.length; ++at) {
    const code = lines[at]
      .replace(/\/\*\*.*?\*\//g, '')
      .replace(/'[^']*'/g, '');
    if (/^\s*\*/.test(code) || /^\s*\/\*\*/.test(code)) continue;
    for (const char of code) {
      if ('({['.includes(char)) ++depth;
      if (')}]'.includes(char)) --depth;
    }
    if (depth === 0 && /[;}]$/.test(code)) break;
  }
  return [lines.slice(from, at + 1).join('\n'), at];
}

function dedent(text) {
  return text.replace(/^ {4}/gm, '').trim();
}

/** The parts of a doc comment: what stands behind "Default:", without its full
 * stop, and the rest, as Markdown. */
export function partsOf(doc) {
  const text = doc.replace(/\{@link ([\w.]+)\}/g, '`$1`');
  const found = text.match(/(?:^|\s)Default:\s+([^]*?)\.(?=\s*$)/);
  if (!found) return { description: text };
  const description = text.slice(0, found.index).trim();
  return { description, byDefault: found[1].replace(/\s+/g, ' ') };
}

/** The name of an option as the attribute of a script tag. */
export function attributeOf(name) {
  return `data-${name.replace(/[A-Z]/g, (upper) => `-${upper.toLowerCase()}`)}`;
}
