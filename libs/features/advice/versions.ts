import type { EventMark, Instant } from '#lib/kernel/index.js';
import { firstRecordedOf, knownFrom, lastOf } from '#lib/kernel/marks.js';
import { words } from '#lib/protocol/index.js';
import { type Compared, type Equivalence, type Matter, type Spell, type Supply, pairOf } from './matter.js';

type Pair = readonly [string, string];

/** The distinct versions that groups hold. */
export function versionsHeld({ held }: Matter): readonly string[] {
  return [...new Set([...held.values()].map((one) => one.held))];
}

function pairsOf(versions: readonly string[]): readonly Pair[] {
  return versions.flatMap((one, index) => versions.slice(index + 1).map((other): Pair => [one, other]));
}

function determined(matter: Matter, [one, other]: Pair): Compared | undefined {
  return matter.pairs.get(pairOf(one, other));
}

/** Pairs of versions held that stand as asked: determined different, or not determined. */
function pairsThat(matter: Matter, kind: Spell['kind']): readonly Pair[] {
  return pairsOf(versionsHeld(matter)).filter((pair) => (determined(matter, pair)?.outcome ?? 'undetermined') === kind);
}

/** Keeps what a pair was determined to be: the latest wins, and a second that says the same changes nothing (readings 3.4, 4). */
export function determine(matter: Matter): EventMark[] {
  const heard: EventMark[] = [];
  for (const { versions, outcome, by, mark, pack } of matter.now.determinations) {
    const determiners = words(pack.rules.get('grp.same_advice'), 'determiner');
    if (determiners.length > 0 && !determiners.includes(by)) continue;
    heard.push(mark);
    for (const [one, other] of pairsOf([...new Set(versions)])) {
      const before = matter.pairs.get(pairOf(one, other));
      const said = before?.outcome === outcome ? [...before.said, mark] : [mark];
      matter.pairs.set(pairOf(one, other), { outcome, said });
    }
  }
  return heard;
}

/** How the distinct versions held compare: every pair needs a determination, one `different` makes `different` (readings 4, P07). */
function compare(matter: Matter): Equivalence {
  const pairs = pairsOf(versionsHeld(matter)).map((pair) => determined(matter, pair)?.outcome);
  if (pairs.length === 0) return 'not_needed';
  if (pairs.includes('different')) return 'different';
  return pairs.includes(undefined) ? 'undetermined' : 'substantially_same';
}

/** What is held now, and the latest determinations that some of it is different. */
export function differenceNow(matter: Matter): readonly EventMark[] {
  const said = pairsThat(matter, 'different').flatMap((pair) => determined(matter, pair)?.said.slice(-1) ?? []);
  return [...heldNow(matter), ...said];
}

/** The supplies and reissues that groups hold now. */
export function heldNow({ held }: Matter): readonly EventMark[] {
  return [...held.values()].map(({ mark }) => mark);
}

/** From when it was known that versions differ: each pair is enough, and of each version whoever was first recorded (readings 3.4). */
function knownSince(matter: Matter, kind: Spell['kind']): Instant {
  const holders = (version: string): readonly EventMark[] =>
    [...matter.held.values()].filter(({ held }) => held === version).map(({ mark }) => mark);
  const known = pairsThat(matter, kind).map((pair) => {
    const rests = [holders(pair[0]), holders(pair[1]), determined(matter, pair)?.said ?? []].map(firstRecordedOf);
    return knownFrom(rests.filter((mark) => mark !== null));
  });
  return Math.min(...known);
}

/** Ends the spell that no longer holds and begins the one that does, once supplies and determinations of an instant are folded. */
export function turnSpell(matter: Matter, at: Instant, turning: readonly EventMark[]): void {
  const kind = (matter.equivalence = compare(matter));
  const { spell, pack } = matter;
  if (spell !== null) {
    if (spell.kind === kind) return;
    spell.until = at;
    if (spell.considered.length === 0) spell.resolver = { at, mark: lastOf(turning) };
    matter.spell = null;
  }
  if ((kind !== 'undetermined' && kind !== 'different') || pack === null) return;
  matter.spell = {
    kind,
    from: at,
    anchor: lastOf(turning),
    events: kind === 'different' ? differenceNow(matter) : heldNow(matter),
    rec: knownSince(matter, kind),
    pack,
    until: null,
    considered: [],
    pairs: new Set(),
    resolver: null,
  };
  matter.spells.push(matter.spell);
}

/** Once the matter was considered while versions stood different, only determining those pairs the same resolves it (readings 3). */
export function resolveConsidered(matter: Matter, at: Instant, turning: readonly EventMark[]): void {
  for (const spell of matter.spells) {
    if (spell.considered.length === 0 || spell.resolver !== null) continue;
    const isSame = [...spell.pairs].every((pair) => matter.pairs.get(pair)?.outcome === 'substantially_same');
    if (isSame) spell.resolver = { at, mark: lastOf(turning) };
  }
}

/** Keeps what stood different when the matter was formally considered. */
export function considerApart(matter: Matter): void {
  const { spell } = matter;
  if (spell?.kind !== 'different') return;
  for (const { mark } of matter.now.considerations) {
    spell.considered.push({ consideration: mark, groups: [...matter.held.keys()], events: differenceNow(matter) });
    for (const [one, other] of pairsThat(matter, 'different')) spell.pairs.add(pairOf(one, other));
    spell.resolver = null;
  }
}

/** The version as it is compared: of a supply its token and what the flags add, of a reissue the token alone (readings 4, P07). */
export function heldVersion(version: string, flags: Readonly<Record<string, boolean>>): string {
  const added = ['recommendation', 'politicalImplications'].filter((name) => flags[name] === true);
  return [version, ...added].join('+');
}

/** The groups that hold a version, with what they hold. */
export function holdersOf({ held }: Matter, version: string): readonly Supply[] {
  return [...held.values()].filter((one) => one.held === version);
}
