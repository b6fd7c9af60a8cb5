import { readFlags, readPort, runUntilStopped } from '../common/command.mjs';
import { StartError } from '../common/listen.mjs';
import { startCollector } from './collector.mjs';

const usage = 'node demo/collector/main.mjs [--port 8081] --database FILE';

await runUntilStopped('collector', async () => {
  const flags = readFlags(['port', 'database'], usage);
  const port = readPort(flags, 'port', 8081);
  const { database } = flags;
  if (!database) throw new StartError(`usage: ${usage}`);
  const { url, close } = await startCollector({ port, database });
  console.log(`collector ${url}`);
  return close;
});
