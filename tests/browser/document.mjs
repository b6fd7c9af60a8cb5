/** The text of a page.
 *
 *   title, head, body   as they say; `head` stands before the tag
 *   data                `data-*` attributes of the tag, without the prefix;
 *                       an undefined one is left out
 *   tag                 its other attributes; false for a page without it
 */
export function writeDocument({ title = 'A page', head, body, data, tag }) {
  return `<!doctype html>
<html lang="en">
<head>
  <title>${title}</title>
  <link rel="icon" href="data:,">
  ${head ?? ''}
  ${tag === false ? '' : writeTag({ ...tag, ...prefixed(data) })}
</head>
<body>
${body ?? ''}
</body>
</html>`;
}

/** The tracker's script tag with these attributes. */
export function writeTag(attributes) {
  const all = { src: '/sluice.js', ...attributes };
  const texts = Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(value)}"`);
  return `<script${texts.join('')}></script>`;
}

function prefixed(data = {}) {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [`data-${name}`, value]),
  );
}

function escape(text) {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}
