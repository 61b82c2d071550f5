import { HOUR_MS, type Instant, formatInstant, gapOf, rate } from '#lib/kernel/index.js';
import { type Pack, isHard } from '#lib/protocol/index.js';
import type { GroupSupportState, SupportRequest } from '../group-support/state.js';
import { type StructureState, activeGroups, allocatedOfficers } from '../structure/state.js';
import type { Equivalence, Matter, Notice } from './matter.js';
import { parityRule } from './rules.js';
import type { AdviceState } from './state.js';

export type MatterStatus = 'EVEN' | 'UNEVEN' | 'REVIEW' | 'PENDING' | 'SINGLE_GROUP';

/** `owed = met + metLate + open + overdue + missed`. */
export interface NoticeCounts {
  owed: number;
  met: number;
  metLate: number;
  open: number;
  overdue: number;
  missed: number;
}

export interface NoticeRow {
  readonly matter: string;
  readonly version: string;
  readonly group: string;
  readonly opened: string;
  /** The last second in time; null where the pack sets no target. */
  readonly target: string | null;
  readonly sent: string | null;
  readonly state: Exclude<keyof NoticeCounts, 'owed'>;
}

/** P08 notice-obligations. */
export interface NoticeView {
  readonly matters: Readonly<Record<string, NoticeCounts>>;
  readonly totals: NoticeCounts;
  readonly rows: readonly NoticeRow[];
}

export interface MatterRow {
  readonly groupsActive: number;
  readonly advised: number;
  readonly informed: number;
  readonly coverage: number | null;
  readonly versionsHeld: number;
  readonly equivalence: Equivalence;
  readonly status: MatterStatus;
  /** Whole hours for which the versions held stood determined different. */
  readonly hoursUneven: number;
  readonly notices: NoticeCounts;
}

export interface GroupRow {
  readonly requests: number;
  readonly pending: number;
  readonly accepted: number;
  readonly declined: number;
  readonly withdrawn: number;
  readonly acceptanceRate: number | null;
  readonly briefings: number;
  readonly reports: number;
  readonly support: number;
  readonly supportShare: number | null;
  readonly attendances: number;
  readonly noticesReceived: number;
  readonly allocatedOfficers: number;
}

/** P06 even-handedness-by-group. */
export interface GroupsView {
  readonly groups: Readonly<Record<string, GroupRow>>;
  readonly council: {
    readonly acceptanceGap: number | null;
    readonly totalSupport: number;
    readonly unexplainedRefusals: number;
    readonly administration: string | null;
    readonly matters: Readonly<Record<MatterStatus, number>>;
  };
}

/** What the views of this family read. */
export interface AdviceReading {
  readonly advice: AdviceState;
  readonly support: GroupSupportState;
  readonly structure: StructureState;
  readonly at: Instant;
  /** The pack that answers for figures which belong to no single event. */
  readonly pack: Pack;
}

function noCounts(): NoticeCounts {
  return { owed: 0, met: 0, metLate: 0, open: 0, overdue: 0, missed: 0 };
}

function stateOf({ missed, sent, late }: Notice, at: Instant): NoticeRow['state'] {
  if (missed !== null) return 'missed';
  if (sent !== null) return late === null || sent < late ? 'met' : 'metLate';
  return late === null || at < late ? 'open' : 'overdue';
}

function countNotices(matter: Matter | undefined, at: Instant): NoticeCounts {
  const counts = noCounts();
  for (const notice of matter?.notices ?? []) {
    counts.owed += 1;
    counts[stateOf(notice, at)] += 1;
  }
  return counts;
}

const optional = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant));

const keyOf = ({ matter, version, group }: Notice): string => `${matter}\n${version}\n${group}`;

function byOpening(a: Notice, b: Notice): number {
  return a.opened - b.opened || (keyOf(a) < keyOf(b) ? -1 : 1);
}

function noticeRow(notice: Notice, at: Instant): NoticeRow {
  return {
    matter: notice.matter,
    version: notice.version,
    group: notice.group,
    opened: formatInstant(notice.opened),
    target: notice.late === null ? null : formatInstant(notice.late - 1000),
    sent: optional(notice.sent),
    state: stateOf(notice, at),
  };
}

/** P08 notice-obligations. */
export function noticeView({ advice, at }: AdviceReading): NoticeView {
  const matters: Record<string, NoticeCounts> = {};
  const totals = noCounts();
  const notices: Notice[] = [];
  for (const matter of advice.matters.values()) {
    if (matter.notices.length === 0) continue;
    const counts = (matters[matter.id] = countNotices(matter, at));
    for (const key of Object.keys(totals) as (keyof NoticeCounts)[]) totals[key] += counts[key];
    notices.push(...matter.notices);
  }
  return { matters, totals, rows: notices.sort(byOpening).map((notice) => noticeRow(notice, at)) };
}

/** Matter to the refusals that stand unexplained now; an empty list where there only once was one. */
function unexplainedByMatter(support: GroupSupportState): ReadonlyMap<string, readonly SupportRequest[]> {
  const found = new Map<string, readonly SupportRequest[]>();
  for (const { request } of support.unexplained) {
    const matter = request.matter === null ? undefined : support.matters.get(request.matter);
    if (matter !== undefined) found.set(matter.id, [...matter.unexplained.keys()]);
  }
  return found;
}

function refusalStatus(refusals: readonly SupportRequest[]): 'UNEVEN' | 'REVIEW' | null {
  let status: 'REVIEW' | null = null;
  for (const { decision } of refusals) {
    const rule = parityRule(decision.pack);
    if (isHard(rule)) return 'UNEVEN';
    if (rule?.mode === 'warn') status = 'REVIEW';
  }
  return status;
}

