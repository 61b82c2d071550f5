import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

export interface LogRecord {
  /** Where it begins; commit and prepare position are the same for records of today's servers. */
  readonly position: bigint;
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
  /** Milliseconds. */
  readonly created: number;
}

export type Proposed = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type Expected = bigint | 'any' | 'no_stream' | 'stream_exists';

export type AppendOutcome =
  | { readonly kind: 'stored'; readonly revision: bigint; readonly position: bigint | null }
  | { readonly kind: 'wrong_version'; readonly current: bigint | null }
  | { readonly kind: 'deleted' };

interface Stream {
  readonly records: LogRecord[];
  isTombstoned: boolean;
}

/** Revision of a tombstone, and `$tb` of a deleted stream. */
export const LAST_REVISION = 2n ** 63n - 1n;
/** Where the first record of a new store begins. */
const FIRST_POSITION = 548n;
const RECORD_BYTES = 90;
const SYSTEM_ID = '00000000-0000-4000-8000-000000000000';

/** A store's log with the rules of EventStoreDB 23.10, in memory and, given a file, on disk. */
export class StoreLog {
  readonly records: LogRecord[] = [];
  readonly #streams = new Map<string, Stream>();
  readonly #listeners = new Set<() => void>();
  #file: number | undefined;
  /** Where records were before a scavenge: reading from there goes on with the next. */
  readonly #taken = new Set<bigint>();
  #next = FIRST_POSITION;

