/** Findings about deliveries, versions, notices and considerations (the table of readings.md 3). */
import { spells } from './figures.js';
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import type { Fact } from './history.js';
import { rule, level } from './pack.js';
import type { Level, World } from './pack.js';
import { determinationOf, equivalence, holdings, mattersSeen, pairsHeld } from './matters.js';
import { deliveries } from './supplies.js';
import type { Supply } from './supplies.js';
import { notices } from './notices.js';
import type { Notice } from './notices.js';
import { instants, ofType, token } from './requests.js';

const KNOWN_FLAGS = ['facts', 'options', 'politicalImplications', 'recommendation'];

function flag(fact: Fact, name: string): boolean {
  return (fact.f['flags'] as Record<string, unknown> | undefined)?.[name] === true;
}

/** grp.facts_and_options: recommendation unless professional_advice; options where no appraisal; any other flag. */
function goesBeyondFacts(world: World, fact: Fact): boolean {
  const params = rule(world.packAt(fact.t), 'grp.facts_and_options')?.params ?? {};
  const others = Object.keys((fact.f['flags'] as object | undefined) ?? {}).filter(
    (name) => !KNOWN_FLAGS.includes(name),
  );
  if (flag(fact, 'recommendation') && params['professional_advice'] !== true) return true;
  if (flag(fact, 'options') && params['options_appraisal'] === false) return true;
  return others.some((name) => flag(fact, name));
}

/** The content flags of a delivery, and council business only. */
function delivery(world: World, one: Supply): Finding[] {
  const { fact } = one;
  const offends: [string, boolean][] = [
    ['grp.no_political_implications', flag(fact, 'politicalImplications')],
    ['grp.no_recommendation', flag(fact, 'recommendation')],
    ['grp.facts_and_options', goesBeyondFacts(world, fact)],
    ['grp.council_business_only', one.matter === null],
  ];
  return offends
    .filter(([, does]) => does)
    .flatMap(([id]) =>
      finding(rule(world.packAt(fact.t), id), {
        kind: 'event',
        subject: [fact.event],
        occurredAt: fact.t,
        rests: [fact],
      }),
    );
}

/** grp.same_advice: undetermined WARN; determined different, the rule's mode; one of each per spell. */
function sameAdvice(world: World, matter: string, outcome: 'undetermined' | 'different'): Finding[] {
  return spells(instants(world), (instant) => equivalence(world, matter, instant) === outcome).flatMap((spell) => {
    const same = rule(world.packAt(spell.from), 'grp.same_advice');
    const held = holdings(world, matter, spell.from).map((one) => one.fact);
    const determined = pairsHeld(world, matter, spell.from)
      .map((pair) => determinationOf(world, matter, pair, spell.from))
      .filter((fact) => fact !== null && fact.f['outcome'] === outcome) as Fact[];
    return finding(same, {
      kind: 'matter',
      subject: [matter],
      fact: `${outcome} from ${spell.from}`,
      level: outcome === 'undetermined' ? softened(level(same)) : level(same),
      occurredAt: spell.from,
      rests: [...held, ...determined],
      remediedAt: spell.to,
    });
  });
}

/** WARN, where the rule has a level at all. */
function softened(own: Level | null): Level | null {
  return own === null ? null : 'WARN';
}

/** grp.notify_other_groups, overdue: WARN where the target is a default; resolved by the notice or the consideration. */
function overdue(world: World, notice: Notice): Finding[] {
  const at = notice.overdueAt;
  const ends = [notice.sent?.t, notice.consideration?.t].filter((instant) => instant !== undefined);
  if (at === null || at > world.at || ends.some((instant) => instant <= at - 1)) return [];
  if (notice.consideration !== null && notice.consideration.t <= at) return [];
  const notify = rule(world.packAt(notice.opener.t), 'grp.notify_other_groups');
  return finding(notify, {
    ...subjectOf(notice),
    fact: 'overdue',
    level: notify?.params['target_default'] === true ? softened(level(notify)) : level(notify),
    occurredAt: at,
    notBefore: at,
    rests: [notice.opener],
    remediedAt: ends.length === 0 ? null : Math.min(...ends),
  });
}

/** grp.notify_other_groups, missed: unsent when the matter was considered. */
function missed(world: World, notice: Notice): Finding[] {
  if (notice.consideration === null) return [];
  return finding(rule(world.packAt(notice.opener.t), 'grp.notify_other_groups'), {
    ...subjectOf(notice),
    fact: 'missed',
    occurredAt: notice.consideration.t,
    rests: [notice.opener, notice.consideration],
  });
}

function subjectOf(notice: Notice) {
  return { kind: 'notice', subject: [notice.matter, notice.version, notice.group] };
}

/** grp.formal_advice_still_owed: a briefed matter, no advice presented since the consideration before it. */
function formalAdvice(world: World, consideration: Fact): Finding[] {
  const matter = token(consideration.f['matter']);
  const onIt = (type: string) => ofType(world, type).filter((fact) => fact.f['matter'] === matter);
  const briefed = deliveries(world).some((one) => one.matter === matter && one.fact.t <= consideration.t);
  const before = onIt('MatterFormallyConsidered').filter((fact) => fact.t < consideration.t);
  const since = before.at(-1)?.t ?? -Infinity;
  const presented = onIt('FormalAdvicePresented').some((fact) => fact.t > since && fact.t <= consideration.t);
  if (!briefed || presented) return [];
  return finding(rule(world.packAt(consideration.t), 'grp.formal_advice_still_owed'), {
    kind: 'event',
    subject: [consideration.event],
    occurredAt: consideration.t,
    rests: [consideration, ...firstBriefing(world, matter)],
  });
}

function firstBriefing(world: World, matter: string | null): Fact[] {
  return deliveries(world)
    .filter((one) => one.matter === matter)
    .slice(0, 1)
    .map((one) => one.fact);
}

export function adviceFindings(world: World): Finding[] {
  return [
    ...deliveries(world).flatMap((one) => delivery(world, one)),
    ...mattersSeen(world).flatMap((matter) => sameAdvice(world, matter, 'undetermined')),
    ...mattersSeen(world).flatMap((matter) => sameAdvice(world, matter, 'different')),
    ...notices(world).flatMap((notice) => [...overdue(world, notice), ...missed(world, notice)]),
    ...ofType(world, 'MatterFormallyConsidered').flatMap((fact) => formalAdvice(world, fact)),
  ];
}
