import { finding, subject, type Finding } from './finding.js';
import type { Fact, Past } from './history.js';
import { level, type Pack } from './pack.js';
import { about, relationships } from './relationships.js';

interface Pair {
  member: string;
  officer: string;
}

const FAMILIARITY = 'rel.familiarity';
const AVOID = 'rel.avoid_perceived_conflict';
const CLOSENESS = 'rel.office_holder_closeness';

// Readings 1.8: a second opening of an entry token by the same kind of event has no effect.
export function opened(past: Past, kind: string): Fact[] {
  const all = past.facts.filter((fact) => fact.e === kind);
  return all.filter((fact) => all.find((one) => one.f['id'] === fact.f['id']) === fact);
}

function pairs(past: Past): Pair[] {
  const all = [
    ...relationships(past).map(({ member, officer }) => ({ member, officer })),
    ...opened(past, 'FamiliarityConcernRaised').map((fact) => ({
      member: fact.f['member'],
      officer: fact.f['officer'],
    })),
  ].filter((pair): pair is Pair => pair.member !== undefined && pair.officer !== undefined);
  return all.filter((pair, index) => all.findIndex((one) => isPair(one, pair)) === index);
}

function isPair(a: { member?: string | undefined; officer?: string | undefined }, b: Pair): boolean {
  return a.member === b.member && a.officer === b.officer;
}

function concerns(past: Past, pair: Pair): Fact[] {
  return opened(past, 'FamiliarityConcernRaised').filter((fact) => isPair(fact.f, pair));
}

function declaration(past: Past, pair: Pair): Fact | undefined {
  return relationships(past).find((one) => isPair(one, pair))?.declarations[0];
}

// Readings 6: a concern counts once one of the two raised or declared the relationship; until then INFO.
function countsBy(past: Past, pair: Pair, concern: Fact): Fact | undefined {
  const raised = concerns(past, pair).find((fact) => [pair.member, pair.officer].includes(fact.f['by']));
  const first = [raised, declaration(past, pair)].filter((fact) => fact !== undefined).sort((a, b) => a.at - b.at)[0];
  return first && first.at < concern.at ? concern : first;
}

// Readings 6: about a pair already declared only `rel.avoid_perceived_conflict` where the pack has it, else only `rel.familiarity`;
// where `rel.office_holder_closeness` has a level and `office` is given, `rel.familiarity` is not raised.
function pairRule(past: Past, pair: Pair, concern: Fact): string | undefined {
  const declared = declaration(past, pair);
  if (declared && declared.at <= concern.at && past.pack.rules[AVOID]) return AVOID;
  return closenessReads(past.pack, concern) ? undefined : FAMILIARITY;
}

function closenessReads(pack: Pack, concern: Fact): boolean {
  return concern.f['office'] !== undefined && level(pack, CLOSENESS) !== null;
}

// Readings 6: a mitigation resolves either, in every pack; agreed before, nothing is raised.
function mitigations(past: Past, pair: Pair): Fact[] {
  const ofRelationships = relationships(past)
    .filter((one) => isPair(one, pair))
    .flatMap((one) => about(one, 'RelationshipMitigationAgreed'));
  const ofConcerns = concerns(past, pair).flatMap((concern) =>
    past.facts.filter(
      (fact) => fact.e === 'RelationshipMitigationAgreed' && fact.f['id'] === concern.f['id'] && fact.at >= concern.at,
    ),
  );
  return [...ofRelationships, ...ofConcerns].sort((a, b) => a.at - b.at);
}

interface Trigger {
  rule: string;
  at: number;
  info: boolean;
  basis: 'observed' | 'reported';
  on: Fact[];
}

function concernTriggers(past: Past, pair: Pair): Trigger[] {
  return concerns(past, pair).flatMap((concern) => {
    const rule = pairRule(past, pair, concern);
    const counts = countsBy(past, pair, concern);
    if (!rule) return [];
    const on = counts ? [concern, counts] : [concern];
    const asInfo: Trigger = { rule, at: concern.at, info: true, basis: 'reported', on: [concern] };
    const real: Trigger[] = counts ? [{ rule, at: counts.at, info: false, basis: 'reported', on }] : [];
    return counts && counts.at <= concern.at ? real : [asInfo, ...real];
  });
}

