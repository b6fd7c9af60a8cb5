import type { Browser } from './browser.js';
import { OwnPromise } from './own-promise.js';

/** A body takes about a millisecond; a browser that is this busy may be left
 * before it is done. */
const kMostMs = 1000;

/** The first bytes of gzip. https://www.rfc-editor.org/rfc/rfc1952 */
const kMagic = [0x1f, 0x8b];

/** Makes bodies smaller, as long as the page stays. */
export class Compression {
  private readonly ends_ = new Set<() => void>();

  constructor(private readonly browser_: Browser) {}

  /** The text gzipped; undefined where it is to go as it is: the browser can't,
   * takes too long, or is not what it says (a page may have put its own in
   * place). Never rejects. */
  gzip(text: string): Promise<ArrayBuffer | undefined> {
    return new OwnPromise((resolve) => {
      const end = (bytes?: ArrayBuffer) => {
        stopWaiting();
        this.ends_.delete(giveUp);
        resolve(bytes);
      };
      const giveUp = () => end();
      const stopWaiting = this.browser_.after(kMostMs, giveUp);
      this.ends_.add(giveUp);
      this.browser_
        .gzip(text)
        .then((bytes) => end(isSmaller(bytes, text) ? bytes : undefined))
        .catch(giveUp);
    });
  }

  /** The page may end with this task: what is not done yet goes as it is. */
  giveUp(): void {
    for (const end of this.ends_) end();
  }
}

function isSmaller(bytes: ArrayBuffer, text: string): boolean {
  const [first, second] = new Uint8Array(bytes);
  const isGzip = first === kMagic[0] && second === kMagic[1];
  return isGzip && bytes.byteLength < text.length;
}
