import { GenericContainer, Wait } from 'testcontainers';

/** A real server, or why there is none. */
export type Target =
  { readonly url: string; readonly stop: () => Promise<void> } | { readonly url: null; readonly reason: string };

const PORT = 2113;
/** Of a server that has to make its database first. */
const STARTUP_MS = 120_000;

/** The server at EVENTSTOREDB_URL; without that one in a container of the image KURRENTDB_IMAGE, if there is an engine. */
export async function serverForTests(): Promise<Target> {
  const url = process.env['EVENTSTOREDB_URL'] ?? '';
  if (url !== '') return { url, stop: async () => undefined };
  const image = process.env['KURRENTDB_IMAGE'] ?? '';
  if (image === '') return { url: null, reason: 'set EVENTSTOREDB_URL, or KURRENTDB_IMAGE if containers can run' };
  try {
    return await inContainer(image);
  } catch (error) {
    return { url: null, reason: `no container of ${image}: ${(error as Error).message}` };
  }
}

async function inContainer(image: string): Promise<Target> {
  const settings = { INSECURE: 'true', CLUSTER_SIZE: '1', RUN_PROJECTIONS: 'None', MEM_DB: 'true' };
  // Images from before the server was renamed know the same settings under its older name.
  const prefix = /kurrent/i.test(image) ? 'KURRENTDB' : 'EVENTSTORE';
  const environment = Object.entries(settings).map(([key, value]): [string, string] => [`${prefix}_${key}`, value]);
  const container = await new GenericContainer(image)
    .withEnvironment(Object.fromEntries(environment))
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHttp('/health/live', PORT, { abortOnContainerExit: true }).forStatusCode(204))
    .withStartupTimeout(STARTUP_MS)
    .start();
  return {
    url: `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false`,
    stop: async () => {
      await container.stop();
    },
  };
}

/** Host and port of a connection string of one node. */
export function nodeOf(url: string): { host: string; port: number } {
  const match = /^[^:]+:\/\/(?:[^@]*@)?([^:/?,]+)(?::(\d+))?/.exec(url);
  return { host: match?.[1] ?? '127.0.0.1', port: Number(match?.[2] ?? PORT) };
}

/** The same server reached at another port of this machine. */
export function through(url: string, port: number): string {
  return url.replace(/^([^:]+:\/\/(?:[^@]*@)?)[^/?]+/, `$1localhost:${port}`);
}
