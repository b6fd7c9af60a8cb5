/** A JSON value of a file, and the line on which it begins, from 1 on. */
export interface JsonValue {
  text: string;
  line: number;
}

/** The JSON values of a text, one after the other as in JSON lines, or those of
 * one array. Nothing is parsed: each value is as it was written, so that hashes
 * can be made of it. What is no JSON is a value, too, for its reader to
 * refuse. */
export function splitValues(text: string): JsonValue[] {
  const values: JsonValue[] = [];
  let at = skipSpace(text, 0);
  if (text[at] === '[') at = skipSpace(text, at + 1);
  let line = 1;
  let counted = 0;
  while (at < text.length) {
    const end = endOfValue(text, at);
    line += countLines(text, counted, at);
    counted = at;
    values.push({ text: text.slice(at, end), line });
    at = skipSpace(text, end);
  }
  return values;
}

/** Behind white space, and what stands between values. */
function skipSpace(text: string, from: number): number {
  const pattern = /[\s,\ufeff]*(?:\]\s*$)?/y;
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}

/** Brackets that are not closed, and what is none, end with the text. */
function endOfValue(text: string, from: number): number {
  const pattern = /"(?:[^"\\]|\\[^])*"|[[{]|[\]}]|[^\s,"[\]{}]+/g;
  pattern.lastIndex = from;
  let depth = 0;
  for (;;) {
    const found = pattern.exec(text);
    if (!found) return text.length;
    const [sign] = found;
    if (sign === '{' || sign === '[') depth++;
    if (sign === '}' || sign === ']') depth--;
    if (depth <= 0) return pattern.lastIndex;
  }
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text[i] === '\n') count++;
  return count;
}
