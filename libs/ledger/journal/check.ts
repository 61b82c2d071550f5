import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';

type Cell = string | number | bigint | null;

/** CRC-32 of a row's values. It detects damage, not forgery. */
export const sumOf = (row: readonly Cell[]): number => crc32(row.join('\n'));

/** The small tables of a journal, whose rows each end with their own sum, as those of `events` do. */
const SMALL = ['councils', 'findings', 'progress'];

/**
 * Reads the small tables of a journal and its newest event, which takes the same time however many events there are,
 * and says what is damaged; undefined if nothing is. SQLite has no checksums: it detects a broken tree or index, but
 * not a changed character.
 */
export function damageAtOpening(database: DatabaseSync): string | undefined {
  for (const table of SMALL) {
    const [found] = Object.values(database.prepare(`PRAGMA integrity_check('${table}')`).get() ?? {});
    if (found !== 'ok') return String(found);
  }
  const broken = SMALL.find((table) => !haveTheirSums(database, `SELECT * FROM ${table}`));
  if (broken !== undefined) return `a row of ${broken} is not as it was written`;
  const isEndSound = haveTheirSums(database, 'SELECT * FROM events ORDER BY position DESC LIMIT 1');
  return isEndSound ? undefined : 'the newest event is not as it was written';
}

function haveTheirSums(database: DatabaseSync, sql: string): boolean {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  for (const row of statement.iterate() as unknown as Iterable<Cell[]>) {
    if (row.at(-1) !== sumOf(row.slice(0, -1))) return false;
  }
  return true;
}
