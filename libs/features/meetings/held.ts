import type { EventMark, Instant } from '#lib/kernel/index.js';
import { inFoldOrder } from '#lib/kernel/marks.js';
import { type Pack, type PackRule, words } from '#lib/protocol/index.js';
import { type ArrearsRule, isReached } from './remains.js';
import type { Act, Category, Item, Part } from './items.js';
import { type Register, type Registration, type Spell, spellsOn } from '../register/state.js';
import type { Relation } from './known.js';
import type { Dispensation, Figure, Standing, Tenancy } from './standing.js';

/** An interest held in an item, while it is held; one for each event that shows it. */
export interface Held {
  readonly category: Category | 'unstated';
  readonly from: Instant;
  readonly until: Instant;
  readonly source: EventMark;
}

/** A part with all that bears on it. */
export interface Involvement {
  readonly part: Part;
  /** The acts that are judged: an officer's interest is judged at the first act on the matter alone. */
  readonly acts: readonly Act[];
  readonly standing: Standing;
  readonly register: Register;
  readonly held: readonly Held[];
  readonly relations: readonly Relation[];
}

interface Dated {
  readonly at: Instant;
}

/** How many entries of a list in the order of occurrence are not after an instant. */
function countBy(list: readonly Dated[], at: Instant): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last entry of a list in the order of occurrence that is not after an instant. */
export function latest<Entry extends Dated>(list: readonly Entry[], at: Instant): Entry | undefined {
  return list[countBy(list, at) - 1];
}

export function isHeldAt({ from, until }: Held, at: Instant): boolean {
  return from <= at && at < until;
}

const always = { from: -Infinity, until: Infinity } as const;

function declaredInterests({ declarations }: Part): Held[] {
  return declarations.map((source) => ({ ...always, category: source.category, source }));
}

function registeredInterests({ item: { matter } }: Part, { registrations }: Register): Held[] {
  if (matter === null) return [];
  return registrations.flatMap((entry) =>
    spellsOn(entry, matter).map(({ from, until, by }) => ({ category: entry.category, from, until, source: by })),
  );
}

/** When an entry may be about an item, statement by statement: it names the item's matter, or one of the two names none. */
export function spellsBearingOn({ statements, ended }: Registration, { matter }: Item): readonly Spell[] {
  return statements.flatMap((statement, index) => {
    const { matters } = statement;
    if (matter !== null && matters.size > 0 && !matters.has(matter)) return [];
    const until = Math.min(statements[index + 1]?.at ?? Infinity, ended?.at ?? Infinity);
    return [{ from: statement.at, until, by: statement }];
  });
}

/** True where the register has an interest of the category that may be the one held in the item. */
export function isRegistered({ part, register }: Involvement, category: string, at: Instant): boolean {
  return register.registrations.some(
    (entry) =>
      entry.category === category &&
      spellsBearingOn(entry, part.item).some(({ from, until }) => from <= at && at < until),
  );
}

/** When a person was a tenant by what one declaration says: from `since` if it is given, else from the declaration. */
export function tenantFrom({ since, at }: Tenancy): Instant {
  return since ?? at;
}

/** A tenancy is an interest in every item about council housing. */
function tenanciesHeld({ item, last }: Part, { tenancies }: Standing): Held[] {
  if (!isHousing(item, last.pack)) return [];
  const held = tenancies.map((source) => {
    return { category: 'tenancy' as const, from: tenantFrom(source), until: Infinity, source };
  });
  return held.filter(({ from }) => from <= last.at);
}

/** A role with the item's partner puts its holder on both sides of the joint arrangement. */
function outsideRoles({ item }: Part, { outsideBodies }: Standing): Held[] {
  const roles = item.partner === null ? [] : (outsideBodies.get(item.partner) ?? []);
  return roles.map((source) => ({ category: 'joint_arrangement', from: source.at, until: Infinity, source }));
}

/**
 * A test belongs to what the person declared on the item, failing that to what is held there by registration; the
 * interest is unstated only if there is neither (readings 5, held).
 */
function unstatedInterests({ declarations, tests, last }: Part, registered: readonly Held[]): Held[] {
  if (declarations.length > 0) return [];
  return tests
    .filter(({ at }) => !registered.some(({ from, until }) => from <= last.at && until > at))
    .map((source) => ({ category: 'unstated', from: source.at, until: Infinity, source }));
}

