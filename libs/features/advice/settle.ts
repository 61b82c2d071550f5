import {
  type EventMark,
  type Instant,
  type LocalDay,
  addWorkingDays,
  localDay,
  startOfDay,
} from '#lib/kernel/index.js';
import { firstOf, firstRecordedOf } from '#lib/kernel/marks.js';
import { type Pack, quantity, words } from '#lib/protocol/index.js';
import { type StructureState, activeGroups, registeredGroups } from '../structure/state.js';
import { type Matter, type Supply, nothing } from './matter.js';
import { type Tallies, append, tallyOf } from './tally.js';
import { considerApart, determine, resolveConsidered, turnSpell } from './versions.js';

function keep<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}

/** The instant from which a notice is late: after the last of the target's working days (readings 1.4). */
function lateFrom(pack: Pack, opened: Instant, extraHolidays: ReadonlySet<LocalDay>): Instant | null {
  const days = quantity(pack.rules.get('grp.notify_other_groups'), 'target_working_days');
  if (days === null) return null;
  const last = addWorkingDays(localDay(opened), days, { nation: pack.calendar, extra: extraHolidays });
  return startOfDay(last + 1);
}

function opensNotices(one: Supply, matter: Matter): boolean {
  const rule = one.pack.rules.get('grp.notify_other_groups');
  if (rule === undefined || matter.noticed.has(one.version)) return false;
  if (one.kind !== 'reissue') return words(rule, 'trigger').includes(one.kind);
  const first = matter.now.supplies.find(({ version }) => version === one.version);
  return !matter.supplied.has(one.version) && first === one;
}

/** True of a group that was supplied with the version, also in this instant, or told of it. */
function needsNoNotice(matter: Matter, group: string, version: string): boolean {
  if (matter.supplied.get(version)?.has(group) === true || matter.told.get(group)?.has(version) === true) return true;
  return matter.now.supplies.some((other) => other.group === group && other.version === version);
}

/** Opens a notice to every other active group, once per version, at its first supply (NT 8.3; readings 4, P08). */
function openNotices(matter: Matter, at: Instant, structure: StructureState): void {
  for (const one of matter.now.supplies) {
    if (!opensNotices(one, matter)) continue;
    matter.noticed.add(one.version);
    const { pack, version, mark: opener } = one;
    const late = lateFrom(pack, at, structure.extraHolidays);
    for (const group of activeGroups(structure, pack.groups.minimumSize)) {
      if (needsNoNotice(matter, group, version)) continue;
      const officers = new Set(one.officer === null ? [] : [one.officer]);
      const notice = { matter: matter.id, version, group, opener, late, pack, sent: null, missed: null, officers };
      matter.notices.push(notice);
      matter.unsent.add(notice);
    }
  }
}

function tell(
  groups: Tallies,
  matter: Matter,
  version: string,
  to: { readonly group: string; readonly mark: EventMark },
): void {
  keep(matter.told, to.group, version);
  append(tallyOf(groups, to.group).notices, `${matter.id} ${version}`, to.mark);
}

function tellNamedVersions(groups: Tallies, matter: Matter): void {
  for (const one of matter.now.notices) {
    append(matter.notified, one.group, one.mark);
    if (one.version !== null) tell(groups, matter, one.version, one);
  }
}

/** A notice that names no version tells the group of every version owed to it then. */
function tellOwedVersions(groups: Tallies, matter: Matter): void {
  for (const one of matter.now.notices) {
    if (one.version !== null) continue;
    for (const { group, version } of matter.unsent) if (group === one.group) tell(groups, matter, version, one);
  }
}

function hold(matter: Matter): void {
  for (const supply of matter.now.supplies) {
    matter.held.set(supply.group, supply);
    keep(matter.supplied, supply.version, supply.group);
  }
}

/** A notice is sent by the first that tells the group, or supplies it with the version (readings 4, P08). */
function send(matter: Matter): void {
  for (const notice of matter.unsent) {
    const { group, version } = notice;
    const supplied = matter.now.supplies.filter((one) => one.group === group && one.version === version);
    const told = matter.now.notices.filter((one) => one.group === group && (one.version ?? version) === version);
    notice.sent = firstOf([...supplied, ...told].map(({ mark }) => mark));
    if (notice.sent === null) continue;
    matter.unsent.delete(notice);
    for (const { officer } of [...supplied, ...told]) if (officer !== null) notice.officers.add(officer);
  }
}

/** Every consideration tests the notices then open, and whether formal advice came since the one before. */
function consider(matter: Matter): void {
  const { considerations, formalAdvice } = matter.now;
  if (formalAdvice) matter.advised = true;
  const [first] = considerations;
  if (first === undefined) return;
  for (const notice of matter.unsent) notice.missed ??= first.mark;
  const { briefed: delivery } = matter;
  if (delivery !== null && !matter.advised) {
    const missing = considerations.map(({ mark: consideration, pack }) => ({ consideration, delivery, pack }));
    matter.missingAdvice.push(...missing);
  }
  matter.advised = false;
}

function newestPack(matter: Matter): Pack | null {
  const { supplies, determinations, considerations } = matter.now;
  return supplies.at(-1)?.pack ?? determinations.at(-1)?.pack ?? considerations[0]?.pack ?? null;
}

/** Freezes the groups that count at the first delivery (readings 4, P07). */
function freeze(matter: Matter, structure: StructureState): void {
  const delivery = matter.now.supplies.find(({ kind }) => kind !== 'reissue');
  if (matter.frozen !== null || delivery === undefined) return;
  matter.frozen = activeGroups(structure, delivery.pack.groups.minimumSize);
  matter.firstDelivery = delivery.mark;
}

function offer(matter: Matter, structure: StructureState): void {
  for (const { group, mark } of matter.now.offers) {
    for (const one of group === null ? registeredGroups(structure) : [group]) append(matter.offered, one, mark);
  }
}

/** Compares the versions held once supplies and determinations of an instant are folded. */
function compareVersions(matter: Matter, at: Instant): void {
  const { supplies, determinations } = matter.now;
  if (supplies.length === 0 && determinations.length === 0) return;
  const turning = [...supplies.map(({ mark }) => mark), ...determine(matter)];
  turnSpell(matter, at, turning);
  resolveConsidered(matter, at, turning);
}

/** Applies everything that happened to a matter in one instant, in the order in which it counts (readings 1.2). */
export function settleMatter(groups: Tallies, matter: Matter, at: Instant, structure: StructureState): void {
  const { supplies, notices, deliveries } = matter.now;
  matter.pack = newestPack(matter) ?? matter.pack;
  matter.listed ||= supplies.length > 0 || notices.length > 0;
  matter.briefed = firstRecordedOf([...(matter.briefed === null ? [] : [matter.briefed]), ...deliveries]);
  freeze(matter, structure);
  offer(matter, structure);
  tellNamedVersions(groups, matter);
  openNotices(matter, at, structure);
  tellOwedVersions(groups, matter);
  hold(matter);
  send(matter);
  consider(matter);
  compareVersions(matter, at);
  considerApart(matter);
  matter.now = nothing();
}
