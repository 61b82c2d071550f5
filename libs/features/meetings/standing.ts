import { type EventMark, type Instant, dayOf, endOfDay } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import { lastDispensedDay } from './dispensed.js';
import type { MeetingsInput, Of } from './input.js';
import { type Mark, markWithPack } from './items.js';

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
  /** Everything that says that it began, itself first; until it ended and began again in one instant. */
  readonly starts: (Mark & { until: Instant })[];
  /** What ended it. */
  ended: EventMark | null;
}

/** An employment outside the council. */
export interface Employment extends Mark {
  readonly kind: string;
  /** Whether the employer is represented in the council; null where nothing was said. */
  readonly represented: boolean | null;
}

/** What is known of a person whatever the item, each list in the order of occurrence. */
export interface Standing {
  readonly tenancies: Tenancy[];
  readonly rent: Figure[];
  readonly councilTax: Figure[];
  readonly disclosures: Disclosure[];
  readonly dispensations: Dispensation[];
  /** Bodies outside the council, each with the declarations of a role there. */
  readonly outsideBodies: Map<string, Mark[]>;
  readonly employments: Employment[];
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

function dispense(people: People, event: Of<'DispensationRecorded'>): void {
  const { p } = event;
  const longest = endOfDay(lastDispensedDay(event.at));
  standingOf(people, p.person).dispensations.push({
    ...markWithPack(event),
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
  const { type, p } = event;
  const mark = markWithPack(event);
  const standing = standingOf(people, p.person);
  const confirmed = type === 'ArrearsStatusConfirmed';
  const tax = confirmed ? event.p.kind === 'council_tax' : type === 'CouncilTaxArrearsDisclosed';
  // What says neither how much nor whether it bars gives no figure, and leaves the last one in force.
  if (p.months !== undefined || p.barred !== undefined) {
    const figure = { ...mark, months: p.months ?? null, barred: p.barred ?? null, confirmed };
    (tax ? standing.councilTax : standing.rent).push(figure);
  }
  if (type === 'CouncilTaxArrearsDisclosed') standing.disclosures.push({ ...mark, meeting: event.p.meeting ?? null });
}

/** A seat that ends and starts in one instant goes on (readings 1.2); one that lasted no instant never was. */
function takeSeat(seats: Seat[], event: Of<'BodyMembershipStarted'>): void {
  const last = seats.findLast((seat) => seat.body === event.p.body);
  const began = {
    ...markWithPack(event),
    body: event.p.body,
    starts: [{ ...markWithPack(event), until: Infinity }],
    ended: null,
  };
  const endsNow = last?.ended?.at === event.at;
  if (last?.ended === null) last.starts.push(...began.starts);
  else if (last === undefined || !endsNow) seats.push(began);
  else if (last.at === event.at) seats.splice(seats.indexOf(last), 1, began);
  else {
    last.ended = null;
    for (const start of last.starts) start.until = Math.min(start.until, began.at);
    last.starts.push(...began.starts);
  }
}

function noteSeat(people: People, event: Of<'BodyMembershipStarted' | 'BodyMembershipEnded'>): void {
  const { member, body } = event.p;
  const seats = standingOf(people, member).negotiatingSeats;
  if (event.type === 'BodyMembershipStarted') {
    if (event.p.kind === 'staff_negotiating') takeSeat(seats, event);
    return;
  }
  const last = seats.findLast((seat) => seat.body === body);
  if (last !== undefined) last.ended ??= markOf(event);
}

function noteTenancy(people: People, event: Of<'TenancyDeclared'>): void {
  const { p } = event;
  const since = p.since === undefined ? null : endOfDay(dayOfDate(p.since) - 1) + 1;
  standingOf(people, p.person).tenancies.push({ ...markWithPack(event), since });
}

function noteOutsideBody(people: People, event: Of<'OutsideBodyRoleDeclared'>): void {
  const { body, person } = event.p;
  const { outsideBodies } = standingOf(people, person);
  outsideBodies.set(body, [...(outsideBodies.get(body) ?? []), markWithPack(event)]);
}

function noteEmployment(people: People, event: Of<'OutsideEmploymentDeclared'>): void {
  const { person, kind, representedInCouncil: represented = null } = event.p;
  standingOf(people, person).employments.push({ ...markWithPack(event), kind, represented });
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
      noteEmployment(people, event);
      return;
    case 'InterestAdviceSought':
      standingOf(people, event.p.person).adviceSought.push({ ...markWithPack(event), to: event.p.to });
      return;
    default:
      openFor(people, event);
  }
}
