/* The demo wants every event at the collector within a second. A real site
 * leaves this out: Sluice sends together what happens within three. */

const causes = ['click', 'submit', 'change', 'popstate', 'pageshow'];
const delayMs = 200;

/** Sends what was captured soon after anything that may cause an event. */
export function startPromptness() {
  let timer;
  for (const cause of causes) {
    window.addEventListener(cause, () => {
      clearTimeout(timer);
      timer = setTimeout(() => sluice.flush(), delayMs);
    });
  }
}
