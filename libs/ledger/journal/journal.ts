import type { DatabaseSync } from 'node:sqlite';
import type { Instant, RecordedEvent } from '#lib/kernel/index.js';
import { JournalCheck } from './background.js';
import { sumOf } from './check.js';
import { openJournalFile } from './file.js';
import {
  type JournalItem,
  type LogPosition,
  type RecordPlace,
  type StreamFinding,
  type StreamMetadata,
  type Through,
} from './item.js';
import { type Progress, isFurther, logPosition, sound } from './progress.js';
import { type JournalStatements, type Row, eventOf, journalStatements } from './statements.js';
import type { Revision } from '../port.js';
import { type ReadPage, firstAfter, Bell } from '../reading.js';
import type { Kept } from '../settle.js';
import { areIndexed } from '../sqlite/type-index.js';

interface Tip {
  revision: number;
  storeRevision: bigint;
  recordedAt: Instant;
}

/** The local copy of the store's events in the order of recording, from which everything here is read. Disposable. */
export class Journal {
  /** Rings after each page, and when the journal closes. */
  readonly bell = new Bell();
  readonly #database: DatabaseSync;
  readonly #sql: JournalStatements;
  #tips = new Map<string, Tip>();
  #head = 0;
  #scanned: LogPosition | null = null;
  #record: RecordPlace | null = null;
  #isComplete = false;
  #scope = '';
  readonly #check: JournalCheck;

