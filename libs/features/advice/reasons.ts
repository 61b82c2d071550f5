import type { EventMark } from '#lib/kernel/index.js';
import { type StandingRefusal, isHard } from '#lib/protocol/index.js';
import type { SupportRequest } from '../group-support/state.js';
import type { Matter, Notice, Spell } from './matter.js';
import { parityRule } from './rules.js';
import { differenceNow, heldNow } from './versions.js';

export type MatterStatus = 'EVEN' | 'UNEVEN' | 'REVIEW' | 'PENDING' | 'SINGLE_GROUP' | 'SOME_GROUPS';

/** Why a matter does not simply stand as EVEN (readings 4, `status` and `because`). */
export interface Reason {
  readonly status: Exclude<MatterStatus, 'EVEN'>;
  readonly reason:
    | 'unexplained_refusal'
    | 'different_versions'
    | 'different_at_consideration'
    | 'notice_missed'
    | 'notice_unsent'
    | 'versions_undetermined'
    | 'single_group'
    | 'group_without_advice';
  /** Sorted, each once. */
  readonly groups: readonly string[];
  readonly events: readonly EventMark[];
}

/** What the status of a matter hangs on. */
export interface Standing {
  readonly matter: Matter;
  readonly refusals: readonly StandingRefusal<SupportRequest>[];
  /** Of the groups that count, those that hold advice. */
  readonly advised: readonly string[];
  /** Of the groups that count, those that neither hold advice nor were told or offered. */
  readonly without: readonly string[];
}

function reason(
  status: Reason['status'],
  name: Reason['reason'],
  groups: readonly string[],
  events: readonly EventMark[],
): Reason[] {
  return groups.length === 0 ? [] : [{ status, reason: name, groups: [...new Set(groups)].sort(), events }];
}

/** The refusals that stand unexplained under a hard rule, or under a soft one. */
function refused({ refusals }: Standing, status: 'UNEVEN' | 'REVIEW'): Reason[] {
  const own = refusals.filter(({ refusal }) => {
    const rule = parityRule(refusal.pack);
    return isHard(rule) ? status === 'UNEVEN' : rule?.mode === 'warn' && status === 'REVIEW';
  });
  const events = own.flatMap(({ refusal, beside }) => [refusal.mark, beside]);
  const groups = own.map(({ refusal }) => refusal.party);
  return reason(status, 'unexplained_refusal', groups, events);
}

/** The pack under which versions began to stand as they do asks for the same advice, as in the finding (readings 1.7). */
const asksForSame = (spell: Spell | null): boolean => spell?.pack.rules.has('grp.same_advice') ?? false;

function differentVersions({ matter }: Standing): Reason[] {
  if (!asksForSame(matter.spell) || matter.equivalence !== 'different') return [];
  return reason('UNEVEN', 'different_versions', [...matter.held.keys()], differenceNow(matter));
}

/** The matter was formally considered while versions stood different, and no determination has resolved that since. */
function differentAtConsideration({ matter }: Standing): Reason[] {
  const unresolved = matter.spells.filter((spell) => spell.resolver === null && asksForSame(spell));
  const considered = unresolved.flatMap((spell) => spell.considered);
  const groups = considered.flatMap((one) => one.groups);
  const events = considered.flatMap((one) => [...one.events, one.consideration]);
  return reason('UNEVEN', 'different_at_consideration', groups, events);
}

function versionsUndetermined({ matter }: Standing): Reason[] {
  if (!asksForSame(matter.spell) || matter.equivalence !== 'undetermined') return [];
  return reason('PENDING', 'versions_undetermined', [...matter.held.keys()], heldNow(matter));
}

const owedTo = (notices: readonly Notice[]): readonly string[] => notices.map(({ group }) => group);

function noticeMissed({ matter }: Standing): Reason[] {
  const missed = matter.notices.filter((notice) => notice.missed !== null);
  const events = missed.flatMap(({ opener, missed: at }) => (at === null ? [opener] : [opener, at]));
  return reason('UNEVEN', 'notice_missed', owedTo(missed), events);
}

/** A notice that is open or overdue: one that was missed is told apart. */
function noticeUnsent({ matter }: Standing): Reason[] {
  const unsent = [...matter.unsent].filter((notice) => notice.missed === null);
  const events = unsent.map(({ opener }) => opener);
  return reason('PENDING', 'notice_unsent', owedTo(unsent), events);
}

/** The pack of what the group holds says whether others had to be told of it (readings 1.7). */
function singleGroup({ matter, advised }: Standing): Reason[] {
  const [only, ...others] = advised;
  const supply = only === undefined ? undefined : matter.held.get(only);
  if (only === undefined || supply === undefined || others.length > 0) return [];
  if (supply.pack.rules.has('grp.notify_other_groups')) return [];
  return reason('SINGLE_GROUP', 'single_group', [only], [supply.mark]);
}

function groupWithoutAdvice({ matter, without }: Standing): Reason[] {
  const { firstDelivery } = matter;
  return reason('SOME_GROUPS', 'group_without_advice', without, firstDelivery === null ? [] : [firstDelivery]);
}

/** Every reason that holds, in the order of the table of readings 4: the first gives the status. */
export function reasonsOf(standing: Standing): readonly Reason[] {
  return [
    ...refused(standing, 'UNEVEN'),
    ...differentVersions(standing),
    ...differentAtConsideration(standing),
    ...noticeMissed(standing),
    ...refused(standing, 'REVIEW'),
    ...noticeUnsent(standing),
    ...versionsUndetermined(standing),
    ...singleGroup(standing),
    ...groupWithoutAdvice(standing),
  ];
}

/** The status that the first reason gives; without one the matter was handled evenly. */
export function statusOf(reasons: readonly Reason[]): MatterStatus {
  return reasons[0]?.status ?? 'EVEN';
}
