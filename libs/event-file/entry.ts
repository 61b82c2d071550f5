import {
  type CommandName,
  checkCommand,
  checkPayload,
  commandCatalogue,
  eventCatalogue,
  raisedByLedger,
} from '#lib/catalogue/index.js';
import { sealedFieldsNamed, sealedFieldsOf } from '#lib/catalogue/record.js';
import {
  type FieldList,
  type Instant,
  type Payload,
  type Problem,
  canonicalJson,
  parseInstant,
} from '#lib/kernel/index.js';
import { MAX_EVENTS_AN_ENTRY, eventsOf, expand, multiplying } from './expand.js';
import { ENTRY, type RawEntry } from './raw.js';

/** An entry once its envelope and its fields are known to be right. */
export interface ReadEntry {
  readonly kind: 'event' | 'command';
  readonly name: string;
  readonly at: Instant;
  readonly rec: Instant;
  /** The file's own `event` token. */
  readonly source: string | null;
  readonly line: number;
  /** What the entry says, in canonical JSON: equal for equal bodies. */
  readonly body: string;
  /** The same without what is personal data: an id is made of nothing sealed (readings 1.10). */
  readonly unsealed: string;
  /** One for each event or command the entry stands for. */
  readonly payloads: readonly Payload[];
}

const ENVELOPE: ReadonlySet<string> = new Set(['t', 'rec', 'e', 'command', 'event', 'council']);
const TIME = 'an ISO 8601 time between 1900 and 2200, such as 2026-03-06T15:00';
const TOKEN = 'a short token of letters, digits and ._:/@+-';
const TOKEN_PATTERN = /^[\p{L}\p{N}][\p{L}\p{N}._:/@+-]{0,127}$/u;

type Report = (field: string, wrong: string, right: string) => void;
type Members = Readonly<Record<string, unknown>>;

/** Reads one entry; null if something is wrong with it, which is then reported, or if it is an event to ignore. */
export function readEntry(raw: RawEntry, index: number, problems: Problem[]): ReadEntry | null {
  const before = problems.length;
  const report: Report = (field, wrong, right) => {
    const at = field === '' ? `/${index}` : `/${index}/${field}`;
    if (problems.slice(before).some((one) => one.at === at && one.wrong === wrong)) return;
    problems.push({ at, line: raw.lineOf(field), wrong, right });
  };
  const { value } = raw;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const read = readMembers(value as Members, raw.line, report);
    return problems.length === before ? read : null;
  }
  report('', 'this is no entry', ENTRY);
  return null;
}

function readMembers(members: Members, line: number, report: Report): ReadEntry | null {
  const named = nameOf(members, report);
  if (named !== null && raisedByLedger.has(named.name)) return null;
  const at = timeOf(members, 't', report);
  const rec = members['rec'] === undefined ? at : timeOf(members, 'rec', report);
  const source = tokenOf(members, 'event', report);
  if (named === null) return null;
  const fields = fieldsOf(members);
  const payloads = payloadsOf(named, fields, report);
  const body = bodyOf([named.name, at, fields], report);
  if (at === null || rec === null || body === null) return null;
  const open = withoutSealed(named.name, fields);
  const unsealed = open === fields ? body : canonicalJson([named.name, at, open]);
  return { ...named, at, rec, source, line, body, unsealed, payloads };
}

function nameOf(members: Members, report: Report): Pick<ReadEntry, 'kind' | 'name'> | null {
  const { e, command } = members;
  if ((e === undefined) === (command === undefined)) {
    const wrong = e === undefined ? 'the entry names no event' : 'the entry names both an event and a command';
    report(e === undefined ? '' : 'command', wrong, 'e with an event name, or command with a command name');
    return null;
  }
  const kind = e === undefined ? 'command' : 'event';
  const name = e ?? command;
  if (typeof name === 'string') return { kind, name };
  report(e === undefined ? 'command' : 'e', `the name of the ${kind} is not text`, ENTRY);
  return null;
}

