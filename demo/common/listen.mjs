/** A start that failed for a reason its user can mend: a taken port, a file
 * that is no database. Commands print its message and no stack. */
export class StartError extends Error {}

/** The port asked for cannot be had. */
export class PortError extends StartError {}

const reasons = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'may not be used without more rights',
};

/** Resolves to the server's address, like `http://127.0.0.1:8081`, once it
 * accepts connections. Port 0 lets the system choose one. Only programs on
 * this machine can connect. Throws a PortError if it cannot listen. */
export function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code, message }) => {
      const reason = reasons[code] ?? `cannot be used: ${message}`;
      reject(new PortError(`port ${port} ${reason}`));
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${server.address().port}`);
    });
  });
}

/** Resolves once the server has let go of its port. Connections still open,
 * as event streams are, are cut. */
export function stop(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
