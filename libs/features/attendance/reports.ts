import type { EventMark } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import { type Pack, type PackRule, kindOf, words } from '#lib/protocol/index.js';
import { type StructureState, isOrHolds, officesOf } from '../structure/state.js';
import type { AttendanceEvent } from './events.js';

/** Advice on party business. */
export interface AdviceGiven extends EventMark {
  readonly pack: Pack;
  readonly meeting: string | null;
  readonly officer: string | null;
  /** True where the officer was appointed political assistant by then, or held that role then. */
  readonly byAssistant: boolean;
}

/** The asking for advice on party business. */
export interface AdviceSought extends EventMark {
  readonly pack: Pack;
  readonly meeting: string | null;
  readonly by: string;
  /** True where the rule of the pack speaks of whoever asked. */
  readonly bound: boolean;
}

/** A group's discussion passed on. */
export interface Leak extends EventMark {
  readonly pack: Pack;
  readonly about: string | null;
  readonly legalDuty: boolean;
  readonly indicated: boolean | null;
  /** True where it went to somebody whom it may not reach, and on no ground that excepts it. */
  readonly barred: boolean;
}

/** Reports of acts, judged as they stand at the end of their instant (readings 1.2). */
export interface Reports {
  readonly given: AdviceGiven[];
  readonly sought: AdviceSought[];
  readonly leaks: Leak[];
  /** `from group > to officer`, once it was recorded that the officer had to know. */
  readonly necessary: Set<string>;
  readonly pending: (() => void)[];
}

/** The reports of a council before its first event. */
export function initialReports(): Reports {
  return { given: [], sought: [], leaks: [], necessary: new Set(), pending: [] };
}

type Of<Type extends AttendanceEvent['type']> = Extract<AttendanceEvent, { type: Type }>;
type ReportEvent = Exclude<
  AttendanceEvent,
  {
    type:
      | 'OfficerAttendedGroupMeeting'
      | 'OfficerLeftGroupMeeting'
      | 'NonCouncillorPresenceRecorded'
      | 'InformationRestrictedForAudience'
      | 'PartyBusinessSegmentStarted';
  }
>;

function give({ given }: Reports, event: Of<'PartyBusinessAdviceGiven'>, structure: StructureState): void {
  const { officer = null, meeting = null } = event.p;
  const byAssistant =
    officer !== null &&
    (structure.assistants.has(officer) || isOrHolds(structure.holders, officer, ['political_assistant']));
  given.push({ ...markOf(event), pack: event.pack, meeting, officer, byAssistant });
}

/** Whom the rule on advice binds as somebody who asks (readings 3, grp.no_party_business_advice). */
function bindsAsking(rule: PackRule, { pack, p }: Of<'PartyBusinessAdviceSought'>, structure: StructureState): boolean {
  const { by, role } = p;
  switch (rule.params['who']) {
    case 'members_asking':
      return by.startsWith('M-') || (role !== undefined && kindOf(pack, role) === 'member');
    case 'office_holders_asking':
      return (
        (role !== undefined && officesOf(rule).includes(role)) || isOrHolds(structure.holders, by, officesOf(rule))
      );
    default:
      return false;
  }
}

function seek({ sought }: Reports, event: Of<'PartyBusinessAdviceSought'>, structure: StructureState): void {
  const { by, meeting = null } = event.p;
  const rule = event.pack.rules.get('grp.no_party_business_advice');
  const bound = rule !== undefined && bindsAsking(rule, event, structure);
  sought.push({ ...markOf(event), pack: event.pack, meeting, by, bound });
}

type LeakEvent = Of<'GroupConfidenceBreachReported'>;

/** Whom it reached, in the words of `not_to`; `officer` for an officer, by token or role. */
function recipientsOf({ pack, p: { from, to } }: LeakEvent, { memberGroup }: StructureState): readonly string[] {
  if (to === 'media') return ['media'];
  const kind = kindOf(pack, to);
  if (kind === 'officer') return ['officer'];
  if (to.startsWith('M-')) {
    const group = memberGroup.get(to) ?? null;
    if (group === from) return [];
    return group === null ? ['other_members'] : ['their_members', 'other_members'];
  }
  if (kind === 'member') return ['other_members'];
  return pack.roles.has(to) || to === from ? [] : ['other_groups'];
}

function isBarred({ necessary }: Reports, event: LeakEvent, structure: StructureState): boolean {
  const { pack, p } = event;
  const rule = pack.rules.get('grp.discussion_confidential');
  const excepted =
    p.ground !== undefined &&
    words(rule, 'exceptions').includes(p.ground) &&
    isOrHolds(structure.holders, p.to, words(rule, 'exceptions_to'));
  if (excepted) return false;
  const whereNecessary = words(pack.rules.get('grp.duty_to_disclose'), 'to_officers').includes('where_necessary');
  const needless = whereNecessary && !necessary.has(`${p.from}>${p.to}`);
  const closed = [...words(rule, 'not_to'), ...(needless ? ['officer'] : [])];
  return recipientsOf(event, structure).some((one) => closed.includes(one));
}

function leak(reports: Reports, event: LeakEvent, structure: StructureState): void {
  const { about = null, legalDuty = false, indicated = null } = event.p;
  const barred = isBarred(reports, event, structure);
  reports.leaks.push({ ...markOf(event), pack: event.pack, about, legalDuty, indicated, barred });
}

/** Notes one report; what it offends is judged once its instant is folded. */
export function noteReport(reports: Reports, event: ReportEvent, structure: StructureState): void {
  const later = (judge: () => void): void => void reports.pending.push(judge);
  if (event.type === 'PartyBusinessAdviceGiven') later(() => give(reports, event, structure));
  else if (event.type === 'PartyBusinessAdviceSought') later(() => seek(reports, event, structure));
  else if (event.type === 'GroupConfidenceBreachReported') later(() => leak(reports, event, structure));
  else if (event.type === 'NecessaryOfficerDisclosureRecorded') reports.necessary.add(`${event.p.from}>${event.p.to}`);
}

/** Judges what waited for the end of its instant. */
export function settleReports({ pending }: Reports): void {
  for (const judge of pending.splice(0)) judge();
}
