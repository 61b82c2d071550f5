/** What every figure is made of: a count is the number of its lines (issue: every figure opens). */
import { isKnownMember, memberLines, memberRefusalLines, membersListed } from './councillors.js';
import { distinct } from './figures.js';
import type { Line, Lines } from './figures.js';
import { idsInOrder } from './finding.js';
import type { Finding, Ref } from './finding.js';
import type { Fact } from './history.js';
import { groupLines, groupsListed, isCounted, refusalLines, STATUSES, supportLines } from './groups.js';
import { adoptionLines } from './life.js';
import { mattersSeen } from './matters.js';
import { attendancesAt, authorisationsAt, eventsOf } from './meetings.js';
import { noticeEvents, notices, stateOf } from './notices.js';
import type { Notice } from './notices.js';
import { briefingLines, groupsBriefed, officesBriefed } from './offices.js';
import type { World } from './pack.js';
import { decision, decisionFact, deliveriesFor, redirections, routing } from './requests.js';
import { groupsHolding, groupsInformed, groupsOf, notificationsOn, offersOn, reasons, statusOf } from './status.js';
import { formatInstant } from './time.js';
import { differenceAt, holdings, versionSpells } from './versions.js';
import { ofType, openings, token } from './world.js';

/** By projection, row and figure: what is counted, and the own ids of the events that say so, in order of occurrence. */
export type Explained = Record<string, Record<string, Record<string, { of: string; events: string[] }[]>>>;

type Rows = Record<string, Lines>;

function line(of: string, ...events: Fact[]): Line {
  return { of, events };
}

function support(world: World): Rows {
  const requests = openings(world, 'GroupSupportRequested');
  const rows = requests.map((request) => [
    token(request.f['id'])!,
    {
      deliveries: deliveriesFor(world, request).map((fact) => line(fact.event, fact)),
      decision: [line(decision(world, request, world.at), decisionFact(world, request, world.at) ?? request)],
      routing: [line(routing(world, request), request, ...redirections(world, request))],
    },
  ]);
  const redirected = requests.filter((request) => routing(world, request) === 'redirected');
  const whole = { misroutedThenRedirected: redirected.map((one) => line(token(one.f['id'])!, one)) };
  return { ...Object.fromEntries(rows), council: whole };
}

function groups(world: World): Rows {
  const listed = groupsListed(world);
  const rows = listed.map((group): [string, Lines] => [group, withRates(groupLines(world, group))]);
  const decided = rows
    .filter(([group]) => isCounted(world, group))
    .flatMap(([, lines]) => [...lines['accepted']!, ...lines['declined']!]);
  const matters = mattersSeen(world).map((matter) => ({ matter, why: reasons(world, matter) }));
  const standing = (status: string) =>
    matters
      .filter(({ why }) => statusOf(why) === status)
      .map(({ matter, why }) => line(matter, ...(why[0]?.events ?? [])));
  const whole = {
    acceptanceGap: decided,
    totalSupport: supportLines(world),
    unexplainedRefusals: refusalLines(world),
    ...Object.fromEntries(STATUSES.map((status) => [`matters.${status}`, standing(status)])),
  };
  return { ...Object.fromEntries(rows), council: whole };
}

/** A rate is made of what was decided, a share of the support that it is a share of. */
function withRates(lines: Lines): Lines {
  return {
    ...lines,
    acceptanceRate: [...lines['accepted']!, ...lines['declined']!],
    supportShare: lines['support']!,
  };
}

function informedBy(world: World, matter: string, group: string): Fact[] {
  return [
    ...holdings(world, matter, world.at)
      .filter((one) => one.group === group)
      .map((one) => one.fact),
    ...notificationsOn(world, matter).filter((fact) => fact.f['group'] === group),
    ...offersOn(world, matter)
      .filter((one) => one.group === group)
      .map((one) => one.fact),
  ];
}

function registration(world: World, group: string): Fact[] {
  return ofType(world, 'PoliticalGroupRegistered').filter((fact) => fact.f['group'] === group);
}

function noticeLines(world: World, all: Notice[]): Lines {
  const of = (state: string | null) =>
    all
      .filter((notice) => state === null || stateOf(notice, world.at) === state)
      .map((notice) => line(`${notice.matter} ${notice.version} ${notice.group}`, ...noticeEvents(notice)));
  const states = ['met', 'metLate', 'open', 'overdue', 'missed'];
  return { owed: of(null), ...Object.fromEntries(states.map((state) => [state, of(state)])) };
}

function matterLines(world: World, matter: string): Lines {
  const held = holdings(world, matter, world.at);
  const advised = groupsOf(world, matter).filter((group) => groupsHolding(world, matter, world.at).includes(group));
  const informed = groupsInformed(world, matter).map((group) => line(group, ...informedBy(world, matter, group)));
  const own = notices(world).filter((notice) => notice.matter === matter);
  const uneven = versionSpells(world, matter, 'different');
  return {
    groupsActive: groupsOf(world, matter).map((group) => line(group, ...registration(world, group).slice(0, 1))),
    advised: advised.map((group) => line(group, ...held.filter((one) => one.group === group).map((one) => one.fact))),
    informed,
    coverage: informed,
    versionsHeld: distinct(held.map((one) => one.held!)).map((version) =>
      line(version, ...held.filter((one) => one.held === version).map((one) => one.fact)),
    ),
    status: reasons(world, matter).map((one) => line(one.reason, ...one.events)),
    hoursUneven: uneven.map((spell) => line(formatInstant(spell.from), ...differenceAt(world, matter, spell.from))),
    ...prefixed('notices', noticeLines(world, own)),
  };
}

