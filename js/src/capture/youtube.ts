import type { MediaFact } from '../facts.js';
import { parseJson, stringifyJson } from '../json.js';
import { listen, quietly, type Stop } from '../quiet.js';
import { attributeOf } from './elements.js';
import { secondsOf } from './media.js';
import type { Tell } from './tell.js';

const kOrigin = /^https:\/\/www\.youtube(-nocookie)?\.com$/;

/** https://developers.google.com/youtube/iframe_api_reference#onStateChange */
const kStates: Record<number, MediaFact['state']> = {
  0: 'end',
  1: 'play',
  2: 'pause',
};

/** What a player says of itself, some of it at a time. */
interface Info {
  currentTime?: unknown;
  duration?: unknown;
  playerState?: unknown;
  videoData?: { video_id?: unknown; title?: unknown };
}

interface Player {
  frame: HTMLIFrameElement;
  media: number;
  info: Info;
  percent: number;
}

/** Reports the state of the page's YouTube players that the site opened to
 * scripts by `enablejsapi=1`. They post messages to a page that asks, as the
 * script of their API does. That script is not loaded. */
export function watchYouTube(tell: Tell): Stop[] {
  let players: Player[] = [];
  let count = 0;
  const ask = (frame: HTMLIFrameElement) => {
    const origin = playerOrigin(frame);
    if (!origin) return;
    players = players.filter((one) => one.frame.isConnected);
    const known = players.find((one) => one.frame === frame);
    const media = known?.media ?? ++count;
    if (!known) players.push({ frame, media, info: {}, percent: -1 });
    const message = { event: 'listening', id: media, channel: 'widget' };
    frame.contentWindow?.postMessage(stringifyJson(message), origin);
  };
  for (const frame of document.querySelectorAll('iframe')) ask(frame);
  return [
    // A frame that has loaded listens.
    listen(document, 'load', ({ target }) => {
      if (target instanceof HTMLIFrameElement) ask(target);
    }),
    listen<MessageEvent>(window, 'message', ({ origin, source, data }) => {
      if (!kOrigin.test(origin) || typeof data !== 'string') return;
      const player = players.find((one) => one.frame.contentWindow === source);
      if (player) hear(player, data, tell);
    }),
  ];
}

function playerOrigin(frame: HTMLIFrameElement): string | undefined {
  const url = quietly(() => new URL(frame.src));
  const isOpen = url?.searchParams.get('enablejsapi') === '1';
  return isOpen && kOrigin.test(url.origin) ? url.origin : undefined;
}

/** A state where there is a new one, or that it went on by a percent. */
function hear(player: Player, data: string, tell: Tell): void {
  const { info } = parseJson(data) as { info?: Info };
  if (typeof info !== 'object' || info === null) return;
  const before = player.info;
  const now = (player.info = { ...before, ...info });
  const duration = secondsOf(now.duration) || undefined;
  const position = secondsOf(now.currentTime) ?? 0;
  const percent = Math.floor((100 * position) / (duration ?? NaN)) || 0;
  const isNew = now.playerState !== before.playerState;
  const state = isNew ? kStates[Number(now.playerState)] : 'time';
  if (!state || (!isNew && percent === player.percent)) return;
  player.percent = percent;
  const { media, frame } = player;
  const times = { position, duration };
  tell({
    fact: 'media',
    media: -media,
    state,
    ...times,
    ...describe(now, frame),
  });
}

function describe({ videoData }: Info, frame: HTMLIFrameElement) {
  const { video_id, title } = videoData ?? {};
  const [, idInPath] = /\/embed\/([\w-]+)/.exec(frame.src) ?? [];
  return {
    provider: 'youtube',
    kind: 'video',
    id: typeof video_id === 'string' ? video_id : idInPath,
    title: typeof title === 'string' ? title : attributeOf(frame, 'title'),
  };
}
