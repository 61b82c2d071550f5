/** Even-handedness by councillor (readings.md 4, P23). */
import { distinct, gap, rate, rounded, spells } from './figures.js';
import type { Line, Spell } from './figures.js';
import { foldOrder } from './history.js';
import type { Fact } from './history.js';
import { listOf, rule } from './pack.js';
import type { World } from './pack.js';
import { decisionsOn, instants } from './requests.js';
import { administrationAt, groupOfMember, groupsRegistered, ofType, openings, token } from './world.js';

/** What a member asked for or was offered, as it stands last: a request of information, or an entry of support. */
interface Standing {
  member: string | null;
  matter: string | null;
  /** The request; null of support. */
  request: Fact | null;
  /** The event by which it stands so. */
  answer: Fact;
  refused: boolean;
}

/** readings 4, P23: granted by InformationProvided, refused by InformationRefused; the latest wins. */
export function answerTo(world: World, request: Fact, by: number): Fact | null {
  const all = decisionsOn(world, request, 'id', ['InformationProvided', 'InformationRefused']);
  return all.filter((fact) => fact.t <= by).at(-1) ?? null;
}

function informationStanding(world: World, by: number): Standing[] {
  return openings(world, 'InformationRequested').flatMap((request) => {
    const answer = answerTo(world, request, by);
    const { member, matter } = request.f;
    if (answer === null || token(member) === null) return [];
    return [
      {
        member: token(member),
        matter: token(matter),
        request,
        answer,
        refused: answer.type === 'InformationRefused',
      },
    ];
  });
}

/** A support event without `id` is an entry of its own; of one with `id` the last event of the entry stands. */
export function supportStanding(world: World, by: number): Standing[] {
  const all = ofType(world, 'SupportProvided', 'SupportDeclined').filter((fact) => fact.t <= by);
  const isOf = (a: Fact, b: Fact) => a === b || (token(a.f['id']) !== null && a.f['id'] === b.f['id']);
  return all
    .filter((fact) => all.filter((other) => isOf(fact, other)).at(-1) === fact)
    .map((answer) => ({
      member: token(answer.f['member']),
      matter: token(answer.f['matter']),
      request: null,
      answer,
      refused: answer.type === 'SupportDeclined',
    }));
}

/** AMB-32: papers of another, registered group, and drafts open to the administration only, may be refused. */
function isAuthorisedRefusal(world: World, request: Fact): boolean {
  const pack = world.packAt(request.t);
  const own = groupOfMember(world, token(request.f['member']) ?? '', request.t);
  const paperOf = token(request.f['paperOf']);
  const isGroups = paperOf !== null && groupsRegistered(world, request.t).includes(paperOf);
  if (rule(pack, 'inf.group_papers') !== null && isGroups && paperOf !== own) return true;
  const isDraft = request.f['class'] === 'administration_draft';
  return rule(pack, 'inf.administration_drafts') !== null && isDraft && administrationAt(world, request.t) !== own;
}

function isUnexplainedRefusal(world: World, one: Standing): boolean {
  if (!one.refused || one.matter === null || token(one.answer.f['ground']) !== null) return false;
  return one.request === null || !isAuthorisedRefusal(world, one.request);
}

/** One unexplained refusal between members, and what stands beside it. */
export interface MemberRefusal extends Standing {
  beside: Fact[];
}

/** readings 4, P23: a refusal without a ground on a matter, beside something given on it to another member. */
export function memberRefusals(world: World, by: number): MemberRefusal[] {
  const all = [...informationStanding(world, by), ...supportStanding(world, by)];
  return all
    .filter((one) => isUnexplainedRefusal(world, one))
    .map((one) => ({
      ...one,
      beside: all
        .filter((other) => !other.refused && other.matter === one.matter && other.member !== one.member)
        .map((other) => other.answer)
        .sort(foldOrder),
    }))
    .filter((one) => one.beside.length > 0);
}

/** What tells one entry from another: the request, or the id of the support event, or the event itself. */
function keyOf(one: Standing): string {
  if (one.request !== null) return `request ${token(one.request.f['id'])!}`;
  const id = token(one.answer.f['id']);
  return id === null ? `event ${one.answer.line} ${one.answer.place}` : `support ${id}`;
}

/** The entry that an answer is of. */
function entryOf(answer: Fact): string {
  const id = token(answer.f['id']);
  if (answer.type.startsWith('Information')) return `request ${id ?? ''}`;
  return id === null ? `event ${answer.line} ${answer.place}` : `support ${id}`;
}

/** readings 4, P23: on a matter; an entry that moves to another matter is another refusal there. */
const spellOf = (one: Standing): string => `${keyOf(one)} on ${one.matter ?? ''}`;

