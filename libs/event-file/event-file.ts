import { hash } from 'node:crypto';
import type { CommandName } from '#lib/catalogue/index.js';
import {
  type Instant,
  type Payload,
  type Problem,
  type Result,
  accepted,
  canonicalJson,
  isUuid,
  refused,
  uuidFromDigest,
} from '#lib/kernel/index.js';
import { type ReadEntry, readEntry } from './entry.js';
import { isJsonLines, readJsonLines } from './json-lines.js';
import { ENTRY, type RawFile, fieldIn } from './raw.js';
import { type FileRecorded, isRecordedFile, readRecorded } from './recorded.js';
import { readYaml } from './yaml.js';

interface Placed {
  /** UUID: the same file read again for the same council gives the same. */
  readonly id: string;
  /** The file's own `event` token, null if it gives none. */
  readonly source: string | null;
  readonly at: Instant;
  readonly rec: Instant;
  /** Line of the entry, counted from 1. */
  readonly line: number;
  /** Which event of its entry it is, counted from 0 (events.md, Event files). */
  readonly place: number;
}

/** One event of a file. */
export interface FileEvent extends Placed {
  readonly kind: 'event';
  readonly type: string;
  readonly payload: Payload;
}

/** A permission that a file asks for at an instant. */
export interface FileCommand extends Placed {
  readonly kind: 'command';
  readonly name: CommandName;
  readonly fields: Payload;
}

/** A file of events, read and checked. */
export interface EventFile {
  readonly council: string | null;
  /** The pack that the file wants to be judged by. */
  readonly pack: string | null;
  /** In order of recording: `rec`, then line, then place (readings 1.1). */
  readonly entries: readonly (FileEvent | FileCommand)[];
  /**
   * What a ledger exported: its recorded events, of every council in the file, in the file's order. Null for a file that
   * somebody wrote. `entries` then holds the events of `council` alone, and none if several councils leave that open.
   */
  readonly recorded: readonly FileRecorded[] | null;
}

export interface ReadOptions {
  /** The council to read the file for, if the caller knows it; ids are derived from it. */
  readonly council?: string;
}

/**
 * Reads a file of events (events.md, Event files): JSON Lines if `name` ends in .jsonl or .ndjson, or is no file name and
 * the text looks like it; else YAML, a list or a mapping with `events`. JSON Lines may be recorded events as a ledger
 * exports them. Events that the ledger raises itself are ignored; the same `event` twice with one body is one. Refused with `file_invalid` and every problem found, each with its line, field, and what would be right.
 */
export function readEventFile(
  text: string,
  name: string,
  options: ReadOptions = {},
): Result<EventFile, 'file_invalid'> {
  const source = withoutCarriageReturns(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (isBlank(source)) {
    return refused('file_invalid', [{ at: '', wrong: 'the file is empty', right: `a list, each ${ENTRY}` }]);
  }
  const raw = isJsonLines(source, name) ? readJsonLines(source) : readYaml(source);
  return isRecordedFile(raw) ? readExport(raw, options) : readWritten(raw, options);
}

function readExport(raw: RawFile, options: ReadOptions): Result<EventFile, 'file_invalid'> {
  const problems = [...raw.problems];
  const recorded = readRecorded(raw.entries, problems);
  const councils = [...new Set(recorded.map(({ event }) => event.council))];
  const [only = null] = councils;
  const council = options.council ?? (councils.length === 1 ? only : null);
  if (options.council !== undefined && !councils.includes(options.council) && problems.length === 0) {
    const wrong = `the file holds no event of council ${options.council}`;
    problems.push({ at: '/council', wrong, right: `one of ${councils.join(', ')}` });
  }
  if (problems.length > 0) return refused('file_invalid', problems);
  const entries = recorded.filter(({ event }) => event.council === council).map(entryOf);
  return accepted({ council, pack: null, entries, recorded });
}

function entryOf({ event, line }: FileRecorded): FileEvent {
  const { id, type, payload, occurredAt: at, recordedAt: rec } = event;
  return { kind: 'event', id, source: null, at, rec, line, place: 0, type, payload };
}

function readWritten(raw: RawFile, options: ReadOptions): Result<EventFile, 'file_invalid'> {
  const problems = [...raw.problems];
  const council = councilOf(raw, options, problems);
  const pack = tokenOrNull(raw.pack, 'pack', problems);
  const read = raw.entries.flatMap((entry, index) => readEntry(entry, index, problems) ?? []);
  const entries = withoutRepeats(read, problems);
  if (problems.length > 0) return refused('file_invalid', problems);
  const placed = entries.flatMap((entry) => placedOf(entry, options.council ?? council ?? ''));
  return accepted({ council, pack, entries: placed.sort((a, b) => a.rec - b.rec), recorded: null });
}

function withoutCarriageReturns(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function isBlank(source: string): boolean {
  return source.length < 100_000 && source.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
}

function tokenOrNull(value: unknown, field: string, problems: Problem[]): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && value !== '') return value;
  problems.push({ at: `/${field}`, wrong: `${field} is not text`, right: `${field} in quotes` });
  return null;
}

