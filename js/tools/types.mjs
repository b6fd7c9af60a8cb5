/** index.d.ts and, for require(), index.d.cts; full.d.ts, node.d.ts and
 * web-vitals.d.ts. */
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run.mjs';

/** What one declares and another takes from it. */
const kBetween = /^(import|export) type .*'\.\/api[-\w]*\.js';\n/gm;

/** What index.d.ts takes from api.d.ts, and that from the files of its concepts,
 * is put into it: one file each is all that the two ways of importing can get
 * wrong. */
export async function writeTypes(dist) {
  const out = mkdtempSync(join(tmpdir(), 'sluice-types-'));
  try {
    await runTool('tsc', [
      ...['--project', '.', '--noEmit', 'false'],
      ...['--declaration', '--emitDeclarationOnly', '--outDir', out],
    ]);
    const read = (name) => readFileSync(join(out, name), 'utf8');
    const apis = readdirSync(out).filter((name) =>
      /^api\b.*\.d\.ts$/.test(name),
    );
    const parts = ['index.d.ts', ...apis].map(read);
    const types = parts.join('').replace(kBetween, '');
    writeFileSync(`${dist}/index.d.ts`, types);
    writeFileSync(`${dist}/index.d.cts`, types);
    writeFileSync(`${dist}/full.d.ts`, read('full/full.d.ts'));
    const node = read('node-api.d.ts').replace('./api-destination', './index');
    const values =
      'export declare const createDailyVisitors: CreateDailyVisitors;\n' +
      'export declare const createRelay: CreateRelay;\n' +
      'export declare const readBatch: ReadBatch;\n';
    writeFileSync(`${dist}/node.d.ts`, node + values);
    const vitals = read('vitals/vitals.d.ts').replace(
      '../api.js',
      './index.js',
    );
    writeFileSync(`${dist}/web-vitals.d.ts`, vitals);
  } finally {
    rmSync(out, { recursive: true });
  }
}
