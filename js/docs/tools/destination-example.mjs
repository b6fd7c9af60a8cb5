/** How a site uses a description of the package, as code. The tests run it. */
import { fence } from './markdown.mjs';

/** What a site fills in, by the name of the setting. */
const kSettings = {
  domain: 'shop.example',
  site: '1',
  app: 'shop',
  namespace: 'shop.example',
  service: 'shop',
  key: 'WRITE_KEY',
  token: 'TOKEN',
  website: 'b59e9c65-ae32-47f1-8400-119fcf4861c4',
  measurement_id: 'G-1',
  pixel: '1234567890',
};

/** The endpoint in an example, if the description has none of its own. */
export const kEndpoint = 'https://collect.shop.example';

/** The settings that an example gives: those that are required and that are no
 * secrets. */
export function settingsOf({ config = {} }) {
  const required = Object.entries(config).filter(
    ([, { required, secret }]) => required && !secret,
  );
  return Object.fromEntries(
    required.map(([name]) => {
      if (!(name in kSettings)) throw new Error(`no example of ${name}`);
      return [name, kSettings[name]];
    }),
  );
}

/** The settings that only a server may know. */
export function secretsOf({ config = {} }) {
  return Object.keys(config).filter((name) => config[name].secret);
}

/** The example of one description as Markdown. */
export function writeExample(destination) {
  const name = destination.id.replace(/-(\w)/g, (_, letter) =>
    letter.toUpperCase(),
  );
  const secrets = secretsOf(destination);
  const text =
    secrets.length === 0
      ? forPage(name, destination)
      : forServer(name, destination, secrets);
  return fence('js', text);
}

function forPage(name, destination) {
  const { id, endpoint } = destination;
  const settings = settingsOf(destination);
  const options = [];
  if (!endpoint) options.push(`endpoint: '${kEndpoint}'`);
  options.push(name === 'destination' ? name : `destination: ${name}`);
  if (Object.keys(settings).length > 0) {
    options.push(`destinationConfig: ${literalOf(settings)}`);
  }
  return `import { createTracker } from 'sluice';
import ${name} from 'sluice/destinations/${id}';

createTracker({ ${options.join(', ')} });`;
}

function forServer(name, destination, secrets) {
  const settings = Object.entries(settingsOf(destination)).map(
    ([key, value]) => `${key}: '${value}'`,
  );
  const hidden = secrets.map(
    (key) => `${key}: process.env.${key.toUpperCase()}`,
  );
  return `import { createRelay } from 'sluice/node';
import ${name} from 'sluice/destinations/${destination.id}';

const config = { ${[...settings, ...hidden].join(', ')} };
const relay = await createRelay({ policy, destinations: { collector: { description: ${name}, config } } });
const { status, destinations } = await relay.take(body); // the body that the page posted`;
}

const literalOf = (settings) =>
  `{ ${Object.entries(settings)
    .map(([key, value]) => `${key}: '${value}'`)
    .join(', ')} }`;
