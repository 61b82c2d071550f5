import { type Instant, dayOf, endOfDay } from '#lib/kernel/index.js';
import { lastDispensedDay } from './dispensed.js';
import type { MeetingsInput, Of } from './input.js';
import type { Mark } from './items.js';

/** An arrears figure, disclosed by the person or confirmed by an officer. */
export interface Figure extends Mark {
  readonly months: number | null;
  /** Read in place of `months` where it is given. */
  readonly barred: boolean | null;
  readonly confirmed: boolean;
}

export interface Disclosure extends Mark {
  readonly meeting: string | null;
}

export interface Dispensation extends Mark {
  readonly item: string | null;
  readonly category: string | null;
  readonly votes: boolean;
  /** Its last instant: four years at most (Localism Act 2011 s33). */
  readonly until: Instant;
}

export interface Tenancy extends Mark {
  readonly since: Instant | null;
}

export interface Seat extends Mark {
  readonly body: string;
  ended: Instant | null;
}

/** What is known of a person whatever the item, each list in the order of occurrence. */
export interface Standing {
  readonly tenancies: Tenancy[];
  readonly rent: Figure[];
  readonly councilTax: Figure[];
  readonly disclosures: Disclosure[];
  readonly dispensations: Dispensation[];
  /** Bodies outside the council, each with the first declaration of a role there. */
  readonly outsideBodies: Map<string, Mark>;
  readonly employments: (Mark & { readonly kind: string })[];
  readonly negotiatingSeats: Seat[];
  /** First declaration at a meeting in each category. */
  readonly firstDeclared: Map<string, Mark>;
  readonly adviceSought: (Mark & { readonly to: string })[];
}

export type People = Map<string, Standing>;

/** Of somebody of whom nothing is known. */
export function noStanding(): Standing {
  return {
    tenancies: [],
    rent: [],
    councilTax: [],
    disclosures: [],
    dispensations: [],
    outsideBodies: new Map(),
    employments: [],
    negotiatingSeats: [],
    firstDeclared: new Map(),
    adviceSought: [],
  };
}

/** What is known of a person, opened where it is not yet: the order in which that happens is the order of P01. */
export function standingOf(people: People, person: string): Standing {
  let standing = people.get(person);
  if (standing === undefined) people.set(person, (standing = noStanding()));
  return standing;
}

function dayOfDate(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayOf(year, month, day) ?? 0;
}

function dispense(people: People, { at, rec, pack, p }: Of<'DispensationRecorded'>): void {
  const longest = endOfDay(lastDispensedDay(at));
  standingOf(people, p.person).dispensations.push({
    at,
    rec,
    pack,
    item: p.item ?? null,
    category: p.category ?? null,
    votes: p.scope === 'speak_and_vote',
    until: p.until === undefined ? longest : Math.min(longest, endOfDay(dayOfDate(p.until))),
  });
}

function noteFigure(
  people: People,
  event: Of<'RentArrearsDisclosed' | 'CouncilTaxArrearsDisclosed' | 'ArrearsStatusConfirmed'>,
): void {
  const { type, at, rec, pack, p } = event;
  const standing = standingOf(people, p.person);
  const confirmed = type === 'ArrearsStatusConfirmed';
  const tax = confirmed ? event.p.kind === 'council_tax' : type === 'CouncilTaxArrearsDisclosed';
  // What says neither how much nor whether it bars gives no figure, and leaves the last one in force.
  if (p.months !== undefined || p.barred !== undefined) {
    const figure = { at, rec, pack, months: p.months ?? null, barred: p.barred ?? null, confirmed };
    (tax ? standing.councilTax : standing.rent).push(figure);
  }
  if (type === 'CouncilTaxArrearsDisclosed')
    standing.disclosures.push({ at, rec, pack, meeting: event.p.meeting ?? null });
}

function noteSeat(people: People, event: Of<'BodyMembershipStarted' | 'BodyMembershipEnded'>): void {
  const { at, rec, pack, p } = event;
  const seats = standingOf(people, p.member).negotiatingSeats;
  const last = seats.findLast((seat) => seat.body === p.body);
  if (event.type === 'BodyMembershipEnded') {
    if (last !== undefined) last.ended ??= at;
  } else if (event.p.kind === 'staff_negotiating') {
    // A seat that ends and starts in one instant goes on (readings 1.2).
    if (last?.ended === at) last.ended = null;
    else if (last === undefined || last.ended !== null) seats.push({ at, rec, pack, body: p.body, ended: null });
  }
}

function noteTenancy(people: People, { at, rec, pack, p }: Of<'TenancyDeclared'>): void {
  const since = p.since === undefined ? null : endOfDay(dayOfDate(p.since) - 1) + 1;
  standingOf(people, p.person).tenancies.push({ at, rec, pack, since });
}

function noteOutsideBody(people: People, { at, rec, pack, p }: Of<'OutsideBodyRoleDeclared'>): void {
  const { outsideBodies } = standingOf(people, p.person);
  if (!outsideBodies.has(p.body)) outsideBodies.set(p.body, { at, rec, pack });
}

/** Opens the record of a person who takes a role or joins the register; the rows of P01 stand in that order. */
function openFor(people: People, event: MeetingsInput): void {
  switch (event.type) {
    case 'RoleAssigned':
    case 'InterestRegistered':
    case 'InterestsReturnMade':
    case 'SensitiveInterestRequested':
    case 'SensitiveInterestDetermined':
    case 'SensitiveInterestEnded':
    case 'GiftOrHospitalityRecorded':
      standingOf(people, event.p.person);
      return;
    case 'OfficerInterestRegistered':
      standingOf(people, event.p.officer);
      return;
    default:
      return;
  }
}

/** Folds what is said of a person whatever the item. */
export function foldStanding(people: People, event: MeetingsInput): void {
  const mark = { at: event.at, rec: event.rec, pack: event.pack };
  switch (event.type) {
    case 'DispensationRecorded':
      dispense(people, event);
      return;
    case 'TenancyDeclared':
      noteTenancy(people, event);
      return;
    case 'RentArrearsDisclosed':
    case 'CouncilTaxArrearsDisclosed':
    case 'ArrearsStatusConfirmed':
      noteFigure(people, event);
      return;
    case 'BodyMembershipStarted':
    case 'BodyMembershipEnded':
      noteSeat(people, event);
      return;
    case 'OutsideBodyRoleDeclared':
      noteOutsideBody(people, event);
      return;
    case 'OutsideEmploymentDeclared':
      standingOf(people, event.p.person).employments.push({ ...mark, kind: event.p.kind });
      return;
    case 'InterestAdviceSought':
      standingOf(people, event.p.person).adviceSought.push({ ...mark, to: event.p.to });
      return;
    default:
      openFor(people, event);
  }
}
