/** Findings about party business, group confidence and what follows a group's meeting (the table of readings.md 3). */
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import type { Fact } from './history.js';
import { declares, exemptsAssistants, kindOfRole, listOf, rule } from './pack.js';
import type { World } from './pack.js';
import { officesOf } from './request-findings.js';
import { groupOfMember, isOrHolds, ofType, token } from './world.js';

/** Rules whose subject is the event itself. */
function byItself(world: World, fact: Fact, id: string, who: unknown): Finding[] {
  const pack = world.packAt(fact.t);
  return finding(pack, rule(pack, id), {
    subject: `event ${fact.event}`,
    anchor: fact,
    occurredAt: fact.t,
    rests: [fact],
    meeting: token(fact.f['meeting']),
    who,
  });
}

const PARTY = 'grp.no_party_business_advice';
const ASSISTANT = 'political_assistant';

/** readings 3: appointed by then, holding political_assistant then, or at that meeting in that role. */
function isExemptAssistant(world: World, given: Fact): boolean {
  const { officer, meeting } = given.f;
  if (token(officer) === null || !exemptsAssistants(world.packAt(given.t), PARTY)) return false;
  const appointed = ofType(world, 'PoliticalAssistantAppointed').some(
    (fact) => fact.f['officer'] === officer && fact.t <= given.t,
  );
  const attended = ofType(world, 'OfficerAttendedGroupMeeting').some(
    (fact) =>
      token(meeting) !== null &&
      fact.f['meeting'] === meeting &&
      fact.f['officer'] === officer &&
      fact.f['role'] === ASSISTANT,
  );
  return appointed || attended || isOrHolds(world, officer, [ASSISTANT], given.t);
}

/** Who may offend by asking: with `members_asking` any member, with `office_holders_asking` a holder of an office. */
function isBoundByAsking(world: World, asked: Fact): boolean {
  const pack = world.packAt(asked.t);
  const party = rule(pack, PARTY);
  const { by, role } = asked.f;
  if (party?.params['who'] === 'members_asking') {
    return String(by).startsWith('M-') || kindOfRole(pack, role) === 'member';
  }
  if (party?.params['who'] !== 'office_holders_asking') return false;
  const offices = officesOf(party);
  return offices.includes(role) || isOrHolds(world, by, offices, asked.t);
}

/** grp.no_party_business_advice: the advice, or where the pack says so the asking. */
function partyBusinessAdvice(world: World, fact: Fact): Finding[] {
  const isAsking = fact.type === 'PartyBusinessAdviceSought';
  const who = rule(world.packAt(fact.t), PARTY)?.params['who'];
  const offends = isAsking ? isBoundByAsking(world, fact) : who === undefined && !isExemptAssistant(world, fact);
  return offends ? byItself(world, fact, PARTY, isAsking ? fact.f['by'] : fact.f['officer']) : [];
}

/** grp.follow_up_route: `to` not in `to`; a role unknown to the pack misroutes nothing (readings 1.7). */
function followUp(world: World, fact: Fact): Finding[] {
  const pack = world.packAt(fact.t);
  const recipients = listOf(rule(pack, 'grp.follow_up_route')?.params['to']);
  const misrouted = declares(pack, fact.f['to']) && !recipients.includes(fact.f['to']);
  return misrouted ? byItself(world, fact, 'grp.follow_up_route', fact.f['group']) : [];
}

/** To whom a group's discussion went: an officer, or in the words of `not_to`. */
function recipientsOf(world: World, leak: Fact): string[] {
  const to = token(leak.f['to'])!;
  const kind = kindOfRole(world.packAt(leak.t), to);
  if (to === 'media') return ['media'];
  if (to.startsWith('O-') || kind === 'officer') return ['officer'];
  if (to.startsWith('M-')) return membersWords(groupOfMember(world, to, leak.t), leak.f['from']);
  if (kind === 'member') return ['other_members'];
  const isGroup = !declares(world.packAt(leak.t), to) && to !== leak.f['from'];
  return isGroup ? ['other_groups'] : [];
}

function membersWords(own: string | null, from: unknown): string[] {
  if (own === from) return [];
  return own === null ? ['other_members'] : ['their_members', 'other_members'];
}

/** An officer was told where that is allowed only with a recorded necessity. */
function isNeedless(world: World, leak: Fact): boolean {
  const duty = rule(world.packAt(leak.t), 'grp.duty_to_disclose');
  if (duty?.params['to_officers'] !== 'where_necessary') return false;
  return !ofType(world, 'NecessaryOfficerDisclosureRecorded').some(
    (fact) => fact.f['from'] === leak.f['from'] && fact.f['to'] === leak.f['to'] && fact.t <= leak.t,
  );
}

/** readings 3: nothing where `ground` is one of `exceptions` and `to` is, or then holds, a role of `exceptions_to`. */
function isExcepted(world: World, leak: Fact): boolean {
  const params = rule(world.packAt(leak.t), 'grp.discussion_confidential')?.params ?? {};
  const isGround = listOf(params['exceptions']).includes(leak.f['ground']);
  return isGround && isOrHolds(world, leak.f['to'], listOf(params['exceptions_to']), leak.t);
}

/** grp.discussion_confidential, and grp.duty_to_disclose where a legal duty was not said openly. */
function confidence(world: World, leak: Fact): Finding[] {
  const notTo = listOf(rule(world.packAt(leak.t), 'grp.discussion_confidential')?.params['not_to']);
  const reported = (id: string) =>
    byItself(world, leak, id, leak.f['about']).map((one): Finding => ({ ...one, basis: 'reported' }));
  if (leak.f['legalDuty'] === true) return leak.f['indicated'] === false ? reported('grp.duty_to_disclose') : [];
  const told = recipientsOf(world, leak);
  const barred = told.some((one) => (one === 'officer' ? isNeedless(world, leak) : notTo.includes(one)));
  return barred && !isExcepted(world, leak) ? reported('grp.discussion_confidential') : [];
}

export function conductFindings(world: World): Finding[] {
  return [
    ...ofType(world, 'PartyBusinessAdviceGiven', 'PartyBusinessAdviceSought').flatMap((one) =>
      partyBusinessAdvice(world, one),
    ),
    ...ofType(world, 'GroupConclusionReliedOn').flatMap((one) =>
      byItself(world, one, 'grp.conclusions_not_decisions', one.f['group']),
    ),
    ...ofType(world, 'GroupFollowUpActionNotified').flatMap((one) => followUp(world, one)),
    ...ofType(world, 'GroupConfidenceBreachReported').flatMap((one) => confidence(world, one)),
  ];
}
