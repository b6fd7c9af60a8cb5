import type { MediaFact } from '../facts.js';
import type { Stop } from '../quiet.js';
import { attributeOf, isMarked, tagOf } from './elements.js';
import { listenInside } from './inside.js';
import type { Tell } from './tell.js';

const kStates: Record<string, MediaFact['state']> = {
  playing: 'play',
  pause: 'pause',
  seeking: 'seek',
  timeupdate: 'time',
  ended: 'end',
};

/** What an element plays: another source is another medium. */
interface Playing {
  media: number;
  source: string;
  percent: number;
}

/** Reports when videos and sounds of the page start, pause and end, and each
 * percent of progress once. */
export function watchMedia(tell: Tell): Stop[] {
  const playing = new WeakMap<HTMLMediaElement, Playing>();
  let count = 0;
  return listenInside(Object.keys(kStates), (event) => {
    const path = event.composedPath();
    const [element] = path;
    const state = kStates[event.type];
    if (!(element instanceof HTMLMediaElement) || !state) return;
    const { currentSrc: source, currentTime, duration, seeking } = element;
    let now = playing.get(element);
    if (now?.source !== source) {
      now = { media: ++count, source, percent: -1 };
      playing.set(element, now);
    }
    const percent = Math.floor((100 * currentTime) / duration) || 0;
    if (state === 'time' && (seeking || percent === now.percent)) return;
    now.percent = percent;
    if (isMarked(path, 'ignore')) return;
    const position = secondsOf(currentTime) ?? 0;
    const times = { position, duration: secondsOf(duration) };
    const { media } = now;
    tell({ fact: 'media', media, state, ...times, ...describe(element, path) });
  });
}

function describe(element: HTMLMediaElement, path: EventTarget[]) {
  const title = attributeOf(element, 'title');
  return {
    provider: 'html5',
    kind: tagOf(element),
    id: attributeOf(element, 'id'),
    title: isMarked(path, 'mask') ? undefined : title,
    source: element.currentSrc,
    loop: element.loop,
    muted: element.muted,
  };
}

/** To the thousandth; undefined for what is not known or has no end. */
export function secondsOf(time: unknown): number | undefined {
  return typeof time === 'number' && isFinite(time)
    ? Math.round(time * 1000) / 1000
    : undefined;
}
