import { checkCommand } from './goals-check.js';
import { explainCommand } from './goals-explain.js';
import { nearest } from './nearest.js';

const kHelp = `Usage: sluice goals COMMAND

Commands:
  check FILE...         find what is wrong with goals
  explain FILE EVENT    say which goals an event reaches, and why

sluice goals COMMAND --help says more. goals.schema.json explains the file to
editors.
`;

const commands = new Map([
  ['check', checkCommand],
  ['explain', explainCommand],
]);

/** Returns the exit code. Throws what the user has to be told. */
export function goalsCommand([name, ...args]: string[]): number {
  if (name === '--help' || name === '-h') {
    process.stdout.write(kHelp);
    return 0;
  }
  const names = [...commands.keys()];
  if (name === undefined) {
    throw new Error(`goals needs one of ${names.join(', ')}; see --help`);
  }
  const command = commands.get(name);
  if (command) return command(args);
  const near = nearest(name, names);
  const hint = near ? `did you mean ${near}?` : `there is ${names.join(', ')}`;
  throw new Error(`no command goals ${name}; ${hint}`);
}
