import { verifyCommand } from './receipts-verify.js';
import { withSubcommands } from './subcommands.js';

const kHelp = `Usage: sluice receipts COMMAND

Commands:
  verify FILE   check that stored receipts are whole and were not changed

sluice receipts COMMAND --help says more.
`;

export const receiptsCommand = withSubcommands(
  'receipts',
  kHelp,
  new Map([['verify', verifyCommand]]),
);