  /** `onDamage` is told once if the check of the file, which goes on in the background, finds any. Throws LedgerOpenError. */
  constructor(path: string, scope: string, onDamage: (damage: string) => void = () => undefined) {
    this.#database = openJournalFile(path, scope);
    this.#sql = journalStatements(this.#database);
    this.#load();
    const revisions = new Map([...this.#tips].map(([council, { revision }]) => [council, revision]));
    this.#check = new JournalCheck(this.#database, { last: this.#head, revisions }, onDamage);
    this.#check.start();
  }

  /** How far the check of what was there at opening is, and what it has found. */
  get check(): { readonly isOver: boolean; readonly damage: string | null } {
    return this.#check;
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  /** Position of the newest event; 0n without any. */
  get head(): bigint {
    return BigInt(this.#head);
  }

  /** Everything of the store up to here is in the journal; null at the very start. */
  get scanned(): LogPosition | null {
    return this.#scanned;
  }

  /** The newest position not after `scanned` where a record lies, from which the store can be read. */
  get record(): RecordPlace | null {
    return this.#record;
  }

  /** True once it has held everything the store had at some time. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Puts a page of the store into the journal, whole or not at all; skips what it already holds. */
  ingest(items: readonly JournalItem[], through: Through, isComplete = this.#isComplete): readonly StreamFinding[] {
    const findings: StreamFinding[] = [];
    const touched = new Set<string>();
    this.#sql.begin.run();
    try {
      for (const item of items) {
        if (this.#isPast(BigInt(item.position))) continue;
        findings.push(...this.#put(item));
        touched.add(item.council);
      }
      for (const council of touched) this.#keepTip(council);
      this.#advance(through, isComplete);
      this.#sql.commit.run();
    } catch (error) {
      if (this.#database.isTransaction) this.#sql.rollback.run();
      this.#load();
      throw error;
    }
    this.bell.ring();
    return findings;
  }

  /** The store was found to hold nothing more. */
  complete(): void {
    this.#isComplete = true;
    this.#keepProgress();
    this.bell.ring();
  }

  find(id: string): Kept | undefined {
    const row = sound(() => this.#sql.find.get(id) as unknown as readonly [...Row, number, string] | undefined);
    if (row === undefined) return undefined;
    this.#check.verify(row[0]);
    return { event: eventOf(row), revision: BigInt(row[8]), digest: row[9] };
  }

  revision(council: string): Revision {
    return BigInt(this.#tips.get(council)?.revision ?? -1);
  }

  /** Number of the newest record in the store's own stream, as far as the journal knows; -1n without any. */
  storeRevision(council: string): bigint {
    return this.#tips.get(council)?.storeRevision ?? -1n;
  }

  /** Returns the newest time of recording in a council's stream. */
  recordedAt(council: string): Instant {
    return this.#tips.get(council)?.recordedAt ?? Number.NEGATIVE_INFINITY;
  }

  councils(): readonly string[] {
    return [...this.#tips]
      .filter(([, tip]) => tip.revision >= 0)
      .map(([council]) => council)
      .sort();
  }

  findings(): readonly StreamFinding[] {
    const rows = this.#sql.findings.all() as unknown as [number, string, StreamFinding['kind'], string][];
    return rows.map(([position, council, kind, detail]) => ({ kind, council, position: BigInt(position), detail }));
  }

  /** Up to a page of events after one position and not after another. */
  readonly read = (after: bigint, last: bigint): readonly RecordedEvent[] =>
    this.#events(sound(() => this.#sql.all.all(after, last) as unknown as Row[]));

  /** The same for one council; the pages of one reading come one after the other. */
  readerOf(council: string): ReadPage {
    let revision: number | undefined;
    return (after, last) => {
      const from = revision ?? sound(() => this.#firstRevisionAfter(council, Number(after)));
      const rows = sound(() => this.#sql.council.all(council, from, last) as unknown as Row[]);
      for (const [index, [position]] of rows.entries()) this.#check.verifyPlace(position, council, from + index);
      revision = from + rows.length;
      return this.#events(rows);
    };
  }

  /** The same for some types; null if the file has no index of them. */
  readerOfTypes(types: readonly string[]): ReadPage | null {
    const { ofTypes } = this.#sql;
    if (ofTypes === null || !areIndexed(types)) return null;
    const asked = JSON.stringify(types);
    return (after, last) => this.#events(sound(() => ofTypes.all(asked, after, last) as unknown as Row[]));
  }

  close(): void {
    this.#check.stop();
    if (this.#database.isOpen) this.#database.close();
    this.bell.ring();
  }

  #events(rows: readonly Row[]): readonly RecordedEvent[] {
    for (const [position] of rows) this.#check.verify(position);
    return rows.map(eventOf);
  }

  /** By halving: within a council, positions grow with revisions. */
  #firstRevisionAfter(council: string, position: number): number {
    const positionAt = (revision: number): number =>
      (this.#sql.positionOf.get(council, revision) as unknown as [number] | undefined)?.[0] ?? 0;
    return firstAfter((this.#tips.get(council)?.revision ?? -1) + 1, positionAt, position);
  }

  #isPast(commit: bigint): boolean {
    return this.#scanned !== null && commit <= this.#scanned.commit;
  }

  #put(item: JournalItem): StreamFinding[] {
    switch (item.kind) {
      case 'event':
        return this.#putEvent(item);
      case 'metadata':
        return this.#putMetadata(item, item.says);
      case 'tombstone':
        return [this.#find('tombstoned', item, 'no event can ever be written to this stream again')];
      case 'unreadable':
        return [...this.#count(item), this.#find('unreadable', item, `${item.id}: ${item.why}`)];
    }
  }

  /** The newest metadata is all that counts. */
  #putMetadata(item: JournalItem, { retention, access }: StreamMetadata): StreamFinding[] {
    this.#sql.dropFindings.run(item.council);
    const { isDeleted = false, ...limits } = retention;
    const isLimited = !isDeleted && Object.keys(limits).length > 0;
    return [
      ...(isDeleted ? [this.#find('deleted', item, 'the next scavenge takes its events')] : []),
      ...(isLimited ? [this.#find('retention', item, JSON.stringify(limits))] : []),
      ...(access === null ? [] : [this.#find('access', item, access)]),
    ];
  }

  #putEvent(item: Extract<JournalItem, { kind: 'event' }>): StreamFinding[] {
    const { position, council, body, recordedAt } = item;
    const findings = this.#count(item);
    const first = this.find(body.id);
    if (first !== undefined) {
      return [
        ...findings,
        this.#find('duplicate', item, `${body.id} was recorded at position ${first.event.position}`),
      ];
    }
    const tip = this.#tipOf(council);
    tip.revision += 1;
    tip.recordedAt = Math.max(tip.recordedAt, recordedAt);
    const { id, type, occurredAt, meta, payload, digest } = body;
    const place = [position, id, council, tip.revision, type, occurredAt, tip.recordedAt] as const;
    const row = [...place, meta, payload, digest] as const;
    this.#sql.insert.run(...row, sumOf(row));
    this.#head = position;
    return findings;
  }

  /** Tracks the store's numbering; a gap means that the store has deleted something. */
  #count(item: Extract<JournalItem, { revision: bigint }>): StreamFinding[] {
    const tip = this.#tipOf(item.council);
    const missing = item.revision - tip.storeRevision - 1n;
    tip.storeRevision = item.revision;
    if (missing <= 0n) return [];
    return [this.#find('missing', item, `${missing} records before number ${item.revision} of the stream`)];
  }

  #find(kind: StreamFinding['kind'], { council, position }: JournalItem, detail: string): StreamFinding {
    const row = [position, council, kind, detail] as const;
    this.#sql.addFinding.run(...row, sumOf(row));
    return { kind, council, position: BigInt(position), detail };
  }

  #tipOf(council: string): Tip {
    let tip = this.#tips.get(council);
    if (tip === undefined) {
      tip = { revision: -1, storeRevision: -1n, recordedAt: 0 };
      this.#tips.set(council, tip);
    }
    return tip;
  }

  #keepTip(council: string): void {
    const { revision, storeRevision, recordedAt } = this.#tipOf(council);
    const row = [council, revision, storeRevision, recordedAt] as const;
    this.#sql.setCouncil.run(...row, sumOf(row));
  }

  #advance({ position, recordId }: Through, isComplete: boolean): void {
    if (isFurther(position, this.#scanned)) this.#scanned = position;
    if (recordId !== null && isFurther(position, this.#record)) this.#record = { ...position, id: recordId };
    this.#isComplete = isComplete;
    this.#keepProgress();
  }

  #keepProgress(): void {
    const places = [this.#scanned, this.#record].flatMap((one) => [one?.commit ?? null, one?.prepare ?? null]);
    const row = [this.#scope, ...places, this.#record?.id ?? null, Number(this.#isComplete)];
    this.#sql.setProgress.run(...row, sumOf([1, ...row]));
  }

  #load(): void {
    const [head] = this.#sql.head.get() as unknown as [number | null];
    this.#head = head ?? 0;
    const rows = this.#sql.councils.all() as unknown as [string, number, number, number][];
    this.#tips = new Map(
      rows.map(([council, revision, storeRevision, recordedAt]) => [
        council,
        { revision, storeRevision: BigInt(storeRevision), recordedAt },
      ]),
    );
    const progress = this.#sql.progress.get() as unknown as Progress;
    const [, scope, scanned, scannedPrepare, record, recordPrepare, recordId, isComplete] = progress;
    this.#scope = scope;
    this.#scanned = logPosition(scanned, scannedPrepare);
    const place = logPosition(record, recordPrepare);
    this.#record = place && { ...place, id: recordId ?? '' };
    this.#isComplete = isComplete === 1;
  }
}
