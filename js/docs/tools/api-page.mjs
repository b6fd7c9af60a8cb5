/** What a page, a server and a tool can call, from the types. */
import { code, fence, prose, table } from './markdown.mjs';
import { read } from './project.mjs';
import { partsOf, readTypes } from './types.mjs';

/** The entry points of the package, by what is imported. */
const kEntries = [
  { name: 'sluice', file: 'index.d.ts', first: ['createTracker', 'Tracker'] },
  { name: 'sluice/node', file: 'node.d.ts', first: [] },
  { name: 'sluice/web-vitals', file: 'web-vitals.d.ts', first: [] },
  { name: 'sluice/full', file: 'full.d.ts', first: [] },
];

/** These have a page of their own. */
const kElsewhere = {
  TrackerOptions: 'options',
  CollectorOptions: 'options',
  AmountOptions: 'options',
  Goal: 'goals',
  GoalCondition: 'goals',
  GoalTest: 'goals',
  GoalValue: 'goals',
  GoalValues: 'goals',
};

/** Everything that the package declares: `{entry, ...declaration}`. */
export function listApi() {
  return kEntries.flatMap(({ name, file, first }) => {
    const types = withoutConstants(readTypes(read(`js/dist/${file}`)));
    const leading = first.map((one) => types.find((type) => type.name === one));
    const rest = types.filter((type) => !first.includes(type.name));
    return [...leading, ...rest].map((type) => ({ entry: name, ...type }));
  });
}

/** `createRelay: CreateRelay` is one thing, under the name that is imported. */
function withoutConstants(types) {
  const constants = types.filter(({ kind }) => kind === 'const');
  const nameOf = ({ name }) =>
    constants.find((one) => one.name.toLowerCase() === name.toLowerCase())
      ?.name ?? name;
  return types
    .filter(({ kind }) => kind !== 'const')
    .map((type) => ({ ...type, name: nameOf(type) }));
}

export function writeApi() {
  const api = listApi().filter(({ name }) => !(name in kElsewhere));
  const parts = kEntries.map(({ name }) => {
    const own = api.filter(({ entry }) => entry === name);
    return `## ${name} {#${anchor(name)}}\n\n${own.map(writeType).join('\n\n')}`;
  });
  return `# API

With the script tag, the tracker is \`window.sluice\`. From npm, \`createTracker\` returns it. No method throws into the page,
whatever it is given. The [options](./options.md) and the form of [goals](./goals.md) have their own pages.

${parts.join('\n\n')}
`;
}

const anchor = (name) => name.toLowerCase().replace(/\W+/g, '-');

function writeType(type) {
  const { name, doc, members, text } = type;
  const head = `### ${name} {#${anchor(name)}}\n\n${prose(partsOf(doc).description)}`;
  if (members.length === 0) return `${head}\n\n${fence('ts', text)}`;
  if (members.some(({ isCall }) => isCall) || name === 'Tracker') {
    return [head, ...members.map((member) => writeMember(name, member))].join(
      '\n\n',
    );
  }
  const rows = members.map((member) => [
    code(member.name),
    code(member.type.replace(/\s+/g, ' ')),
    describe(member.doc),
  ]);
  return `${head}\n\n${table(['member', 'type', 'meaning'], rows)}`;
}

function writeMember(owner, { name, text, doc }) {
  const title = name || owner;
  const id = `${owner}-${name || 'call'}`.toLowerCase();
  return `#### ${title} {#${id}}\n\n${fence('ts', text)}\n\n${describe(doc)}`;
}

function describe(doc) {
  const { description, byDefault } = partsOf(doc);
  return prose(description) + (byDefault ? ` Default: ${byDefault}.` : '');
}
