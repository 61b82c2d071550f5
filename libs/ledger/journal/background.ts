import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { sumOf } from './check.js';
import { JournalError } from './item.js';
import { INDEXED_TYPES, typeStatement } from '../sqlite/type-index.js';

/** Events checked in one turn of the process: some two milliseconds. */
const SLICE_EVENTS = 250;

/** A row of events, with its sum last. */
type WholeRow = readonly [number, string, string, number, string, number, number, string, string, string, number];

/** What was in the journal when it was opened. */
export interface Extent {
  /** Position of the newest event. */
  readonly last: number;
  /** Revision of each council's newest event. */
  readonly revisions: ReadonlyMap<string, number>;
}

/**
 * Checks the events that a journal held when it was opened, a slice at a time while the ledger works. An event that is
 * read before its turn is checked on reading. Once damage is found, every reading fails and names its position and
 * council; the journal must then be rebuilt from the store.
 */
export class JournalCheck {
  readonly #sql: ReturnType<typeof statements>;
  readonly #extent: Extent;
  readonly #onDamage: (damage: string) => void;
  /** Newest revision of each council that the check has passed. */
  readonly #revisions = new Map<string, number>();
  #through = 0;
  #isOver = false;
  #damage: string | null = null;

  constructor(database: DatabaseSync, extent: Extent, onDamage: (damage: string) => void) {
    this.#sql = statements(database);
    this.#extent = extent;
    this.#onDamage = onDamage;
  }

  /** What was found, with position and council; null as long as nothing was. */
  get damage(): string | null {
    return this.#damage;
  }

  /** True once every event was checked, or damage found. */
  get isOver(): boolean {
    return this.#isOver;
  }

  start(): void {
    setImmediate(() => {
      if (this.#isOver) return;
      this.#guarded(() => this.#slice());
      this.start();
    });
  }

  stop(): void {
    this.#isOver = true;
  }

  /**
   * Throws JournalError if an event that was just read differs from what was written, or if damage was found before.
   */
  verify(position: number): void {
    if (this.#damage === null && !this.#isOver && position > this.#through && position <= this.#extent.last) {
      this.#guarded(() =>
        this.#damageOfRow(this.#sql.whole.get(position) as unknown as WholeRow | undefined, position),
      );
    }
    if (this.#damage !== null) throw new JournalError(`the journal is damaged: ${this.#damage}`);
  }

  /** The same for an event that must be a certain one of its council. */
  verifyPlace(position: number, council: string, revision: number): void {
    this.verify(position);
    if (this.#isOver || position <= this.#through) return;
    const found = this.#sql.place.get(position) as unknown as [string, number] | undefined;
    if (found?.[0] === council && found[1] === revision) return;
    this.#tell(`revision ${revision} of ${council} is missing`);
    this.verify(position);
  }

  #guarded(work: () => string | undefined): void {
    try {
      const damage = work();
      if (typeof damage === 'string') this.#tell(damage);
    } catch (error) {
      this.#tell(`after position ${this.#through} the file cannot be read: ${(error as Error).message}`);
    }
  }

  #tell(damage: string): void {
    if (this.#damage !== null) return;
    this.#damage = damage;
    this.#isOver = true;
    this.#onDamage(damage);
  }

  #slice(): string | undefined {
    const from = this.#through;
    const rows = this.#sql.slice.all(from, this.#extent.last) as unknown as readonly WholeRow[];
    for (const row of rows) {
      const damage = this.#damageOfRow(row, row[0]) ?? this.#damageOfIndexes(row) ?? this.#damageOfOrder(row);
      if (damage !== undefined) return damage;
    }
    const to = rows.length < SLICE_EVENTS ? this.#extent.last : (rows.at(-1)?.[0] ?? from);
    const damage = this.#damageOfTypeIndex(rows, from, to);
    this.#through = to;
    if (damage !== undefined || rows.length === SLICE_EVENTS) return damage;
    this.#isOver = true;
    return this.#damageOfEnd();
  }

  #damageOfRow(row: WholeRow | undefined, position: number): string | undefined {
    if (row?.at(-1) === sumOf(row?.slice(0, -1) ?? [])) return undefined;
    return `the event at position ${position}, of ${row?.[2] ?? 'a council unknown'}, is not as it was written`;
  }

  #damageOfIndexes([position, id, council, revision]: WholeRow): string | undefined {
    const byId = this.#sql.byId.get(id) as unknown as [number] | undefined;
    const byRevision = this.#sql.byRevision.get(council, revision) as unknown as [number] | undefined;
    if (byId?.[0] === position && byRevision?.[0] === position) return undefined;
    return `no index leads to the event at position ${position}, of ${council}`;
  }

  #damageOfOrder([position, , council, revision]: WholeRow): string | undefined {
    const expected = (this.#revisions.get(council) ?? -1) + 1;
    this.#revisions.set(council, revision);
    return revision === expected
      ? undefined
      : `revision ${expected} of ${council} is missing before position ${position}`;
  }

  #damageOfTypeIndex(rows: readonly WholeRow[], from: number, to: number): string | undefined {
    const found = (this.#sql.byType?.all(JSON.stringify(INDEXED_TYPES), from, to) ?? []) as unknown as readonly [
      number,
    ][];
    const expected = rows.filter(([, , , , type]) => INDEXED_TYPES.includes(type)).map(([position]) => position);
    if (this.#sql.byType === null || found.map(([position]) => position).join() === expected.join()) return undefined;
    return `the index of types does not hold what it should after position ${from}`;
  }

  #damageOfEnd(): string | undefined {
    for (const [council, revision] of this.#extent.revisions) {
      const found = this.#revisions.get(council) ?? -1;
      if (found !== revision) return `${council} ends at revision ${found}, where revision ${revision} was written`;
    }
    return undefined;
  }
}

function statements(database: DatabaseSync) {
  const arrays = (sql: string): StatementSync => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  return {
    whole: arrays('SELECT * FROM events WHERE position = ?'),
    slice: arrays(`SELECT * FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ${SLICE_EVENTS}`),
    place: arrays('SELECT council, revision FROM events WHERE position = ?'),
    byId: arrays('SELECT position FROM events WHERE id = ?'),
    byRevision: arrays('SELECT position FROM events WHERE council = ? AND revision = ?'),
    byType: typeStatement(database, 'position'),
  };
}
