import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { SQLITE, sqliteCode } from '#lib/sqlite/index.js';
import { PAGE_EVENTS } from '../reading.js';

/**
 * A STORAGE SHAPE: the types of events that followers start from, so that a start need not read everything. The index
 * holds these few events alone and an append of any other type costs nothing more. Change the list freely: opening then
 * rebuilds the index, which reads the file once.
 */
export const INDEXED_TYPES: readonly string[] = ['SealedPayloadDestroyed'];

const NAME = 'events_by_type';
const LIST = INDEXED_TYPES.map((type) => `'${type}'`).join(', ');
const TYPE_INDEX = `CREATE INDEX ${NAME} ON events (position, type) WHERE type IN (${LIST})`;

export const areIndexed = (types: readonly string[]): boolean => types.every((type) => INDEXED_TYPES.includes(type));

/** Failures that leave a file readable without its index. */
const PASSING: readonly (number | undefined)[] = [SQLITE.busy, SQLITE.full, SQLITE.ioError];

function indexSql(database: DatabaseSync): unknown {
  return database.prepare(`SELECT sql FROM sqlite_schema WHERE name = '${NAME}'`).get()?.['sql'];
}

/** Makes the index if there is none or another one. On a full disk the file stays without it: reading is then slower. */
export function makeTypeIndex(database: DatabaseSync): void {
  if (indexSql(database) === TYPE_INDEX) return;
  try {
    database.exec(`BEGIN IMMEDIATE; DROP INDEX IF EXISTS ${NAME}; ${TYPE_INDEX}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    if (!PASSING.includes(sqliteCode(error))) throw error;
  }
}

/** A page of events of some of `INDEXED_TYPES`, given as a JSON list, between two positions; null without the index. */
export function typeStatement(database: DatabaseSync, columns: string): StatementSync | null {
  if (indexSql(database) !== TYPE_INDEX) return null;
  const statement = database.prepare(
    `SELECT ${columns} FROM events INDEXED BY ${NAME} WHERE type IN (${LIST})
     AND type IN (SELECT value FROM json_each(?)) AND position > ? AND position <= ? ORDER BY position LIMIT ${PAGE_EVENTS}`,
  );
  statement.setReturnArrays(true);
  return statement;
}
