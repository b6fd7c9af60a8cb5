/** What a check of the core says of one file (sdk/sluice/inspect/remarks.hpp),
 * and how it is printed. */
export interface Remarks {
  errors: number;
  warnings: number;
  remarks: Remark[];
}

interface Remark {
  line: number;
  column: number;
  severity: 'error' | 'warn';
  code: string;
  message: string;
}

/** Prints "FILE:LINE:COLUMN: error CODE: message" lines, and one that sums up;
 * `sizes` says what was found in the file. */
export function printRemarks(
  file: string,
  { errors, warnings, remarks }: Remarks,
  sizes: string,
): void {
  const lines = remarks.map(
    ({ line, column, severity, code, message }) =>
      `${file}:${line}:${column}: ${severity} ${code}: ${message}`,
  );
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  lines.push(
    errors + warnings === 0
      ? `${file}: ok (${sizes})`
      : `${file}: ${found}; ${sizes}`,
  );
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
