/** Follows the collector's stream, across interruptions. Each listener gets
 * the data of the messages of its name; `state` gets "live" or "lost". */
export function follow(url, listeners) {
  const source = new EventSource(url);
  for (const name of ['event', 'summary', 'cleared']) {
    source.addEventListener(name, ({ data }) => {
      listeners[name](JSON.parse(data));
    });
  }
  source.addEventListener('open', () => listeners.state('live'));
  source.addEventListener('error', () => listeners.state('lost'));
}
