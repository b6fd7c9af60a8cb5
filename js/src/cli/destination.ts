import { checkCommand } from './destination-check.js';
import { previewCommand } from './destination-preview.js';
import { withSubcommands } from './subcommands.js';

const kHelp = `Usage: sluice destination COMMAND

Commands:
  check FILE...    find what is wrong with descriptions of collectors
  preview FILE     print the requests that a description makes from events

sluice destination COMMAND --help says more. FILE may be the name of one that
comes with Sluice: plausible, matomo, posthog. destination.schema.json explains
the file to editors, and js/docs/how-to/describe-a-collector.md the language.
`;

export const destinationCommand = withSubcommands(
  'destination',
  kHelp,
  new Map([
    ['check', checkCommand],
    ['preview', previewCommand],
  ]),
);
