/** The pages of the files that people write, and of the event, each from its
 * JSON Schema. */
import { secretsOf, writeExample } from './destination-example.mjs';
import { code, sentence, table } from './markdown.mjs';
import { namesIn, readJson } from './project.mjs';
import { listObjects, writeObjects } from './schema.mjs';

export const kSchemas = {
  event: 'sdk/sluice/event/event.schema.json',
  policy: 'sdk/sluice/consent/policy.schema.json',
  goals: 'sdk/sluice/conversion/goals.schema.json',
  destination: 'sdk/sluice/destination/destination.schema.json',
};

/** The objects of a schema, as `listObjects` has them. */
export function objectsOf(name) {
  return listObjects(readJson(kSchemas[name]));
}

/** Where the site serves a schema. */
const linkTo = (name) =>
  `[${name}.schema.json](pathname:///schemas/${name}.schema.json)`;

/** The names of events in the schema, and what the schema says of each. */
export function listEvents() {
  const { name } = readJson(kSchemas.event).properties.event.properties;
  const said = [...name.description.matchAll(/^- `(\w+)`: (.*)$/gm)];
  return {
    names: name.examples,
    rows: said.map(([, event, text]) => ({ event, text })),
  };
}

export function writeEvents() {
  const schema = readJson(kSchemas.event);
  const rows = listEvents().rows.map(({ event, text }) => [
    code(event),
    sentence(text),
  ]);
  const own = withoutList(schema);
  return `# Events

An event is a JSON object with groups of fields. The path of a field, such as \`page.url\`, is its name in policies, goals
and destinations. The form is also a JSON Schema: ${linkTo('event')}.

## Names {#names}

${table(['event', 'recorded when'], rows)}

Any other name is an event of your own, from \`track()\` or from \`data-sluice-event\`.

${writeObjects(
  own,
  listObjects(own).filter(({ path }) => path !== ''),
)}
`;
}

/** The list of names has a table of its own. */
function withoutList(schema) {
  const own = structuredClone(schema);
  const { name } = own.properties.event.properties;
  name.description = name.description.split('\n')[0];
  return own;
}

export function writePolicies() {
  return `# Policies

A policy is one JSON file. This page lists its members. ${linkTo('policy')} lets an editor complete and check the file while
you write it, and \`sluice policy check\` finds mistakes ([what the codes mean](./check-codes.md)).

${writeObjects(readJson(kSchemas.policy), objectsOf('policy'))}
`;
}

export function writeGoals() {
  // Each place in the list is the same: its goal.
  const objects = objectsOf('goals').map((one) => ({
    ...one,
    path: one.path === '[]' ? 'A goal' : one.path.replace('[].', ''),
  }));
  return `# Goals

\`goals.json\` says what you want visitors to do. It is a list of goals, or an object with the member \`goals\`.
${linkTo('goals')} helps editors, and \`sluice goals check\` finds mistakes.

${writeObjects(readJson(kSchemas.goals), objects)}
`;
}

/** The descriptions that come with the package. */
export function listDestinations() {
  const files = namesIn('js/destinations').filter((name) =>
    name.endsWith('.json'),
  );
  return files.map((file) => ({
    id: file.replace(/\.json$/, ''),
    ...readJson(`js/destinations/${file}`),
  }));
}

export function writeDestinations() {
  const schema = readJson(kSchemas.destination);
  return `# Destinations

A destination is a collector that Sluice can send to. A JSON file describes it: the request, what goes where in it, and what
an answer means. The first part of this page lists the descriptions in the package. The second part lists the members of
such a file, for those who write one of their own: ${linkTo('destination')}.

## In the package {#in-the-package}

${listDestinations().map(writeDestination).join('\n\n')}

## Members of a description {#members}

${writeObjects(schema, listObjects(schema), '###')}
`;
}

function writeDestination(destination) {
  const { id, note, links = [], endpoint, config = {}, dedupe } = destination;
  const never = neverSent(destination);
  const facts = [
    ['endpoint', endpointOf(endpoint)],
    [
      'an event that arrives twice',
      dedupe ? 'is recognised by its id' : 'counts twice',
    ],
    ['events that are not sent', never.map(code).join(', ') || 'none'],
    [
      'where it can run',
      secretsOf(destination).length
        ? 'only on a server'
        : 'on a page or on a server',
    ],
    ['documentation', links.map((link) => `<${link}>`).join(', ') || 'none'],
  ];
  const settings = Object.entries(config).map(([name, one]) => [
    code(name),
    needOf(one),
    sentence([one.note, one.secret && 'a secret'].filter(Boolean).join('; ')),
  ]);
  const parts = [
    `### ${id} {#${id}}`,
    sentence(note),
    writeExample(destination),
    table(['property', 'value'], facts),
  ];
  if (settings.length)
    parts.push(table(['setting', 'needed', 'meaning'], settings));
  return parts.join('\n\n');
}

function neverSent({ events }) {
  return Object.entries(events)
    .filter(([, template]) => template === null)
    .flatMap(([names]) => names.split(' '));
}

function endpointOf(endpoint) {
  if (endpoint === undefined) return 'yours';
  return code(
    typeof endpoint === 'string' ? endpoint : JSON.stringify(endpoint),
  );
}

function needOf({ required, default: byDefault }) {
  if (required) return 'required';
  return byDefault === undefined
    ? 'optional'
    : `default ${code(JSON.stringify(byDefault))}`;
}
