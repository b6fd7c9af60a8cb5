/** Small pieces of Markdown. */

/** A text as a cell of a table, on one line. */
export function cell(text) {
  return String(text ?? '')
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  const rule = `|${head.map(() => '---|').join('')}`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export function fence(language, text) {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

export const code = (text) => `\`${text}\``;

/** Text of a description, in which Vue must find no template and HTML no tag;
 * what stands between backticks is code, and is escaped as such already. */
export function prose(text = '') {
  return text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`')
        ? part
        : part.replaceAll('<', '&lt;').replaceAll('{{', '&#123;&#123;'),
    )
    .join('');
}

/** A sentence, whatever a description begins and ends with. */
export function sentence(text = '') {
  const trimmed = prose(text.trim());
  if (trimmed === '') return '';
  const upper = trimmed.replace(/^[a-z](?=[a-z]*([ ,;]|$))/, (letter) =>
    letter.toUpperCase(),
  );
  return /[.!?:]$/.test(upper) ? upper : `${upper}.`;
}

/** The first sentence of a text. */
export function firstSentence(text) {
  const flat = text.replace(/\s+/g, ' ');
  return flat.match(/^.*?[.!?](?=\s+[A-Z`]|$)/)?.[0] ?? flat;
}
