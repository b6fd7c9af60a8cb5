import { readFileSync } from 'node:fs';

/** What a command works on: its argument, or all of standard input, without
 * the newline that ends it. */
export function readInput(argument?: string): string {
  return argument ?? readFileSync(0, 'utf8').replace(/\r?\n$/, '');
}

/** The text of a file; - is standard input. Throws what the user has to be
 * told of one that can't be read. */
export function readFile(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new Error(`can't read ${path}: ${whyOf(error)}`);
  }
}

function whyOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  return code === 'EISDIR' ? 'it is a folder' : message;
}

/** The lines of standard input, those that are empty too. */
export function readLines(): string[] {
  const text = readFileSync(0, 'utf8');
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** Prints each answer as JSON, one a line. */
export function printJson(answers: unknown[]): void {
  const lines = answers.map((answer) => `${JSON.stringify(answer)}\n`);
  process.stdout.write(lines.join(''));
}
