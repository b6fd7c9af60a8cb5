import { gunzipSync } from 'node:zlib';

/** No page posts more, and a kilobyte of gzip may stand for a megabyte. */
const kMaxBytes = 2 ** 20;

/** The text of a body as it came, gzipped or not: that is told by its first two
 * bytes, which no JSON begins with (https://www.rfc-editor.org/rfc/rfc1952).
 * Throws what it is instead, a RangeError if that is too much. */
export function readBody(body: Uint8Array): string {
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  const bytes = isGzip ? unzip(body) : body;
  try {
    // ignoreBOM: keeps the bytes as they came.
    const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return utf8.decode(bytes);
  } catch {
    throw new TypeError('not UTF-8');
  }
}

function unzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: kMaxBytes });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new RangeError(`above ${kMaxBytes} bytes when unzipped`);
    }
    throw new TypeError(`broken gzip: ${(error as Error).message}`);
  }
}