function timeOf(members: Members, field: 't' | 'rec', report: Report): Instant | null {
  const value = members[field];
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant !== null) return instant;
  if (value === undefined) report('', `the entry needs ${field}`, TIME);
  else if (typeof value === 'string') report(field, `${field} is not a possible time: ${JSON.stringify(value)}`, TIME);
  else report(field, `${field} is not text`, `${TIME}, in quotes`);
  return null;
}

function tokenOf(members: Members, field: string, report: Report): string | null {
  const value = members[field];
  if (value === undefined) return null;
  if (typeof value === 'string' && TOKEN_PATTERN.test(value)) return value;
  report(field, `${field} is no token`, typeof value === 'number' ? `${TOKEN}; write it in quotes` : TOKEN);
  return null;
}

function fieldsOf(members: Members): Payload {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !ENVELOPE.has(name)));
}

/** Members of a map without those that fail; the same map if none does. */
function kept(map: Payload, isKept: (name: string) => boolean): Payload {
  const names = Object.keys(map).filter(isKept);
  return names.length === Object.keys(map).length ? map : Object.fromEntries(names.map((name) => [name, map[name]]));
}

/** The fields of an entry that are not sealed; of what a correction sets, what is sealed nowhere. */
function withoutSealed(type: string, fields: Payload): Payload {
  const sealed = sealedFieldsOf(type);
  const open = sealed.length === 0 ? fields : kept(fields, (name) => !sealed.some((one) => one.name === name));
  const { set } = open;
  if (type !== 'EntryCorrected' || typeof set !== 'object' || set === null) return open;
  const left = kept(set as Payload, (name) => sealedFieldsNamed(name).length === 0);
  return left === set ? open : { ...open, set: left };
}

function payloadsOf({ kind, name }: Pick<ReadEntry, 'kind' | 'name'>, fields: Payload, report: Report): Payload[] {
  const list = fieldListOf(kind, name);
  const names = multiplying(fields, list);
  const empty = names.filter((field) => (fields[field] as readonly unknown[]).length === 0);
  for (const field of empty) report(field, `${field} is an empty list`, list?.[field]?.right ?? 'at least one element');
  if (empty.length > 0) return [];
  if (eventsOf(fields, names) > MAX_EVENTS_AN_ENTRY) {
    report(
      '',
      `the lists of the entry multiply to more than ${MAX_EVENTS_AN_ENTRY} events`,
      'shorter lists, in several entries',
    );
    return [];
  }
  const payloads = expand(fields, names);
  const check = kind === 'event' ? checkPayload : checkCommand;
  for (const payload of payloads) {
    for (const problem of check(name, payload)) reportField(problem, payload, list, report);
  }
  return payloads;
}

function fieldListOf(kind: 'event' | 'command', name: string): FieldList | undefined {
  if (kind === 'event') return Object.hasOwn(eventCatalogue, name) ? eventCatalogue[name] : undefined;
  return Object.hasOwn(commandCatalogue, name) ? commandCatalogue[name as CommandName] : undefined;
}

/** YAML reads 2026 as a number and true as a boolean: if the text would have been right, only the quotes are missing. */
function reportField(problem: Problem, payload: Payload, list: FieldList | undefined, report: Report): void {
  const field = problem.at.slice(1);
  if (field === 'type') {
    report('e', problem.wrong, problem.right);
    return;
  }
  const value = payload[field];
  const isUnquoted = typeof value === 'number' || typeof value === 'boolean';
  const needsQuotes = isUnquoted && list !== undefined && list[field]?.check(String(value)) === true;
  report(field, problem.wrong, needsQuotes ? `${problem.right}; write it in quotes` : problem.right);
}

function bodyOf(content: unknown, report: Report): string | null {
  try {
    return canonicalJson(content);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    report('', error.message, 'text and numbers that JSON can carry');
    return null;
  }
}
