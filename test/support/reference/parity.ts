/** Even-handedness by group and by councillor, office-holder briefings (readings.md 4, P06, P10, P23). */
import { distinct, gap, rate, rounded, spells } from './figures.js';
import type { Rate, Spell } from './figures.js';
import type { Fact } from './history.js';
import { endStated, meetingGroupOf } from './meetings.js';
import { outsideParity, rule } from './pack.js';
import type { World } from './pack.js';
import { byMatter } from './matters.js';
import { countedDeliveries } from './supplies.js';
import { noticesReceived } from './notices.js';
import { decision, decisionsOn, groupOfMember, instants, isUnexplained, ofType, openings, token } from './requests.js';

/** readings 4, P06: every group registered or named by a request, delivery, reissue or notice. */
function groupsListed(world: World): string[] {
  const named = [
    ...ofType(world, 'PoliticalGroupRegistered', 'AdviceReissued', 'OtherGroupNotified').map((fact) =>
      token(fact.f['group']),
    ),
    ...openings(world, 'GroupSupportRequested').map((fact) => token(fact.f['group'])),
    ...countedDeliveries(world).map((one) => one.group),
  ];
  return distinct(named.filter((group) => group !== null)).sort();
}

/** readings 4, P06: `attendances` are meetings; those of political assistants are left out. */
function attendances(world: World, group: string): number {
  const attended = ofType(world, 'OfficerAttendedGroupMeeting').filter((fact) => {
    const leftOut = fact.f['role'] === 'political_assistant' && outsideParity(world.packAt(fact.t));
    return !leftOut && meetingGroupOf(world, fact) === group;
  });
  return distinct(attended.map((fact) => token(fact.f['meeting']))).length;
}

/** readings 4, P06: officers allocated to the group now; the latest allocation of an officer to it holds. */
function allocatedOfficers(world: World, group: string): number {
  const all = ofType(world, 'OfficerAllocatedToSupport').filter((fact) => fact.f['memberOrGroup'] === group);
  const latest = all.filter((fact) => all.filter((other) => other.f['officer'] === fact.f['officer']).at(-1) === fact);
  return latest.filter((fact) => endStated(fact) === null || world.at < endStated(fact)!).length;
}

function count(world: World, requests: Fact[], wanted: string): number {
  return requests.filter((request) => decision(world, request, world.at) === wanted).length;
}

function groupRow(world: World, group: string) {
  const requests = openings(world, 'GroupSupportRequested').filter((fact) => fact.f['group'] === group);
  const delivered = countedDeliveries(world);
  const own = delivered.filter((one) => one.group === group);
  const accepted = count(world, requests, 'accepted');
  const declined = count(world, requests, 'declined');
  return {
    requests: requests.length,
    pending: count(world, requests, 'pending'),
    accepted,
    declined,
    withdrawn: count(world, requests, 'withdrawn'),
    acceptanceRate: rounded(rate(accepted, accepted + declined)),
    briefings: own.filter((one) => one.fact.type === 'GroupBriefingGiven').length,
    reports: own.filter((one) => one.fact.type === 'GroupReportSupplied').length,
    support: own.length,
    supportShare: rounded(rate(own.length, delivered.length)),
    attendances: attendances(world, group),
    noticesReceived: noticesReceived(world, group),
    allocatedOfficers: allocatedOfficers(world, group),
  };
}

function exactRates(rows: { accepted: number; declined: number }[]): (Rate | null)[] {
  return rows.map((row) => rate(row.accepted, row.accepted + row.declined));
}

/** projections.md P06, the council line: matters by status. */
function mattersByStatus(world: World): Record<string, number> {
  const statuses = Object.values(byMatter(world).matters).map((row) => row.status);
  const names = ['EVEN', 'UNEVEN', 'REVIEW', 'PENDING', 'SINGLE_GROUP'];
  return Object.fromEntries(names.map((name) => [name, statuses.filter((one) => one === name).length]));
}

/** projections.md P06. */
export function byGroup(world: World) {
  const groups = groupsListed(world);
  const rows = groups.map((group) => groupRow(world, group));
  const requests = openings(world, 'GroupSupportRequested');
  return {
    groups: Object.fromEntries(groups.map((group, place) => [group, rows[place]])),
    council: {
      acceptanceGap: gap(exactRates(rows)),
      totalSupport: rows.reduce((sum, row) => sum + row.support, 0),
      unexplainedRefusals: requests.filter((request) => isUnexplained(world, request, world.at)).length,
      matters: mattersByStatus(world),
      administration: token(ofType(world, 'AdministrationFormed').at(-1)?.f['group']),
    },
  };
}

