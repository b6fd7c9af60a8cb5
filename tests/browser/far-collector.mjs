import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { makeTls } from './tls.mjs';

const openingMs = 100;

/** The address of a collector as if it were far away, until the test ends:
 * by https, over a connection that takes a while to open, and a new one for
 * each request. What a page sends at its end is not on the wire before the
 * page is gone. */
export async function moveAway(t, { endpoint }) {
  const secure = https.createServer(makeTls(), (request, response) => {
    pass(request, response, endpoint);
  });
  const sockets = new Set();
  const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    setTimeout(() => {
      secure.emit('connection', socket);
      socket.resume();
    }, openingMs);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `https://127.0.0.1:${server.address().port}/collect`;
}

function pass(request, response, endpoint) {
  const { method, headers } = request;
  const onward = http.request(endpoint, { method, headers }, (answer) => {
    const { connection, ...rest } = answer.headers;
    response.writeHead(answer.statusCode, { ...rest, Connection: 'close' });
    answer.pipe(response);
  });
  request.pipe(onward);
}
