/* The state of the page as a fragment, which browsers keep to themselves:
 *
 *   policy, event       the name of one to begin with
 *   situation           the name of one
 *   region, audience    where there is no situation
 *   policy-text, event-text, signals-text
 *                       what was written, as base64url of raw DEFLATE */

const texts = ['policy', 'event', 'signals'];

/** The fragment for {name: value}; members of `texts` are packed. */
export async function writeLink(values) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const isText = name.endsWith('-text');
    parameters.set(name, isText ? await pack(value) : value);
  }
  return `#${parameters}`;
}

/** What a fragment says. What can't be read of it is left out. */
export async function readLink(fragment) {
  const values = Object.fromEntries(new URLSearchParams(fragment.slice(1)));
  for (const name of texts.map((text) => `${text}-text`)) {
    if (!(name in values)) continue;
    try {
      values[name] = await unpack(values[name]);
    } catch {
      delete values[name]; // cut off on its way
    }
  }
  return values;
}

async function pack(text) {
  const deflate = new CompressionStream('deflate-raw');
  const bytes = await pipe(new TextEncoder().encode(text), deflate);
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return btoa(signs.join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function unpack(packed) {
  const signs = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
  const inflate = new DecompressionStream('deflate-raw');
  return new TextDecoder().decode(await pipe(bytes, inflate));
}

async function pipe(bytes, through) {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
