import { checkCommand } from './policy-check.js';
import { diffCommand } from './policy-diff.js';
import { explainCommand } from './policy-explain.js';
import { reportCommand } from './policy-report.js';
import { testCommand } from './policy-test.js';
import { withSubcommands } from './subcommands.js';

const kHelp = `Usage: sluice policy COMMAND

Commands:
  check FILE...    find what is wrong with a policy
  diff OLD NEW     say what one of them sends or stores and the other does not
  explain FILE     say what happens to an event, field by field, and why
  report FILE      print the policy in sentences, as HTML or Markdown
  test FILE CASES  compare what a policy does with what it should do

sluice policy COMMAND --help says more. js/docs/how-to/write-a-policy.md
explains the language, and policy.schema.json explains it to editors.
`;

export const policyCommand = withSubcommands(
  'policy',
  kHelp,
  new Map([
    ['check', checkCommand],
    ['diff', diffCommand],
    ['explain', explainCommand],
    ['report', reportCommand],
    ['test', testCommand],
  ]),
);