  /** A torn last line, left by a kill, was never acknowledged. */
  constructor(path?: string) {
    if (path === undefined) return;
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    for (const line of lines.slice(0, -1)) for (const record of batchOf(line)) this.#keep(record);
    this.#file = openSync(path, 'a');
    if (lines.at(-1) !== undefined && lines.at(-1) !== '') writeSync(this.#file, '\n');
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  append(name: string, expected: Expected, events: readonly Proposed[]): AppendOutcome {
    const stream = this.#streamOf(name);
    if (stream.isTombstoned) return { kind: 'deleted' };
    const current = BigInt(stream.records.length) - 1n;
    const isDeleted = this.truncateBefore(name) === LAST_REVISION;
    const known = this.#knownFrom(stream, expected, events);
    if (known !== undefined) return this.#answerKnown(name, known, events.length);
    const isContinued = isDeleted && expected === 'no_stream';
    if (!isContinued && !isExpected(expected, current))
      return { kind: 'wrong_version', current: current < 0n ? null : current };
    if (expected === 'any' && events.some(({ id }) => stream.records.some((record) => record.id === id))) {
      return { kind: 'wrong_version', current };
    }
    const last = this.#write(name, events);
    if (isDeleted) this.setMetadata(name, { $tb: Number(current + 1n) });
    return { kind: 'stored', revision: last?.revision ?? current, position: last?.position ?? null };
  }

  /** Hides what is there; a later append goes on with the numbering. */
  delete(name: string): bigint | 'deleted' {
    if (this.#streamOf(name).isTombstoned) return 'deleted';
    // JSON has no 64-bit integers, and the server writes this one in full.
    return this.#write(`$$${name}`, [system('$metadata', `{"$tb":${LAST_REVISION}}`)])?.position ?? 0n;
  }

  tombstone(name: string): bigint | 'deleted' {
    const stream = this.#streamOf(name);
    if (stream.isTombstoned) return 'deleted';
    const record = { ...system('$streamDeleted', ''), contentType: 'application/octet-stream' };
    return this.#write(name, [record], LAST_REVISION)?.position ?? 0n;
  }

  setMetadata(name: string, metadata: object): void {
    this.#write(`$$${name}`, [system('$metadata', JSON.stringify(metadata))]);
  }

  /** Takes what the metadata hides out of the log, as a scavenge does. */
  scavenge(name: string): void {
    const before = this.truncateBefore(name);
    const isKept = ({ stream, revision }: LogRecord): boolean => stream !== name || revision >= before;
    for (const { position } of this.records.filter((record) => !isKept(record))) this.#taken.add(position);
    this.records.splice(0, this.records.length, ...this.records.filter(isKept));
  }

  /** The revision before which the stream's metadata hides everything. */
  truncateBefore(name: string): bigint {
    const text = this.#streamOf(`$$${name}`).records.at(-1)?.data.toString() ?? '';
    return BigInt(/"\$tb":\s*(\d+)/.exec(text)?.[1] ?? 0);
  }

  /** What a reader of the stream sees; `deleted` after a tombstone, undefined for none. */
  visible(name: string): readonly LogRecord[] | 'deleted' | undefined {
    const { records, isTombstoned } = this.#streamOf(name);
    if (isTombstoned) return 'deleted';
    const shown = records.slice(
      Number(this.truncateBefore(name) > BigInt(records.length) ? records.length : this.truncateBefore(name)),
    );
    return shown.length === 0 ? undefined : shown;
  }

  /** Index of the record at a position; of the end for one beyond it; `inside` for one within a record that others follow. */
  indexAt(position: bigint): number | 'inside' {
    if (position >= this.#next) return this.records.length;
    const low = this.firstFrom(position);
    if (this.records[low]?.position === position || this.#taken.has(position)) return low;
    return low === this.records.length ? low : 'inside';
  }

  /** Index of the first record at a position or after it. */
  firstFrom(position: bigint): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.records[middle]?.position ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #streamOf(name: string): Stream {
    return this.#streams.get(name) ?? { records: [], isTombstoned: false };
  }

  /** Revision of the first event if exactly these events stand already, as the expected revision has it. */
  #knownFrom(stream: Stream, expected: Expected, events: readonly Proposed[]): number | undefined {
    const [first] = events;
    if (first === undefined) return undefined;
    const isLoose = expected === 'any' || expected === 'stream_exists';
    const from = isLoose
      ? stream.records.findIndex(({ id }) => id === first.id)
      : expected === 'no_stream'
        ? 0
        : Number(expected) + 1;
    if (from < 0 || from >= stream.records.length) return undefined;
    return events.every(({ id }, index) => stream.records[from + index]?.id === id) ? from : undefined;
  }

  #answerKnown(name: string, from: number, count: number): AppendOutcome {
    const last = this.#streamOf(name).records[from + count - 1];
    const isHidden = last !== undefined && last.revision < this.truncateBefore(name);
    return { kind: 'stored', revision: last?.revision ?? 0n, position: isHidden ? null : (last?.position ?? null) };
  }

  #write(name: string, events: readonly Proposed[], revision?: bigint): LogRecord | undefined {
    const written = events.map((event, index) => {
      const number = revision ?? BigInt(this.#streamOf(name).records.length + index);
      return { ...event, position: 0n, stream: name, revision: number, created: Date.now() };
    });
    let position = this.#next;
    const placed = written.map((record) => {
      const here = position;
      position += BigInt(RECORD_BYTES + record.data.length + record.metadata.length);
      return { ...record, position: here };
    });
    if (this.#file !== undefined) writeSync(this.#file, `${JSON.stringify(placed.map(plain))}\n`);
    for (const record of placed) this.#keep(record);
    for (const listener of [...this.#listeners]) listener();
    return placed.at(-1);
  }

  #keep(record: LogRecord): void {
    this.records.push(record);
    this.#next = record.position + BigInt(RECORD_BYTES + record.data.length + record.metadata.length);
    const stream = this.#streamOf(record.stream);
    if (record.type === '$streamDeleted') stream.isTombstoned = true;
    else stream.records.push(record);
    this.#streams.set(record.stream, stream);
  }
}

function isExpected(expected: Expected, current: bigint): boolean {
  if (expected === 'any') return true;
  if (expected === 'no_stream') return current < 0n;
  return expected === 'stream_exists' ? current >= 0n : expected === current;
}

const system = (type: string, json: string): Proposed => ({
  id: SYSTEM_ID,
  type,
  contentType: 'application/json',
  data: Buffer.from(json),
  metadata: Buffer.alloc(0),
});

const plain = (record: LogRecord): object => ({
  ...record,
  position: String(record.position),
  revision: String(record.revision),
  data: record.data.toString('base64'),
  metadata: record.metadata.toString('base64'),
});

type Plain = Omit<LogRecord, 'position' | 'revision' | 'data' | 'metadata'> &
  Record<'position' | 'revision' | 'data' | 'metadata', string>;

function batchOf(line: string): LogRecord[] {
  let batch: Plain[];
  try {
    batch = JSON.parse(line) as Plain[];
  } catch {
    return [];
  }
  return batch.map((one) => ({
    ...one,
    position: BigInt(one.position),
    revision: BigInt(one.revision),
    data: Buffer.from(one.data, 'base64'),
    metadata: Buffer.from(one.metadata, 'base64'),
  }));
}