/**
 * The interests that a person holds in an item: declared ones from the start of the item, registered ones from their
 * registration, one that is only assessed from the assessment (readings 5).
 */
export function interestsHeld(part: Part, standing: Standing, register: Register): Held[] {
  const registered = registeredInterests(part, register);
  return [
    ...declaredInterests(part),
    ...registered,
    ...tenanciesHeld(part, standing),
    ...outsideRoles(part, standing),
    ...unstatedInterests(part, registered),
  ];
}

/** What declares an interest of a category in an item, in the order of occurrence; a tenancy is declared for every item. */
export function declarationsOf({ part, standing }: Involvement, category: Held['category']): readonly EventMark[] {
  const here = part.declarations.filter((one) => one.category === category);
  const general = category === 'tenancy' ? standing.tenancies : [];
  return [...here, ...general].sort(inFoldOrder);
}

/** True if one set was complete before another; if one event completed both, the event before it decides, and so on. */
function isSooner(marks: readonly EventMark[], than: readonly EventMark[]): boolean {
  const orders = (one: readonly EventMark[]): number[] => one.map(({ order }) => order).sort((a, b) => b - a);
  const others = orders(than);
  const [own, other] = orders(marks)
    .map((order, place) => [order, others[place] ?? -Infinity] as const)
    .find(([a, b]) => a !== b) ?? [0, 0];
  return own < other;
}

/** Of several sets of events each enough, the one that was recorded first (readings 3.4); null of none. */
export function soonest(enough: readonly (readonly EventMark[])[]): readonly EventMark[] | null {
  return enough.reduce<readonly EventMark[] | null>(
    (best, marks) => (best === null || isSooner(marks, best) ? marks : best),
    null,
  );
}

const housingKinds: readonly string[] = ['council_housing_rents', 'general_housing', 'solely_own_dwelling'];

/** True where the item is about council housing, in the fixed words or in those of the pack. */
export function isHousing({ kind }: Item, pack: Pack): boolean {
  if (kind === null) return false;
  return housingKinds.includes(kind) || words(pack.rules.get('int.rent_arrears_bar'), 'matters').includes(kind);
}

/** True where the item is solely about this person's own dwelling. */
export function isOwnDwelling({ person, item }: Part, pack: Pack): boolean {
  const exception = words(pack.rules.get('int.tenancy'), 'exception');
  return item.kind !== null && exception.includes(item.kind) && item.concerns.has(person);
}

/** A dispensation that covers an act, or silence, in an item: within its scope and until its end. */
export function dispensationFor(
  { part, standing }: Involvement,
  category: string,
  at: Instant,
  voting: boolean,
): Dispensation | undefined {
  return standing.dispensations.find(
    (one) =>
      one.at <= at &&
      at <= one.until &&
      (one.item === null || one.item === part.item.id) &&
      (one.category === null || one.category === category) &&
      (one.votes || !voting),
  );
}

/** The figure in force: the latest by occurrence, confirmed on a tie. */
export function figureInForce(figures: readonly Figure[], at: Instant): Figure | undefined {
  const last = latest(figures, at);
  for (let index = countBy(figures, at) - 1; figures[index]?.at === last?.at && index >= 0; index -= 1) {
    if (figures[index]?.confirmed === true) return figures[index];
  }
  return last;
}

/** True where a figure is at or over the threshold of a rule; what is said outright is read instead of the months. */
function isOverThreshold({ barred, months }: Figure, rule: PackRule | undefined): boolean {
  return barred ?? isReached(months ?? 0, rule);
}

/** The figure that bars a person on a listed matter under one of the two arrears rules; undefined where nothing bars. */
export function barringFigure(
  { part, standing }: Involvement,
  pack: Pack,
  id: ArrearsRule,
  at: Instant,
): Figure | undefined {
  const rule = pack.rules.get(id);
  if (!words(rule, 'matters').includes(part.item.kind ?? '')) return undefined;
  const figure = figureInForce(id === 'int.rent_arrears_bar' ? standing.rent : standing.councilTax, at);
  return figure !== undefined && isOverThreshold(figure, rule) ? figure : undefined;
}
