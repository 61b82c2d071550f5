import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const READY_MS = 60_000;
const LOOK_MS = 20;

/** The command line that starts a server of its own on $PORT with its data in $DATA, in the foreground; null if none is given. */
export function serverCommand(): { readonly command: string } | { readonly reason: string } {
  const command = process.env['EVENTSTOREDB_COMMAND'] ?? '';
  return command === ''
    ? { reason: 'set EVENTSTOREDB_COMMAND to what starts an insecure server on $PORT with $DATA in the foreground' }
    : { command };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A real server that the test owns, and may kill and freeze. */
export class CommandedServer {
  readonly #command: string;
  readonly port: number;
  #child: ChildProcess | undefined;

  private constructor(command: string, port: number) {
    this.#command = command;
    this.port = port;
  }

  static async start(command: string, data: string): Promise<CommandedServer> {
    const server = new CommandedServer(command, await freePort());
    await server.start(data);
    return server;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Resolves once it says that it is ready. */
  async start(data: string): Promise<void> {
    this.#child = spawn('sh', ['-c', this.#command], {
      env: { ...process.env, PORT: String(this.port), DATA: data },
      stdio: 'ignore',
      detached: true,
    });
    const late = performance.now() + READY_MS;
    while (!(await this.#isReady())) {
      if (this.#child.exitCode !== null) throw new Error(`the server's command ended with ${this.#child.exitCode}`);
      if (performance.now() > late) throw new Error('the server did not become ready');
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** Kills whatever the command has started, as a power cut does; resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    this.#signal('SIGKILL');
    await gone;
  }

  freeze(): void {
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  /** The command and its children are one group. */
  #signal(name: NodeJS.Signals): void {
    if (this.#child?.pid !== undefined) process.kill(-this.#child.pid, name);
  }

  async #isReady(): Promise<boolean> {
    try {
      const { status } = await fetch(`http://127.0.0.1:${this.port}/health/live`, { signal: AbortSignal.timeout(500) });
      return status === 204;
    } catch {
      return false;
    }
  }
}
