/** Reading entries, ordering them, and the amended state of a history (readings.md 1 and 2). */
import { FIELDS, isSingular, RAISED_BY_LEDGER } from './fields.js';
import { parseInstant } from './time.js';

export type Entry = Record<string, unknown>;
export type Fields = Record<string, unknown>;

/** One event as recorded: `line` and `place` are where it stands in the file, `known` when all that shaped it was recorded. */
export interface Fact {
  type: string;
  event: string;
  token: string | null;
  t: number;
  rec: number;
  line: number;
  place: number;
  known: number;
  f: Fields;
}

const ENVELOPE = ['t', 'e', 'command', 'rec', 'event'];

/** events.md, event files: lists in singular fields multiply; `t` and `rec` as readings 1.3 says. */
export function readEntry(entry: Entry, line: number): Fact[] {
  const type = String(entry['e'] ?? entry['command']);
  const t = parseInstant(entry['t']);
  const rec = entry['rec'] === undefined ? t : parseInstant(entry['rec']);
  const token = typeof entry['event'] === 'string' ? entry['event'] : null;
  return expand(payload(entry)).map((f, place) => {
    const event = token ?? `${type}@${line + 1}.${place + 1}`;
    return { type, event, token, t, rec, line, place, known: rec, f };
  });
}

function payload(entry: Entry): Fields {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !ENVELOPE.includes(name)));
}

function expand(fields: Fields): Fields[] {
  const many = Object.entries(fields).find(([name, value]) => isSingular(name) && Array.isArray(value));
  if (!many) return [fields];
  const [name, values] = many;
  return (values as unknown[]).flatMap((value) => expand({ ...fields, [name]: value }));
}

/** readings 1.1: order of occurrence, then of recording, then line, then place. */
export function foldOrder(a: Fact, b: Fact): number {
  return a.t - b.t || recordingOrder(a, b);
}

export function recordingOrder(a: Fact, b: Fact): number {
  return a.rec - b.rec || a.line - b.line || a.place - b.place;
}

/** events.md, envelope: the same id twice is the same event, stored once; starred events are ignored. */
export function stored(facts: Fact[]): Fact[] {
  const inOrder = facts.filter((fact) => !RAISED_BY_LEDGER.includes(fact.type)).sort(recordingOrder);
  return inOrder.filter((fact) => {
    const first = inOrder.find((other) => other.event === fact.event);
    return first === undefined || first.line === fact.line;
  });
}

export function isAmendment(fact: Fact): boolean {
  return fact.type === 'EntryCorrected' || fact.type === 'EntryWithdrawn';
}

/** readings 2.3: an amendment counts from its own occurrence and recording. */
export function amendmentsBy(facts: Fact[], at: number, knownAt: number): Fact[] {
  return facts.filter((fact) => isAmendment(fact) && fact.t <= at && fact.rec <= knownAt).sort(foldOrder);
}

/** readings 2.1: an amendment may itself be withdrawn, and so may that withdrawal. */
function stands(amendment: Fact, amendments: Fact[], seen: Fact[] = []): boolean {
  return !amendments.some(
    (other) =>
      other.type === 'EntryWithdrawn' &&
      other.f['target'] === amendment.event &&
      !seen.includes(other) &&
      other !== amendment &&
      stands(other, amendments, [...seen, amendment]),
  );
}

/** readings 2.1: an event's own id; else an entry's `id`; failing that every event of that `request` or `meeting`. */
function isTarget(fact: Fact, target: unknown, known: Fact[]): boolean {
  if (known.some((one) => one.event === target)) return fact.event === target;
  if (known.some((one) => one.f['id'] === target)) return fact.f['id'] === target;
  return fact.f['request'] === target || fact.f['meeting'] === target;
}

/** The amended state: what had occurred by `at`, as recorded by `knownAt`, in fold order (readings 1.1, 2). */
export function amended(facts: Fact[], at: number, knownAt: number): Fact[] {
  const known = facts.filter((fact) => fact.rec <= knownAt);
  const amendments = amendmentsBy(facts, at, knownAt);
  const standing = amendments.filter((amendment) => stands(amendment, amendments));
  const withdrawn = (fact: Fact) =>
    standing.some((one) => one.type === 'EntryWithdrawn' && isTarget(fact, one.f['target'], known));
  return known
    .filter((fact) => !isAmendment(fact) && !withdrawn(fact))
    .map((fact) => corrected(fact, standing, known))
    .filter((fact) => fact.t <= at)
    .sort(foldOrder);
}

/** readings 2.1: each field of `set` changes every event of the entry that has that field in its field list; also `t`. */
function corrected(fact: Fact, standing: Fact[], known: Fact[]): Fact {
  let result = fact;
  for (const amendment of standing.filter((one) => one.type === 'EntryCorrected')) {
    if (!isTarget(fact, amendment.f['target'], known)) continue;
    for (const [field, value] of Object.entries(amendment.f['set'] as Fields)) {
      const has = field === 't' || (FIELDS[fact.type] ?? []).includes(field);
      if (has) result = withField(result, field, value);
    }
  }
  return result;
}

function withField(fact: Fact, field: string, value: unknown): Fact {
  return field === 't' ? { ...fact, t: parseInstant(value) } : { ...fact, f: { ...fact.f, [field]: value } };
}