function prefixed(prefix: string, lines: Lines): Lines {
  return Object.fromEntries(Object.entries(lines).map(([name, list]) => [`${prefix}.${name}`, list]));
}

function byMatterRows(world: World): Rows {
  return Object.fromEntries(mattersSeen(world).map((matter) => [matter, matterLines(world, matter)]));
}

function noticeRows(world: World): Rows {
  const all = notices(world);
  const rows = distinct(all.map((notice) => notice.matter)).map((matter) => [
    matter,
    noticeLines(
      world,
      all.filter((notice) => notice.matter === matter),
    ),
  ]);
  return { ...Object.fromEntries(rows), totals: noticeLines(world, all) };
}

function meetingRows(world: World, findings: Finding[]): Rows {
  const meetings = distinct(ofType(world, 'OfficerAttendedGroupMeeting').map((fact) => token(fact.f['meeting'])!));
  const rows = meetings.map((meeting) => {
    const open = findings.filter((one) => one.meeting === meeting && one.remediedAt === null);
    const of = (type: string) => eventsOf(world, meeting).filter((fact) => fact.type === type);
    const one = (facts: Fact[]) => facts.map((fact) => line(fact.event, fact));
    return [
      meeting,
      {
        authorisation: one(authorisationsAt(world, meeting)),
        restrictedInformation: one(of('InformationRestrictedForAudience')),
        officers: one(attendancesAt(world, meeting)),
        nonCouncillors: one(of('NonCouncillorPresenceRecorded')),
        partyBusinessMinutes: one(of('PartyBusinessSegmentStarted')),
        verdict: open.map((found) => line(found.rule, ...(found.events as Fact[]))),
      },
    ];
  });
  return Object.fromEntries(rows);
}

function officeRows(world: World): Rows {
  const rows = officesBriefed(world).map((office) => [
    office,
    {
      ...briefingLines(world, office),
      ...Object.assign(
        {},
        ...groupsBriefed(world, office).map((group) =>
          prefixed(`byGroup.${group}`, briefingLines(world, office, group)),
        ),
      ),
    },
  ]);
  return { ...Object.fromEntries(rows), totals: briefingLines(world) };
}

function memberRows(world: World): Rows {
  const rows = membersListed(world).map((member) => {
    const lines = memberLines(world, member);
    return [member, { ...lines, rate: [...lines.granted, ...lines.refused] }] as const;
  });
  const gap = rows.filter(([member]) => isKnownMember(world, member)).flatMap(([, { rate }]) => rate);
  return { ...Object.fromEntries(rows), council: { gap, unexplainedRefusals: memberRefusalLines(world) } };
}

/** What the totals of P20, and of P19 where they are about the protocol's life, are made of. */
export function findingLines(findings: Finding[]): Lines {
  const of = (level: string, openOnly: boolean) =>
    findings
      .filter((one) => one.level === level && (!openOnly || one.remediedAt === null))
      .map((one) => ({ of: `${one.rule} ${one.subject}`, events: one.events as Fact[] }));
  return Object.fromEntries(
    ['BREACH', 'WARN', 'INFO'].flatMap((level) => [
      [`${level}.open`, of(level, true)],
      [`${level}.total`, of(level, false)],
    ]),
  );
}

function lifeRows(world: World, findings: Finding[]): Rows {
  const own = findings.filter((one) => one.rule.startsWith('lif.'));
  const lines = findingLines(own);
  const all = own.map((one) => ({ of: `${one.rule} ${one.fact}`, events: one.events as Fact[] }));
  return { protocol: { evidencedAdoptions: adoptionLines(world), warn: lines['WARN.open']!, findings: all } };
}

export function answered(rows: Rows): Explained[string] {
  const ids = (list: Line[]) => list.map((one) => ({ of: one.of, events: idsInOrder(one.events as Ref[]) }));
  const figures = (lines: Lines) => Object.fromEntries(Object.entries(lines).map(([name, list]) => [name, ids(list)]));
  return Object.fromEntries(Object.entries(rows).map(([row, lines]) => [row, figures(lines)]));
}

export function explained(world: World, findings: Finding[]): Explained {
  return {
    'group-support': answered(support(world)),
    'even-handedness-by-group': answered(groups(world)),
    'even-handedness-by-matter': answered(byMatterRows(world)),
    'notice-obligations': answered(noticeRows(world)),
    'attendance-log': answered(meetingRows(world, findings)),
    'office-holder-briefings': answered(officeRows(world)),
    'protocol-status': answered(lifeRows(world, findings)),
    'even-handedness-by-councillor': answered(memberRows(world)),
    findings: answered({ totals: findingLines(findings) }),
  };
}
