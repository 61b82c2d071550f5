import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';

type Cell = string | number | bigint | null;

/** CRC-32 of a row's values, going on from that of the rows before it. It finds damage, not forgery. */
export const sumOf = (row: readonly Cell[], before = 0): number => crc32(row.join('\n'), before);

/** Tables whose rows each end with their own sum. */
const SUMMED = ['councils', 'findings', 'progress'];

/**
 * Reads a whole journal and says what is damaged; undefined where every byte that matters is as it was written. SQLite
 * itself has no sums: it finds a broken tree or index, and not a letter that has become another.
 */
export function journalDamage(database: DatabaseSync): string | undefined {
  const [found] = Object.values(database.prepare('PRAGMA integrity_check(1)').get() ?? {});
  if (found !== 'ok') return String(found);
  const broken = SUMMED.find((table) => !hasItsSums(database, table));
  if (broken !== undefined) return `a row of ${broken} is not as it was written`;
  let sum = 0;
  for (const row of rowsOf(database, 'SELECT * FROM events ORDER BY position')) sum = sumOf(row, sum);
  const [expected] = [...rowsOf(database, 'SELECT events_sum FROM progress')][0] ?? [];
  return sum === expected ? undefined : 'an event is not as it was written';
}

function hasItsSums(database: DatabaseSync, table: string): boolean {
  for (const row of rowsOf(database, `SELECT * FROM ${table}`)) {
    if (row.at(-1) !== sumOf(row.slice(0, -1))) return false;
  }
  return true;
}

function rowsOf(database: DatabaseSync, sql: string): Iterable<Cell[]> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement.iterate() as unknown as Iterable<Cell[]>;
}
