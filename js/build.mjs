/** Builds js/dist/ from the C++ and the TypeScript, prints what each file
 * weighs, and fails if one is over its budget. */
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  writeCli,
  writePackage,
  writeScript,
  writeSnippet,
} from './tools/bundles.mjs';
import {
  buildModules,
  kCore,
  kFull,
  writeFallback,
  writeModule,
} from './tools/modules.mjs';
import { embedder } from './tools/embed.mjs';
import { measure, overBudget, tableOf } from './tools/sizes.mjs';
import { writeTypes } from './tools/types.mjs';

const kDist = 'dist';
const kSchema = '../sdk/sluice/event/event.schema.json';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));

buildModules();
rmSync(kDist, { recursive: true, force: true });
mkdirSync(kDist);

const embed = embedder(writeModule(kDist, kCore));
writeFallback(kDist, kCore);
writeModule(kDist, kFull);
writeFallback(kDist, kFull);
await writeScript(kDist, embed);
await writePackage(kDist, embed);
await writeSnippet(kDist);
await writeCli(kDist);
writeTypes(kDist);
copyFileSync(kSchema, `${kDist}/event.schema.json`);

const sizes = measure(kDist);
console.log(tableOf(sizes));
const over = overBudget(sizes, JSON.parse(readFileSync('budget.json', 'utf8')));
for (const line of over) console.error(line);
process.exitCode = over.length > 0 ? 1 : 0;