function statusOf(matter: Matter | undefined, refusals: readonly SupportRequest[], advised: number, fallback: Pack): MatterStatus {
  const pack = matter?.pack ?? fallback;
  const refusal = refusalStatus(refusals);
  const compared = pack.rules.has('grp.same_advice') ? (matter?.equivalence ?? 'not_needed') : 'not_needed';
  const missed = matter?.notices.some((notice) => notice.missed !== null) ?? false;
  if (refusal === 'UNEVEN' || compared === 'different' || missed) return 'UNEVEN';
  if (refusal === 'REVIEW') return 'REVIEW';
  if ((matter?.unsent.size ?? 0) > 0 || compared === 'undetermined') return 'PENDING';
  return advised === 1 && !pack.rules.has('grp.notify_other_groups') ? 'SINGLE_GROUP' : 'EVEN';
}

function hoursUneven(matter: Matter | undefined, at: Instant): number {
  let milliseconds = 0;
  for (const { kind, from, until } of matter?.spells ?? []) if (kind === 'different') milliseconds += (until ?? at) - from;
  return Math.floor(milliseconds / HOUR_MS);
}

function matterRow(matter: Matter | undefined, refusals: readonly SupportRequest[], reading: AdviceReading): MatterRow {
  const { structure, at } = reading;
  const pack = matter?.pack ?? reading.pack;
  const active = matter?.frozen ?? new Set(activeGroups(structure, pack.groups.minimumSize));
  let [advised, informed] = [0, 0];
  for (const group of active) {
    const holds = matter?.held.has(group) ?? false;
    if (holds) advised += 1;
    if (holds || matter?.notified.has(group) === true || matter?.offered.has(group) === true) informed += 1;
  }
  return {
    groupsActive: active.size,
    advised,
    informed,
    coverage: rate(informed, active.size),
    versionsHeld: new Set([...(matter?.held.values() ?? [])].map(({ version }) => version)).size,
    equivalence: matter?.equivalence ?? 'not_needed',
    status: statusOf(matter, refusals, advised, pack),
    hoursUneven: hoursUneven(matter, at),
    notices: countNotices(matter, at),
  };
}

/** P07 even-handedness-by-matter: listed from the first delivery, reissue, notice or unexplained refusal. */
export function mattersView(reading: AdviceReading): { readonly matters: Readonly<Record<string, MatterRow>> } {
  const { advice, support } = reading;
  const unexplained = unexplainedByMatter(support);
  const matters: Record<string, MatterRow> = {};
  for (const matter of advice.matters.values()) {
    const refusals = unexplained.get(matter.id);
    if (matter.listed || refusals !== undefined) matters[matter.id] = matterRow(matter, refusals ?? [], reading);
  }
  for (const [id, refusals] of unexplained) matters[id] ??= matterRow(undefined, refusals, reading);
  return { matters };
}

type Requests = Record<'requests' | 'pending' | 'accepted' | 'declined' | 'withdrawn', number>;

function countRequests(support: GroupSupportState): Map<string, Requests> {
  const counts = new Map<string, Requests>();
  for (const { group, decision } of support.requests.values()) {
    const known = counts.get(group) ?? { requests: 0, pending: 0, accepted: 0, declined: 0, withdrawn: 0 };
    known.requests += 1;
    known[decision.kind] += 1;
    counts.set(group, known);
  }
  return counts;
}

function groupRows({ advice, support, structure, at }: AdviceReading): Record<string, GroupRow> {
  const requests = countRequests(support);
  const everRegistered = [...structure.groups].filter(([, group]) => group.everRegistered).map(([name]) => name);
  const names = new Set([...everRegistered, ...advice.groups.keys(), ...requests.keys()]);
  const total = totalSupport(advice);
  const rows: Record<string, GroupRow> = {};
  for (const name of names) {
    const asked = requests.get(name) ?? { requests: 0, pending: 0, accepted: 0, declined: 0, withdrawn: 0 };
    const tally = advice.groups.get(name);
    const [briefings, reports] = [tally?.briefings ?? 0, tally?.reports ?? 0];
    rows[name] = {
      ...asked,
      acceptanceRate: rate(asked.accepted, asked.accepted + asked.declined),
      briefings,
      reports,
      support: briefings + reports,
      supportShare: rate(briefings + reports, total),
      attendances: advice.attended.get(name)?.size ?? 0,
      noticesReceived: tally?.notices.size ?? 0,
      allocatedOfficers: allocatedOfficers(structure, name, at),
    };
  }
  return rows;
}

function totalSupport(advice: AdviceState): number {
  let total = 0;
  for (const { briefings, reports } of advice.groups.values()) total += briefings + reports;
  return total;
}

/** P06 even-handedness-by-group. */
export function groupsView(reading: AdviceReading): GroupsView {
  const groups = groupRows(reading);
  const rates = Object.values(groups).map(({ accepted, declined }) => [accepted, accepted + declined] as const);
  const matters: Record<MatterStatus, number> = { EVEN: 0, UNEVEN: 0, REVIEW: 0, PENDING: 0, SINGLE_GROUP: 0 };
  for (const { status } of Object.values(mattersView(reading).matters)) matters[status] += 1;
  let unexplainedRefusals = 0;
  for (const { unexplained } of reading.support.matters.values()) unexplainedRefusals += unexplained.size;
  return {
    groups,
    council: {
      acceptanceGap: gapOf(rates),
      totalSupport: totalSupport(reading.advice),
      unexplainedRefusals,
      administration: reading.structure.administration,
      matters,
    },
  };
}
