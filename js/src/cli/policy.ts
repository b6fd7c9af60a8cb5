import { nearest } from './nearest.js';
import { checkCommand } from './policy-check.js';
import { explainCommand } from './policy-explain.js';
import { testCommand } from './policy-test.js';

const kHelp = `Usage: sluice policy COMMAND

Commands:
  check FILE...   find what is wrong with a policy
  explain FILE    say what happens to an event, field by field, and why
  test FILE CASES hold what a policy does against what it should do

sluice policy COMMAND --help says more. The language is explained in
js/policies/README.md, and to editors by policy.schema.json.
`;

const commands = new Map([
  ['check', checkCommand],
  ['explain', explainCommand],
  ['test', testCommand],
]);

/** Returns the exit code. Throws what the user has to be told. */
export function policyCommand([name, ...args]: string[]): number {
  if (name === '--help' || name === '-h') {
    process.stdout.write(kHelp);
    return 0;
  }
  const names = [...commands.keys()];
  if (name === undefined) {
    throw new Error(`policy needs one of ${names.join(', ')}; see --help`);
  }
  const command = commands.get(name);
  if (command) return command(args);
  const near = nearest(name, names);
  const hint = near ? `did you mean ${near}?` : `there is ${names.join(', ')}`;
  throw new Error(`no command policy ${name}; ${hint}`);
}
