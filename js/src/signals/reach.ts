/** Ways to the interfaces of the IAB. */
import { parseJson } from '../json.js';
import { listen, quietly, type Stop } from '../quiet.js';

export type Name = '__tcfapi' | '__gpp' | '__uspapi';
export type Callback<Data> = (data: Data | undefined, ok: boolean) => void;
type Call<Data> = (
  command: string,
  answer: Callback<Data>,
  parameter?: unknown,
) => void;

/** Of GPP only messages have one. */
const kVersions = { __tcfapi: 2, __gpp: '1.1', __uspapi: 1 };

/** Listens for good. Returns what looks whether there is someone to listen
 * to: a CMP that has come, or has put itself in the place of its stub. Where
 * it kept its stub's queue it now knows us twice, and the first is unheard. */
export function follow<Data extends { listenerId?: unknown }>(
  name: Name,
  stops: Stop[],
  heard: Callback<Data>,
): () => void {
  const reach = reacher<Data>(name, stops);
  let known: Call<Data> | undefined;
  let id: unknown;
  const leave = () => {
    if (id !== undefined) known?.('removeEventListener', () => {}, id);
    id = undefined;
  };
  stops.push(leave);
  return () => {
    const call = reach();
    if (!call || call === known) return;
    quietly(leave);
    known = call; // before it is asked, since it may answer at once
    const answer: Callback<Data> = (data, ok) => {
      if (call !== known) return;
      id = data?.listenerId ?? id; // may be 0
      quietly(() => heard(data, ok));
    };
    const isAsked = () => (call('addEventListener', answer), true);
    if (!quietly(isAsked)) known = undefined;
  };
}

/** Returns what gives the way to call an API: the same one as long as it is
 * the same function that answers. Of a frame it is always another, so that it
 * is asked at each look: the handler of messages in the IAB's own stub
 * (@iabtechlabtcf/stub 1.5.21) forgets who asked once it has passed a call
 * on, and whatever is not answered within that call is lost. */
export function reacher<Data>(
  name: Name,
  stops: Stop[],
): () => Call<Data> | undefined {
  let known: unknown;
  let call: Call<Data> | undefined;
  return () => {
    const found = find(name);
    const isHere = typeof found === 'function';
    if (found !== known) {
      known = found;
      call = isHere
        ? directly(name, found)
        : found && byMessages(name, found, stops);
    }
    return isHere ? call : call?.bind(null);
  };
}

/** The function, or the next frame around this one that answers for it: it
 * has a frame of such a name. */
function find(name: Name): Function | Window | undefined {
  const { [name]: own } = window as unknown as Record<Name, unknown>;
  if (typeof own === 'function') return own;
  let frame: Window = window;
  // Another origin's throws when it is asked for a frame that it has not; and
  // in Chromium when it is asked by `in` at all.
  const isIt = () =>
    (frame as unknown as Record<string, unknown>)[name + 'Locator'];
  while (frame !== frame.parent) {
    frame = frame.parent;
    if (quietly(isIt)) return frame;
  }
  return undefined;
}

function directly<Data>(name: Name, api: Function): Call<Data> {
  const version = name === '__gpp' ? [] : [kVersions[name]];
  return (command, ...rest) => api.call(window, command, ...version, ...rest);
}

/** Of each command, only the last call is answered. */
function byMessages<Data>(
  name: Name,
  frame: Window,
  stops: Stop[],
): Call<Data> {
  interface Reply {
    callId: string;
    returnValue: Data;
    success: boolean;
  }
  const answers: Record<string, Callback<Data>> = {};
  const heard = ({ source, data }: MessageEvent) => {
    if (source !== frame) return;
    const read: unknown = typeof data === 'string' ? parseJson(data) : data;
    const reply = (read as Record<string, Reply>)[name + 'Return'];
    if (reply) answers[reply.callId]?.(reply.returnValue, reply.success);
  };
  stops.push(listen(window, 'message', heard));
  return (command, answer, parameter) => {
    const callId = `sluice ${command}`;
    answers[callId] = answer;
    const call = { command, version: kVersions[name], parameter, callId };
    frame.postMessage({ [name + 'Call']: call }, '*');
  };
}
