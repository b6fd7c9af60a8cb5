// The floor under every tracker: about the least that a page script can do.
// No consent, no campaign, no session, no retry, and what is left on exit is
// lost.
(() => {
  const { endpoint } = document.currentScript.dataset;
  let events = [];

  function track(name, properties) {
    const { href } = location;
    const event = { name, time: Date.now(), page: href, properties };
    events.push(JSON.stringify(event));
    if (events.length === 20) flush();
  }

  function flush() {
    const body = `{"events":[${events.join()}]}`;
    events = [];
    fetch(endpoint, { method: 'POST', keepalive: false, body });
  }

  function onClick({ target }) {
    track('click', { tag: target.localName });
  }

  addEventListener('click', onClick, { capture: true, passive: true });
  track('page_view');

  window.baseline = { track, flush };
})();
