/** Canonical events of a file: one, a list, or one a line. Each as text: the
 * core reads it. Throws what the user has to be told. */
export function readEvents(text: string, file: string): string[] {
  const whole = parse(text);
  if (Array.isArray(whole)) return whole.map((one) => JSON.stringify(one));
  if (whole !== undefined) return [text];
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    if (parse(line) === undefined) {
      throw new Error(`${file}:${i + 1}: neither an event nor a list of them`);
    }
    return [line];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