/** Spells for which a refusal between members stood unexplained, with how it stood when the spell began. */
export function memberRefusalSpells(world: World): { spell: Spell; refusal: MemberRefusal; until: Fact[] }[] {
  const at = instants(world).map((instant) => ({ instant, refusals: memberRefusals(world, instant) }));
  const keys = distinct(at.flatMap((one) => one.refusals.map(spellOf)));
  const of = (key: string, instant: number) =>
    at.find((one) => one.instant === instant)!.refusals.find((one) => spellOf(one) === key);
  return keys.flatMap((key) =>
    spells(instants(world), (instant) => of(key, instant) !== undefined).map((spell) => {
      const refusal = of(key, spell.from)!;
      const then = ofType(world, ...ANSWERS).filter((fact) => fact.t === spell.to);
      // Readings 3.6: what resolved it is its own answer; else those that took back what stood beside it.
      const own = then.filter((fact) => entryOf(fact) === keyOf(refusal)).slice(-1);
      const last = at.filter(({ instant }) => instant < (spell.to ?? Infinity)).at(-1);
      const stood = last?.refusals.find((one) => spellOf(one) === key)?.beside ?? [];
      const takenBack = then.filter((fact) => stood.some((one) => entryOf(one) === entryOf(fact)));
      const beside = takenBack.filter(
        (fact) => takenBack.filter((one) => entryOf(one) === entryOf(fact)).at(-1) === fact,
      );
      return { spell, refusal, until: own.length > 0 ? own : beside };
    }),
  );
}

const ANSWERS = ['InformationProvided', 'InformationRefused', 'SupportProvided', 'SupportDeclined'];

/** readings 4, P23: whom neither a membership nor a ward ever named stands apart, where memberships are recorded. */
export function isKnownMember(world: World, member: string | null): boolean {
  const changes = ofType(world, 'GroupMembershipChanged').map((fact) => fact.f['member']);
  const wards = ofType(world, 'WardMembersRegistered').flatMap((fact) => listOf(fact.f['members']));
  return changes.length === 0 || [...changes, ...wards].includes(member);
}

function requestsOf(world: World, member: string): Fact[] {
  return openings(world, 'InformationRequested').filter((fact) => fact.f['member'] === member);
}

/** What each count of a member's row is made of. */
export function memberLines(world: World, member: string) {
  const requests = requestsOf(world, member);
  const answered = (type?: string): Line[] =>
    requests
      .map((request) => ({ request, answer: answerTo(world, request, world.at) }))
      .filter(({ answer }) => type === undefined || answer?.type === type)
      .map(({ request, answer }) => ({
        of: token(request.f['id'])!,
        events: answer === null ? [request] : [request, answer],
      }));
  const support = (refused: boolean): Line[] =>
    supportStanding(world, world.at)
      .filter((one) => one.member === member && one.refused === refused)
      .map(({ answer }) => ({ of: token(answer.f['id']) ?? answer.event, events: [answer] }));
  return {
    requests: answered(),
    granted: answered('InformationProvided'),
    refused: answered('InformationRefused'),
    supported: support(false),
    supportDeclined: support(true),
  };
}

export function membersListed(world: World): string[] {
  const asked = openings(world, 'InformationRequested').map((fact) => token(fact.f['member']));
  const supported = supportStanding(world, world.at).map((one) => one.member);
  return distinct([...asked, ...supported].filter((member) => member !== null)).sort();
}

/** Refusals between members that the council's figure counts. */
export function memberRefusalLines(world: World): Line[] {
  return memberRefusals(world, world.at)
    .filter((one) => isKnownMember(world, one.member))
    .map((one) => ({
      of: token(one.request?.f['id'] ?? one.answer.f['id']) ?? one.answer.event,
      events: [...(one.request === null ? [] : [one.request]), one.answer, ...one.beside.slice(0, 1)],
    }));
}

function memberRow(world: World, member: string) {
  const lines = memberLines(world, member);
  const [granted, refused] = [lines.granted.length, lines.refused.length];
  return {
    requests: lines.requests.length,
    granted,
    refused,
    rate: rounded(rate(granted, granted + refused)),
    supported: lines.supported.length,
    supportDeclined: lines.supportDeclined.length,
  };
}

/** projections.md P23. */
export function byCouncillor(world: World) {
  const all = membersListed(world);
  const known = all.filter((member) => isKnownMember(world, member));
  const apart = all.filter((member) => !known.includes(member));
  const rowsOf = (members: string[]) => Object.fromEntries(members.map((member) => [member, memberRow(world, member)]));
  const councillors = rowsOf(known);
  return {
    councillors,
    ...(apart.length === 0 ? {} : { unregistered: rowsOf(apart) }),
    council: {
      gap: gap(Object.values(councillors).map((row) => rate(row.granted, row.granted + row.refused))),
      unexplainedRefusals: memberRefusalLines(world).length,
    },
  };
}
