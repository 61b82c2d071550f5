import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The master key of whatever a test throws away. */
export const TEST_MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

const hook = join(import.meta.dirname, 'from-source.mjs');
const main = join(import.meta.dirname, '../../apps/service/main.ts');

/** The service as a process of its own. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  /** All that it has said so far. */
  output(): string;
  /** Resolves once it listens; rejects if it ends before. */
  readonly port: Promise<number>;
  /** Sends SIGTERM; gives the exit code once it is there. */
  terminate(): Promise<{ readonly code: number | null }>;
  /** Ends it like a power cut; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts the service from source, in production unless told otherwise, at any free port unless one is given. */
export function startServiceProcess(
  settings: Readonly<Record<string, string>>,
  /** `detached`: in a process group of its own, as a terminal starts it. */
  { detached = false }: { readonly detached?: boolean } = {},
): ServiceProcess {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: _one, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: _other, ...inherited } = process.env;
  const env = {
    ...inherited,
    EVENHAND_PORT: '0',
    EVENHAND_MODE: 'production',
    EVENHAND_MASTER_KEY: TEST_MASTER_KEY,
    ...settings,
  };
  const child = spawn(process.execPath, ['--conditions=source', '--import', hook, main], { env, detached });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exited = once(child, 'exit');
  return {
    child,
    output: () => output,
    port: listening(child, () => output),
    terminate: async () => {
      child.kill('SIGTERM');
      await exited;
      return { code: child.exitCode };
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function listening(child: ChildProcess, output: () => string): Promise<number> {
  for (;;) {
    const port = /Listening on http:\/\/[^:]+:(\d+)/.exec(output())?.[1];
    if (port !== undefined) return Number(port);
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${output()}`);
    await sleep(20);
  }
}

/** A port of this machine at which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
