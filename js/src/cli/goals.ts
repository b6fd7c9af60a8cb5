import { checkCommand } from './goals-check.js';
import { explainCommand } from './goals-explain.js';
import { withSubcommands } from './subcommands.js';

const kHelp = `Usage: sluice goals COMMAND

Commands:
  check FILE...         find what is wrong with goals
  explain FILE EVENT    say which goals an event reaches, and why or why not

sluice goals COMMAND --help says more. goals.schema.json explains the file to
editors.
`;

export const goalsCommand = withSubcommands(
  'goals',
  kHelp,
  new Map([
    ['check', checkCommand],
    ['explain', explainCommand],
  ]),
);
