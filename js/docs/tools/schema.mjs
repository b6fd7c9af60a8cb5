/** Tables of what a JSON Schema describes. */
import { code, sentence, table } from './markdown.mjs';

/** All objects in a schema, each `{path, form, schema, members}`, where a member
 * is `{path, name, required, schema, description}`. `path` is how the object is
 * reached from the top: "regimes[].unknown". Where a value has several forms,
 * `form` is the name of the definition of this one; otherwise it is empty. A
 * definition that several members use is listed once. */
export function listObjects(schema) {
  const objects = [];
  const seen = new Set();
  const visit = (path, given, form = '') => {
    const node = resolve(schema, given);
    if (seen.has(node)) return;
    seen.add(node);
    if (node.properties) {
      const members = Object.entries(node.properties).map(([name, one]) => ({
        name,
        path: path ? `${path}.${name}` : name,
        required: (node.required ?? []).includes(name),
        schema: one,
        description: descriptionOf(schema, one),
      }));
      objects.push({ path, form, schema: node, members });
      for (const { path: inner, schema: one } of members)
        visit(inner, one, form);
    }
    if (node.items) visit(`${path}[]`, node.items, form);
    for (const one of node.oneOf ?? []) {
      const ownForm = node.properties && one.$ref?.replace('#/$defs/', '');
      visit(path, one, ownForm ?? form);
    }
    if (typeof node.additionalProperties === 'object') {
      visit(path ? `${path}.NAME` : 'NAME', node.additionalProperties, form);
    }
  };
  visit('', schema);
  return objects;
}

/** A $ref with what stands beside it. */
export function resolve(schema, node) {
  if (!node.$ref) return node;
  const name = node.$ref.replace('#/$defs/', '');
  const target = schema.$defs[name];
  if (!target) throw new Error(`the schema has no $defs/${name}`);
  return node.properties
    ? {
        ...target,
        ...node,
        properties: { ...target.properties, ...node.properties },
      }
    : target;
}

export function descriptionOf(schema, node) {
  return node.description ?? resolve(schema, node).description ?? '';
}

/** What a value may be, in words. */
export function typeOf(schema, given) {
  const node = resolve(schema, given);
  if (node.const !== undefined) return code(JSON.stringify(node.const));
  if (node.enum)
    return node.enum.map((one) => code(JSON.stringify(one))).join(', ');
  if (node.oneOf) {
    const all = node.oneOf.map((one) => typeOf(schema, one));
    return [...new Set(all)].join(' or ');
  }
  if (node.type === 'array')
    return `list of ${node.items ? typeOf(schema, node.items) : 'anything'}`;
  if (node.type === 'object' && typeof node.additionalProperties === 'object') {
    return `object of ${typeOf(schema, node.additionalProperties)}`;
  }
  return [node.type ?? 'any JSON', rangeOf(node)].filter(Boolean).join(' ');
}

function rangeOf({ minimum, maximum }) {
  if (minimum !== undefined && maximum !== undefined)
    return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `from ${minimum}`;
  return maximum === undefined ? '' : `up to ${maximum}`;
}

/** A section for each object, with a table of its members. */
export function writeObjects(schema, objects, level = '##') {
  return objects
    .map(({ path, form, schema: node, members }) => {
      const rows = members.map((member) => [
        `${code(member.name)}${member.required ? ' (required)' : ''}`,
        typeOf(schema, member.schema),
        sentence(member.description),
      ]);
      const place = path === '' ? 'The file' : path;
      const title = form ? `${place}, form "${form}"` : place;
      const id = title.replace(/\W+/g, '-').replace(/-$/, '').toLowerCase();
      const text = node.description ? `${sentence(node.description)}\n\n` : '';
      return `${level} ${title} {#${id}}\n\n${text}${table(['member', 'value', 'meaning'], rows)}`;
    })
    .join('\n\n');
}
