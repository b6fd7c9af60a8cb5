// A page whose consent platform is the IAB's own library for TCF.
import { asPages, makePolicy, openUnder } from '../fixture/policies.mjs';
import { iabScripts, writeTcString } from '../signals/iab-cmps.mjs';

export const yes = await writeTcString({
  purposes: [1, 7, 8],
  vendors: [1234],
  disclosed: [1234],
});
export const analyticsOnly = await writeTcString({
  purposes: [1, 8],
  vendors: [1234],
  disclosed: [1234],
});
export const no = await writeTcString({ disclosed: [1234] });

export const stub = '<script src="/tcf-stub.js"></script>';
export const cmp = '<script src="/tcf.js"></script>';

export const tcfPolicy = (more) => makePolicy({ read: ['tcf'], ...more });

/** A visit under a policy that reads TCF; `head` has the platform. */
export function openTcf(t, { policy = tcfPolicy(), head, ...options } = {}) {
  return openUnder(t, policy, {
    head: head ?? stub + cmp,
    pages: asPages(iabScripts),
    ...options,
  });
}

/** The visitor chose by the dialog. */
export function choose(visit, string) {
  return visit.run((text) => {
    cmp.tcf.update(text, true);
    cmp.tcf.update(text, false);
  }, string);
}

/** Has the site's script at `path` loaded into the page. */
export function loadScript(visit, path) {
  return visit.page.addScriptTag({ url: visit.site.url + path });
}
