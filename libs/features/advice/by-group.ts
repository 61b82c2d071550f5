import { type EventMark, gapOf, rate } from '#lib/kernel/index.js';
import { inFoldOrder } from '#lib/kernel/marks.js';
import { type StandingRefusal, unexplained } from '#lib/protocol/index.js';
import type { Explained, Line } from '../family.js';
import type { GroupSupportState, SupportRequest } from '../group-support/state.js';
import { allocatedOfficers, everRegistered } from '../structure/state.js';
import { accounts } from './by-matter.js';
import { type AdviceReading, type Asked, readingOf } from './reading.js';
import { type MatterStatus, statusOf } from './reasons.js';
import type { AdviceState } from './state.js';
import { append } from './tally.js';

const DECISIONS = ['pending', 'accepted', 'declined', 'withdrawn'] as const;
const COUNTS = [
  'requests',
  ...DECISIONS,
  'briefings',
  'reports',
  'support',
  'attendances',
  'noticesReceived',
  'allocatedOfficers',
] as const;

type Count = (typeof COUNTS)[number];
type Lines = Readonly<Record<Count, readonly Line[]>>;

export interface GroupRow extends Readonly<Record<Count, number>> {
  readonly acceptanceRate: number | null;
  readonly supportShare: number | null;
}

/** P06 even-handedness-by-group. */
export interface GroupsView {
  readonly groups: Readonly<Record<string, GroupRow>>;
  /** Groups that were never registered, where at least one group was. */
  readonly unregistered?: Readonly<Record<string, GroupRow>>;
  readonly council: {
    readonly acceptanceGap: number | null;
    readonly totalSupport: number;
    readonly unexplainedRefusals: number;
    readonly administration: string | null;
    readonly matters: Readonly<Record<MatterStatus, number>>;
  };
}

/** A group with what its figures are made of. */
interface GroupAccount {
  readonly name: string;
  /** False of a group that was never registered, where at least one group was: no figure of the council counts it. */
  readonly counts: boolean;
  readonly lines: Lines;
}

function requestLine({ id, mark, decision }: SupportRequest): Line {
  const events = decision.kind === 'pending' ? [mark] : [mark, decision.mark];
  return { of: id, line: `Request ${id} is ${decision.kind}.`, events };
}

type Requested = Pick<Lines, 'requests' | (typeof DECISIONS)[number]>;

function requestLines({ requests }: GroupSupportState, group: string): Requested {
  const own = [...requests.values()].filter((one) => one.group === group);
  const decided = (kind: (typeof DECISIONS)[number]): readonly Line[] =>
    own.filter(({ decision }) => decision.kind === kind).map(requestLine);
  return {
    requests: own.map(requestLine),
    pending: decided('pending'),
    accepted: decided('accepted'),
    declined: decided('declined'),
    withdrawn: decided('withdrawn'),
  };
}

function suppliedLines(marks: readonly EventMark[], what: string): readonly Line[] {
  return [...marks].sort(inFoldOrder).map((mark) => ({ of: mark.id, line: `${what} was given.`, events: [mark] }));
}

function gathered(names: ReadonlyMap<string, readonly EventMark[]>, words: (name: string) => string): readonly Line[] {
  return [...names].map(([of, events]) => ({ of, line: words(of), events }));
}

/** The meetings of a group that an officer attended, each with the attendances. */
function meetingsOf(
  name: string,
  { attended }: AdviceState,
  { requests }: GroupSupportState,
): Map<string, EventMark[]> {
  const meetings = new Map<string, EventMark[]>();
  for (const { group, request, meeting, mark } of attended) {
    if ((group ?? requests.get(request ?? '')?.group) === name) append(meetings, meeting, mark);
  }
  return meetings;
}

function linesOf(name: string, { advice, support, structure, at }: AdviceReading): Lines {
  const { briefings = [], reports = [], notices = new Map<string, EventMark[]>() } = advice.groups.get(name) ?? {};
  return {
    ...requestLines(support, name),
    briefings: suppliedLines(briefings, 'A briefing'),
    reports: suppliedLines(reports, 'A report'),
    support: suppliedLines([...briefings, ...reports], 'A briefing or a report'),
    attendances: gathered(meetingsOf(name, advice, support), (meeting) => `An officer attended ${meeting}.`),
    noticesReceived: gathered(notices, (of) => `${name} was told of ${of}.`),
    allocatedOfficers: allocatedOfficers(structure, name, at).map(([officer, mark]) => ({
      of: officer,
      line: `${officer} is allocated to support ${name}.`,
      events: [mark],
    })),
  };
}

