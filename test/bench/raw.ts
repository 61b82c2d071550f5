import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { NewEvent } from '#lib/ledger/index.js';

/** The settings of the ledger's own connection. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA cache_size = -32768;
`;
const DIGEST = 'ab'.repeat(32);

/** Writes into a ledger's own table by node:sqlite alone: JSON of the same members, no check, no queue, no promise. */
export class RawWriter {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #revisions = new Map<string, number>();
  #position = 0;

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(SETTINGS);
    this.#begin = this.#database.prepare('BEGIN IMMEDIATE');
    this.#commit = this.#database.prepare('COMMIT');
    this.#insert = this.#database.prepare(
      `INSERT INTO events (position, id, council, revision, type, occurred_at, recorded_at, meta, payload, digest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** Writes each group in one transaction; a group is of events and their councils. */
  write(groups: readonly (readonly (readonly [string, NewEvent])[])[]): void {
    for (const group of groups) {
      if (group.length > 1) this.#begin.run();
      for (const [council, event] of group) this.#put(council, event);
      if (group.length > 1) this.#commit.run();
    }
  }

  close(): void {
    this.#database.close();
  }

  #put(council: string, event: NewEvent): void {
    const { id, type, occurredAt, payload, ...meta } = event;
    const revision = (this.#revisions.get(council) ?? -1) + 1;
    this.#revisions.set(council, revision);
    this.#position += 1;
    const texts = [JSON.stringify(meta), JSON.stringify(payload), DIGEST];
    this.#insert.run(this.#position, id, council, revision, type, occurredAt, Date.now(), ...texts);
  }
}

/** Reads a ledger's file in pages of 1,000 rows and parses the JSON of each; returns how many rows. */
export function scan(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  const page = database.prepare(
    `SELECT position, id, council, type, occurred_at, recorded_at, meta, payload
     FROM events WHERE position > ? ORDER BY position LIMIT 1000`,
  );
  page.setReturnArrays(true);
  let rows = 0;
  for (let after = 0; ;) {
    const found = page.all(after) as unknown as [number, ...unknown[]][];
    for (const row of found) {
      if (JSON.parse(String(row[6])) === JSON.parse(String(row[7]))) rows -= 1;
      rows += 1;
      after = row[0];
    }
    if (found.length === 0) break;
  }
  database.close();
  return rows;
}
