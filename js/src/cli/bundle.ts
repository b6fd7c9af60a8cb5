import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './arguments.js';
import { readParts, type Parts } from './bundle-parts.js';
import { hashOf, integrityOf } from './hashes.js';

const kHelp = `Usage: sluice bundle --config CONFIG.json [--policy POLICY.json]
           [--destination DESCRIPTION]... --out DIR

Makes one script that contains a site's options, policy and descriptions. So the
site runs exactly what was signed off. Attributes of the tag change nothing. The
only exception is data-region, if CONFIG.json has no "region", because the
region differs from visitor to visitor.

  --config       the options, as createTracker takes them
  --policy       the policy, in place of that in CONFIG.json
  --destination  a description: a file, or the name of one that comes with
                 Sluice; may be given several times. CONFIG.json names it in
                 "destination" or "destinations". You need not give those
                 that come with Sluice
  --out          a folder, which the command makes. It gets sluice.js,
                 fallback.js, debug.js, and manifest.json with the integrity
                 of these and the SHA-256 of each input

A secret is an error, because everybody can read a script. If a collector needs
one, send to it from your own server.

Exit code 0; 1 for options, a policy or a description with errors, which are
printed; 2 for input that can't be understood.
`;

const kOptions = {
  config: { type: 'string' },
  policy: { type: 'string' },
  destination: { type: 'string', multiple: true },
  out: { type: 'string' },
} as const;

const kScript = 'sluice.js';
/** What a page loads from beside the script, where it needs it. */
const kBeside = ['fallback.js', 'debug.js'];
const kMark = '\uFEFF';

/** Returns the exit code. Throws the message for the user. */
export function bundleCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { config, policy, destination = [], out } = parsed.values;
  if (config === undefined || out === undefined) {
    throw new Error('bundle needs --config and --out; see --help');
  }
  const parts = readParts({ config, policy, destinations: destination });
  if (!parts) return 1;
  mkdirSync(out, { recursive: true });
  const script = bundle(parts);
  writeFileSync(join(out, kScript), script);
  for (const file of kBeside) writeFileSync(join(out, file), ofPackage(file));
  const manifest = manifestOf(parts, script);
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  writeFileSync(join(out, 'manifest.json'), text);
  process.stdout.write(`${manifest.tag}\n`);
  return 0;
}

const ofPackage = (name: string) =>
  readFileSync(new URL(name, import.meta.url), 'utf8');

/** The script in a function whose argument is what was decided. The mark by
 * which browsers read it as UTF-8 stays at its beginning. */
function bundle({ config, descriptions }: Parts): string {
  const script = ofPackage(kScript).replace(kMark, '');
  const decided = JSON.stringify({ config, descriptions });
  return `${kMark}!function(sluiceBundle){${script}}(${decided});\n`;
}

function manifestOf({ files }: Parts, script: string) {
  const { version } = JSON.parse(ofPackage('../package.json')) as {
    version: string;
  };
  const integrity = integrityOf(script);
  return {
    sluice: version,
    tag:
      `<script async src="/${kScript}" integrity="${integrity}" ` +
      'crossorigin="anonymous"></script>',
    files: {
      [kScript]: integrity,
      ...Object.fromEntries(
        kBeside.map((file) => [file, integrityOf(ofPackage(file))]),
      ),
    },
    madeOf: {
      'sluice/sluice.js': hashOf(ofPackage(kScript)),
      ...files,
    },
  };
}
