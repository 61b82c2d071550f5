import { type EventMark, firstOf as firstMark, markOf } from '#lib/kernel/index.js';
import { type Fact, type Finding, type RuleId, judge, levelOf, words } from '#lib/protocol/index.js';
import type { Concern, Mark, Relationship, RelationshipsState } from './state.js';

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

function firstDeclaration({ relationships }: Pair): Mark | undefined {
  const firsts = relationships.flatMap(({ declarations }) => declarations.slice(0, 1));
  return firsts.toSorted((a, b) => a.at - b.at)[0];
}

interface Ground extends Mark {
  readonly anchor: EventMark;
  readonly events: readonly EventMark[];
  readonly basis: 'observed' | 'reported';
  readonly level?: 'INFO';
  /** When it was raised, where it came to count only later. */
  readonly raised?: Mark;
}

/** The first word of one of the two: a declaration, or a concern raised. */
function confirmationOf(pair: Pair): Mark | undefined {
  const own = pair.concerns.filter(({ by }) => by === pair.member || by === pair.officer);
  const declared = firstDeclaration(pair);
  return [...(declared === undefined ? [] : [declared]), ...own].toSorted((a, b) => a.at - b.at)[0];
}

/** When a concern came to count: once one of the two had spoken; until then it is INFO (readings 6). */
function groundsOf(concern: Concern, confirmed: Mark | undefined): Ground[] {
  const { id, at, rec, order, pack } = concern;
  const mark = { id, at, rec, order, pack };
  const ground = { ...mark, anchor: markOf(concern), events: [], basis: 'reported' } as const;
  if (confirmed !== undefined && confirmed.at <= at) return [ground];
  if (confirmed === undefined) return [{ ...ground, level: 'INFO' }];
  const events = [markOf(confirmed)];
  return [{ ...ground, events, at: confirmed.at, rec: Math.max(rec, confirmed.rec), raised: mark }];
}

function isOfOffice({ office, pack }: Concern): boolean {
  return office !== null && levelOf(pack.rules.get('rel.office_holder_closeness')?.mode) !== null;
}

/** A ground as a fact, with what resolved it. */
function factOf(
  { at, rec, anchor, events, basis, level }: Ground,
  { resolving, ...said }: Pick<Fact, 'subject'> & { remediedAt: number | null; resolving: readonly EventMark[] },
): Fact {
  return {
    at,
    rec,
    anchor,
    events: [...events, ...resolving],
    basis,
    ...said,
    ...(level === undefined ? {} : { level }),
  };
}

/** A pair is one finding under a rule: its first ground; INFO where a mitigation came before that counted. */
function firstOf(grounds: readonly Ground[], rule: RuleId, subject: string, mitigation: EventMark | null): Finding[] {
  const [first] = grounds.toSorted((a, b) => a.at - b.at);
  if (first === undefined) return [];
  const remediedAt = mitigation?.at ?? null;
  const resolving = mitigation === null ? [] : [mitigation];
  const counted = judge(first.pack, rule, factOf(first, { subject, remediedAt, resolving }));
  const raised = grounds.find((one) => one.raised !== undefined)?.raised;
  if (counted.length > 0 || raised === undefined) return counted;
  const anchor = markOf(raised);
  const ground: Ground = { ...raised, anchor, events: [], basis: 'reported', level: 'INFO' };
  return judge(raised.pack, rule, factOf(ground, { subject, remediedAt, resolving }));
}

/** The first mitigation agreed, for a relationship of the two or for a concern about them. */
function mitigationOf({ relationships, concerns }: Pair): EventMark | null {
  const agreed = [
    ...relationships.map(({ mitigation }) => mitigation?.first),
    ...concerns.map(({ mitigated }) => mitigated),
  ];
  return firstMark(agreed.flatMap((one) => one ?? []));
}

/** GA 5.10, TH 5.2, 5.3, NT 1.1, AL 30, 31: a mitigation resolves the finding about a pair; agreed before, it prevents it. */
function pairFindings(pair: Pair): Finding[] {
  const declared = firstDeclaration(pair);
  const confirmed = confirmationOf(pair);
  const isAvoided = ({ at, pack }: Concern): boolean =>
    declared !== undefined && declared.at <= at && pack.rules.has('rel.avoid_perceived_conflict');
  const bySelf: Ground[] =
    declared === undefined || declared.pack.rules.has('rel.declare')
      ? []
      : [{ ...declared, anchor: markOf(declared), events: [], basis: 'observed' }];
  const familiar = pair.concerns.filter((one) => !isAvoided(one) && !isOfOffice(one));
  const mitigation = mitigationOf(pair);
  const subject = `pair ${pair.member} ${pair.officer}`;
  const grounds = (concerns: readonly Concern[]): Ground[] => concerns.flatMap((one) => groundsOf(one, confirmed));
  return [
    ...firstOf([...bySelf, ...grounds(familiar)], 'rel.familiarity', subject, mitigation),
    ...firstOf(grounds(pair.concerns.filter(isAvoided)), 'rel.avoid_perceived_conflict', subject, mitigation),
    ...pair.concerns
      .filter(({ office }) => office !== null)
      .flatMap((one) => officeHolderCloseness(one, grounds([one]))),
  ];
}

/** TH 9.1: closeness to the holder of an office. */
function officeHolderCloseness({ id }: Concern, grounds: readonly Ground[]): Finding[] {
  return firstOf(grounds, 'rel.office_holder_closeness', `event ${id}`, null);
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
