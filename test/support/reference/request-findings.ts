/** Findings about requests and refusals (the table of readings.md 3). */
import { memberRefusalSpells } from './councillors.js';
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import { firstRecorded } from './history.js';
import type { Fact } from './history.js';
import { listOf, rule } from './pack.js';
import type { Rule, World } from './pack.js';
import {
  decidedOtherwise,
  decisionFact,
  isMisrouted,
  parityRule,
  redirection,
  standingBeside,
  unexplainedSpells,
} from './requests.js';
import { isOrHolds, openings, token, ofType } from './world.js';

function aboutRequest(request: Fact) {
  return { subject: `request ${token(request.f['id'])!}`, anchor: request, occurredAt: request.t, rests: [request] };
}

/** grp.request_addressee: resolved by redirection to an addressee; 1.2: in the same instant it is met in time. */
function misrouted(world: World, request: Fact): Finding[] {
  const pack = world.packAt(request.t);
  const redirected = redirection(world, pack, request);
  if (!isMisrouted(pack, request) || redirected?.t === request.t) return [];
  return finding(pack, rule(pack, 'grp.request_addressee'), {
    ...aboutRequest(request),
    remediedAt: redirected?.t ?? null,
    resolvers: redirected === null ? [] : [redirected],
  });
}

/** Whoever was asked may give such help: by `permitted`, or exempt for that purpose; personal help never. */
function mayHelp(barred: Rule, to: string, purpose: string): boolean {
  if (purpose === 'personal') return false;
  const permitted = (barred.params['permitted'] ?? {}) as Record<string, unknown>;
  const exempt = listOf(barred.params['exempt']).includes(to) && listOf(barred.params['exempt_for']).includes(purpose);
  return exempt || listOf(permitted[to]).includes(purpose);
}

/** grp.no_surgeries_casework: a request of another `purpose` than council_business. */
function surgeryOrCasework(world: World, request: Fact): Finding[] {
  const pack = world.packAt(request.t);
  const barred = rule(pack, 'grp.no_surgeries_casework');
  const purpose = token(request.f['purpose']) ?? 'council_business';
  if (barred === null || purpose === 'council_business') return [];
  if (mayHelp(barred, String(request.f['to']), purpose)) return [];
  return finding(pack, barred, aboutRequest(request));
}

/** grp.no_ward_party_meetings. */
function wardPartyMeeting(world: World, request: Fact): Finding[] {
  const pack = world.packAt(request.t);
  return finding(pack, rule(pack, 'grp.no_ward_party_meetings'), { ...aboutRequest(request), who: request.f['by'] });
}

/** grp.even_handed, or clr.equal_treatment with unit `both`: an unexplained refusal between groups, spell by spell. */
function unexplained(world: World, request: Fact): Finding[] {
  return unexplainedSpells(world, request).flatMap((spell) => {
    const declining = decisionFact(world, request, spell.from)!;
    const pack = world.packAt(declining.t);
    return finding(pack, parityRule(pack), {
      subject: `request ${token(request.f['id'])!}`,
      fact: `from ${spell.from}`,
      anchor: declining,
      occurredAt: spell.from,
      rests: [request, declining, ...firstRecorded(standingBeside(world, request, spell.from))],
      remediedAt: spell.to,
      resolvers: decidedOtherwise(world, request, spell),
      who: declining.f['by'],
    });
  });
}

/** clr.equal_treatment with unit `councillor` or `both`: the same in P23, between members. */
function unexplainedBetweenMembers(world: World): Finding[] {
  return memberRefusalSpells(world).flatMap(({ spell, refusal, until }) => {
    const { request, answer, beside } = refusal;
    const pack = world.packAt(answer.t);
    const equal = rule(pack, 'clr.equal_treatment');
    if (!['councillor', 'both'].includes(String(equal?.params['unit']))) return [];
    return finding(pack, equal, {
      subject: request === null ? `event ${answer.event}` : `request ${token(request.f['id'])!}`,
      fact: `between members from ${spell.from}`,
      anchor: answer,
      occurredAt: spell.from,
      rests: [...(request === null ? [] : [request]), answer, ...firstRecorded(beside)],
      remediedAt: spell.to,
      resolvers: until,
      who: answer.f['by'],
    });
  });
}

const CONCERNS: Record<string, string> = {
  expression: 'grp.officer_neutrality',
  favouritism: 'rel.no_favouritism',
  change_of_control: 'grp.survives_change_of_control',
  chair_party_work: 'off.chair_impartiality',
};

const OFFICES = ['chair_of_council', 'vice_chair_of_council', 'committee_chair', 'committee_vice_chair'];

/** readings 3: the offices of `params.offices`, without it these four. */
export function officesOf(of: Rule): unknown[] {
  return of.params['offices'] === undefined ? OFFICES : listOf(of.params['offices']);
}

/** With `who: office_holders_asking` nothing is found about a member who then holds none of the offices. */
function isAboutNobodyBound(world: World, of: Rule | null, concern: Fact): boolean {
  const about = token(concern.f['about']) ?? '';
  if (of?.params['who'] !== 'office_holders_asking' || !about.startsWith('M-')) return false;
  return !isOrHolds(world, about, officesOf(of), concern.t);
}

/** readings 3.7: INFO until settled; confirmed, a finding of the rule's own level beside it. */
function neutralityConcern(world: World, concern: Fact): Finding[] {
  const pack = world.packAt(concern.t);
  const concerned = rule(pack, CONCERNS[token(concern.f['kind']) ?? 'expression']!);
  if (isAboutNobodyBound(world, concerned, concern)) return [];
  const settlements = settlementsOf(world, concern);
  const confirmed = settlements.find((fact) => fact.f['outcome'] === 'confirmed');
  const own = { subject: `concern ${token(concern.f['id'])!}`, anchor: concern, who: concern.f['about'] };
  const settledAtOnce = settlements[0]?.t === concern.t;
  const report = finding(pack, settledAtOnce ? null : concerned, {
    ...own,
    fact: 'raised',
    occurredAt: concern.t,
    rests: [concern],
    basis: 'reported',
    remediedAt: settlements[0]?.t ?? null,
    resolvers: settlements.slice(0, 1),
  }).map((one): Finding => ({ ...one, level: 'INFO', severity: 'info' }));
  if (confirmed === undefined) return report;
  const found = finding(pack, concerned, {
    ...own,
    fact: 'confirmed',
    occurredAt: confirmed.t,
    rests: [concern, confirmed],
  });
  return [...report, ...found];
}

/** readings 1.2: in the instant of the raising too, whichever was recorded first. */
function settlementsOf(world: World, concern: Fact): Fact[] {
  return ofType(world, 'NeutralityConcernSettled').filter(
    (fact) => fact.f['id'] === concern.f['id'] && fact.t >= concern.t,
  );
}

export function requestFindings(world: World): Finding[] {
  return [
    ...openings(world, 'GroupSupportRequested').flatMap((one) => [
      ...misrouted(world, one),
      ...surgeryOrCasework(world, one),
      ...unexplained(world, one),
    ]),
    ...openings(world, 'WardPartyMeetingRequested').flatMap((one) => wardPartyMeeting(world, one)),
    ...unexplainedBetweenMembers(world),
    ...openings(world, 'NeutralityConcernRaised').flatMap((one) => neutralityConcern(world, one)),
  ];
}
