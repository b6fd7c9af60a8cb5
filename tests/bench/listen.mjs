import { createServer } from 'node:http';

/** Starts a server on a free port of this machine alone; resolves to its
 * `origin` and to what closes it. */
export function listen(handle) {
  const server = createServer(handle);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const origin = `http://127.0.0.1:${server.address().port}`;
      const close = () => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ origin, close });
    });
  });
}
