import { Refusal } from './answer.mjs';

/** Largest body taken, in bytes: far above what a tracker sends at once. */
export const maxBodyBytes = 1024 * 1024;

/** Resolves to the request's body as text. Refuses one above maxBodyBytes and
 * one that is not UTF-8. */
export async function readText(request) {
  const bytes = await readBytes(request);
  try {
    // ignoreBOM: keeps the bytes as they came.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    throw new Refusal(400, 'the body is not UTF-8');
  }
}

/** Resolves to the request's body read as JSON, and its text. */
export async function readJson(request) {
  const text = await readText(request);
  try {
    return { text, value: JSON.parse(text) };
  } catch (error) {
    throw new Refusal(400, `the body is not JSON: ${error.message}`);
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
