import type { Pool } from 'pg';
import { type Row, type RowsOf, type TemporaryRows, TemporaryStoreError } from './rows.js';

const CONNECTIONS = 4;
const TIMEOUT_MS = 10_000;
/** Any number, the same for all replicas: the first to open the store creates the tables. */
const MAKING_LOCK = '7310023411258370';
const TABLE = 'evenhand_temporary.rows';

const MAKE = `
BEGIN;
SELECT pg_advisory_xact_lock(${MAKING_LOCK});
CREATE SCHEMA IF NOT EXISTS evenhand_temporary;
CREATE TABLE IF NOT EXISTS ${TABLE} (
  key text PRIMARY KEY,
  kind text NOT NULL,
  owner text NOT NULL,
  mark text NOT NULL,
  until bigint NOT NULL,
  version bigint NOT NULL,
  sealed bytea NOT NULL
);
CREATE INDEX IF NOT EXISTS of_owner ON ${TABLE} (kind, owner, until);
CREATE INDEX IF NOT EXISTS with_mark ON ${TABLE} (kind, mark, until);
CREATE INDEX IF NOT EXISTS ending ON ${TABLE} (until);
COMMIT;`;

const SQL = {
  add: `INSERT INTO ${TABLE} (key, kind, owner, mark, until, version, sealed) VALUES ($1, $2, $3, $4, $5, 1, $6)
    ON CONFLICT DO NOTHING`,
  change: `UPDATE ${TABLE} SET owner = $1, mark = $2, until = $3, version = $4, sealed = $5 WHERE key = $6 AND version = $7`,
  get: `SELECT * FROM ${TABLE} WHERE key = $1`,
  take: `DELETE FROM ${TABLE} WHERE key = $1 RETURNING *`,
  ofOwner: `SELECT * FROM ${TABLE} WHERE kind = $1 AND owner = $2 ORDER BY until DESC LIMIT $3`,
  withMark: `SELECT * FROM ${TABLE} WHERE kind = $1 AND mark = $2 ORDER BY until DESC LIMIT $3`,
  removeOwner: `DELETE FROM ${TABLE} WHERE kind = $1 AND owner = $2`,
  removeMark: `DELETE FROM ${TABLE} WHERE kind = $1 AND mark = $2`,
  purge: `DELETE FROM ${TABLE} WHERE until <= $1`,
} as const;

const rowOf = (row: Record<string, unknown>): Row => ({
  key: String(row['key']),
  kind: String(row['kind']),
  owner: String(row['owner']),
  mark: String(row['mark']),
  until: Number(row['until']),
  version: Number(row['version']),
  sealed: row['sealed'] as Uint8Array,
});

const away = (error: unknown): TemporaryStoreError => {
  const { code, message } = error as { code?: string; message?: string };
  const why = [code, message].filter(Boolean).join(' ');
  return new TemporaryStoreError(`the store of sessions cannot be reached: ${why}`, { cause: error });
};

/** Temporary rows in PostgreSQL, which several replicas share: a session begun at one is known to all. */
class PostgresRows implements TemporaryRows {
  #isOpen = true;

  constructor(private readonly pool: Pool) {}

  async prepare(): Promise<void> {
    await this.#ask(MAKE);
  }

  async put({ key, kind, owner, mark, until, version, sealed }: Row): Promise<boolean> {
    const isNew = version === 1;
    const values = isNew
      ? [key, kind, owner, mark, until, sealed]
      : [owner, mark, until, version, sealed, key, version - 1];
    return (await this.#ask(isNew ? SQL.add : SQL.change, values)).changes === 1;
  }

  async get(key: string): Promise<Row | undefined> {
    return (await this.#ask(SQL.get, [key])).rows[0];
  }

  async take(key: string): Promise<Row | undefined> {
    return (await this.#ask(SQL.take, [key])).rows[0];
  }

  async list(of: RowsOf, limit: number): Promise<readonly Row[]> {
    const asked = 'owner' in of ? this.#ask(SQL.ofOwner, [of.kind, of.owner, limit]) : this.#ask(SQL.withMark, [of.kind, of.mark, limit]);
    return (await asked).rows;
  }

  async removeAll(of: RowsOf): Promise<number> {
    const asked = 'owner' in of ? this.#ask(SQL.removeOwner, [of.kind, of.owner]) : this.#ask(SQL.removeMark, [of.kind, of.mark]);
    return (await asked).changes;
  }

  async purge(now: number): Promise<void> {
    await this.#ask(SQL.purge, [now]);
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.pool.end();
  }

  async #ask(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Row[]; readonly changes: number }> {
    if (!this.#isOpen) throw new TemporaryStoreError('the store of sessions is closed');
    try {
      const { rows, rowCount } = await this.pool.query<Record<string, unknown>>(text, values);
      // Several statements answer a list of results, of which nothing is read.
      return { rows: (rows as Record<string, unknown>[] | undefined)?.map(rowOf) ?? [], changes: rowCount ?? 0 };
    } catch (error) {
      throw away(error);
    }
  }
}

const heedless = (): void => undefined;

/** Opens the table of temporary rows in a PostgreSQL database, or creates it there. Throws TemporaryStoreError. */
export async function openPostgresTemporaryRows(url: string): Promise<TemporaryRows> {
  // Loaded only where it is used.
  const { Pool: PgPool } = await import('pg');
  const pool = new PgPool({
    connectionString: url,
    application_name: 'evenhand-sessions',
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS + 1_000,
    keepAlive: true,
    max: CONNECTIONS,
  });
  pool.on('error', heedless).on('connect', (client) => client.on('error', heedless));
  const rows = new PostgresRows(pool);
  try {
    await rows.prepare();
    return rows;
  } catch (error) {
    await rows.close();
    throw error;
  }
}
