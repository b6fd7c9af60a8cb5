/** The kind of page that the options --html and --md ask for, if any. Throws
 * the message for the user if both are given. */
export function pageOf(values: {
  html?: boolean | undefined;
  md?: boolean | undefined;
}): 'html' | 'md' | undefined {
  if (values.html && values.md) {
    throw new Error('--html and --md are two pages; ask for one');
  }
  if (values.html) return 'html';
  return values.md ? 'md' : undefined;
}

/** The day, in UTC: YYYY-MM-DD. The core has no clock. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
