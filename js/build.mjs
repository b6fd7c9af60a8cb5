/** Builds js/dist/ from the C++ and the TypeScript, prints what each file
 * weighs, and fails if one is over its budget. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  writeCli,
  writeFull,
  writeNode,
  writePackage,
  writeScript,
  writeSnippet,
  writeVitals,
} from './tools/bundles.mjs';
import {
  buildModules,
  kCore,
  kDebug,
  kFull,
  writeFallback,
  writeModule,
} from './tools/modules.mjs';
import { writeDestinations } from './tools/destinations.mjs';
import { embedder } from './tools/embed.mjs';
import { measure, overBudget, tableOf } from './tools/sizes.mjs';
import { writeTypes } from './tools/types.mjs';

const kDist = 'dist';
const kSdk = '../sdk/sluice';
const kSchemas = [
  'event/event.schema.json',
  'consent/policy.schema.json',
  'conversion/goals.schema.json',
  'destination/destination.schema.json',
];
const kPresets = 'consent/presets';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));

await buildModules();
rmSync(kDist, { recursive: true, force: true });
mkdirSync(kDist);

// The largest takes as long as both others.
const [core] = await Promise.all([
  writeCoreAndDebug(),
  writeModule(kDist, kFull).then(() => writeFallback(kDist, kFull)),
]);
const embed = embedder(core);
await writeScript(kDist, embed);
await writePackage(kDist, embed);
await writeSnippet(kDist);
await writeVitals(kDist);
await writeFull(kDist);
await writeNode(kDist);
await writeCli(kDist);
await writeTypes(kDist);
for (const schema of kSchemas) {
  copyFileSync(`${kSdk}/${schema}`, `${kDist}/${basename(schema)}`);
}
writeDestinations(kDist);
cpSync(`${kSdk}/${kPresets}`, `${kDist}/policies`, { recursive: true });

const sizes = measure(kDist);
console.log(tableOf(sizes));
const over = overBudget(sizes, JSON.parse(readFileSync('budget.json', 'utf8')));
for (const line of over) console.error(line);
process.exitCode = over.length > 0 ? 1 : 0;

async function writeCoreAndDebug() {
  const core = await writeModule(kDist, kCore);
  await writeFallback(kDist, kCore);
  await writeModule(kDist, kDebug);
  await writeFallback(kDist, kDebug);
  rmSync(`${kDist}/debug.wasm`); // as JavaScript it runs under every CSP
  return core;
}
