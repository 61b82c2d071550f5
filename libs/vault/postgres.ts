import type { Pool, PoolClient } from 'pg';
import { VaultOpenError, type VaultUnavailableError } from './errors.js';
import { FORM, LONG_MS, MAKING_LOCK, SQL } from './postgres-sql.js';
import { rewrapped } from './rewrapped.js';
import { type Row, keyOf } from './row.js';
import { awayStore, closedStore, otherEpoch } from './store-errors.js';
import type { KeyName, KeyStore, Root, Wrapped, WrappedKey } from './store.js';

const CONNECTIONS = 4;
/** For a connection, and for any statement of the daily run. */
const TIMEOUT_MS = 10_000;
/** Server errors (SQLSTATE) that waiting does not cure: wrong user, password, database or rights. */
const WRONG_SETTING = new Set(['28000', '28P01', '3D000', '42501']);

const namesIn = (names: readonly KeyName[]): unknown[] => [
  names.map(({ council }) => council),
  names.map(({ subject }) => subject),
  names.map(({ generation }) => generation),
];

const columnsOf = (keys: readonly WrappedKey[]): unknown[] => [
  ...namesIn(keys),
  keys.map(({ id }) => id),
  keys.map(({ wrapped }) => wrapped),
];

function away(error: unknown): VaultUnavailableError {
  const { code, message } = error as { code?: string; message?: string };
  return awayStore(`the key store cannot be reached: ${[code, message].filter(Boolean).join(' ')}`, error);
}

/** One statement; any failure becomes VaultUnavailableError. */
async function ask(client: PoolClient, text: string, values?: unknown[], waitMs?: number): Promise<readonly Row[]> {
  try {
    const longer = waitMs === undefined ? {} : { query_timeout: waitMs };
    const { rows } = await client.query<Row>({ text, ...(values === undefined ? {} : { values }), ...longer });
    return rows;
  } catch (error) {
    throw away(error);
  }
}

/** Makes sure that a commit which this connection acknowledges is durable. */
async function checkSession(client: PoolClient): Promise<void> {
  const [session] = await ask(client, SQL.session);
  if (session?.['is_standby'] === true)
    throw awayStore('the server of the key store is a standby, which takes no keys');
  if (session?.['fsync'] === 'off') {
    throw new VaultOpenError('the server runs with fsync off and may lose a key that it has acknowledged; set it on');
  }
}

function checkEpoch(epoch: number, row: Row | undefined): void {
  if (row === undefined || Number(row['epoch']) !== epoch) throw otherEpoch();
}

async function findIn(
  client: PoolClient,
  epoch: number,
  names: readonly KeyName[],
): Promise<readonly (WrappedKey | 'destroyed' | undefined)[]> {
  const rows = await ask(client, SQL.find, namesIn(names));
  checkEpoch(epoch, rows[0]);
  return rows
    .filter((row) => row['at'] !== null)
    .map((row) => {
      if (row['destroyed'] === true) return 'destroyed';
      return row['id'] === null ? undefined : keyOf(row);
    });
}

