import type { EventMark, Instant } from '#lib/kernel/index.js';
import { type Finding, type Pack, judge, words } from '#lib/protocol/index.js';
import type { Authorisation as Decision, GroupSupportState } from '../group-support/state.js';
import { type Attendance, type GroupMeeting, type Presence, departureOf, endOf } from './state.js';

/** The rules that ask who of those present are no councillors. */
type Asking = 'grp.non_councillor_authorisation' | 'grp.non_councillor_restricted_information';

/** The rule by which P09 counts: the first, where the pack is silent on it the second (readings 4). */
export function askedByLog(pack: Pack): Asking {
  return pack.rules.has('grp.non_councillor_authorisation')
    ? 'grp.non_councillor_authorisation'
    : 'grp.non_councillor_restricted_information';
}

/** Co-opted members are councillors where the rule that asks says so, failing it the one on authorisation (AMB-14, readings 4). */
function cooptedCount(pack: Pack, asking: Asking): boolean {
  const said = [asking, 'grp.non_councillor_authorisation' as const].map(
    (id) => pack.rules.get(id)?.params['coopted_count_as_councillor'],
  );
  return said.find((one) => one !== undefined) === true;
}

function nonCouncillors({ count, coopted }: Presence, pack: Pack, asking: Asking): number {
  return cooptedCount(pack, asking) ? Math.max(0, count - coopted) : count;
}

/** The pack that judges a meeting: that of the first officer's arrival. */
export function packOf(meeting: GroupMeeting): Pack | null {
  return meeting.attendances[0]?.pack ?? null;
}

export function mostNonCouncillors({ presences }: GroupMeeting, pack: Pack): number {
  return Math.max(0, ...presences.map((presence) => nonCouncillors(presence, pack, askedByLog(pack))));
}

export type Authorisation = 'not_required' | 'in_advance' | 'late' | 'none';

/** The authoriser's decisions, request by request of a meeting. */
export function decisionsOn(meeting: GroupMeeting, pack: Pack, support: GroupSupportState): readonly Decision[][] {
  const authorisers = words(pack.rules.get('grp.non_councillor_authorisation'), 'authoriser');
  return [...new Set(meeting.attendances.map(({ request }) => request ?? ''))].map((id) =>
    (support.requests.get(id)?.authorisations ?? []).filter(({ by }) => authorisers.includes(by)),
  );
}

/** `in_advance` strictly before the first arrival, by the authoriser, for a request of that meeting (readings 4, P09). */
export function authorisationOf(meeting: GroupMeeting, pack: Pack, support: GroupSupportState): Authorisation {
  if (!pack.rules.has('grp.non_councillor_authorisation')) return 'not_required';
  if (mostNonCouncillors(meeting, pack) === 0) return 'not_required';
  const firstArrival = Math.min(...meeting.attendances.map(({ at }) => at));
  const decisions = decisionsOn(meeting, pack, support);
  const stands = decisions.some((ofOne) => ofOne.findLast(({ at }) => at < firstArrival)?.granted === true);
  if (stands) return 'in_advance';
  return decisions.flat().some(({ at, granted }) => granted && at >= firstArrival) ? 'late' : 'none';
}

/** When officers and non-councillors were in one room. */
interface Together {
  /** When both were first there. */
  readonly at: Instant;
  readonly presence: Presence;
  /** Officers who were there with them, in order of arrival. */
  readonly there: readonly Attendance[];
  /** Every officer left on finding them, for no other reason. */
  readonly withdrew: boolean;
}

function leftOnFinding(meeting: GroupMeeting, one: Attendance, presence: Presence): boolean {
  const left = departureOf(meeting, one);
  return left !== null && !left.forPartyBusiness && left.at >= presence.at;
}

/** Null where no officer and no non-councillor were ever together. */
function together(meeting: GroupMeeting, pack: Pack, asking: Asking): Together | null {
  const presence = meeting.presences.find((one) => nonCouncillors(one, pack, asking) > 0);
  if (presence === undefined) return null;
  const there = meeting.attendances.filter((one) => endOf(meeting, one) >= presence.at);
  if (there.length === 0) return null;
  return {
    at: Math.max(presence.at, Math.min(...there.map((one) => one.at))),
    presence,
    there,
    withdrew: there.every((one) => leftOnFinding(meeting, one, presence)),
  };
}

/** True where every officer left on finding non-councillors, as P09 counts them. */
export function withdrew(meeting: GroupMeeting, pack: Pack): boolean {
  return together(meeting, pack, askedByLog(pack))?.withdrew === true;
}

interface Met extends Together {
  /** When the last officer's attendance ended. */
  readonly ended: Instant;
  readonly actor: string | undefined;
  /** The presence, and of the officers who were there with it the first recorded (readings 3.4). */
  readonly rests: readonly EventMark[];
}

/** A mixed meeting that is over and that the officers did not leave on finding out; null for any other. */
function mixedMeeting(meeting: GroupMeeting, pack: Pack, asking: Asking, at: Instant): Met | null {
  const met = together(meeting, pack, asking);
  const ended = Math.max(...meeting.attendances.map((one) => endOf(meeting, one)));
  if (met === null || met.withdrew || ended > at) return null;
  const firstRecorded = [...met.there].sort((a, b) => a.rec - b.rec || a.order - b.order).slice(0, 1);
  return { ...met, ended, actor: met.there[0]?.officer, rests: [met.presence, ...firstRecorded] };
}

/** TH 6.4(ii): prior agreement where people who are not councillors are present; leaving on discovery clears. */
export function nonCouncillorAuthorisation(meeting: GroupMeeting, at: Instant, support: GroupSupportState): Finding[] {
  const pack = packOf(meeting);
  const met = pack === null ? null : mixedMeeting(meeting, pack, 'grp.non_councillor_authorisation', at);
  if (pack === null || met === null) return [];
  if (!['late', 'none'].includes(authorisationOf(meeting, pack, support))) return [];
  return judge(pack, 'grp.non_councillor_authorisation', {
    subject: `meeting ${meeting.id}`,
    meeting: meeting.id,
    at: met.at,
    rec: Math.max(...met.rests.map(({ rec }) => rec)),
    anchor: met.presence,
    events: met.rests,
    actor: met.actor,
  });
}

/** TH 6.4(ii), NT 7.10: a note that less was told to a mixed audience, by the end of the attendance. */
export function nonCouncillorRestrictedInformation(
  meeting: GroupMeeting,
  at: Instant,
  support: GroupSupportState,
): Finding[] {
  const pack = packOf(meeting);
  const met = pack === null ? null : mixedMeeting(meeting, pack, 'grp.non_councillor_restricted_information', at);
  if (pack === null || met === null) return [];
  const hasAuthorisation = pack.rules.has('grp.non_councillor_authorisation');
  if (hasAuthorisation && !['in_advance', 'late'].includes(authorisationOf(meeting, pack, support))) return [];
  const [note] = meeting.notes;
  return judge(pack, 'grp.non_councillor_restricted_information', {
    subject: `meeting ${meeting.id}`,
    meeting: meeting.id,
    at: met.ended,
    rec: met.ended,
    remediedAt: note?.at ?? null,
    anchor: met.presence,
    events: note === undefined ? met.rests : [...met.rests, note],
    actor: met.actor,
  });
}
