import { checkCommand } from './destination-check.js';
import { previewCommand } from './destination-preview.js';
import { nearest } from './nearest.js';

const kHelp = `Usage: sluice destination COMMAND

Commands:
  check FILE...    find what is wrong with descriptions of collectors
  preview FILE     print the requests that one makes of events

sluice destination COMMAND --help says more. FILE may be the name of one that
comes with Sluice: plausible, matomo, posthog. destination.schema.json explains
the file to editors, destinations/README.md the language.
`;

const commands = new Map([
  ['check', checkCommand],
  ['preview', previewCommand],
]);

/** Returns the exit code. Throws what the user has to be told. */
export function destinationCommand([name, ...args]: string[]): number {
  if (name === '--help' || name === '-h') {
    process.stdout.write(kHelp);
    return 0;
  }
  const names = [...commands.keys()];
  if (name === undefined) {
    throw new Error(`destination needs one of ${names.join(', ')}; see --help`);
  }
  const command = commands.get(name);
  if (command) return command(args);
  const near = nearest(name, names);
  const hint = near ? `did you mean ${near}?` : `there is ${names.join(', ')}`;
  throw new Error(`no command destination ${name}; ${hint}`);
}
