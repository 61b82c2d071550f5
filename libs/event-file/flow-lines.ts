import { CORE_SCHEMA, load } from 'js-yaml';
import type { RawEntry, RawFile } from './raw.js';

/*
 * Most files are lines such as `- {t: 2026-01-05T09:00, e: MembersCodeAdopted, version: "2026"}`. This reads that subset of
 * YAML some ten times faster than a parser of all of it. Whatever is not plainly in the subset is left to that parser, so
 * the two never disagree.
 */

const ITEM = /^ *- (?=\{)/;
const SILENT = /^ *(?:#.*)?$/;

/** Plain words that hold no mark with a meaning in YAML; a colon only before another such character. */
const PLAIN = /[A-Za-z0-9](?:[\w./@+-]|:(?=[\w./@+-]))*(?= *[,\]}])/y;
const QUOTED = /"([\x20-\x21\x23-\x5B\x5D-\x7E]*)"|'([\x20-\x26\x28-\x7E]*)'/y;
const KEY = /([A-Za-z]\w*): +|"([A-Za-z]\w*)" *: */y;
const SPACES = / */y;
const INTEGER = /^\d{1,15}$/;
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const CONSTANT = /^(?:true|false|null)$/i;
const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const DEEPEST = 6;

/** What is not in the subset; never a value of YAML. */
const ELSE = Symbol('left to the parser');

/** Reads one line's flow mapping from a place on. */
class FlowReader {
  #at = 0;

  constructor(private readonly text: string) {}

  /** The mapping that fills the line from `start`, or ELSE. */
  line(start: number): unknown {
    this.#at = start;
    const value = this.#mapping(0);
    this.#match(SPACES);
    return this.#at === this.text.length ? value : ELSE;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #take(mark: string): boolean {
    if (this.text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #value(depth: number): unknown {
    const mark = this.text[this.#at];
    if (mark === '{') return depth < DEEPEST ? this.#mapping(depth) : ELSE;
    if (mark === '[') return depth < DEEPEST ? this.#list(depth) : ELSE;
    if (mark === '"' || mark === "'") {
      const match = this.#match(QUOTED);
      return match === null ? ELSE : (match[1] ?? match[2]);
    }
    const match = this.#match(PLAIN);
    return match === null ? ELSE : plainValue(match[0]);
  }

  #mapping(depth: number): unknown {
    const members: Record<string, unknown> = {};
    this.#at += 1;
    do {
      this.#match(SPACES);
      const match = this.#match(KEY);
      const key = match?.[1] ?? match?.[2];
      if (key === undefined || CONSTANT.test(key) || Object.hasOwn(members, key)) return ELSE;
      const value = this.#value(depth + 1);
      if (value === ELSE) return ELSE;
      members[key] = value;
      this.#match(SPACES);
    } while (this.#take(','));
    return this.#take('}') ? members : ELSE;
  }

  #list(depth: number): unknown {
    const elements: unknown[] = [];
    this.#at += 1;
    do {
      this.#match(SPACES);
      const value = this.#value(depth + 1);
      if (value === ELSE) return ELSE;
      elements.push(value);
      this.#match(SPACES);
    } while (this.#take(','));
    return this.#take(']') ? elements : ELSE;
  }
}

/** A plain scalar under YAML's core schema. */
function plainValue(text: string): unknown {
  if (text.charCodeAt(0) <= 57) {
    if (INTEGER.test(text)) return Number(text);
    return DATE.test(text) ? text : ELSE;
  }
  if (text.length > 5 || !CONSTANT.test(text)) return text;
  const value = CONSTANTS.get(text);
  return value === undefined ? ELSE : value;
}

interface Items {
  readonly entries: readonly RawEntry[];
  /** Index of the first line after them. */
  readonly end: number;
}

function itemsOf(lines: readonly string[], from: number): Items | null {
  const entries: RawEntry[] = [];
  let indent = -1;
  let index = from;
  for (; index < lines.length; index += 1) {
    const text = lines[index] ?? '';
    if (SILENT.test(text)) continue;
    const start = ITEM.exec(text)?.[0].length;
    if (start === undefined) break;
    if (indent === -1) indent = start;
    const value = start === indent ? new FlowReader(text).line(start) : ELSE;
    if (value === ELSE) return null;
    const line = index + 1;
    entries.push({ value, line, lineOf: () => line });
  }
  return entries.length === 0 ? null : { entries, end: index };
}

/** A file of flow mappings, one a line: a list, or one under `events`. Null if any of it is left to the parser. */
export function readFlowLines(source: string): RawFile | null {
  const lines = source.split('\n');
  const head = lines.findIndex((line) => /^events: *$/.test(line));
  const items = itemsOf(lines, head + 1);
  if (items === null) return null;
  const rest = [...lines.slice(0, head), ...lines.slice(items.end)];
  if (head === -1) return items.end === lines.length ? fileOf(items, {}) : null;
  const members = membersOf(rest.join('\n'));
  return members === null ? null : fileOf(items, members);
}

function fileOf({ entries }: Items, members: Readonly<Record<string, unknown>>): RawFile {
  return { council: members['council'], pack: members['pack'], entries, problems: [] };
}

const BESIDE_EVENTS: ReadonlySet<string> = new Set(['council', 'pack', 'title', 'expect']);

function membersOf(source: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = load(`${source}\n_: 0`, { schema: CORE_SCHEMA, maxDepth: 20, maxAliases: 0 });
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const { _, ...members } = value as Record<string, unknown>;
    return Object.keys(members).every((key) => BESIDE_EVENTS.has(key)) ? members : null;
  } catch {
    return null;
  }
}
