import { HOUR_MS, type Instant, gapOf, rate } from '#lib/kernel/index.js';
import { type Pack, countUnexplained, isHard, unexplainedByMatter } from '#lib/protocol/index.js';
import type { GroupSupportState, SupportRequest } from '../group-support/state.js';
import { type StructureState, activeGroups, allocatedOfficers } from '../structure/state.js';
import type { Equivalence, Matter } from './matter.js';
import { type NoticeCounts, countNotices } from './notice-view.js';
import { parityRule } from './rules.js';
import type { AdviceState, Registers } from './state.js';

export type MatterStatus = 'EVEN' | 'UNEVEN' | 'REVIEW' | 'PENDING' | 'SINGLE_GROUP';

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
interface AdviceReading {
  readonly advice: AdviceState;
  readonly support: GroupSupportState;
  readonly structure: StructureState;
  readonly at: Instant;
  /** The pack that answers for figures which belong to no single event. */
  readonly pack: Pack;
}

/** What the views of this family are asked with. */
interface Asked {
  readonly at: Instant;
  readonly pack: Pack;
  readonly known: Registers;
}

function readingOf(advice: AdviceState, { at, pack, known }: Asked): AdviceReading {
  return { advice, support: known['group-support'], structure: known.structure, at, pack };
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

/** What the status of a matter hangs on, in the order in which it counts (projections.md, Matter status). */
interface Standing {
  readonly refusal: 'UNEVEN' | 'REVIEW' | null;
  /** How the versions held compare; `not_needed` where the pack is silent on sameness. */
  readonly compared: Equivalence;
  readonly missed: boolean;
  readonly unsent: boolean;
  readonly singleGroup: boolean;
}

function standingOf(
  matter: Matter | undefined,
  refusals: readonly SupportRequest[],
  advised: number,
  pack: Pack,
): Standing {
  const singleGroup = advised === 1 && !pack.rules.has('grp.notify_other_groups');
  const refusal = refusalStatus(refusals);
  if (matter === undefined) return { refusal, compared: 'not_needed', missed: false, unsent: false, singleGroup };
  return {
    refusal,
    compared: pack.rules.has('grp.same_advice') ? matter.equivalence : 'not_needed',
    missed: matter.notices.some((notice) => notice.missed !== null),
    unsent: matter.unsent.size > 0,
    singleGroup,
  };
}

function statusOf({ refusal, compared, missed, unsent, singleGroup }: Standing): MatterStatus {
  if (refusal === 'UNEVEN' || compared === 'different' || missed) return 'UNEVEN';
  if (refusal === 'REVIEW') return 'REVIEW';
  if (unsent || compared === 'undetermined') return 'PENDING';
  return singleGroup ? 'SINGLE_GROUP' : 'EVEN';
}

function hoursUneven(matter: Matter | undefined, at: Instant): number {
  let milliseconds = 0;
  for (const { kind, from, until } of matter?.spells ?? [])
    if (kind === 'different') milliseconds += (until ?? at) - from;
  return Math.floor(milliseconds / HOUR_MS);
}

/** Of the groups that count, how many hold advice, and how many hold it or were told or offered it. */
function reach(
  matter: Matter | undefined,
  active: ReadonlySet<string>,
): { readonly advised: number; readonly informed: number } {
  if (matter === undefined) return { advised: 0, informed: 0 };
  const groups = [...active];
  const told = (group: string): boolean => matter.notified.has(group) || matter.offered.has(group);
  const advised = groups.filter((group) => matter.held.has(group)).length;
  return { advised, informed: advised + groups.filter((group) => !matter.held.has(group) && told(group)).length };
}

function versionsHeld(matter: Matter | undefined): number {
  return matter === undefined ? 0 : new Set([...matter.held.values()].map(({ version }) => version)).size;
}

function matterRow(matter: Matter | undefined, refusals: readonly SupportRequest[], reading: AdviceReading): MatterRow {
  const { structure, at } = reading;
  const pack = matter?.pack ?? reading.pack;
  const active = matter?.frozen ?? new Set(activeGroups(structure, pack.groups.minimumSize));
  const { advised, informed } = reach(matter, active);
  return {
    groupsActive: active.size,
    advised,
    informed,
    coverage: rate(informed, active.size),
    versionsHeld: versionsHeld(matter),
    equivalence: matter?.equivalence ?? 'not_needed',
    status: statusOf(standingOf(matter, refusals, advised, pack)),
    hoursUneven: hoursUneven(matter, at),
    notices: countNotices(matter, at),
  };
}

/** P07 even-handedness-by-matter: listed from the first delivery, reissue, notice or unexplained refusal. */
export function mattersView(
  state: AdviceState,
  asked: Asked,
): { readonly matters: Readonly<Record<string, MatterRow>> } {
  const reading = readingOf(state, asked);
  const { advice, support } = reading;
  const unexplained = unexplainedByMatter(support.parity);
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

const NO_REQUESTS: Requests = { requests: 0, pending: 0, accepted: 0, declined: 0, withdrawn: 0 };
const NO_SUPPORT = { briefings: 0, reports: 0, notices: new Set<string>() };

function groupRow(name: string, asked: Requests, { advice, structure, at }: AdviceReading): GroupRow {
  const { briefings, reports, notices } = advice.groups.get(name) ?? NO_SUPPORT;
  return {
    ...asked,
    acceptanceRate: rate(asked.accepted, asked.accepted + asked.declined),
    briefings,
    reports,
    support: briefings + reports,
    supportShare: rate(briefings + reports, totalSupport(advice)),
    attendances: advice.attended.get(name)?.size ?? 0,
    noticesReceived: notices.size,
    allocatedOfficers: allocatedOfficers(structure, name, at),
  };
}

function groupRows(reading: AdviceReading): Record<string, GroupRow> {
  const requests = countRequests(reading.support);
  const everRegistered = [...reading.structure.groups]
    .filter(([, group]) => group.everRegistered)
    .map(([name]) => name);
  const names = new Set([...everRegistered, ...reading.advice.groups.keys(), ...requests.keys()]);
  return Object.fromEntries(
    [...names].map((name) => [name, groupRow(name, requests.get(name) ?? NO_REQUESTS, reading)]),
  );
}

function totalSupport(advice: AdviceState): number {
  let total = 0;
  for (const { briefings, reports } of advice.groups.values()) total += briefings + reports;
  return total;
}

/** P06 even-handedness-by-group. */
export function groupsView(state: AdviceState, asked: Asked): GroupsView {
  const reading = readingOf(state, asked);
  const groups = groupRows(reading);
  const rates = Object.values(groups).map(({ accepted, declined }) => [accepted, accepted + declined] as const);
  const matters: Record<MatterStatus, number> = { EVEN: 0, UNEVEN: 0, REVIEW: 0, PENDING: 0, SINGLE_GROUP: 0 };
  for (const { status } of Object.values(mattersView(state, asked).matters)) matters[status] += 1;
  return {
    groups,
    council: {
      acceptanceGap: gapOf(rates),
      totalSupport: totalSupport(reading.advice),
      unexplainedRefusals: countUnexplained(reading.support.parity),
      administration: reading.structure.administration,
      matters,
    },
  };
}
