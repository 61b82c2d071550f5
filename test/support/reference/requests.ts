/** Groups, requests and their decisions (readings.md 1.8, 3, 4 P05, P06, P08). */
import { distinct, spells } from './figures.js';
import type { Spell } from './figures.js';
import { foldOrder } from './history.js';
import type { Fact } from './history.js';
import { idsInOrder } from './finding.js';
import { declares, listOf, rule } from './pack.js';
import type { Pack, World } from './pack.js';
import { countedOn } from './supplies.js';
import { ofType, once, openings, token } from './world.js';

/** Every instant at which something happened. */
export function instants(world: World): number[] {
  return distinct(world.events.map((fact) => fact.t));
}

/** readings 1.8: a decision about an unknown entry has no effect; known is what was opened before it in fold order. */
export function decisionsOn(world: World, opened: Fact, field: 'id' | 'request', types: string[]): Fact[] {
  return ofType(world, ...types).filter((fact) => fact.f[field] === opened.f['id'] && foldOrder(opened, fact) < 0);
}

const DECISIONS: Record<string, string> = {
  GroupSupportRequestAccepted: 'accepted',
  GroupSupportRequestDeclined: 'declined',
  GroupSupportRequestWithdrawn: 'withdrawn',
};

function decisions(world: World, request: Fact): Fact[] {
  return decisionsOn(world, request, 'id', Object.keys(DECISIONS));
}

/** The last decision on a request by an instant. */
export function decisionFact(world: World, request: Fact, by: number): Fact | null {
  return (
    decisions(world, request)
      .filter((fact) => fact.t <= by)
      .at(-1) ?? null
  );
}

/** projections.md P05 `decision`. */
export function decision(world: World, request: Fact, by: number): string {
  const last = decisionFact(world, request, by);
  return last === null ? 'pending' : DECISIONS[last.type]!;
}

/** readings 3: a declined request on a matter, with no ground, while another group's was accepted or another was supplied. */
export function isUnexplained(world: World, request: Fact, by: number): boolean {
  return declinedWithoutGround(world, request, by) && standingBeside(world, request, by).length > 0;
}

function declinedWithoutGround(world: World, request: Fact, by: number): boolean {
  if (request.t > by || token(request.f['matter']) === null) return false;
  return decision(world, request, by) === 'declined' && token(decisionFact(world, request, by)!.f['ground']) === null;
}

function rivals(world: World, request: Fact): Fact[] {
  return openings(world, 'GroupSupportRequested').filter(
    (other) => other.f['matter'] === request.f['matter'] && other.f['group'] !== request.f['group'],
  );
}

/** What stands beside a refusal by an instant: acceptances of other groups' requests, and supplies to other groups. */
export function standingBeside(world: World, request: Fact, by: number): Fact[] {
  const accepted = rivals(world, request)
    .filter((other) => other.t <= by && decision(world, other, by) === 'accepted')
    .map((other) => decisionFact(world, other, by)!);
  const supplied = countedOn(world, token(request.f['matter'])!)
    .filter((one) => one.fact.t <= by && one.group !== request.f['group'])
    .map((one) => one.fact);
  return [...accepted, ...supplied].sort(foldOrder);
}

/** readings 3: from when both stand, until a ground or another decision; each spell by itself. */
export function unexplainedSpells(world: World, request: Fact): Spell[] {
  return once(world, `unexplained ${request.line} ${request.place}`, () =>
    spells(instants(world), (instant) => isUnexplained(world, request, instant)),
  );
}

/** readings 3.6: what ended such a spell, its own decision; else the decisions that took back what stood beside it. */
export function decidedOtherwise(world: World, request: Fact, spell: Spell): Fact[] {
  const { to } = spell;
  if (to === null) return [];
  const decidedThen = (one: Fact): Fact[] => {
    const fact = decisionFact(world, one, to);
    return fact !== null && fact.t === to ? [fact] : [];
  };
  const own = decidedThen(request);
  if (own.length > 0) return own;
  const before =
    instants(world)
      .filter((instant) => instant < to)
      .at(-1) ?? spell.from;
  return rivals(world, request)
    .filter((one) => decision(world, one, before) === 'accepted' && decision(world, one, to) !== 'accepted')
    .flatMap(decidedThen);
}

/** projections.md: the pack's parity rule is grp.even_handed, or clr.equal_treatment with unit `both` where that is silent. */
export function parityRule(pack: Pack) {
  const equal = rule(pack, 'clr.equal_treatment');
  return rule(pack, 'grp.even_handed') ?? (equal?.params['unit'] === 'both' ? equal : null);
}

/** readings 3, grp.request_addressee: a request in one of `forms`, `to` a role of the pack that is no addressee. */
export function isMisrouted(pack: Pack, request: Fact): boolean {
  const asked = rule(pack, 'grp.request_addressee');
  if (asked === null || !listOf(asked.params['forms']).includes(request.f['form'])) return false;
  return declares(pack, request.f['to']) && !listOf(asked.params['addressees']).includes(request.f['to']);
}

export function redirections(world: World, request: Fact): Fact[] {
  return decisionsOn(world, request, 'id', ['GroupSupportRequestRedirected']);
}

/** The first redirection of a request to an addressee. */
export function redirection(world: World, pack: Pack, request: Fact): Fact | null {
  const addressees = listOf(rule(pack, 'grp.request_addressee')?.params['addressees']);
  return redirections(world, request).find((fact) => addressees.includes(fact.f['to'])) ?? null;
}

/** readings 4, P05: `redirected` once an addressee has it, `misrouted` while it does not. */
export function routing(world: World, request: Fact): string {
  const pack = world.packAt(request.t);
  if (!isMisrouted(pack, request)) return 'ok';
  return redirection(world, pack, request) === null ? 'misrouted' : 'redirected';
}

export function deliveriesFor(world: World, request: Fact): Fact[] {
  return ofType(world, 'GroupBriefingGiven', 'GroupReportSupplied').filter(
    (fact) => fact.f['request'] === request.f['id'],
  );
}

/** projections.md P05: one row per request. */
export function groupSupport(world: World) {
  const rows = openings(world, 'GroupSupportRequested').map((request) => {
    const last = decisionFact(world, request, world.at);
    const delivered = deliveriesFor(world, request);
    const read = [request, ...redirections(world, request), ...decisions(world, request), ...delivered];
    return {
      request: token(request.f['id']),
      group: token(request.f['group']),
      form: token(request.f['form']),
      matter: token(request.f['matter']),
      addressee: token(request.f['to']),
      routing: routing(world, request),
      decision: decision(world, request, world.at),
      ground: last?.type === 'GroupSupportRequestDeclined' ? token(last.f['ground']) : null,
      deliveries: delivered.length,
      events: idsInOrder(read),
    };
  });
  return { rows, misroutedThenRedirected: rows.filter((row) => row.routing === 'redirected').length };
}
