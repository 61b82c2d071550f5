import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import {
  evolveInterests, initialInterests, interestEvents, interestFindings, participationView, registerView,
} from '#lib/features/interests/index.js';
import {
  bodyConflictsView, evolveRelationships, initialRelationships, registersOf, relationshipEvents, relationshipFindings,
  relationshipsView, settleRelationships,
} from '#lib/features/relationships/index.js';
import {
  evolveStaffing, initialStaffing, recruitmentView, restrictedPostsView, staffingEvents, staffingFindings,
} from '#lib/features/staffing/index.js';
import { evolveStructure, initialStructure } from '#lib/features/structure/state.js';
import { parseInstant } from '#lib/kernel/index.js';
import { type Finding, type Pack, type RuleId, ruleIds } from '#lib/protocol/index.js';

/** One entry of an event file. */
export type Entry = Readonly<Record<string, unknown>> & { readonly t: string; readonly e?: string };

/** An event as the features see it, whatever its family. */
export interface Folded {
  readonly type: string;
  readonly id: string;
  readonly at: number;
  readonly rec: number;
  readonly order: number;
  readonly pack: Pack;
  readonly p: Readonly<Record<string, unknown>>;
}

/** Fields whose list is one value of the event. */
const LISTS = ['roles', 'matters', 'dates', 'directlyAffectsPersonally', 'members', 'versions'];
const ENVELOPE = ['t', 'e', 'rec', 'event', 'command'];

export function yaml(place: URL): unknown {
  return load(readFileSync(place, 'utf8'), { schema: CORE_SCHEMA });
}

function expand(entry: Entry): Entry[] {
  for (const [name, value] of Object.entries(entry)) {
    if (Array.isArray(value) && !LISTS.includes(name)) return value.flatMap((one: unknown) => expand({ ...entry, [name]: one }));
  }
  return [entry];
}

function instant(text: unknown, edge: 'start' | 'end' = 'start'): number {
  const found = parseInstant(String(text), edge);
  if (found === null) throw new Error(`${String(text)} is no time`);
  return found;
}

/** The events of a file in the order of the fold, known and past; permissions asked for count as granted. */
export function foldedEvents(entries: readonly Entry[], pack: Pack, at: number, knownAt: number): Folded[] {
  const seen = new Set<string>();
  const all = entries
    .flatMap((entry, line) => expand(entry).map((one, place) => ({ one, line, place, rec: instant(one['rec'] ?? one.t) })))
    .sort((a, b) => a.rec - b.rec || a.line - b.line || a.place - b.place)
    .map(({ one, line, place, rec }, order) => {
      const type = one['command'] === undefined ? String(one.e) : 'CompanyRecruitmentParticipationAgreed';
      const id = String(one['event'] ?? `line-${line}-${place}`);
      const p = Object.fromEntries(Object.entries(one).filter(([name]) => !ENVELOPE.includes(name)));
      return { type, id, at: instant(one.t), rec, order, pack, p };
    });
  return all
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .filter((one) => one.rec <= knownAt && one.at <= at)
    .sort((a, b) => a.at - b.at || a.order - b.order);
}

/** The instants of a question, by readings 1.3. */
export function instantsOf(entries: readonly Entry[], at?: string, knownAt?: string): { at: number; knownAt: number } {
  return {
    at: at === undefined ? Math.max(...entries.map(({ t }) => instant(t))) : instant(at, 'end'),
    knownAt: knownAt === undefined ? Math.max(...entries.map((one) => instant(one['rec'] ?? one.t))) : instant(knownAt, 'end'),
  };
}

const rank = { BREACH: 0, WARN: 1, INFO: 2 } as const;

function before(a: Finding, b: Finding): boolean {
  if (a.level !== b.level) return rank[a.level] < rank[b.level];
  return ruleIds.indexOf(a.rule.id as RuleId) < ruleIds.indexOf(b.rule.id as RuleId);
}

/** Readings 3.2: one fact, one clause, one finding. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return findings.filter((one) => {
    const rivals = findings.filter(
      (other) =>
        other.rule.id !== one.rule.id &&
        other.subject === one.subject &&
        other.clauses.some((clause) => one.clauses.includes(clause)),
    );
    return rivals.every((other) => before(one, other));
  });
}

/** Events of the structure that the families read besides their own. */
const STRUCTURE_READ = [
  'MeetingConvened',
  'BodyMembershipStarted',
  'BodyMembershipEnded',
  'WorkingCalendarSet',
  'PoliticalGroupRegistered',
  'PoliticalGroupDissolved',
  'RoleAssigned',
  'RoleVacated',
  'OfficerDepartmentAssigned',
];

/** The three families of declarations, composed as the council composes them. */
export function declarationsFolded(events: readonly Folded[], pack: Pack, at: number) {
  const structure = initialStructure();
  const relationships = initialRelationships();
  const interests = initialInterests();
  const staffing = initialStaffing();
  events.forEach((event, index) => {
    const next = event as never;
    evolveStructure(structure, next);
    if (event.type in relationshipEvents || STRUCTURE_READ.includes(event.type)) evolveRelationships(relationships, next, structure);
    if (event.type in interestEvents || STRUCTURE_READ.includes(event.type)) evolveInterests(interests, next);
    if (event.type in staffingEvents) evolveStaffing(staffing, next);
    if (events[index + 1]?.at !== event.at) settleRelationships(relationships, structure);
  });
  const known = registersOf(relationships);
  const findings = [
    ...interestFindings(interests, known, at),
    ...relationshipFindings(relationships, at),
    ...staffingFindings(staffing),
  ];
  return {
    findings: distinct(findings.filter((one) => one.at <= at)),
    projections: {
      'interests-register': registerView(interests),
      'meeting-participation': participationView(interests, known),
      'relationship-register': relationshipsView(relationships, pack, at),
      'body-conflicts': bodyConflictsView(relationships, at),
      'recruitment-declarations': recruitmentView(staffing, pack),
      'restricted-posts': restrictedPostsView(staffing),
    },
  };
}
