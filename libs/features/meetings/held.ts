import type { Instant } from '#lib/kernel/index.js';
import { type Pack, type PackRule, words } from '#lib/protocol/index.js';
import { type ArrearsRule, isReached } from './remains.js';
import type { Act, Category, Item, Part } from './items.js';
import { type Register, type Registration, spellsOn } from '../register/state.js';
import type { Relation } from './known.js';
import type { Dispensation, Figure, Standing } from './standing.js';

/** An interest held in an item, while it is held. */
export interface Held {
  readonly category: Category | 'unstated';
  readonly from: Instant;
  readonly until: Instant;
  /** First declaration on the item; null while it stays undeclared. */
  readonly declaredAt: Instant | null;
  readonly rec: Instant;
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

function declaredInterests(part: Part, { tenancies: [tenancy] }: Standing): Held[] {
  const held = new Map<Category, Held>();
  for (const { category, at, rec } of part.declarations) {
    // A tenancy that was declared once is declared for every item.
    const declaredAt = category === 'tenancy' ? Math.min(at, tenancy?.at ?? Infinity) : at;
    if (!held.has(category)) held.set(category, { category, from: -Infinity, until: Infinity, declaredAt, rec });
  }
  return [...held.values()];
}

function registeredInterests({ item, last }: Part, { registrations }: Register, declared: readonly Held[]): Held[] {
  const { matter } = item;
  if (matter === null) return [];
  return registrations.flatMap((entry) => {
    const { category } = entry;
    if (declared.some((one) => one.category === category)) return [];
    const spells = spellsOn(entry, matter).filter(({ from }) => from <= last.at);
    return spells.map(({ from, until, rec }) => ({ category, from, until, declaredAt: null, rec }));
  });
}

/** When an entry may be about an item, statement by statement: it names the item's matter, or one of the two names none. */
export function spellsBearingOn(
  { statements, ended }: Registration,
  { matter }: Item,
): readonly { readonly from: Instant; readonly until: Instant }[] {
  return statements.flatMap(({ at, matters }, index) => {
    if (matter !== null && matters.size > 0 && !matters.has(matter)) return [];
    return [{ from: at, until: Math.min(statements[index + 1]?.at ?? Infinity, ended ?? Infinity) }];
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

/** A tenancy is an interest in every item about council housing. */
function tenancyHeld({ item, last }: Part, standing: Standing, declared: readonly Held[]): Held[] {
  const tenancy = tenancyOf(standing);
  if (tenancy === null || tenancy.from > last.at || !isHousing(item, last.pack)) return [];
  if (declared.some(({ category }) => category === 'tenancy')) return [];
  return [{ category: 'tenancy', until: Infinity, ...tenancy }];
}

/** A role with the item's partner puts its holder on both sides of the joint arrangement. */
function outsideRole({ item }: Part, { outsideBodies }: Standing, declared: readonly Held[]): Held[] {
  const outside = item.partner === null ? undefined : outsideBodies.get(item.partner);
  if (outside === undefined || declared.some(({ category }) => category === 'joint_arrangement')) return [];
  return [{ category: 'joint_arrangement', from: outside.at, until: Infinity, declaredAt: null, rec: outside.rec }];
}

/** Interests to which a test of significance may belong. */
const tested: readonly Held['category'][] = ['dpi', 'ori', 'nri', 'officer_interest'];

/**
 * The interests that a person holds in an item: declared ones from the start of the item, registered ones from their registration, one that is only assessed from the assessment (readings 5).
 */
export function interestsHeld(part: Part, standing: Standing, register: Register): Held[] {
  const declared = declaredInterests(part, standing);
  const held = [
    ...declared,
    ...tenancyHeld(part, standing, declared),
    ...registeredInterests(part, register, declared),
    ...outsideRole(part, standing, declared),
  ];
  const [test] = part.tests;
  if (test === undefined || held.some((one) => tested.includes(one.category) && isHeldAt(one, part.last.at)))
    return held;
  return [...held, { category: 'unstated', from: test.at, until: Infinity, declaredAt: null, rec: test.rec }];
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

export interface TenancyHeld {
  readonly from: Instant;
  readonly declaredAt: Instant;
  readonly rec: Instant;
}

/** A tenancy, from `since` where it is given, else from its declaration; null for someone who has declared none. */
export function tenancyOf({ tenancies }: Standing): TenancyHeld | null {
  const [first] = tenancies;
  if (first === undefined) return null;
  const from = Math.min(...tenancies.map(({ since, at }) => since ?? at));
  return { from, declaredAt: first.at, rec: first.rec };
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
