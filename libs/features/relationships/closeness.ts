import type { EventMark, Instant } from '#lib/kernel/index.js';
import { firstOf, inFoldOrder, knownFrom, markOf } from '#lib/kernel/marks.js';
import { type Fact, type Finding, type RuleId, judge, levelOf, words } from '#lib/protocol/index.js';
import type { Mark, Relationship } from './pairs.js';
import type { Concern, RelationshipsState } from './state.js';

/** A member and an officer, with what was declared and raised about the two. */
interface Pair {
  readonly member: string;
  readonly officer: string;
  readonly relationships: Relationship[];
  readonly concerns: Concern[];
}

function pairsOf({ relationships, concerns }: RelationshipsState): Pair[] {
  const pairs = new Map<string, Pair>();
  const pairOf = (member: string, officer: string): Pair => {
    const key = `${member} ${officer}`;
    let pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, (pair = { member, officer, relationships: [], concerns: [] }));
    return pair;
  };
  for (const one of relationships.values()) pairOf(one.member, one.officer).relationships.push(one);
  for (const one of concerns.values()) pairOf(one.member, one.officer).concerns.push(one);
  return [...pairs.values()];
}

/** The first declaration of the two, of whichever relationship. */
function firstDeclaration({ relationships }: Pair): Mark | null {
  return firstOf(relationships.flatMap(({ declarations }) => declarations));
}

/** Something that raises a finding about a pair: a declaration, or a concern from when it counts; until then INFO (readings 6). */
interface Ground {
  readonly at: Instant;
  /** The concern or the declaration first, then what made it count. */
  readonly on: readonly [Mark, ...Mark[]];
  readonly isInfo: boolean;
  readonly basis: 'observed' | 'reported';
}

/** The first word of one of the two: a declaration, or a concern raised. */
function confirmationOf(pair: Pair): Mark | null {
  const own = pair.concerns.filter(({ by }) => by === pair.member || by === pair.officer);
  const declared = firstDeclaration(pair);
  return [...own, ...(declared === null ? [] : [declared])].sort((a, b) => a.at - b.at)[0] ?? null;
}

/** When a concern came to count: once one of the two had spoken; until then it is INFO (readings 6). */
function groundsOf(concern: Concern, confirmed: Mark | null): Ground[] {
  const ground = { at: concern.at, on: [concern], isInfo: false, basis: 'reported' } as const;
  if (confirmed === null) return [{ ...ground, isInfo: true }];
  if (confirmed.at <= concern.at)
    return [{ ...ground, on: confirmed.at < concern.at ? [concern] : [concern, confirmed] }];
  return [
    { ...ground, isInfo: true },
    { ...ground, at: confirmed.at, on: [concern, confirmed] },
  ];
}

function isOfOffice({ office, pack }: Concern): boolean {
  return office !== null && levelOf(pack.rules.get('rel.office_holder_closeness')?.mode) !== null;
}

/** Mitigations agreed, for a relationship of the two or for a concern about them, the first of each. */
function mitigationsOf({ relationships, concerns }: Pair): EventMark[] {
  const agreed = [
    ...relationships.map(({ mitigation }) => mitigation?.first),
    ...concerns.map(({ mitigated }) => mitigated),
  ];
  return agreed.flatMap((one) => one ?? []).sort(inFoldOrder);
}

/** Of several grounds each enough what was recorded first (readings 3.4). */
function soonestKnown(grounds: readonly Ground[]): readonly Mark[] {
  return [...grounds].sort((a, b) => knownFrom(a.on) - knownFrom(b.on))[0]?.on ?? [];
}

/**
 * A pair is one finding under a rule: its first ground, one that counts before any that is only INFO. A mitigation resolves
 * it; agreed before, it prevents it.
 */
function findingOf(grounds: readonly Ground[], rule: RuleId, subject: string, agreed: readonly EventMark[]): Finding[] {
  const open = grounds
    .filter(({ at }) => !agreed.some((one) => one.at <= at))
    .sort((a, b) => Number(a.isInfo) - Number(b.isInfo) || a.at - b.at);
  const [first] = open;
  if (first === undefined) return [];
  const rests = soonestKnown(open.filter(({ isInfo }) => isInfo === first.isInfo));
  const mitigation = firstOf(agreed.filter(({ at }) => at > first.at));
  const fact: Fact = {
    subject,
    at: first.at,
    rec: knownFrom(rests),
    anchor: markOf(first.on[0]),
    events: [...rests, ...first.on, ...(mitigation === null ? [] : [mitigation])].map(markOf),
    basis: first.basis,
    remediedAt: mitigation?.at ?? null,
  };
  const { pack } = first.on.at(-1) ?? first.on[0];
  return judge(pack, rule, first.isInfo ? { ...fact, level: 'INFO' } : fact);
}

/** GA 5.10, TH 5.2, 5.3, NT 1.1, AL 30, 31: a mitigation resolves the finding about a pair; agreed before, it prevents it. */
function pairFindings(pair: Pair): Finding[] {
  const declared = firstDeclaration(pair);
  const confirmed = confirmationOf(pair);
  const isAvoided = ({ at, pack }: Concern): boolean =>
    declared !== null && declared.at <= at && pack.rules.has('rel.avoid_perceived_conflict');
  const bySelf: Ground[] =
    declared === null || declared.pack.rules.has('rel.declare')
      ? []
      : [{ at: declared.at, on: [declared], isInfo: false, basis: 'observed' }];
  const familiar = pair.concerns.filter((one) => !isAvoided(one) && !isOfOffice(one));
  const agreed = mitigationsOf(pair);
  const subject = `pair ${pair.member} ${pair.officer}`;
  const grounds = (concerns: readonly Concern[]): Ground[] => concerns.flatMap((one) => groundsOf(one, confirmed));
  return [
    ...findingOf([...bySelf, ...grounds(familiar)], 'rel.familiarity', subject, agreed),
    ...findingOf(grounds(pair.concerns.filter(isAvoided)), 'rel.avoid_perceived_conflict', subject, agreed),
    ...pair.concerns.filter(isOfOffice).flatMap((one) => officeHolderCloseness(one, grounds([one]))),
  ];
}

/** TH 9.1: closeness to the holder of an office. */
function officeHolderCloseness({ id }: Concern, grounds: readonly Ground[]): Finding[] {
  return findingOf(grounds, 'rel.office_holder_closeness', `event ${id}`, []);
}

/** TH 14.5, 14.12, GA 5.6, NT 6.1(j), OM 3.1(k), AL 35: private matters, apart from what the pack excepts; TH 14.7. */
function reportedActs({ reports }: RelationshipsState): Finding[] {
  return reports.flatMap((one) => {
    const { id, rule, basis, at, rec, pack, officer, member } = one;
    const actor = rule === 'rel.officer_private_matters' ? officer : member;
    if (basis !== null && words(pack.rules.get(rule), 'exceptions').includes(basis)) return [];
    return judge(pack, rule, { subject: `event ${id}`, at, rec, anchor: markOf(one), actor });
  });
}

/** Findings about closeness, from declarations and from concerns. */
export function closenessFindings(state: RelationshipsState): Finding[] {
  return [...pairsOf(state).flatMap(pairFindings), ...reportedActs(state)];
}
