import type { Server, ServerResponse } from 'node:http';

/**
 * Returns the function that lets a server's connections end: from then on each answer is the last of its connection. Without
 * it, a client that keeps its connection open keeps the server running.
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
