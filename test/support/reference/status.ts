/** Why a matter stands as it does (readings.md 4, `status` and `because`). */
import { distinct } from './figures.js';
import { idsInOrder } from './finding.js';
import type { Fact } from './history.js';
import { noticesOn, stateOf } from './notices.js';
import type { Notice } from './notices.js';
import { level, rule } from './pack.js';
import type { World } from './pack.js';
import { decisionFact, parityRule, standingBeside, unexplainedSpells } from './requests.js';
import { countedOn } from './supplies.js';
import { differenceAt, equivalence, holdings, versionSpells } from './versions.js';
import { groupsActive, groupsRegistered, ofType, openings, token } from './world.js';

export interface Reason {
  status: string;
  reason: string;
  groups: (string | null)[];
  events: Fact[];
}

/** readings 4, P07: frozen at the first delivery; until then, those at `at`. */
export function groupsOf(world: World, matter: string): string[] {
  return groupsActive(world, countedOn(world, matter)[0]?.fact.t ?? world.at);
}

export function groupsHolding(world: World, matter: string, by: number): string[] {
  return holdings(world, matter, by).map((one) => one.group!);
}

/** readings 4, P07: *offered* is SupportAvailabilityPublished for that matter; without a group, every registered group. */
export function offersOn(world: World, matter: string): { group: string; fact: Fact }[] {
  return ofType(world, 'SupportAvailabilityPublished')
    .filter((fact) => fact.f['matter'] === matter)
    .flatMap((fact) => {
      const group = token(fact.f['group']);
      return (group === null ? groupsRegistered(world, fact.t) : [group]).map((one) => ({ group: one, fact }));
    });
}

export function notificationsOn(world: World, matter: string): Fact[] {
  return ofType(world, 'OtherGroupNotified').filter((fact) => fact.f['matter'] === matter);
}

/** Groups of the matter that hold advice, or were told or offered. */
export function groupsInformed(world: World, matter: string): string[] {
  const told = [
    ...groupsHolding(world, matter, world.at),
    ...notificationsOn(world, matter).map((fact) => token(fact.f['group'])),
    ...offersOn(world, matter).map((one) => one.group),
  ];
  return groupsOf(world, matter).filter((group) => told.includes(group));
}

/**
 * Each decline that stands unexplained, and the first in fold order of what stood beside it when the spell began; the
 * pack of the decline says how hard its parity rule is (readings 1.7).
 */
function unexplainedRefusal(world: World, matter: string): Reason[] {
  const standing = openings(world, 'GroupSupportRequested')
    .filter((request) => request.f['matter'] === matter)
    .flatMap((request) => {
      const open = unexplainedSpells(world, request).find((spell) => spell.to === null);
      return open === undefined ? [] : [{ request, from: open.from }];
    });
  return (['BREACH', 'WARN'] as const).flatMap((found) => {
    const judged = standing
      .map(({ request, from }) => ({ request, from, decline: decisionFact(world, request, world.at)! }))
      .filter(({ decline }) => level(parityRule(world.packAt(decline.t))) === found);
    const events = judged.flatMap(({ request, from, decline }) => [decline, standingBeside(world, request, from)[0]!]);
    const groups = judged.map(({ request }) => token(request.f['group']));
    return reason(found === 'BREACH' ? 'UNEVEN' : 'REVIEW', 'unexplained_refusal', groups, events);
  });
}

/** One reason, where it holds of some group; groups sorted, each once. */
function reason(status: string, name: string, groups: (string | null)[], events: Fact[]): Reason[] {
  return groups.length === 0 ? [] : [{ status, reason: name, groups: distinct(groups).sort(), events }];
}

/** readings 1.7: the pack in force when the spell began, as for the finding. */
function asksForSame(world: World, spell: { from: number } | undefined): boolean {
  return spell !== undefined && rule(world.packAt(spell.from), 'grp.same_advice') !== null;
}

/** How the versions held stand apart now, where the pack of the spell asks for the same advice. */
function standsApart(world: World, matter: string): string | null {
  const kind = equivalence(world, matter, world.at);
  if (kind !== 'different' && kind !== 'undetermined') return null;
  const now = versionSpells(world, matter, kind).find((spell) => spell.to === null);
  return asksForSame(world, now) ? kind : null;
}

