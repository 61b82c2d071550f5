import type { Answer, Explained } from '#lib/features/family.js';
import { projections } from '#lib/council/projections.js';
import { foldHistory } from '#lib/council/replay.js';
import { idsOf } from '#lib/kernel/marks.js';
import { type Pack, builtInPacks } from '#lib/protocol/index.js';
import { readEventFile } from '#lib/event-file/index.js';
import { parseInstant } from '#lib/kernel/index.js';
import { lastInstants, play } from '../../apps/cli/history.js';
import { asLines } from './own-ids.js';

/** Every projection's answer to one history, judged by one pack. */
export function answersTo(
  events: readonly unknown[],
  pack: Pack,
  asked: { readonly at?: string; readonly knownAt?: string } = {},
): ReadonlyMap<string, Answer> {
  const read = readEventFile(asLines(events), 'history.jsonl');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const shelf = builtInPacks();
  const last = lastInstants(read.value) ?? { at: 0, knownAt: 0 };
  const at = asked.at === undefined ? last.at : (parseInstant(asked.at, 'end') ?? last.at);
  const knownAt = asked.knownAt === undefined ? last.knownAt : (parseInstant(asked.knownAt, 'end') ?? last.knownAt);
  const { events: history } = play(read.value, shelf, pack);
  const folded = foldHistory(history, shelf, { at, knownAt, pack, viewer: null });
  return new Map([...projections].map(([name, project]) => [name, project(folded.fold.states, folded)]));
}

/** Figures that measure something or repeat what was recorded, and so count no list: by the last part of their path. */
const MEASURES: ReadonlySet<string> = new Set([
  ...['acceptanceRate', 'acceptanceGap', 'supportShare', 'coverage', 'rate', 'gap', 'hoursUneven'],
  ...['minutes', 'partyBusinessMinutes', 'nonCouncillors', 'ageDays', 'overdueDays', 'elapsedDays'],
  ...['daysOpen', 'lateByDays', 'hoursToDeclare', 'daysSince', 'value', 'years', 'months'],
]);

interface Leaf {
  readonly path: string;
  readonly holder: object;
  readonly name: string;
}

/** The counts in a value, each with the object that holds it and a path in which a row's own token is a star. */
function countsIn(value: unknown, path: string, found: Leaf[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, member] of Object.entries(value)) {
    const at = `${path}.${Array.isArray(value) ? '*' : name}`;
    if (typeof member === 'number' && !MEASURES.has(name)) found.push({ path: at, holder: value, name });
    else if (name !== 'payload') countsIn(member, at, found);
  }
  return found;
}

/** Where a figure of a row stands: the object that holds it, and its name there. */
function placeOf(row: object, figure: string): { readonly holder: object; readonly name: string } | null {
  const members = new Map<string, unknown>(Object.entries(row));
  if (members.has(figure)) return { holder: row, name: figure };
  for (const [name, member] of members) {
    if (!figure.startsWith(`${name}.`) || typeof member !== 'object' || member === null) continue;
    const found = placeOf(member, figure.slice(name.length + 1));
    if (found !== null) return found;
  }
  return null;
}

/** Counts whose rows are named otherwise than they stand in the data: `rowOf` makes the row. */
const REARRANGED = /^meeting-participation\.votesInBreach\./;

interface Told {
  readonly faults: string[];
  /** The figures that are explained, by the object that holds them. */
  readonly explained: Map<object, Set<string>>;
}

function tellRow(told: Told, place: string, held: object | undefined, figures: Explained[string]): void {
  for (const [figure, lines] of Object.entries(figures)) {
    const found = held === undefined ? null : placeOf(held, figure);
    if (found === null) {
      told.faults.push(`${place} ${figure} is explained, and not there`);
      continue;
    }
    const { holder, name } = found;
    told.explained.set(holder, (told.explained.get(holder) ?? new Set()).add(name));
    const value = (holder as Readonly<Record<string, unknown>>)[name];
    if (typeof value === 'number' && !MEASURES.has(name) && value !== lines.length)
      told.faults.push(`${place} ${figure} is ${String(value)}, and has ${String(lines.length)} lines`);
  }
}

/** How the counts of an answer fail to be the lengths of their lists: nothing if each is. */
export function faultsOf(name: string, { whole, explained }: Answer): readonly string[] {
  const told: Told = { faults: [], explained: new Map() };
  for (const [row, figures] of Object.entries(explained?.lines(null) ?? {})) {
    tellRow(told, `${name} ${row}`, explained?.rowOf(whole, row), figures);
  }
  const silent = countsIn(whole, name).filter(
    ({ path, holder, name: figure }) => !REARRANGED.test(path) && told.explained.get(holder)?.has(figure) !== true,
  );
  return [...told.faults, ...silent.map(({ path }) => `${path} is explained by nothing`)];
}

/** What an answer's figures are made of, as the slow reference says it: by row and figure, tokens and events. */
export function plainly({ explained }: Answer): unknown {
  const rows = Object.entries(explained?.lines(null) ?? {}).map(([row, figures]) => [
    row,
    Object.fromEntries(
      Object.entries(figures).map(([figure, lines]) => [
        figure,
        lines.map(({ of, events }) => JSON.stringify({ of, events: idsOf(events) })).sort(),
      ]),
    ),
  ]);
  return Object.fromEntries(rows) as unknown;
}
