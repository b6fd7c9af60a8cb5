/** The page's own, whole. What `location.href` says too, in Chromium for
 * several times the price. Elsewhere a form may stand in its place by its name
 * (https://html.spec.whatwg.org/#dom-document-nameditem). */
export function pageUrl(): string {
  const url: unknown = document.URL;
  return pageOf(typeof url === 'string' ? url : location.href);
}

/** The address of the page that a document at `url` belongs to. A document in
 * `srcdoc`, or one that a script wrote into an empty frame, has no address of
 * its own: its base is the page around it
 * (https://html.spec.whatwg.org/#fallback-base-url). One made of a Blob belongs
 * to the page that opened it. Of other documents only the scheme is reported,
 * because the rest is the document itself, or a number. */
export function pageOf(url: string): string {
  const page = /^about:/.test(url) ? document.baseURI : url;
  const [scheme] = /^(blob|data):/.exec(page) ?? [];
  return (scheme === 'blob:' && document.referrer) || scheme || page;
}
