import { createHash } from 'node:crypto';

/** As `integrity` has it (https://www.w3.org/TR/SRI/). */
export function integrityOf(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}

/** As `sha256sum` prints it. */
export function hashOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
