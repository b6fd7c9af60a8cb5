/** The options of createTracker and of the script tag, from the types. */
import { code, fence, firstSentence, prose, table } from './markdown.mjs';
import { read } from './project.mjs';
import { attributeOf, partsOf, readTypes } from './types.mjs';

const kInterfaces = ['CollectorOptions', 'TrackerOptions', 'AmountOptions'];

/** Each option: `{name, attribute, type, description, byDefault}`. */
export function listOptions() {
  const types = readTypes(read('js/dist/index.d.ts'));
  return kInterfaces
    .map((name) => types.find((type) => type.name === name))
    .flatMap(({ members }) => members)
    .map(({ name, type, doc }) => ({
      name,
      attribute: attributeOf(name),
      type: type.replace(/\s+/g, ' '),
      ...partsOf(doc),
    }));
}

export function writeOptions() {
  const options = listOptions();
  const rows = options.map(({ name, byDefault, description }) => [
    `[\`${name}\`](#${name.toLowerCase()})`,
    byDefault ?? 'none',
    prose(firstSentence(description)),
  ]);
  return `# Options

Every option has the same name everywhere: in \`createTracker({ pageViews: false })\`, as an attribute of the script tag
(\`data-page-views="false"\`), and in the JSON object of the attribute \`data-config\`. In an attribute, write a list with
commas. An object goes into \`data-config\`. If an option is wrong, the console says so once, with a JSON pointer to the
place.

${fence('html', '<script async src="/sluice.js" data-endpoint="https://collect.example/events"\n  data-page-views="false" data-scroll-milestones="50,100"></script>')}

${table(['option', 'default', 'meaning'], rows)}

${options.map(writeOption).join('\n\n')}
`;
}

function writeOption({ name, attribute, type, description, byDefault }) {
  const facts = [`type ${code(type)}`, `attribute ${code(attribute)}`];
  facts.push(byDefault ? `default: ${byDefault}` : 'no default');
  return `## ${name} {#${name.toLowerCase()}}

${prose(description)}

<div class="facts">

${facts.join(' &middot; ')}

</div>`;
}
