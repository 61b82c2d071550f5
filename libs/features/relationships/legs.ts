import {
  type EventMark,
  type Instant,
  type LocalDay,
  addWorkingDays,
  localDay,
  startOfDay,
} from '#lib/kernel/index.js';
import { inFoldOrder, knownFrom, markOf } from '#lib/kernel/marks.js';
import {
  type Finding,
  type Pack,
  type PackRule,
  type RouteStep,
  clausesFor,
  daysAfterFirst,
  words,
} from '#lib/protocol/index.js';
import { fallbackOf, stepsOf } from './routes.js';
import type { Declaration, LegMet, Relationship, Side } from './pairs.js';
import type { RelationshipsState } from './state.js';

type Calendars = RelationshipsState['calendars'];

/** A leg that came to be owed. */
export interface LegOwed {
  readonly side: Side;
  /** `member.party_whip`. */
  readonly leg: string;
  readonly from: Declaration;
  /** Null if the pack gives no period. */
  readonly overdueAt: Instant | null;
  /** What met it, in time or late. */
  readonly met: EventMark | null;
  readonly level: 'BREACH' | 'WARN' | null;
  /** The role that nobody held, and what left it vacant; null if the leg goes to the role of the route. */
  readonly insteadOf: { readonly role: string; readonly vacated: EventMark } | null;
}

/** Legs met, in the order of occurrence. */
export function legsMet({ met }: Relationship): readonly LegMet[] {
  return [...met].sort(inFoldOrder);
}

/** The first declaration from which a step is owed. */
function owedFrom({ declarations }: Relationship, { when }: RouteStep): Declaration | undefined {
  switch (when) {
    case 'may_look_like_undue_influence':
      return declarations.find(({ undueInfluence }) => undueInfluence);
    case 'family_business_intimate_or_undue_influence':
      return declarations.find(({ undueInfluence, closeCategory }) => undueInfluence || closeCategory);
    default:
      return declarations[0];
  }
}

function levelOf({ mode }: PackRule, strength: RouteStep['strength'], isDefault: boolean): LegOwed['level'] {
  if (mode === 'record' || strength === 'may') return null;
  const hard = mode === 'by_step' ? strength === 'must' : mode !== 'warn';
  return hard && !isDefault ? 'BREACH' : 'WARN';
}

/** The role that an officer declares to: another one if the officer holds the role of the route. */
function recipientOfOfficer({ officerRoles }: Relationship, to: string | null, pack: Pack): string | null {
  const fallback = fallbackOf(pack, 'officer');
  return fallback !== null && officerRoles.has(fallback.subjectIs) ? fallback.to : to;
}

/** The role that a member declares to: the substitute of the route if there is no whip; null if there is none of these. */
function recipientOfMember({ whipVacant }: Relationship, to: string | null, { vacant }: RouteStep): string | null {
  if (to !== 'party_whip' || whipVacant === null || vacant === undefined) return to;
  return vacant === 'not_applicable' ? null : vacant;
}

/** The role that a step goes to in this relationship; null if it goes to nobody. */
function recipientOf(relationship: Relationship, side: Side, step: RouteStep, pack: Pack): string | null {
  const to = typeof step.to === 'string' ? step.to : (step.to?.[0] ?? null);
  if (side === 'officer') return recipientOfOfficer(relationship, to, pack);
  return recipientOfMember(relationship, to, step);
}

/** Further non-working days of a period that opens with the recording of a declaration (readings 1.4). */
function extraDays(calendars: Calendars, { rec }: Declaration): ReadonlySet<LocalDay> {
  return calendars.findLast(({ at }) => at <= rec)?.extra ?? new Set();
}

function overdueAt(from: Declaration, calendars: Calendars): Instant | null {
  const days = daysAfterFirst(from.pack.deadlines.get('relationship.leg'), 'within');
  if (days === null) return null;
  const calendar = { nation: from.pack.calendar, extra: extraDays(calendars, from) };
  return startOfDay(addWorkingDays(localDay(from.rec), days, calendar) + 1);
}

function substituted({ whipVacant }: Relationship, role: string, { to }: RouteStep): LegOwed['insteadOf'] {
  return role === to || whipVacant === null ? null : { role: 'party_whip', vacated: whipVacant };
}

function legOf(relationship: Relationship, side: Side, step: RouteStep, calendars: Calendars): LegOwed[] {
  const from = owedFrom(relationship, step);
  const rule = from?.pack.rules.get('rel.declare');
  if (from === undefined || rule === undefined || !words(rule, 'who').includes(side)) return [];
  const role = recipientOf(relationship, side, step, from.pack);
  if (role === null) return [];
  const period = from.pack.deadlines.get('relationship.leg');
  return [
    {
      side,
      leg: `${side}.${role}`,
      from,
      overdueAt: overdueAt(from, calendars),
      met: legsMet(relationship).find((one) => one.side === side && one.role === role) ?? null,
      level: levelOf(rule, step.strength, period?.isDefault === true),
      insteadOf: side === 'officer' ? null : substituted(relationship, role, step),
    },
  ];
}

/** The legs owed by both parties under the packs of the declarations, each once, from when it was first owed. */
export function legsOwed(relationship: Relationship, calendars: Calendars): LegOwed[] {
  const [first] = relationship.declarations;
  if (first === undefined) return [];
  const legs = (['member', 'officer'] as const).flatMap((side) =>
    stepsOf(first.pack, side).flatMap((step) => legOf(relationship, side, step, calendars)),
  );
  const earliest = new Map<string, LegOwed>();
  for (const one of legs) {
    const known = earliest.get(one.leg);
    if (known === undefined || one.from.at < known.from.at) earliest.set(one.leg, one);
  }
  return [...earliest.values()];
}

/** What every finding about a leg has; null if the rule does not bind the person who owes the leg. */
function baseOf(
  relationship: Relationship,
  { side, from }: LegOwed,
): Pick<Finding, 'rule' | 'clauses' | 'anchor' | 'apartFrom' | 'basis' | 'meeting'> | null {
  const rule = from.pack.rules.get('rel.declare');
  const clauses = rule === undefined ? null : clausesFor(from.pack, rule, relationship[side]);
  if (rule === undefined || clauses === null) return null;
  return { rule, clauses, anchor: markOf(from), apartFrom: [], basis: 'observed', meeting: null };
}

function isLate({ overdueAt, met }: LegOwed, at: Instant): boolean {
  return overdueAt !== null && overdueAt <= at && (met === null || met.at >= overdueAt);
}

/** TH 5.2, 14.14, AL 31: a leg is met by the end of its period; one INFO if the whip's leg fell to another role. */
export function legFindings(relationship: Relationship, calendars: Calendars, at: Instant): Finding[] {
  return legsOwed(relationship, calendars).flatMap((owed) => {
    const { leg, from, overdueAt, met, level, insteadOf } = owed;
    const base = baseOf(relationship, owed);
    if (base === null || level === null) return [];
    const found: Finding[] = [];
    if (insteadOf !== null) {
      const subject = `relationship ${relationship.id} leg member.${insteadOf.role}`;
      const events = [from, insteadOf.vacated].map(markOf);
      found.push({ ...base, level: 'INFO', subject, at: from.at, rec: knownFrom(events), events, remediedAt: null });
    }
    if (overdueAt !== null && isLate(owed, at)) {
      const subject = `relationship ${relationship.id} leg ${leg}`;
      const events = [from, ...(met === null ? [] : [met])].map(markOf);
      found.push({ ...base, level, subject, at: overdueAt, rec: overdueAt, events, remediedAt: met?.at ?? null });
    }
    return found;
  });
}
