import type { Source } from './source.js';

const kValues: Record<string, boolean | undefined> = {
  true: true,
  1: true,
  false: false,
  0: false,
};

/** A preference on the browser's navigator, read once. Without one, nothing is
 * reported. */
export const flag =
  (name: string): Source =>
  (tell) => {
    const wishes = navigator as unknown as Record<string, unknown>;
    const value = kValues[String(wishes[name])];
    if (value !== undefined) tell({ value });
    return undefined;
  };
