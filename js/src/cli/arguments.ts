import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

const kHelp = { help: { type: 'boolean', short: 'h' } } as const;

type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{
    allowPositionals: true;
    options: T & typeof kHelp;
  }>
>;

/** The arguments of a command, or undefined if they asked for its help, which
 * this has then printed. Throws a message for the user if an option is
 * unknown or has no value. */
export function readArguments<T extends Options>(
  args: string[],
  help: string,
  options: T,
): Parsed<T> | undefined {
  const parsed = parseArgs({
    args,
    allowPositionals: true,
    options: { ...options, ...kHelp },
  });
  if (!(parsed.values as { help?: boolean }).help) return parsed;
  process.stdout.write(help);
  return undefined;
}

/** The only positional, or undefined where there is none; `what` names what
 * the command takes one of. */
export function onlyOne(
  positionals: string[],
  what: string,
): string | undefined {
  const [one, ...more] = positionals;
  if (more.length > 0) throw new Error(`${what}; see --help`);
  return one;
}