/** A key store in PostgreSQL, which several replicas may share. The lock of its one row `state` orders what they change. */
class PostgresKeyStore implements KeyStore {
  readonly #pool: Pool;
  readonly #checked = new WeakSet<PoolClient>();
  #isOpen = true;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Makes the tables if there are none, and finishes a destruction that was interrupted. */
  async prepare(): Promise<void> {
    await this.#transaction(async (client) => {
      await ask(client, SQL.lockMaking, [MAKING_LOCK]);
      const [found] = await ask(client, SQL.isMade);
      if (found?.['made'] !== true) await ask(client, SQL.make);
      const form = Number((await ask(client, SQL.state))[0]?.['form']);
      if (form > FORM) {
        throw new VaultOpenError(`the key store was written by a newer Evenhand (form ${form}); use that one`);
      }
    });
    await this.#shred();
  }

  async root(): Promise<Root | undefined> {
    return this.#run(async (client) => {
      const [row] = await ask(client, SQL.state);
      if (row === undefined || row['wrapped'] === null) return undefined;
      return { epoch: Number(row['epoch']), wrapped: row['wrapped'] as Uint8Array };
    });
  }

  async makeRoot(wrapped: Uint8Array): Promise<Root> {
    await this.#run((client) => ask(client, SQL.makeRoot, [wrapped]));
    const root = await this.root();
    if (root === undefined) throw new Error('a root that was put is not there');
    return root;
  }

  async find(epoch: number, names: readonly KeyName[]): Promise<readonly (WrappedKey | 'destroyed' | undefined)[]> {
    return this.#run((client) => findIn(client, epoch, names));
  }

  async put(epoch: number, keys: readonly WrappedKey[]): Promise<readonly (WrappedKey | 'destroyed')[]> {
    return this.#transaction(async (client) => {
      checkEpoch(epoch, (await ask(client, SQL.shareState))[0]);
      await ask(client, SQL.insert, columnsOf(keys));
      const standing = await findIn(client, epoch, keys);
      return standing.map((one) => {
        if (one === undefined) throw new Error('a key that was put is not there');
        return one;
      });
    });
  }

  async keysOf(epoch: number, council: string): Promise<readonly WrappedKey[]> {
    return this.#run(async (client) => {
      const rows = await ask(client, SQL.ofCouncil, [council]);
      checkEpoch(epoch, rows[0]);
      return rows.filter((row) => row['id'] !== null).map(keyOf);
    });
  }

  async destroy({ council, subject, generation }: KeyName): Promise<void> {
    await this.#transaction(async (client) => {
      await ask(client, SQL.lockState);
      await ask(client, SQL.bury, [council, subject, generation]);
      const removed = await ask(client, SQL.remove, [council, subject, generation]);
      if (removed.length > 0) await ask(client, SQL.countDestruction);
    });
    await this.#shred();
  }

  async rewrap(change: (all: Wrapped) => Wrapped): Promise<number> {
    const count = await this.#transaction(async (client) => {
      const [state] = await ask(client, SQL.lockState);
      if (state === undefined || state['wrapped'] === null) return 0;
      await ask(client, SQL.waitLongNow);
      const keys = (await ask(client, SQL.all, [], LONG_MS)).map(keyOf);
      const after = rewrapped({ root: state['wrapped'] as Uint8Array, keys }, change);
      const changed = await ask(client, SQL.change, columnsOf(after.keys), LONG_MS);
      if (changed.length !== keys.length) throw new Error('not every key could be re-wrapped; nothing was changed');
      await ask(client, SQL.changeRoot, [after.root]);
      return keys.length;
    });
    await this.#shred();
    return count;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#pool.end();
  }

  /** Writes the tables anew if a row has been removed since that was last done, here or by another replica. */
  async #shred(): Promise<void> {
    await this.#run(async (client) => {
      const [state] = await ask(client, SQL.state);
      if (Number(state?.['shredded']) >= Number(state?.['destructions'])) return;
      await ask(client, SQL.waitLong);
      await ask(client, SQL.rewrite, undefined, LONG_MS);
      await ask(client, SQL.waitAsUsual);
      await ask(client, SQL.noteShredded, [state?.['destructions']]);
    });
  }

  async #transaction<Answer>(work: (client: PoolClient) => Promise<Answer>): Promise<Answer> {
    return this.#run(async (client) => {
      await ask(client, 'BEGIN');
      const answer = await work(client);
      await ask(client, 'COMMIT');
      return answer;
    });
  }

  /** A connection for some work. After a failure it is dropped, and the server rolls back what it had begun. */
  async #run<Answer>(work: (client: PoolClient) => Promise<Answer>): Promise<Answer> {
    if (!this.#isOpen) throw closedStore();
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw away(error);
    });
    try {
      if (!this.#checked.has(client)) await checkSession(client);
      this.#checked.add(client);
      const answer = await work(client);
      client.release();
      return answer;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

const heedless = (): void => undefined;

async function poolOf(url: string, timeoutMs: number): Promise<Pool> {
  // Loaded only if it is used: a command on a file starts without it.
  const { Client, Pool } = await import('pg');
  const settings = {
    connectionString: url,
    application_name: 'evenhand-vault',
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
    lock_timeout: timeoutMs,
    idle_in_transaction_session_timeout: timeoutMs,
    // Slightly longer than the server's own timeout, whose error says more.
    query_timeout: timeoutMs + 1_000,
    keepAlive: true,
  };
  try {
    // Only parses the address, to report an error in it without its password.
    new Client(settings);
  } catch {
    throw new VaultOpenError('the address of the key store is malformed; write postgres://user@host:5432/database');
  }
  const pool = new Pool({ ...settings, max: CONNECTIONS });
  // A connection that breaks between statements emits an error event, which would end the process if unhandled. The
  // pool drops it, or the next statement on it fails.
  pool.on('error', heedless).on('connect', (client) => client.on('error', heedless));
  return pool;
}

/**
 * Opens a key store in a PostgreSQL database, or creates it there; several replicas may do so at once. Throws
 * VaultUnavailableError if the server cannot be reached, VaultOpenError if it cannot be used.
 */
export async function openPostgresKeyStore(url: string, timeoutMs = TIMEOUT_MS): Promise<KeyStore> {
  const store = new PostgresKeyStore(await poolOf(url, timeoutMs));
  try {
    await store.prepare();
    return store;
  } catch (error) {
    await store.close();
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    if (code === undefined || !WRONG_SETTING.has(code)) throw error;
    throw new VaultOpenError(`${(error as Error).message}; check user, password, database and rights`);
  }
}
