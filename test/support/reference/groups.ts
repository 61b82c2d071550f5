/** Even-handedness by group (readings.md 4, P06). */
import { distinct, gap, gathered, rate, rounded } from './figures.js';
import type { Line, Rate } from './figures.js';
import type { Fact } from './history.js';
import { byMatter } from './matters.js';
import { endStated, meetingGroupOf } from './meetings.js';
import { noticesTo } from './notices.js';
import type { World } from './pack.js';
import { decision, decisionFact, isUnexplained, standingBeside } from './requests.js';
import { countedDeliveries, isAssistantsOutside } from './supplies.js';
import { administrationAt, groupsEverRegistered, ofType, openings, token } from './world.js';

/** readings 4, P06: every group registered or named by a request, delivery, reissue or notice. */
export function groupsListed(world: World): string[] {
  const named = [
    ...ofType(world, 'PoliticalGroupRegistered', 'AdviceReissued', 'OtherGroupNotified').map((fact) =>
      token(fact.f['group']),
    ),
    ...openings(world, 'GroupSupportRequested').map((fact) => token(fact.f['group'])),
    ...countedDeliveries(world).map((one) => one.group),
  ];
  return distinct(named.filter((group) => group !== null)).sort();
}

/** readings 4, P06: where a group is registered, those that never were stand apart and count in no figure of the council. */
export function isCounted(world: World, group: unknown): boolean {
  const registered = groupsEverRegistered(world);
  return registered.length === 0 || registered.includes(String(group));
}

function attendances(world: World, group: string): Line[] {
  const attended = ofType(world, 'OfficerAttendedGroupMeeting').filter(
    (fact) => !isAssistantsOutside(world, fact) && meetingGroupOf(world, fact) === group,
  );
  return gathered(attended.map((fact) => ({ of: token(fact.f['meeting'])!, events: [fact] })));
}

/** readings 4, P06: officers allocated to the group now; the latest allocation of an officer to it holds. */
function allocatedOfficers(world: World, group: string): Line[] {
  const all = ofType(world, 'OfficerAllocatedToSupport').filter((fact) => fact.f['memberOrGroup'] === group);
  return all
    .filter((fact) => all.filter((other) => other.f['officer'] === fact.f['officer']).at(-1) === fact)
    .filter((fact) => endStated(fact) === null || world.at < endStated(fact)!)
    .map((fact) => ({ of: token(fact.f['officer'])!, events: [fact] }));
}

/** A request, and the decision that it stands at. */
function requestLine(world: World, request: Fact): Line {
  const last = decisionFact(world, request, world.at);
  return { of: token(request.f['id'])!, events: last === null ? [request] : [request, last] };
}

function deliveryLine(fact: Fact): Line {
  return { of: fact.event, events: [fact] };
}

/** What each count of a group's row is made of. */
export function groupLines(world: World, group: string) {
  const requests = openings(world, 'GroupSupportRequested').filter((fact) => fact.f['group'] === group);
  const decided = (wanted: string) =>
    requests.filter((one) => decision(world, one, world.at) === wanted).map((one) => requestLine(world, one));
  const own = countedDeliveries(world)
    .filter((one) => one.group === group)
    .map((one) => one.fact);
  return {
    requests: requests.map((one) => requestLine(world, one)),
    pending: decided('pending'),
    accepted: decided('accepted'),
    declined: decided('declined'),
    withdrawn: decided('withdrawn'),
    briefings: own.filter((fact) => fact.type === 'GroupBriefingGiven').map(deliveryLine),
    reports: own.filter((fact) => fact.type === 'GroupReportSupplied').map(deliveryLine),
    support: own.map(deliveryLine),
    attendances: attendances(world, group),
    noticesReceived: noticesTo(world, group),
    allocatedOfficers: allocatedOfficers(world, group),
  };
}

/** Deliveries to groups that count in the totals. */
export function supportLines(world: World): Line[] {
  return countedDeliveries(world)
    .filter((one) => isCounted(world, one.group))
    .map((one) => deliveryLine(one.fact));
}

/** Refusals of counted groups that stand unexplained, each with what first stands beside it. */
export function refusalLines(world: World): Line[] {
  return openings(world, 'GroupSupportRequested')
    .filter((request) => isCounted(world, request.f['group']) && isUnexplained(world, request, world.at))
    .map((request) => ({
      of: token(request.f['id'])!,
      events: [
        request,
        decisionFact(world, request, world.at)!,
        ...standingBeside(world, request, world.at).slice(0, 1),
      ],
    }));
}

function groupRow(world: World, group: string) {
  const lines = groupLines(world, group);
  const total = supportLines(world).length;
  const count = (name: keyof typeof lines) => lines[name].length;
  return {
    requests: count('requests'),
    pending: count('pending'),
    accepted: count('accepted'),
    declined: count('declined'),
    withdrawn: count('withdrawn'),
    acceptanceRate: rounded(rate(count('accepted'), count('accepted') + count('declined'))),
    briefings: count('briefings'),
    reports: count('reports'),
    support: count('support'),
    supportShare: isCounted(world, group) ? rounded(rate(count('support'), total)) : null,
    attendances: count('attendances'),
    noticesReceived: count('noticesReceived'),
    allocatedOfficers: count('allocatedOfficers'),
  };
}

function exactRates(rows: { accepted: number; declined: number }[]): (Rate | null)[] {
  return rows.map((row) => rate(row.accepted, row.accepted + row.declined));
}

export const STATUSES = ['EVEN', 'UNEVEN', 'REVIEW', 'PENDING', 'SINGLE_GROUP', 'SOME_GROUPS'];

/** projections.md P06, the council line: matters by status. */
function mattersByStatus(world: World): Record<string, number> {
  const statuses = Object.values(byMatter(world).matters).map((row) => row.status);
  return Object.fromEntries(STATUSES.map((name) => [name, statuses.filter((one) => one === name).length]));
}

/** projections.md P06. */
export function byGroup(world: World) {
  const all = groupsListed(world);
  const [counted, apart] = [
    all.filter((group) => isCounted(world, group)),
    all.filter((group) => !isCounted(world, group)),
  ];
  const rowsOf = (groups: string[]) => Object.fromEntries(groups.map((group) => [group, groupRow(world, group)]));
  const groups = rowsOf(counted);
  return {
    groups,
    ...(apart.length === 0 ? {} : { unregistered: rowsOf(apart) }),
    council: {
      acceptanceGap: gap(exactRates(Object.values(groups))),
      totalSupport: supportLines(world).length,
      unexplainedRefusals: refusalLines(world).length,
      matters: mattersByStatus(world),
      administration: administrationAt(world, world.at),
    },
  };
}