/** readings 4, P23: granted by InformationProvided, refused by InformationRefused; the latest wins. */
export function answerTo(world: World, request: Fact, by: number): Fact | null {
  const all = decisionsOn(world, request, 'id', ['InformationProvided', 'InformationRefused']);
  return all.filter((fact) => fact.t <= by).at(-1) ?? null;
}

/** AMB-32: another group's papers, and drafts open to the administration only, may be refused. */
function isAuthorisedRefusal(world: World, request: Fact): boolean {
  const pack = world.packAt(request.t);
  const own = groupOfMember(world, token(request.f['member']) ?? '', request.t);
  const paperOf = token(request.f['paperOf']);
  if (rule(pack, 'inf.group_papers') !== null && paperOf !== null && paperOf !== own) return true;
  const administration = ofType(world, 'AdministrationFormed')
    .filter((fact) => fact.t <= request.t)
    .at(-1);
  const isDraft = request.f['class'] === 'administration_drafts';
  return rule(pack, 'inf.administration_drafts') !== null && isDraft && token(administration?.f['group']) !== own;
}

/** readings 3, clr.equal_treatment: the unexplained refusal, between members. */
export function isUnexplainedBetweenMembers(world: World, request: Fact, by: number): boolean {
  const answer = answerTo(world, request, by);
  if (token(request.f['matter']) === null || answer?.type !== 'InformationRefused') return false;
  if (token(answer.f['ground']) !== null || isAuthorisedRefusal(world, request)) return false;
  return grantedElsewhere(world, request, by).length > 0;
}

export function grantedElsewhere(world: World, request: Fact, by: number): Fact[] {
  return openings(world, 'InformationRequested')
    .filter((other) => other.f['matter'] === request.f['matter'] && other.f['member'] !== request.f['member'])
    .map((other) => answerTo(world, other, by))
    .filter((answer) => answer !== null && answer.type === 'InformationProvided') as Fact[];
}

export function unexplainedSpellsBetweenMembers(world: World, request: Fact): Spell[] {
  return spells(instants(world), (instant) => isUnexplainedBetweenMembers(world, request, instant));
}

/** projections.md P23. */
export function byCouncillor(world: World) {
  const requests = openings(world, 'InformationRequested').filter((fact) => token(fact.f['member']) !== null);
  const members = distinct(requests.map((fact) => token(fact.f['member'])!)).sort();
  const answered = (member: string, type: string) =>
    requests.filter((one) => one.f['member'] === member && answerTo(world, one, world.at)?.type === type).length;
  const rows = members.map((member) => {
    const granted = answered(member, 'InformationProvided');
    const refused = answered(member, 'InformationRefused');
    return { requests: requests.filter((one) => one.f['member'] === member).length, granted, refused };
  });
  const rates = rows.map((row) => rate(row.granted, row.granted + row.refused));
  return {
    councillors: Object.fromEntries(members.map((member, i) => [member, { ...rows[i]!, rate: rounded(rates[i]!) }])),
    council: {
      gap: gap(rates),
      unexplainedRefusals: requests.filter((one) => isUnexplainedBetweenMembers(world, one, world.at)).length,
    },
  };
}

/** projections.md P10: briefings to office-holders, kept apart from P06. */
export function officeHolderBriefings(world: World) {
  const kinds = {
    offered: 'OfficeHolderBriefingOffered',
    held: 'OfficeHolderBriefingHeld',
    declined: 'OfficeHolderBriefingDeclined',
  };
  const all = ofType(world, ...Object.values(kinds));
  const tally = (facts: Fact[]) =>
    Object.fromEntries(
      Object.entries(kinds).map(([name, type]) => [name, facts.filter((one) => one.type === type).length]),
    );
  const offices = distinct(all.map((fact) => token(fact.f['office'])!)).sort();
  const of = (office: string) => all.filter((fact) => fact.f['office'] === office);
  return { offices: Object.fromEntries(offices.map((office) => [office, tally(of(office))])), totals: tally(all) };
}