// Readings 6: where `rel.declare` is silent the declaration itself raises `rel.familiarity`.
function declarationTriggers(past: Past, pair: Pair): Trigger[] {
  const declared = declaration(past, pair);
  if (!declared || past.pack.rules['rel.declare']) return [];
  return [{ rule: FAMILIARITY, at: declared.at, info: false, basis: 'observed', on: [declared] }];
}

// Readings 3.4: of several concerns each enough, what was first recorded.
function soonestKnown(triggers: Trigger[]): Fact[] {
  const known = (trigger: Trigger) => Math.max(...trigger.on.map((fact) => fact.rec));
  return [...triggers].sort((a, b) => known(a) - known(b))[0]!.on;
}

// Readings 5, table: the pair: its declaration and any number of concerns are one.
function pairFindings(past: Past, pair: Pair): Finding[] {
  const agreed = mitigations(past, pair);
  const triggers = [...declarationTriggers(past, pair), ...concernTriggers(past, pair)]
    .filter((trigger) => !agreed.some((one) => one.at <= trigger.at))
    .sort((a, b) => Number(a.info) - Number(b.info) || a.at - b.at);
  return [FAMILIARITY, AVOID].flatMap((rule) => {
    const first = triggers.find((trigger) => trigger.rule === rule);
    if (!first || !level(past.pack, rule)) return [];
    const each = triggers.filter((trigger) => trigger.rule === rule && trigger.info === first.info);
    return finding(past.pack, {
      rule,
      ...(first.info ? { level: 'INFO' as const } : {}),
      basis: first.basis,
      subject: subject('pair', pair.member, pair.officer),
      at: first.at,
      anchor: first.on[0]!,
      by: agreed.find((one) => one.at > first.at),
      on: soonestKnown(each),
      read: first.on,
    });
  });
}

// Readings 6: `rel.office_holder_closeness` reads a concern where `office` is given.
function closenessFindings(past: Past): Finding[] {
  return opened(past, 'FamiliarityConcernRaised')
    .filter((concern) => closenessReads(past.pack, concern))
    .flatMap((concern) => {
      const counts = countsBy(past, { member: concern.f['member'], officer: concern.f['officer'] }, concern);
      return finding(past.pack, {
        rule: CLOSENESS,
        ...(counts ? {} : { level: 'INFO' as const }),
        basis: 'reported',
        subject: subject('event', concern.id),
        at: counts && counts.at > concern.at ? counts.at : concern.at,
        on: [concern, counts],
      });
    });
}

// Readings 3.5: a concern about neutrality is INFO until its settlement resolves it; confirmed, a finding of the rule's level beside it.
function favouritismFindings(past: Past): Finding[] {
  const rule = 'rel.no_favouritism';
  return opened(past, 'NeutralityConcernRaised')
    .filter((concern) => concern.f['kind'] === 'favouritism' && level(past.pack, rule) !== null)
    .flatMap((concern) => {
      const settled = past.facts.filter(
        (fact) => fact.e === 'NeutralityConcernSettled' && fact.f['id'] === concern.f['id'] && fact.at >= concern.at,
      );
      const confirmed = settled.find((fact) => fact.f['outcome'] === 'confirmed');
      const its = { rule, subject: subject('concern', concern.f['id']), anchor: concern, who: concern.f['about'] };
      const info = finding(past.pack, {
        ...its,
        level: 'INFO',
        basis: 'reported',
        at: concern.at,
        by: settled[0],
        on: [concern],
      });
      return [
        // Readings 1.2: settled in the instant it was raised, it was never open.
        ...info.filter((one) => one.remediedAt !== one.occurredAt),
        ...(confirmed
          ? finding(past.pack, { ...its, beside: 'confirmed', at: confirmed.at, on: [concern, confirmed] })
          : []),
      ];
    });
}

export function closenessOfPairs(past: Past): Finding[] {
  return [
    ...pairs(past).flatMap((pair) => pairFindings(past, pair)),
    ...closenessFindings(past),
    ...favouritismFindings(past),
  ];
}
