// What pages run in trials, and what they meet.

/** The event of which one has to arrive from each trial. */
export const trackLast = () => sluice.track('last');

/** Resolves so long after it, by the page's own timers. */
export const trackAndWait = (ms) => {
  sluice.track('last');
  return new Promise((done) => setTimeout(done, ms));
};

/** Resolves half a second after the last of so many, which take 1.4 s. */
export const trackSome = async (count) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  for (let i = 0; i < count; i++) {
    if (i > 0) await wait(1400 / (count - 1));
    sluice.track('last', { n: i });
  }
  await wait(500);
};

/** Resolves once it has been tried to send it. */
export const trackAndFlush = () => {
  sluice.track('last');
  return sluice.flush();
};

/** Resolves at once. */
export const trackAndTry = () => {
  sluice.track('last');
  void sluice.flush();
};

/** Whoever meets it sends nothing more before the next page, so what is left
 * then is stored, and not on its way. */
export const refusal = { status: 503, retry_after: '600' };
