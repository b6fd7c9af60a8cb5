import { fileURLToPath } from 'node:url';

import { startCollector } from './collector/collector.mjs';
import { readFlags, readPort, runUntilStopped } from './common/command.mjs';
import { PortError, StartError } from './common/listen.mjs';
import { firstLink } from './shop/campaigns.mjs';
import { startShop } from './shop/shop.mjs';

const usage =
  'node demo/serve.mjs [--port 8080] [--collector-port 8081] ' +
  '[--database FILE] [--daily-visitors]';

const defaultDatabase = new URL('../build/demo/events.sqlite', import.meta.url);

await runUntilStopped('demo', async () => {
  const names = ['port', 'collector-port', 'database'];
  const flags = readFlags(names, usage, ['daily-visitors']);
  const { collector, shop } = await startServers({
    port: readPort(flags, 'port', 8080),
    collectorPort: readPort(flags, 'collector-port', 8081),
    database: flags.database ?? fileURLToPath(defaultDatabase),
    dailyVisitors: flags['daily-visitors'],
  });
  console.log(describe(shop.url, collector.url));
  return () => Promise.all([shop.close(), collector.close()]);
});

async function startServers({ port, collectorPort, ...options }) {
  const collector = await startCollector({
    port: collectorPort,
    ...options,
  }).catch(advise('--collector-port'));
  try {
    const shop = await startShop({ port, collectorUrl: collector.url }).catch(
      advise('--port'),
    );
    return { collector, shop };
  } catch (error) {
    await collector.close();
    throw error;
  }
}

/** Adds to a PortError which flag chooses another port. */
function advise(flag) {
  return (error) => {
    if (!(error instanceof PortError)) throw error;
    throw new StartError(`${error.message}; choose another with ${flag}`);
  };
}

function describe(shop, collector) {
  return `
  Shop        ${shop}
  Collector   ${collector}   (its live page)
  Playground  ${shop}/playground   (what a policy decides)
  Docs        ${shop}/docs/

  Open the collector, then follow this campaign link, answer the banner and
  click around:

  ${shop}${firstLink}

  Ctrl-C ends both.
`;
}
