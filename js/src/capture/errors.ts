import { listen, type Stop } from '../quiet.js';
import type { Tell } from './tell.js';

/** Errors that no script of the page has caught. */
export function watchErrors(tell: Tell): Stop[] {
  return [
    listen<ErrorEvent>(window, 'error', (event) => {
      // An image or script that did not load has no message.
      if (event.target !== window) return;
      const { message, filename: source, lineno: line, colno: column } = event;
      tell({ fact: 'error', kind: 'exception', message, source, line, column });
    }),
    listen<PromiseRejectionEvent>(window, 'unhandledrejection', ({ reason }) =>
      tell({ fact: 'error', kind: 'rejection', message: messageOf(reason) }),
    ),
  ];
}

/** As the browser would say it in an event of type `error`. */
function messageOf(reason: unknown): string {
  return `Uncaught (in promise) ${String(reason)}`;
}
