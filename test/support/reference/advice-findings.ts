/** Findings about deliveries, versions, notices and considerations (the table of readings.md 3). */
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import { firstRecorded } from './history.js';
import type { Fact } from './history.js';
import { mattersSeen } from './matters.js';
import { notices } from './notices.js';
import type { Notice } from './notices.js';
import { rule, level } from './pack.js';
import type { Level, World } from './pack.js';
import { deliveries, flag } from './supplies.js';
import type { Supply } from './supplies.js';
import { differenceAt, holdings, pairsThat, sayingSo, versionEventsAt, versionSpells } from './versions.js';
import type { Pair, VersionSpell } from './versions.js';
import { ofType, requestOf, token } from './world.js';

const KNOWN_FLAGS = ['facts', 'options', 'politicalImplications', 'recommendation'];

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
  const pack = world.packAt(fact.t);
  const offends: [string, boolean][] = [
    ['grp.no_political_implications', flag(fact, 'politicalImplications')],
    ['grp.no_recommendation', flag(fact, 'recommendation')],
    ['grp.facts_and_options', goesBeyondFacts(world, fact)],
    [
      'grp.council_business_only',
      one.matter === null && token(requestOf(world, fact.f['request'])?.f['matter']) === null,
    ],
  ];
  return offends
    .filter(([, does]) => does)
    .flatMap(([id]) =>
      finding(pack, rule(pack, id), {
        subject: `event ${fact.event}`,
        anchor: fact,
        occurredAt: fact.t,
        rests: [fact],
        who: fact.f['officer'],
      }),
    );
}

/** readings 3.4: each pair that differs is enough, and of each version whoever was first recorded to hold it. */
function knownSince(world: World, matter: string, outcome: string, from: number): number {
  const held = holdings(world, matter, from);
  const holding = (version: string) => held.filter((one) => one.held === version).map((one) => one.fact);
  const ofPair = (pair: Pair) => {
    const rests = [...pair.map((version) => firstRecorded(holding(version))), sayingFirst(world, matter, pair, from)];
    return Math.max(...rests.flat().map((fact) => fact.rec));
  };
  return Math.min(...pairsThat(world, matter, outcome, from).map(ofPair));
}

/** readings 3.4: a second determination that says the same changes nothing. */
function sayingFirst(world: World, matter: string, pair: Pair, by: number): Fact[] {
  return firstRecorded(sayingSo(world, matter, pair, by));
}

/** grp.same_advice: undetermined WARN; determined different, the rule's mode; one of each per spell. */
function sameAdvice(world: World, matter: string, outcome: 'undetermined' | 'different'): Finding[] {
  return versionSpells(world, matter, outcome).flatMap((spell) => {
    const pack = world.packAt(spell.from);
    const same = rule(pack, 'grp.same_advice');
    const held = holdings(world, matter, spell.from).map((one) => one.fact);
    const since = knownSince(world, matter, outcome, spell.from);
    return finding(pack, same, {
      subject: `matter ${matter}`,
      fact: `${outcome} from ${spell.from}`,
      level: outcome === 'undetermined' ? softened(level(same)) : level(same),
      anchor: versionEventsAt(world, matter, spell.from).at(-1) ?? null,
      occurredAt: spell.from,
      rests: outcome === 'different' ? differenceAt(world, matter, spell.from) : held,
      remediedAt: spell.resolvedAt,
      resolvers: resolversOf(world, matter, spell),
    }).map((one): Finding => ({ ...one, recordedAt: since }));
  });
}

function resolversOf(world: World, matter: string, spell: VersionSpell): Fact[] {
  return spell.resolvedAt === null ? [] : versionEventsAt(world, matter, spell.resolvedAt).slice(-1);
}

/** WARN, where the rule has a level at all. */
function softened(own: Level | null): Level | null {
  return own === null ? null : 'WARN';
}

/** grp.notify_other_groups, overdue: WARN where the target is a default; resolved by the notice or the consideration. */
function overdue(world: World, notice: Notice): Finding[] {
  const at = notice.overdueAt;
  const ends = [notice.sent, notice.consideration].filter((fact) => fact !== null).sort((a, b) => a.t - b.t);
  if (at === null || at > world.at || ends.some((fact) => fact.t <= at - 1)) return [];
  if (notice.consideration !== null && notice.consideration.t <= at) return [];
  const pack = world.packAt(notice.opener.t);
  const notify = rule(pack, 'grp.notify_other_groups');
  return finding(pack, notify, {
    ...subjectOf(notice),
    fact: 'overdue',
    level: notify?.params['target_default'] === true ? softened(level(notify)) : level(notify),
    anchor: notice.opener,
    occurredAt: at,
    notBefore: at,
    rests: [notice.opener],
    remediedAt: ends[0]?.t ?? null,
    resolvers: ends.slice(0, 1),
  });
}

/** grp.notify_other_groups, missed: unsent when the matter was considered. */
function missed(world: World, notice: Notice): Finding[] {
  if (notice.consideration === null) return [];
  const pack = world.packAt(notice.opener.t);
  return finding(pack, rule(pack, 'grp.notify_other_groups'), {
    ...subjectOf(notice),
    fact: 'missed',
    anchor: notice.consideration,
    occurredAt: notice.consideration.t,
    rests: [notice.opener, notice.consideration],
  });
}

function subjectOf(notice: Notice) {
  return { subject: `matter ${notice.matter} version ${notice.version} group ${notice.group}` };
}

/** grp.formal_advice_still_owed: a matter delivered on, no advice presented since the consideration before it. */
function formalAdvice(world: World, consideration: Fact): Finding[] {
  const matter = token(consideration.f['matter']);
  const onIt = (type: string) => ofType(world, type).filter((fact) => fact.f['matter'] === matter);
  const delivered = deliveries(world)
    .filter((one) => one.matter === matter && one.fact.t <= consideration.t)
    .map((one) => one.fact);
  const before = onIt('MatterFormallyConsidered').filter((fact) => fact.t < consideration.t);
  const since = before.at(-1)?.t ?? -Infinity;
  const presented = onIt('FormalAdvicePresented').some((fact) => fact.t > since && fact.t <= consideration.t);
  if (delivered.length === 0 || presented) return [];
  const pack = world.packAt(consideration.t);
  return finding(pack, rule(pack, 'grp.formal_advice_still_owed'), {
    subject: `event ${consideration.event}`,
    anchor: consideration,
    occurredAt: consideration.t,
    rests: [consideration, ...firstRecorded(delivered)],
  });
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
