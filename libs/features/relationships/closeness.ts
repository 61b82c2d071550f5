import type { Instant } from '#lib/kernel/index.js';
import { type Finding, judge, levelOf, words } from '#lib/protocol/index.js';
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
  readonly basis: 'observed' | 'reported';
  readonly level?: 'INFO';
}

/** What counts towards one of the two rules about a pair, and when it came to count. */
interface Grounds {
  readonly familiarity: Ground[];
  readonly perceivedConflict: Ground[];
  /** Concerns of third parties about a pair of whom neither has spoken. */
  readonly unconfirmed: Ground[];
}

function groundsOf(pair: Pair): Grounds {
  const declared = firstDeclaration(pair);
  const grounds: Grounds = { familiarity: [], perceivedConflict: [], unconfirmed: [] };
  if (declared !== undefined && !declared.pack.rules.has('rel.declare')) {
    grounds.familiarity.push({ ...declared, basis: 'observed' });
  }
  for (const concern of pair.concerns) {
    const { at, rec, pack, by, office } = concern;
    if (office !== null && levelOf(pack.rules.get('rel.office_holder_closeness')?.mode) !== null) continue;
    const isDeclared = declared !== undefined && declared.at <= at;
    const ownWord = by === pair.member || by === pair.officer;
    const ground = { at, rec, pack, basis: 'reported' } as const;
    if (isDeclared && pack.rules.has('rel.avoid_perceived_conflict')) grounds.perceivedConflict.push(ground);
    else if (isDeclared || ownWord) grounds.familiarity.push(ground);
    else {
      grounds.unconfirmed.push({ ...ground, level: 'INFO' });
      if (declared !== undefined) grounds.familiarity.push({ ...ground, at: declared.at, rec: Math.max(rec, declared.rec) });
    }
  }
  return grounds;
}

/** GA 5.10, TH 5.2, 5.3, NT 1.1, AL 30, 31: a pair is one finding; a mitigation resolves it, and agreed before, prevents it. */
function pairFindings(pair: Pair): Finding[] {
  const { familiarity, perceivedConflict, unconfirmed } = groundsOf(pair);
  const mitigations = pair.relationships.flatMap(({ mitigation }) => (mitigation === null ? [] : [mitigation.first]));
  const mitigatedAt: Instant | null = mitigations.length === 0 ? null : Math.min(...mitigations);
  const subject = `pair ${pair.member} ${pair.officer}`;
  const first = (grounds: readonly Ground[]): Ground[] => grounds.toSorted((a, b) => a.at - b.at).slice(0, 1);
  return [
    ...first(familiarity).flatMap((one) => judge(one.pack, 'rel.familiarity', { ...one, subject, remediedAt: mitigatedAt })),
    ...first(perceivedConflict).flatMap((one) =>
      judge(one.pack, 'rel.avoid_perceived_conflict', { ...one, subject, remediedAt: mitigatedAt }),
    ),
    ...first(unconfirmed).flatMap((one) => judge(one.pack, 'rel.familiarity', { ...one, subject, remediedAt: mitigatedAt })),
  ];
}

/** TH 9.1: closeness to the holder of an office. */
function officeHolderCloseness({ concerns }: RelationshipsState): Finding[] {
  return [...concerns.values()].flatMap(({ office, event, at, rec, pack }) =>
    office === null ? [] : judge(pack, 'rel.office_holder_closeness', { subject: `event ${event}`, at, rec, basis: 'reported' }),
  );
}

/** TH 14.5, 14.12, GA 5.6, NT 6.1(j), OM 3.1(k), AL 35: private matters, apart from what the pack excepts; TH 14.7. */
function reportedActs({ reports }: RelationshipsState): Finding[] {
  return reports.flatMap(({ event, rule, basis, at, rec, pack }) => {
    if (basis !== null && words(pack.rules.get(rule), 'exceptions').includes(basis)) return [];
    return judge(pack, rule, { subject: `event ${event}`, at, rec });
  });
}

/** Findings about closeness, whoever spoke of it. */
export function closenessFindings(state: RelationshipsState): Finding[] {
  return [...pairsOf(state).flatMap(pairFindings), ...officeHolderCloseness(state), ...reportedActs(state)];
}
