import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** A server of this test run alone, reached through a socket in a folder of its own. */
export interface PostgresServer {
  readonly dataFolder: string;
  /** Address of a new and empty database. */
  newDatabase(): Promise<string>;
  /** Runs one statement as the superuser. */
  sql(statement: string, url?: string): Promise<Record<string, unknown>[]>;
  signal(name: NodeJS.Signals): void;
  /** Ends the server by that signal, and waits for its end. */
  stop(name?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** A server, or why there is none. */
export type PostgresTarget = { readonly server: PostgresServer } | { readonly server: null; readonly reason: string };

const READY_MS = 30_000;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folder of initdb and postgres: on the path, or the newest of Debian's. */
function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  let versions: string[] = [];
  try {
    versions = readdirSync(debian).sort((left, right) => Number(right) - Number(left));
  } catch {
    // No packages of Debian here.
  }
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name))));
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then as the user that its package made, or as nobody. Undefined for the own user. */
function otherUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (option: string): number => Number(execFileSync('id', [option, name], { stdio: 'pipe' }).toString());
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user: the next one.
    }
  }
  throw new Error('there is no user postgres and none nobody');
}

/** If the system can do that: the server ends with the process that started it, however that ends. */
const leash = (): string[] => (isExecutable('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : []);

class Server implements PostgresServer {
  readonly dataFolder: string;
  readonly #folder: string;
  readonly #bin: string;
  readonly #user: User | undefined;
  #process: ChildProcess | undefined;
  #databases = 0;

  constructor(bin: string) {
    this.#bin = bin;
    this.#user = otherUser();
    this.#folder = mkdtempSync(join(tmpdir(), 'evenhand-pg-'));
    this.dataFolder = join(this.#folder, 'data');
    if (this.#user !== undefined) chownSync(this.#folder, this.#user.uid, this.#user.gid);
    const words = ['-D', this.dataFolder, '-U', 'evenhand', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(bin, 'initdb'), words, { ...this.#user, cwd: this.#folder, stdio: 'pipe' });
  }

  async newDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `keys_${this.#databases}`;
    await this.sql(`CREATE DATABASE ${name}`);
    return this.#url(name);
  }

  async sql(statement: string, url = this.#url('postgres')): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#process?.kill(name);
  }

  async stop(name: NodeJS.Signals = 'SIGINT'): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined) return;
    const ended = once(running, 'exit');
    running.kill(name);
    await ended;
  }

  /** After a kill -9 the old server's children take a moment to end, and a new one does not start before. */
  async start(): Promise<void> {
    const until = Date.now() + READY_MS;
    while (!(await this.#tryToStart(until))) {
      if (Date.now() > until) throw new Error('PostgreSQL does not start');
      await sleep(100);
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #tryToStart(until: number): Promise<boolean> {
    const [command, ...words] = [...leash(), join(this.#bin, 'postgres'), '-D', this.dataFolder, '-k', this.#folder];
    const options = { ...this.#user, cwd: this.#folder, stdio: 'ignore' } as const;
    const running = spawn(command, [...words, '-c', 'listen_addresses='], options);
    this.#process = running;
    while (running.exitCode === null && Date.now() < until) {
      try {
        await this.sql('SELECT 1');
        return true;
      } catch {
        await sleep(50);
      }
    }
    return false;
  }

  #url(database: string): string {
    return `postgres://evenhand@localhost/${database}?host=${encodeURIComponent(this.#folder)}`;
  }
}

/** A new server of PostgreSQL if its programs are installed. */
export async function postgresForTests(): Promise<PostgresTarget> {
  const bin = binaries();
  if (bin === undefined) return { server: null, reason: 'no initdb and postgres here; install PostgreSQL' };
  const server = new Server(bin);
  await server.start();
  return { server };
}
