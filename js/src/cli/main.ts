#!/usr/bin/env node
/** The command line: `sluice COMMAND`. Exit code 0 for done, 1 for a check
 * that failed, 2 for a command that could not be understood or carried out. */
import { attributeCommand } from './attribute.js';
import { bundleCommand } from './bundle.js';
import { decideCommand } from './decide.js';
import { decodeCommand } from './decode.js';
import { destinationCommand } from './destination.js';
import { goalsCommand } from './goals.js';
import { nearest } from './nearest.js';
import { policyCommand } from './policy.js';
import { receiptsCommand } from './receipts.js';
import { replayCommand } from './replay.js';
import type { Command } from './subcommands.js';
import { urlCommand } from './url.js';

const kHelp = `Usage: sluice COMMAND

Commands:
  attribute     share the credit for a conversion between its touches
  bundle        make one script that contains a site's policy and options
  decode        print what a consent string says
  decide        say whether a TC string lets a vendor use a purpose
  destination   check descriptions of collectors, and see what they send
  goals         check goals, and see which an event reaches
  policy        check policies, and see what they do
  receipts      check receipts of privacy choices that a collector stored
  replay TAPE   give the facts of a tape to the core, print its actions
  url           say how a visitor came to an address: campaign, channel

sluice COMMAND --help says more.
`;

const commands = new Map<string, Command>([
  ['attribute', attributeCommand],
  ['bundle', bundleCommand],
  ['decode', decodeCommand],
  ['decide', decideCommand],
  ['destination', destinationCommand],
  ['goals', goalsCommand],
  ['policy', policyCommand],
  ['receipts', receiptsCommand],
  ['replay', replayCommand],
  ['url', urlCommand],
]);

// A reader that has seen enough, as in `sluice replay tape | head`.
process.stdout.on('error', () => process.exit());

process.exitCode = main(process.argv.slice(2));

function main([name, ...args]: string[]): number {
  if (name === undefined || name === '--help' || name === '-h') {
    (name ? process.stdout : process.stderr).write(kHelp);
    return name ? 0 : 2;
  }
  try {
    return commandOf(name)(args);
  } catch (error) {
    const { message } = error as Error;
    process.stderr.write(`sluice: ${message}\n`);
    return 2;
  }
}

function commandOf(name: string): Command {
  const command = commands.get(name);
  if (command) return command;
  const near = nearest(name, [...commands.keys()]);
  const hint = near ? `did you mean ${near}?` : 'see sluice --help';
  throw new Error(`no command ${name}; ${hint}`);
}