/** Every group registered or named by a request, delivery, reissue or notice (readings 4, P06). */
function groupAccounts(reading: AdviceReading): readonly GroupAccount[] {
  const registered = everRegistered(reading.structure);
  const asking = [...reading.support.requests.values()].map(({ group }) => group);
  const names = new Set([...registered.keys(), ...reading.advice.groups.keys(), ...asking]);
  return [...names].map((name) => ({
    name,
    counts: registered.size === 0 || registered.has(name),
    lines: linesOf(name, reading),
  }));
}

function groupRow({ counts, lines }: GroupAccount, total: number): GroupRow {
  const counted = Object.fromEntries(COUNTS.map((name) => [name, lines[name].length])) as Record<Count, number>;
  const { accepted, declined, support } = counted;
  return {
    ...counted,
    acceptanceRate: rate(accepted, accepted + declined),
    supportShare: counts ? rate(support, total) : null,
  };
}

function refusalLine({ request, refusal: { mark, party }, besideNow }: StandingRefusal<SupportRequest>): Line {
  const line = `${party} was refused ${request.id} without a ground, and another group got support on the matter.`;
  return { of: request.id, line, events: [request.mark, mark, besideNow] };
}

const STATUSES = ['EVEN', 'UNEVEN', 'REVIEW', 'PENDING', 'SINGLE_GROUP', 'SOME_GROUPS'] as const;

interface CouncilLines {
  readonly acceptanceGap: readonly Line[];
  readonly totalSupport: readonly Line[];
  readonly unexplainedRefusals: readonly Line[];
  readonly matters: Readonly<Record<MatterStatus, readonly Line[]>>;
}

/** What the figures of the council are made of: of groups that count. */
function councilLines(reading: AdviceReading, groups: readonly GroupAccount[]): CouncilLines {
  const counted = groups.filter(({ counts }) => counts);
  const names = new Set(counted.map(({ name }) => name));
  const matters = accounts(reading);
  const standing = (status: MatterStatus): readonly Line[] =>
    matters
      .filter(({ reasons }) => statusOf(reasons) === status)
      .map(({ matter, reasons }) => ({
        of: matter.id,
        line: `${matter.id} stands as ${status}.`,
        events: reasons[0]?.events ?? [],
      }));
  return {
    acceptanceGap: counted.flatMap(({ lines }) => [...lines.accepted, ...lines.declined]),
    totalSupport: counted.flatMap(({ lines }) => lines.support),
    unexplainedRefusals: unexplained(reading.support.parity)
      .filter(({ refusal }) => names.has(refusal.party))
      .map(refusalLine),
    matters: Object.fromEntries(STATUSES.map((status) => [status, standing(status)])) as CouncilLines['matters'],
  };
}

/** P06 even-handedness-by-group. */
export function groupsView(state: AdviceState, asked: Asked): GroupsView {
  const reading = readingOf(state, asked);
  const groups = groupAccounts(reading);
  const { totalSupport, unexplainedRefusals, matters } = councilLines(reading, groups);
  const rowsOf = (counts: boolean): readonly (readonly [string, GroupRow])[] =>
    groups.filter((one) => one.counts === counts).map((one) => [one.name, groupRow(one, totalSupport.length)]);
  const [rows, apart] = [rowsOf(true), rowsOf(false)];
  const byStatus = STATUSES.map((status) => [status, matters[status].length]);
  return {
    groups: Object.fromEntries(rows),
    ...(apart.length === 0 ? {} : { unregistered: Object.fromEntries(apart) }),
    council: {
      acceptanceGap: gapOf(rows.map(([, { accepted, declined }]) => [accepted, accepted + declined] as const)),
      totalSupport: totalSupport.length,
      unexplainedRefusals: unexplainedRefusals.length,
      administration: reading.structure.administration,
      matters: Object.fromEntries(byStatus) as Record<MatterStatus, number>,
    },
  };
}

/** What the figures of P06 are made of, by group and, of the council, `council`. */
export function groupsExplained(state: AdviceState, asked: Asked): Explained {
  const reading = readingOf(state, asked);
  const groups = groupAccounts(reading);
  const rows = groups.map(({ name, lines }) => {
    const shares = { acceptanceRate: [...lines.accepted, ...lines.declined], supportShare: lines.support };
    return [name, { ...lines, ...shares }] as const;
  });
  const { matters, ...council } = councilLines(reading, groups);
  const byStatus = Object.entries(matters).map(([status, lines]) => [`matters.${status}`, lines] as const);
  return { ...Object.fromEntries(rows), council: { ...council, ...Object.fromEntries(byStatus) } };
}
