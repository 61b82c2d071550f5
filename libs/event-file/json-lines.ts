import type { Problem } from '#lib/kernel/index.js';
import { ENTRY, type RawEntry, type RawFile, unreadable } from './raw.js';

const STRING_THEN_COLON = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

const isMap = (value: unknown): value is object => typeof value === 'object' && value !== null;

function keysIn(value: unknown): number {
  if (!isMap(value)) return 0;
  const members = Object.values(value);
  return members.reduce<number>((sum, member) => sum + keysIn(member), Array.isArray(value) ? 0 : members.length);
}

/** JSON.parse keeps the last of two members with one name in silence; a ledger must not lose the first. */
function hasDuplicateKey(text: string, value: unknown): boolean {
  let written = 0;
  for (const match of text.matchAll(STRING_THEN_COLON)) if (match[1] !== undefined) written += 1;
  return written !== keysIn(value);
}

function whatIsWrong(text: string, value: unknown): string | null {
  if (!isMap(value) || Array.isArray(value)) return 'this line is no JSON object';
  return hasDuplicateKey(text, value) ? 'a field of this line is given twice' : null;
}

/**
 * True for JSON Lines: by the ending of the file's name; if it has none (standard input), by a first line that
 * is a JSON object without `events`.
 */
export function isJsonLines(text: string, name: string): boolean {
  if (/\.\w+$/.test(name)) return /\.(?:jsonl|ndjson)$/i.test(name);
  const [first = ''] = text.trimStart().split('\n', 1);
  const [value, wrong] = parse(first);
  return wrong === null && isMap(value) && !Object.hasOwn(value, 'events');
}

/** Reads JSON Lines: one JSON object a line; blank lines are passed over. */
export function readJsonLines(text: string): RawFile {
  const entries: RawEntry[] = [];
  const problems: Problem[] = [];
  let line = 0;
  for (const one of text.split('\n')) {
    line += 1;
    const start = line;
    if (one.trim() === '') continue;
    const [value, wrong] = parse(one);
    if (wrong === null) entries.push({ value, line: start, lineOf: () => start });
    else problems.push({ at: '', line: start, wrong, right: `${ENTRY}, as one JSON object` });
  }
  return problems.length > 0 ? unreadable(...problems) : { council: undefined, pack: undefined, entries, problems };
}

function parse(text: string): [unknown, string | null] {
  try {
    const value: unknown = JSON.parse(text);
    return [value, whatIsWrong(text, value)];
  } catch {
    return [undefined, 'this line is not JSON'];
  }
}
