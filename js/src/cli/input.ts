import { readFileSync } from 'node:fs';

/** What a command works on: its argument, or all of standard input, without
 * the newline that ends it. */
export function readInput(argument?: string): string {
  return argument ?? readFileSync(0, 'utf8').replace(/\r?\n$/, '');
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
