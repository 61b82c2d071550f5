import { type Instant, type LocalDay, addWorkingDays, localDay, startOfDay } from '#lib/kernel/index.js';
import { type Pack, quantity, words } from '#lib/protocol/index.js';
import { type StructureState, activeGroups, registeredGroups } from '../structure/state.js';
import { type Equivalence, type Matter, type Notice, type Supply, nothing, pairOf } from './matter.js';
import { type Tallies, tallyOf } from './tally.js';

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
  if (rule === undefined) return false;
  return one.kind === 'reissue' ? !matter.supplied.has(one.version) : words(rule, 'trigger').includes(one.kind);
}

/** Opens a notice to every other active group, once per version, at its first supply (NT 8.3; readings 4, P08). */
function openNotices(matter: Matter, at: Instant, structure: StructureState): void {
  const { supplies } = matter.now;
  for (const one of supplies) {
    if (matter.noticed.has(one.version) || !opensNotices(one, matter)) continue;
    matter.noticed.add(one.version);
    const { pack, version, rec } = one;
    const late = lateFrom(pack, at, structure.extraHolidays);
    for (const group of activeGroups(structure, pack.groups.minimumSize)) {
      if (matter.held.get(group)?.version === version || matter.told.get(group)?.has(version) === true) continue;
      if (supplies.some((other) => other.group === group && other.version === version)) continue;
      const notice: Notice = {
        matter: matter.id,
        version,
        group,
        opened: at,
        rec,
        late,
        pack,
        sent: null,
        missed: null,
      };
      matter.notices.push(notice);
      matter.unsent.add(notice);
    }
  }
}

function tellNamedVersions(groups: Tallies, matter: Matter): void {
  for (const { group, version } of matter.now.notices) {
    matter.notified.add(group);
    if (version === null) continue;
    keep(matter.told, group, version);
    tallyOf(groups, group).notices.add(`${matter.id}\n${version}`);
  }
}

/** A notice that names no version tells the group of every version owed to it then. */
function tellOwedVersions(groups: Tallies, matter: Matter): void {
  for (const { group, version } of matter.now.notices) {
    if (version !== null) continue;
    for (const notice of matter.unsent) {
      if (notice.group !== group) continue;
      keep(matter.told, group, notice.version);
      tallyOf(groups, group).notices.add(`${matter.id}\n${notice.version}`);
    }
  }
}

function hold(matter: Matter): void {
  for (const { group, version, at, rec } of matter.now.supplies) {
    matter.held.set(group, { version, at, rec });
    matter.supplied.add(version);
  }
}

function send(matter: Matter, at: Instant): void {
  for (const notice of matter.unsent) {
    const supplied = matter.now.supplies.some(
      ({ group, version }) => group === notice.group && version === notice.version,
    );
    if (!supplied && matter.told.get(notice.group)?.has(notice.version) !== true) continue;
    notice.sent = at;
    matter.unsent.delete(notice);
  }
}

/** Every consideration tests the notices then open, and whether formal advice came since the one before. */
function consider(matter: Matter, at: Instant): void {
  const { considerations, formalAdvice } = matter.now;
  if (formalAdvice) matter.advised = true;
  const [first] = considerations;
  if (first === undefined) return;
  for (const notice of matter.unsent) notice.missed ??= { at, rec: Math.max(first.rec, notice.rec) };
  const { briefed } = matter;
  if (briefed !== null && !matter.advised) {
    matter.missingAdvice.push(...considerations.map((one) => ({ ...one, at, rec: Math.max(one.rec, briefed) })));
  }
  matter.advised = false;
}

function determine(matter: Matter): void {
  for (const { versions, outcome, by, rec, pack } of matter.now.determinations) {
    const determiners = words(pack.rules.get('grp.same_advice'), 'determiner');
    if (determiners.length > 0 && !determiners.includes(by)) continue;
    const distinct = [...new Set(versions)];
    for (const [index, one] of distinct.entries()) {
      for (const other of distinct.slice(index + 1)) matter.pairs.set(pairOf(one, other), { outcome, rec });
    }
  }
}

/** How the distinct versions held compare: every pair needs a determination, one `different` makes `different`. */
function compare(matter: Matter): { readonly equivalence: Equivalence; readonly rec: Instant } {
  const versions = [...new Set([...matter.held.values()].map(({ version }) => version))];
  let rec = Math.max(...[...matter.held.values()].map((holding) => holding.rec));
  if (versions.length < 2) return { equivalence: 'not_needed', rec };
  let equivalence: Equivalence = 'substantially_same';
  for (const [index, one] of versions.entries()) {
    for (const other of versions.slice(index + 1)) {
      const pair = matter.pairs.get(pairOf(one, other));
      if (pair?.outcome === 'different') return { equivalence: 'different', rec: Math.max(rec, pair.rec) };
      if (pair === undefined) equivalence = 'undetermined';
      else rec = Math.max(rec, pair.rec);
    }
  }
  return { equivalence, rec };
}

function turnSpell(matter: Matter, at: Instant): void {
  const { equivalence, rec } = compare(matter);
  matter.equivalence = equivalence;
  if (matter.spell !== null) {
    if (matter.spell.kind === equivalence) return;
    matter.spell.until = at;
    matter.spell = null;
  }
  if ((equivalence === 'undetermined' || equivalence === 'different') && matter.pack !== null) {
    matter.spell = { kind: equivalence, from: at, rec, pack: matter.pack, until: null };
    matter.spells.push(matter.spell);
  }
}

function newestPack(matter: Matter): Pack | null {
  const { supplies, determinations, considerations } = matter.now;
  return supplies.at(-1)?.pack ?? determinations.at(-1)?.pack ?? considerations[0]?.pack ?? null;
}

/** Freezes the groups that count at the first delivery (readings 4, P07). */
function freeze(matter: Matter, structure: StructureState): void {
  const delivery = matter.now.supplies.find(({ kind }) => kind !== 'reissue');
  if (matter.frozen !== null || delivery === undefined) return;
  matter.frozen = new Set(activeGroups(structure, delivery.pack.groups.minimumSize));
}

function offer(matter: Matter, structure: StructureState): void {
  for (const group of matter.now.offers) {
    for (const one of group === null ? registeredGroups(structure) : [group]) matter.offered.add(one);
  }
}

/** Applies everything that happened to a matter in one instant, in the order in which it counts (readings 1.2). */
export function settleMatter(groups: Tallies, matter: Matter, at: Instant, structure: StructureState): void {
  const { supplies, notices, determinations, briefed } = matter.now;
  matter.pack = newestPack(matter) ?? matter.pack;
  matter.listed ||= supplies.length > 0 || notices.length > 0;
  matter.briefed ??= briefed;
  freeze(matter, structure);
  offer(matter, structure);
  tellNamedVersions(groups, matter);
  openNotices(matter, at, structure);
  tellOwedVersions(groups, matter);
  hold(matter);
  send(matter, at);
  consider(matter, at);
  if (supplies.length > 0 || determinations.length > 0) {
    determine(matter);
    turnSpell(matter, at);
  }
  matter.now = nothing();
}
