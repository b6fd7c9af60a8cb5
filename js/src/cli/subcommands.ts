import { nearest } from './nearest.js';

/** Returns the exit code. Throws the message for the user. */
export type Command = (args: string[]) => number;

/** The command `group`, whose first argument names one of `commands`. */
export function withSubcommands(
  group: string,
  help: string,
  commands: Map<string, Command>,
): Command {
  const names = [...commands.keys()];
  return ([name, ...args]) => {
    if (name === '--help' || name === '-h') {
      process.stdout.write(help);
      return 0;
    }
    if (name === undefined) {
      throw new Error(`${group} needs one of ${names.join(', ')}; see --help`);
    }
    const command = commands.get(name);
    if (command) return command(args);
    const near = nearest(name, names);
    const hint = near
      ? `did you mean ${near}?`
      : `there is ${names.join(', ')}`;
    throw new Error(`no command ${group} ${name}; ${hint}`);
  };
}
