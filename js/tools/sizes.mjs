/** What each file weighs, and whether that is within js/budget.json. */
import { readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Raw, gzip -9 and brotli -11 of every file in `dist`, by name. */
export function measure(dist) {
  const sizes = new Map();
  const entries = readdirSync(dist, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const name of files.map((file) => file.name).sort()) {
    sizes.set(name, measureFile(readFileSync(`${dist}/${name}`), name));
  }
  return sizes;
}

function measureFile(bytes, name) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const size = {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
  if (!name.endsWith('.wasm')) return size;
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  return { ...size, imports: imports.length };
}

export function tableOf(sizes) {
  const columns = ['raw', 'gzip', 'brotli'];
  const rows = [['', ...columns]];
  for (const [name, size] of sizes) {
    const number = (column) => size[column].toLocaleString('en');
    rows.push([name, ...columns.map(number)]);
  }
  const line = ([name, ...cells]) =>
    name.padEnd(20) + cells.map((cell) => cell.padStart(10)).join('');
  return rows.map(line).join('\n');
}

/** A line for each measure above its budget. */
export function overBudget(sizes, budget) {
  const lines = [];
  for (const [name, limits] of Object.entries(budget)) {
    for (const [measure, limit] of Object.entries(limits)) {
      const size = sizes.get(name)?.[measure];
      if (size <= limit) continue;
      lines.push(`over budget: ${name} ${measure} is ${size}, not ${limit}`);
    }
  }
  return lines;
}
