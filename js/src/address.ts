/** The page's own, whole. What `location.href` says too, in Chromium for
 * several times the price. Elsewhere a form may stand in its place by its name
 * (https://html.spec.whatwg.org/#dom-document-nameditem). */
export function pageUrl(): string {
  const url: unknown = document.URL;
  return typeof url === 'string' ? url : location.href;
}
