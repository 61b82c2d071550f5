import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RecordedEvent } from '#lib/kernel/index.js';
import { recordedEvent } from '../body.js';
import { PAGE_EVENTS } from '../reading.js';
import { typeStatement } from '../sqlite/type-index.js';

const COLUMNS = 'position, id, council, type, occurred_at, recorded_at, meta, payload';
export type Row = readonly [number, string, string, string, number, number, string, string];

/** Every statement of a journal, prepared. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the record of statements is its own description
export function journalStatements(database: DatabaseSync) {
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
      `INSERT INTO events (position, id, council, revision, type, occurred_at, recorded_at, meta, payload, digest, sum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    setCouncil: database.prepare('INSERT OR REPLACE INTO councils VALUES (?, ?, ?, ?, ?)'),
    addFinding: database.prepare('INSERT OR IGNORE INTO findings VALUES (?, ?, ?, ?, ?)'),
    dropFindings: database.prepare(
      `DELETE FROM findings WHERE council = ? AND kind IN ('retention', 'deleted', 'access')`,
    ),
    findings: arrays('SELECT position, council, kind, detail FROM findings ORDER BY position, kind'),
    setProgress: database.prepare('INSERT OR REPLACE INTO progress VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)'),
    progress: arrays('SELECT * FROM progress'),
    find: arrays(`SELECT ${COLUMNS}, revision, digest FROM events WHERE id = ?`),
    councils: arrays('SELECT council, revision, store_revision, recorded_at FROM councils'),
    head: arrays('SELECT max(position) FROM events'),
    positionOf: arrays('SELECT position FROM events WHERE council = ? AND revision = ?'),
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

export type JournalStatements = ReturnType<typeof journalStatements>;

/** The event of a row; columns after COLUMNS are passed over. */
export function eventOf(row: Row | readonly [...Row, ...unknown[]]): RecordedEvent {
  const [position, id, council, type, occurredAt, recordedAt, meta, payload] = row;
  return recordedEvent({ position, council, recordedAt }, { id, type, occurredAt, meta, payload });
}
