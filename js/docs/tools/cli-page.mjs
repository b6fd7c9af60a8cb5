/** The command line, from what its --help prints. */
import { fence } from './markdown.mjs';
import { runCli } from './project.mjs';

/** Each command with its help: `{name: 'policy check', help}`, and the help of
 * `sluice` itself under the name ''. */
export function listCommands() {
  commands ??= collect('');
  return commands;
}

let commands; // each --help is a process of its own

function collect(name) {
  const help = runCli(...name.split(' ').filter(Boolean), '--help');
  const inner = namesIn(help).flatMap((one) =>
    collect(`${name} ${one}`.trim()),
  );
  return [{ name, help }, ...inner];
}

/** The names in the list below "Commands:". */
function namesIn(help) {
  const list = help.match(/^Commands:\n((?: {2}.*\n)+)/m)?.[1] ?? '';
  return [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name);
}

export function writeCli() {
  const parts = listCommands().map(({ name, help }) => {
    const title = `sluice ${name}`.trim();
    const level = '#'.repeat(2 + Math.max(0, name.split(' ').length - 1));
    return `${level} ${title}\n\n${fence('text', help)}`;
  });
  return `# Command line

The package has one command, \`sluice\`. This page shows what each part of it prints with \`--help\`. Without an
installation, \`node js/dist/cli.mjs\` is the same command.

${parts.join('\n\n')}
`;
}
