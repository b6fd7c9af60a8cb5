import { readFlags, readPort, runUntilStopped } from '../common/command.mjs';
import { StartError } from '../common/listen.mjs';
import { startCollector } from './collector.mjs';

const usage =
  'node demo/collector/main.mjs [--port 8081] [--daily-visitors] ' +
  '--database FILE';

await runUntilStopped('collector', async () => {
  const flags = readFlags(['port', 'database'], usage, ['daily-visitors']);
  const port = readPort(flags, 'port', 8081);
  const { database } = flags;
  if (!database) throw new StartError(`usage: ${usage}`);
  const dailyVisitors = flags['daily-visitors'];
  const options = { port, database, dailyVisitors };
  const { url, close } = await startCollector(options);
  console.log(`collector ${url}`);
  return close;
});
