/** Connection string of a server given for tests; undefined without one. */
export const givenServer: string | undefined = process.env['EVENTSTOREDB_URL'] || undefined;

export const NO_SERVER = 'no server: set EVENTSTOREDB_URL, such as esdb://127.0.0.1:2113?tls=false';

/** Host and port of a connection string of one node. */
export function nodeOf(url: string): { host: string; port: number } {
  const match = /^[^:]+:\/\/(?:[^@]*@)?([^:/?,]+)(?::(\d+))?/.exec(url);
  return { host: match?.[1] ?? '127.0.0.1', port: Number(match?.[2] ?? 2113) };
}

/** The same server reached at another port of this machine. */
export function through(url: string, port: number): string {
  return url.replace(/^([^:]+:\/\/(?:[^@]*@)?)[^/?]+/, `$1127.0.0.1:${port}`);
}
