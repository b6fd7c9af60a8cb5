import assert from 'node:assert/strict';
import { inTime } from './deadline.mjs';
import { Inbox } from './inbox.mjs';
import { openSite } from './site.mjs';

const markerName = 'end_of_visit';

/** A fresh browser profile on a site that is tracked: a context, a site and an
 * inbox, ended with the test, which fails if the page saw an error, or if the
 * collector had to set an event aside.
 *
 *   title, head, body,    of every page, see document.mjs; the tag's endpoint
 *   data, tag, headers    is the collector's
 *   pages                 what differs, by path
 *   init                  functions that run in each page before any script
 *   tls                   key and certificate of an https site */
export async function openVisit(t, stage, options = {}) {
  const { pages, init = [], tls, data, ...page } = options;
  const { endpoint } = stage.collector;
  const all = { ...page, data: { endpoint, ...data } };
  const site = await openSite(t, { page: all, pages, tls });
  const inbox = new Inbox(stage.collector, [site.url, site.otherUrl]);
  const profile = await stage.browser.newContext();
  t.after(() => profile.close());
  for (const run of init) await profile.addInitScript(run);
  const visit = new Visit(site, inbox, profile, await profile.newPage());
  t.after(() => visit.check());
  return visit;
}

class Visit {
  /** Uncaught errors and rejections of all its pages. */
  errors = [];
  /** What the tracker said in the console. */
  said = [];
  /** Address and type ('fetch', 'ping' for a beacon, ...) of all requests that
   * left the browser, in order. */
  requested = [];

  constructor(site, inbox, context, page) {
    Object.assign(this, { site, inbox, context, page });
    context.on('request', (request) => {
      this.requested.push({ url: request.url(), type: request.resourceType() });
    });
    context.on('weberror', (error) => this.errors.push(error.error()));
    context.on('console', (message) => {
      const text = message.text();
      if (text.startsWith('sluice:')) this.said.push(text);
    });
  }

  /** Opens a page of the site; `options` are those of Playwright's goto. */
  open(path = '/', options = {}) {
    return this.page.goto(this.site.url + path, options);
  }

  /** Runs a function in the page and resolves to what it returns. */
  run(script, argument) {
    return inTime(this.page.evaluate(script, argument), script);
  }

  /** Sends all that the page's tracker holds. Resolves to all events that have
   * been stored by then, in the order of their arrival. */
  async finish() {
    await this.run((name) => {
      sluice.track(name);
      return sluice.flush();
    }, markerName);
    await this.inbox.untilNamed(markerName);
    return this.inbox.events.filter(({ event }) => event.name !== markerName);
  }

  /** Requests so far that went elsewhere than to the site. */
  requestsElsewhere() {
    return this.requested.filter(({ url }) => !url.startsWith(this.site.url));
  }

  async check() {
    await this.inbox.read();
    assert.deepEqual(this.errors, []);
    assert.deepEqual(this.inbox.rejected, []);
  }
}
