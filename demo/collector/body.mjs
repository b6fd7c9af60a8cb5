import { Refusal } from './answer.mjs';

/** Largest body taken, in bytes: far above what a tracker sends at once. */
export const maxBodyBytes = 1024 * 1024;

/** Resolves to the request's body read as JSON: its `value`, `text` and
 * `bytes`. `textOf` makes text of the bytes; a body that it throws of is
 * refused, as is one above maxBodyBytes. */
export async function readJson(request, textOf = textOfUtf8) {
  const bytes = await readBytes(request);
  const text = readText(bytes, textOf);
  try {
    return { bytes, text, value: JSON.parse(text) };
  } catch (error) {
    throw new Refusal(400, `the body is not JSON: ${error.message}`);
  }
}

function readText(bytes, textOf) {
  try {
    return textOf(bytes);
  } catch (error) {
    const status = error instanceof RangeError ? 413 : 400;
    throw new Refusal(status, `the body is ${error.message}`);
  }
}

function textOfUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TypeError('not UTF-8');
  }
}

// Not `for await`: leaving that loop early cuts the connection, and the
// client would not get to read the answer 413.
function readBytes(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    request.on('data', (chunk) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= maxBodyBytes) return;
      request.removeAllListeners('data').resume();
      const reason = `the body is above ${maxBodyBytes} bytes`;
      reject(new Refusal(413, reason));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => {
      reject(new Refusal(400, 'the connection broke off'));
    });
  });
}
