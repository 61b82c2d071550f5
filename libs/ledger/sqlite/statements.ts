import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { PAGE_EVENTS } from '../reading.js';
import { typeStatement } from './type-index.js';

const COLUMNS = 'position, id, council, type, occurred_at, recorded_at, meta, payload';

/** What `COLUMNS` gives. */
export type Row = readonly [number, string, string, string, number, number, string, string];
/** The same, with revision and digest. */
export type KeptRow = readonly [...Row, number, string];

export type Statements = Readonly<Record<StatementName, StatementSync>> & {
  /** Null if the file has no index of types. */
  readonly ofTypes: StatementSync | null;
};

type StatementName =
  | 'begin'
  | 'commit'
  | 'rollback'
  | 'insert'
  | 'find'
  | 'newest'
  | 'greatestId'
  | 'tip'
  | 'positionOf'
  | 'councils'
  | 'all'
  | 'council';

/** Every statement a ledger runs, prepared; rows come as arrays. */
export function statementsOf(database: DatabaseSync): Statements {
  const arrays = (sql: string): StatementSync => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    insert: database.prepare(
      `INSERT INTO events (position, id, council, revision, type, occurred_at, recorded_at, meta, payload, digest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ),
    find: arrays(`SELECT ${COLUMNS}, revision, digest FROM events WHERE id = ?`),
    newest: arrays('SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1'),
    greatestId: arrays('SELECT max(id) FROM events'),
    tip: arrays('SELECT revision, recorded_at FROM events WHERE council = ? ORDER BY revision DESC LIMIT 1'),
    positionOf: arrays('SELECT position FROM events WHERE council = ? AND revision = ?'),
    councils: arrays(
      `WITH RECURSIVE names(name) AS (
         SELECT min(council) FROM events
         UNION ALL SELECT (SELECT min(council) FROM events WHERE council > name) FROM names WHERE name IS NOT NULL
       ) SELECT name FROM names WHERE name IS NOT NULL`,
    ),
    all: arrays(
      `SELECT ${COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ${PAGE_EVENTS}`,
    ),
    ofTypes: typeStatement(database, COLUMNS),
    council: arrays(
      `SELECT ${COLUMNS} FROM events WHERE council = ? AND revision >= ? AND position <= ?
       ORDER BY revision LIMIT ${PAGE_EVENTS}`,
    ),
  };
}