function versionReasons(world: World, matter: string): Reason[] {
  const stands = standsApart(world, matter);
  const holding = groupsHolding(world, matter, world.at);
  const held = holdings(world, matter, world.at).map((one) => one.fact);
  return [
    ...(stands === 'different'
      ? reason('UNEVEN', 'different_versions', holding, differenceAt(world, matter, world.at))
      : []),
    ...decidedApart(world, matter),
    ...(stands === 'undetermined' ? reason('PENDING', 'versions_undetermined', holding, held) : []),
  ];
}

/** A spell of `different` with a consideration in it that no determination has resolved. */
function decidedApart(world: World, matter: string): Reason[] {
  const considered = versionSpells(world, matter, 'different')
    .filter((spell) => spell.resolvedAt === null && asksForSame(world, spell))
    .flatMap((spell) => spell.considerations);
  const groups = considered.flatMap((fact) => groupsHolding(world, matter, fact.t));
  const events = considered.flatMap((fact) => [...differenceAt(world, matter, fact.t), fact]);
  return reason('UNEVEN', 'different_at_consideration', groups, events);
}

function noticeReasons(world: World, matter: string): Reason[] {
  const all = noticesOn(world, matter);
  const missed = all.filter((notice) => notice.consideration !== null);
  const unsent = all.filter((notice) => ['open', 'overdue'].includes(stateOf(notice, world.at)));
  const groups = (notices: Notice[]) => notices.map((notice) => notice.group);
  return [
    ...reason(
      'UNEVEN',
      'notice_missed',
      groups(missed),
      missed.flatMap((notice) => [notice.opener, notice.consideration!]),
    ),
    ...reason(
      'PENDING',
      'notice_unsent',
      groups(unsent),
      unsent.map((notice) => notice.opener),
    ),
  ];
}

/** One active group is advised and the pack of what it holds has no notify duty (readings 1.7). */
function singleGroup(world: World, matter: string): Reason[] {
  const advised = groupsOf(world, matter).filter((group) => groupsHolding(world, matter, world.at).includes(group));
  const held = holdings(world, matter, world.at).filter((one) => one.group === advised[0]);
  const asksForNotice = held.some(({ fact }) => rule(world.packAt(fact.t), 'grp.notify_other_groups') !== null);
  if (advised.length !== 1 || asksForNotice) return [];
  return reason(
    'SINGLE_GROUP',
    'single_group',
    advised,
    held.map((one) => one.fact),
  );
}

/** An active group neither holds advice nor was told or offered. */
function groupWithoutAdvice(world: World, matter: string): Reason[] {
  const informed = groupsInformed(world, matter);
  const without = groupsOf(world, matter).filter((group) => !informed.includes(group));
  const first = countedOn(world, matter)
    .slice(0, 1)
    .map((one) => one.fact);
  return reason('SOME_GROUPS', 'group_without_advice', without, first);
}

/** The order of the table in readings.md 4. */
const ORDER = [
  'UNEVEN unexplained_refusal',
  'UNEVEN different_versions',
  'UNEVEN different_at_consideration',
  'UNEVEN notice_missed',
  'REVIEW unexplained_refusal',
  'PENDING notice_unsent',
  'PENDING versions_undetermined',
  'SINGLE_GROUP single_group',
  'SOME_GROUPS group_without_advice',
];

/** Every reason that holds, the first of which gives the status. */
export function reasons(world: World, matter: string): Reason[] {
  const place = (one: Reason) => ORDER.indexOf(`${one.status} ${one.reason}`);
  return [
    ...unexplainedRefusal(world, matter),
    ...versionReasons(world, matter),
    ...noticeReasons(world, matter),
    ...singleGroup(world, matter),
    ...groupWithoutAdvice(world, matter),
  ].sort((a, b) => place(a) - place(b));
}

export function statusOf(all: Reason[]): string {
  return all[0]?.status ?? 'EVEN';
}

export function because(all: Reason[]) {
  return all.map((one) => ({ reason: one.reason, groups: one.groups, events: idsInOrder(one.events) }));
}
