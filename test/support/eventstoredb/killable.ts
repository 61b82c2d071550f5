import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Faults } from './stand-in.js';
import type { Orders } from './stand-in-process.js';

const MAIN = fileURLToPath(new URL('stand-in-process.ts', import.meta.url));
const HOOK = new URL('../from-source.mjs', import.meta.url).href;

function spawn(): { child: ChildProcess; isLoaded: Promise<unknown> } {
  const child = fork(MAIN, {
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning', '--import', HOOK],
    stdio: 'inherit',
  });
  return { child, isLoaded: once(child, 'message') };
}

/** A stand-in that can be killed like a power cut; the next process stands ready, so that it is away only for a moment. */
export class KillableStore {
  readonly #file: string;
  #running = spawn();
  #standby = spawn();
  port = 0;

  private constructor(file: string) {
    this.#file = file;
  }

  static async start(file: string): Promise<KillableStore> {
    const store = new KillableStore(file);
    await store.#listen({});
    return store;
  }

  /** Ends the process at once; resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this.#running;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Starts it again at the same port. */
  async restart(faults: Partial<Faults> = {}): Promise<void> {
    this.#running = this.#standby;
    this.#standby = spawn();
    await this.#listen(faults);
  }

  /** Stops the process without ending it, as a machine that is paged out. */
  freeze(): void {
    this.#running.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#running.child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const { child, isLoaded } = this.#standby;
    await isLoaded;
    const gone = once(child, 'exit');
    child.disconnect();
    await Promise.all([this.kill(), gone]);
  }

  async #listen(faults: Partial<Faults>): Promise<void> {
    const { child, isLoaded } = this.#running;
    await isLoaded;
    const answered = once(child, 'message');
    child.send({ file: this.#file, port: this.port, faults } satisfies Orders);
    const [{ port }] = (await answered) as [{ port: number }];
    this.port = port;
  }
}