/** The council of a file: what its head, its entries and the caller say, which must agree. */
function councilOf(raw: RawFile, options: ReadOptions, problems: Problem[]): string | null {
  let council = tokenOrNull(raw.council, 'council', problems);
  let expected = options.council ?? council;
  if (council !== null && council !== expected) {
    problems.push({ at: '/council', wrong: `the file is of council ${council}`, right: `council ${expected ?? ''}` });
  }
  raw.entries.forEach((entry, index) => {
    const own = fieldIn(entry, 'council');
    if (own === undefined) return;
    expected ??= typeof own === 'string' ? own : null;
    council ??= expected;
    if (own === expected) return;
    const right = expected === null ? 'the token of a council' : `council ${expected}: a file is of one council`;
    problems.push({
      at: `/${index}/council`,
      line: entry.lineOf('council'),
      wrong: 'the entry is of another council',
      right,
    });
  });
  return council;
}

/** The same event given twice is one event, the first recorded; with another body it is a mistake. */
function withoutRepeats(entries: readonly ReadEntry[], problems: Problem[]): readonly ReadEntry[] {
  const first = new Map<string, ReadEntry>();
  for (const entry of entries) {
    if (entry.source === null) continue;
    const known = first.get(entry.source);
    if (known === undefined || (known.body === entry.body && entry.rec < known.rec)) first.set(entry.source, entry);
    if (known === undefined || known.body === entry.body) continue;
    const right = `the body of line ${known.line}, or another event id`;
    problems.push({
      at: '/event',
      line: entry.line,
      wrong: `event ${entry.source} is given again with another body`,
      right,
    });
  }
  return entries.filter((entry) => entry.source === null || first.get(entry.source) === entry);
}

function placedOf(entry: ReadEntry, council: string): (FileEvent | FileCommand)[] {
  const { kind, name, at, rec, source, line, payloads } = entry;
  return payloads.map((payload, place) => {
    const common = { id: idOf(entry, place, council), source, at, rec, line, place };
    if (kind === 'event') return { kind, ...common, type: name, payload };
    return { kind, ...common, name: name as CommandName, fields: payload };
  });
}

/**
 * The event's own UUID if the file gives one, else one derived from council and token, or from line, place and what is not
 * sealed (readings 1.10).
 */
function idOf({ source, unsealed, line, payloads }: ReadEntry, place: number, council: string): string {
  if (source !== null && payloads.length === 1 && isUuid(source)) return source.toLowerCase();
  const content = source === null ? [council, unsealed, line, place] : [council, source, place];
  return uuidFromDigest(hash('sha256', canonicalJson(content), 'buffer'));
}
