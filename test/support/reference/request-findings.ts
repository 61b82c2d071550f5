/** Findings about requests and refusals (the table of readings.md 3). */
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import type { Fact } from './history.js';
import { rule } from './pack.js';
import type { World } from './pack.js';
import { answerTo, grantedElsewhere, unexplainedSpellsBetweenMembers } from './parity.js';
import {
  acceptedElsewhere,
  decisionFact,
  isMisrouted,
  openings,
  parityRule,
  redirection,
  token,
  unexplainedSpells,
} from './requests.js';

/** grp.request_addressee: resolved by redirection to an addressee; 1.2: in the same instant it is met in time. */
function misrouted(world: World, request: Fact): Finding[] {
  const pack = world.packAt(request.t);
  const redirected = redirection(world, pack, request)?.t ?? null;
  if (!isMisrouted(pack, request) || redirected === request.t) return [];
  return finding(rule(pack, 'grp.request_addressee'), {
    kind: 'request',
    subject: [token(request.f['id'])],
    occurredAt: request.t,
    rests: [request],
    remediedAt: redirected,
  });
}

/** grp.no_surgeries_casework: `purpose` surgery, casework, personal, unless `to` is a role that `permitted` names. */
function surgeryOrCasework(world: World, request: Fact): Finding[] {
  const barred = rule(world.packAt(request.t), 'grp.no_surgeries_casework');
  const isBarred = ['surgery', 'casework', 'personal'].includes(String(request.f['purpose']));
  const permitted = Object.keys((barred?.params['permitted'] as object | undefined) ?? {});
  if (!isBarred || permitted.includes(String(request.f['to']))) return [];
  return finding(barred, {
    kind: 'request',
    subject: [token(request.f['id'])],
    occurredAt: request.t,
    rests: [request],
  });
}

/** grp.no_ward_party_meetings. */
function wardPartyMeeting(world: World, request: Fact): Finding[] {
  return finding(rule(world.packAt(request.t), 'grp.no_ward_party_meetings'), {
    kind: 'request',
    subject: [token(request.f['id'])],
    occurredAt: request.t,
    rests: [request],
  });
}

/** grp.even_handed, or clr.equal_treatment with unit `both`: an unexplained refusal between groups, spell by spell. */
function unexplained(world: World, request: Fact): Finding[] {
  return unexplainedSpells(world, request).flatMap((spell) =>
    finding(parityRule(world.packAt(spell.from)), {
      kind: 'request',
      subject: [token(request.f['id'])],
      fact: `from ${spell.from}`,
      occurredAt: spell.from,
      rests: [request, decisionFact(world, request, spell.from)!, ...acceptedElsewhere(world, request, spell.from)],
      remediedAt: spell.to,
    }),
  );
}

/** clr.equal_treatment with unit `councillor` or `both`: the same in P23, between members. */
function unexplainedBetweenMembers(world: World, request: Fact): Finding[] {
  return unexplainedSpellsBetweenMembers(world, request).flatMap((spell) => {
    const equal = rule(world.packAt(spell.from), 'clr.equal_treatment');
    if (!['councillor', 'both'].includes(String(equal?.params['unit']))) return [];
    return finding(equal, {
      kind: 'information request',
      subject: [token(request.f['id'])],
      fact: `from ${spell.from}`,
      occurredAt: spell.from,
      rests: [request, answerTo(world, request, spell.from)!, ...grantedElsewhere(world, request, spell.from)],
      remediedAt: spell.to,
    });
  });
}

const CONCERNS: Record<string, string> = {
  expression: 'grp.officer_neutrality',
  favouritism: 'rel.no_favouritism',
  change_of_control: 'grp.survives_change_of_control',
  chair_party_work: 'off.chair_impartiality',
};

/** readings 3.7: INFO until settled; confirmed, a finding of the rule's own level beside it. */
function neutralityConcern(world: World, concern: Fact): Finding[] {
  const id = CONCERNS[token(concern.f['kind']) ?? 'expression']!;
  const concerned = rule(world.packAt(concern.t), id);
  const settlements = settlementsOf(world, concern);
  const confirmed = settlements.find((fact) => fact.f['outcome'] === 'confirmed');
  const subject = [token(concern.f['id'])];
  const settledAtOnce = settlements[0]?.t === concern.t;
  const report = finding(settledAtOnce ? null : concerned, {
    kind: 'concern',
    subject,
    fact: 'raised',
    occurredAt: concern.t,
    rests: [concern],
    basis: 'reported',
    remediedAt: settlements[0]?.t ?? null,
  }).map((one): Finding => ({ ...one, level: 'INFO', severity: 'info' }));
  if (confirmed === undefined) return report;
  const own = finding(concerned, {
    kind: 'concern',
    subject,
    fact: 'confirmed',
    occurredAt: confirmed.t,
    rests: [concern, confirmed],
  });
  return [...report, ...own];
}

function settlementsOf(world: World, concern: Fact): Fact[] {
  const all = world.events.slice(world.events.indexOf(concern));
  return all.filter((fact) => fact.type === 'NeutralityConcernSettled' && fact.f['id'] === concern.f['id']);
}

export function requestFindings(world: World): Finding[] {
  return [
    ...openings(world, 'GroupSupportRequested').flatMap((one) => [
      ...misrouted(world, one),
      ...surgeryOrCasework(world, one),
      ...unexplained(world, one),
    ]),
    ...openings(world, 'WardPartyMeetingRequested').flatMap((one) => wardPartyMeeting(world, one)),
    ...openings(world, 'InformationRequested').flatMap((one) => unexplainedBetweenMembers(world, one)),
    ...openings(world, 'NeutralityConcernRaised').flatMap((one) => neutralityConcern(world, one)),
  ];
}
