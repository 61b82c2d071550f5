import type { Server, ServerResponse } from 'node:http';

/**
 * Gives what lets the connections of a server come to their end: from then on each answer is its connection's last.
 * Without that a sender that keeps its connection keeps the server too, for it can always ask once more.
 */
export function drainOf(server: Server): () => void {
  const open = new Set<ServerResponse>();
  let isEnding = false;
  server.prependListener('request', (_request: unknown, response: ServerResponse) => {
    open.add(response);
    if (isEnding) response.shouldKeepAlive = false;
    response.once('close', () => {
      open.delete(response);
      if (isEnding) server.closeIdleConnections();
    });
  });
  return () => {
    isEnding = true;
    for (const response of open) if (!response.headersSent) response.shouldKeepAlive = false;
    server.closeIdleConnections();
  };
}
