import { type ExplainedLine, type ProjectionName, type Viewer, replay } from '#lib/council/index.js';
import type { FindingRow, FindingsView } from '#lib/council/findings.js';
import { readEventFile } from '#lib/event-file/index.js';
import { parseInstant } from '#lib/kernel/index.js';
import { type Pack, type RuleId, builtInPacks } from '#lib/protocol/index.js';
import { commandRows, lastInstants, play } from '../../apps/cli/history.js';

/** An entry as it stands in an event file. */
export type RawEntry = Readonly<Record<string, unknown>>;

/** What is asked beside the instant. */
export interface Asked {
  readonly knownAt?: string;
  readonly viewer?: Viewer;
}

/** What a history answers as at an instant. */
export interface Then {
  /** Full id of the pack that answers; null if none is in force. */
  readonly pack: string | null;
  /** Number of events counted. */
  readonly position: string;
  readonly commands: readonly unknown[];
  projection(name: ProjectionName): unknown;
  /** What a figure is made of; throws if the viewer sees no such figure. */
  explain(name: ProjectionName, row: string, figure: string): readonly ExplainedLine[];
  /** Rows of P20, of one rule if it is named. */
  rows(rule?: RuleId): readonly FindingRow[];
  /**
   * Findings as lines, of one rule if it is named: level, clauses, subject, when it occurred, and only if they
   * apply that it is reported and when it was resolved: `BREACH 6.4(i): request REQ-1, 2026-03-02T09:30:00Z`.
   * Events are named by their own token.
   */
  findings(rule?: RuleId): readonly string[];
  /** What the overlays in force find, as such lines. */
  statutory(): readonly string[];
}

/** Three groups, registered before anything else happens. */
export const GROUPS: RawEntry = { t: '2026-01-05T09:00', e: 'PoliticalGroupRegistered', group: ['G-A', 'G-B', 'G-C'] };

/** Tags of the five councils' packs. */
export const TAGS = ['GA', 'TH', 'NT', 'OM', 'AL'] as const;

export type Tag = (typeof TAGS)[number];

/** The built-in pack of a tag. */
export function packOf(tag: string): Pack {
  const pack = builtInPacks()
    .all()
    .find((one) => one.tag === tag);
  if (pack === undefined) throw new Error(`no pack has the tag ${tag}`);
  return pack;
}

/** A pack with some of a rule's parts replaced. */
export function withRule(pack: Pack, id: RuleId, change: object): Pack {
  const rule = pack.rules.get(id);
  if (rule === undefined) throw new Error(`${pack.tag} is silent on ${id}`);
  return { ...pack, rules: new Map([...pack.rules, [id, { ...rule, ...change }]]) };
}

function line(row: FindingRow, tokens: ReadonlyMap<string, string>): string {
  const { level, clauses, subject, occurredAt, remediedAt, basis } = row;
  const named = subject.replace(/^event (.*)$/, (_, id: string) => `event ${tokens.get(id) ?? id}`);
  const reported = basis === 'reported' ? ', reported' : '';
  const resolved = remediedAt === null ? '' : `, resolved ${remediedAt}`;
  return `${level} ${clauses.join(' ')}: ${named}, ${occurredAt}${reported}${resolved}`;
}

function instantOf(text: string): number {
  const instant = parseInstant(text, 'end');
  if (instant === null) throw new Error(`no instant: ${text}`);
  return instant;
}

function answer(entries: readonly RawEntry[], pack: Pack | null, at: string | undefined, asked: Asked): Then {
  const read = readEventFile(JSON.stringify(entries), 'history.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const last = lastInstants(read.value) ?? { at: 0, knownAt: 0 };
  const when = at === undefined ? last.at : instantOf(at);
  const knownAt = asked.knownAt === undefined ? last.knownAt : instantOf(asked.knownAt);
  const shelf = builtInPacks();
  const history = play(read.value, shelf, pack);
  const view = replay(history.events, shelf, { at: when, knownAt, pack, viewer: asked.viewer ?? null });
  const tokens = new Map(history.events.flatMap(({ id, source }) => (source === undefined ? [] : [[id, source]])));
  const rows = (rule?: RuleId): readonly FindingRow[] => {
    const found = (view.projection('findings') as FindingsView).rows;
    return rule === undefined ? found : found.filter((row) => row.rule === rule);
  };
  return {
    pack: view.pack?.id ?? null,
    position: view.position,
    commands: commandRows(history.outcomes, when, knownAt),
    projection: (name) => view.projection(name),
    explain: (name, row, figure) => {
      const found = view.explain(name, { row, figure });
      if (!found.ok) throw new Error(JSON.stringify(found.refusal));
      return found.value.lines;
    },
    rows,
    findings: (rule) => rows(rule).map((row) => line(row, tokens)),
    statutory: () =>
      (view.projection('statutory-findings') as Partial<FindingsView>).rows?.map((row) => line(row, tokens)) ?? [],
  };
}

export interface History {
  /** As at an instant, a date meaning its last; by default the greatest of the entries (readings 1.3). */
  at(instant?: string, asked?: Asked): Then;
}

/**
 * Events as an event file has them, judged by the pack of a tag, by a pack at hand, or, with null, each by the pack in
 * force when it occurred.
 */
export function given(pack: string | Pack | null): { events(entries: readonly RawEntry[]): History } {
  const judge = typeof pack === 'string' ? packOf(pack) : pack;
  return { events: (entries) => ({ at: (instant, asked = {}) => answer(entries, judge, instant, asked) }) };
}

/** The levels that a rule finds in one history under each of the five packs; a pack under which it finds nothing is left out. */
export function levelsUnderEach(
  rule: RuleId,
  entries: readonly RawEntry[],
  at?: string,
): Partial<Record<Tag, readonly string[]>> {
  const found = TAGS.map((tag) => {
    const rows = given(tag).events(entries).at(at).rows(rule);
    return [tag, rows.map(({ level }) => level)] as const;
  });
  return Object.fromEntries(found.filter(([, levels]) => levels.length > 0));
}

/** The revision that is at hand now: an adoption that names none is of the first. */
function revisionOf(name: string): { readonly revision?: number } {
  const revision = builtInPacks().find(name)?.revision ?? 1;
  return revision === 1 ? {} : { revision };
}

/** The adoption of a pack that comes with Evenhand, as it is now. */
export const adopted = (name: string, version: string, effectiveFrom: string, fields: object = {}): RawEntry => ({
  t: '2026-01-05T09:00',
  e: 'ProtocolPackAdopted',
  packId: `gb-eng/${name}`,
  version,
  ...revisionOf(name),
  effectiveFrom,
  ...fields,
});
