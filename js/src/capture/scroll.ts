import type { Browser } from '../browser.js';
import { listen, type Stop } from '../quiet.js';
import type { Tell } from './tell.js';

/** Between two looks at the layout. */
const kPauseMs = 100;

/** Tells how far the page is scrolled, at most ten times a second and only
 * while it is. Asking for it may have the browser lay out the page in the
 * middle of what a script does with it; what an IntersectionObserver calls runs
 * when that has been done
 * (https://w3c.github.io/IntersectionObserver/#event-loop). */
export function watchScroll(tell: Tell, browser: Browser): Stop[] {
  let box: Element | undefined;
  let isPaused = false;
  let isMoved = false;
  let clear: Stop | undefined;
  const look = new IntersectionObserver(() => {
    look.disconnect();
    if (box && isPage(box)) tell({ fact: 'scroll', ...depthOf(box) });
  });
  const next = () => {
    isPaused = isMoved;
    if (!isMoved) return;
    isMoved = false;
    look.observe(document.documentElement);
    clear = browser.after(kPauseMs, next);
  };
  return [
    listen(window, 'scroll', ({ target }) => {
      box = target instanceof Element ? target : scrollingElement();
      isMoved = true;
      if (!isPaused) next();
    }),
    () => look.disconnect(),
    () => clear?.(),
  ];
}

/** In quirks mode that is the body. */
function scrollingElement(): Element {
  return document.scrollingElement ?? document.documentElement;
}

/** Some pages stand still and scroll a box that is most of them. */
function isPage(box: Element): boolean {
  return (
    box === scrollingElement() ||
    (box.clientHeight * 2 >= innerHeight && box.clientWidth * 2 >= innerWidth)
  );
}

function depthOf({ scrollTop, clientHeight, scrollHeight }: Element) {
  const bottom = Math.round(scrollTop + clientHeight);
  return { bottom, view: clientHeight, height: scrollHeight };
}
