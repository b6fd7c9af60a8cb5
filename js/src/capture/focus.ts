import type { Browser } from '../browser.js';
import { listen, type Stop } from '../quiet.js';
import type { Tell } from './tell.js';

/** Tells whether the page has the focus. While a frame in it has the focus, the
 * page has it too, although window gets `blur`
 * (https://html.spec.whatwg.org/#dom-document-hasfocus). */
export function watchFocus(tell: Tell, browser: Browser): Stop[] {
  let had = false;
  const look = () => {
    const has = document.hasFocus();
    if (has !== had) tell({ fact: has ? 'focus' : 'blur' });
    had = has;
  };
  // Elements get and lose the focus, too.
  const heard = ({ target }: Event) => {
    // In the event itself, the frame that gets the focus does not have it.
    if (target === window) browser.after(0, look);
  };
  look();
  return [listen(window, 'focus', heard), listen(window, 'blur', heard)];
}
