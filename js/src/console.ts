export type Level = 'error' | 'warn' | 'debug';

/** Tells the developer. `code` names the kind of problem, the same in every
 * version; `at` is a JSON pointer into the configuration or the fact. */
export type Report = (
  level: Level,
  code: string,
  message: string,
  at?: string,
) => void;

/** No page needs to hear of more different problems than this; without an
 * end, reports about ever new property names would fill the memory. */
const kMaxReports = 100;

/** Says each problem once, by code and place. */
export function reporter(debug: boolean): Report {
  const said = new Set<string>();
  return (level, code, message, at = '') => {
    if (level === 'debug' && !debug) return;
    const key = `${code} ${at}`.trim();
    if (said.has(key) || said.size >= kMaxReports) return;
    said.add(key);
    try {
      console[level](`sluice: ${message} [${key}]`);
    } catch {
      // No console, or the page's own.
    }
  };
}
