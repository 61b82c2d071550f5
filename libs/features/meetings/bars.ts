import type { EventMark, Instant } from '#lib/kernel/index.js';
import { firstRecordedOf } from '#lib/kernel/marks.js';
import { type Level, type Pack, type RuleId, clausesFor, levelOf, words } from '#lib/protocol/index.js';
import {
  type Held,
  type Involvement,
  barringFigure,
  declarationsOf,
  dispensationFor,
  isHeldAt,
  isHousing,
  isOwnDwelling,
  latest,
  soonest,
  tenantFrom,
} from './held.js';
import type { Act } from './items.js';
import type { Relation } from './known.js';

/** Why an act offends: what that rests on beside the act, and a level in place of the rule's own. */
export interface Offence {
  readonly on: readonly EventMark[];
  readonly level?: Level;
}

type Bar = (involved: Involvement, act: Act) => Offence | null;

/** Of several grounds each enough, the one recorded first (readings 3.4); null of none. */
function restingOn(enough: readonly (readonly EventMark[])[]): Offence | null {
  const on = soonest(enough);
  return on === null ? null : { on };
}

function withdrewBy({ part }: Involvement, at: Instant): boolean {
  return part.withdrawals.some((one) => one.at <= at);
}

/** Abstaining without withdrawing offends if withdrawal is required; once withdrawn it does not. */
function staysIn(involved: Involvement, act: Act): boolean {
  return act.kind !== 'abstention' || !withdrewBy(involved, act.at);
}

export function takesPart({ kind }: Act): boolean {
  return kind !== 'abstention';
}

/** Whether the act is of a kind that offends: as the pack lists them, else any but abstaining once withdrawn. */
function isBarredKind(involved: Involvement, act: Act): boolean {
  const barred = words(act.pack.rules.get('int.withdraw_if_significant'), 'bars');
  if (barred.length === 0) return staysIn(involved, act);
  return barred.includes(act.kind === 'participation' ? 'discussion' : act.kind);
}

/** Whether a pack makes the holder of such an interest stay out at all. */
export function appliesTo(pack: Pack, category: Held['category']): boolean {
  const rule = pack.rules.get('int.withdraw_if_significant');
  if (category === 'unstated') return rule?.params['unstated'] !== false;
  return words(rule, 'applies_to').includes(category);
}

/** The latest test not later than an instant, if it says that the interest is significant. */
export function significantBy({ part }: Involvement, at: Instant): EventMark | null {
  const test = latest(part.tests, at);
  return test?.significant === true ? test : null;
}

/** What of one interest makes its holder withdraw: a disclosable one by itself, another with its test. */
function withdrawalGround(involved: Involvement, act: Act, { category, source }: Held): readonly EventMark[] | null {
  if (category === 'dpi') {
    return dispensationFor(involved, 'dpi', act.at, act.kind === 'vote') === undefined ? [source] : null;
  }
  const test = significantBy(involved, act.at);
  return test === null ? null : [source, test];
}

/** TH 3.25-3.27, LA2011 s31(4): a disclosable interest, or one tested as significant, is followed by withdrawal. */
const withdrawal: Bar = (involved, act) => {
  if (act.official || !isBarredKind(involved, act)) return null;
  const held = involved.held.filter((one) => isHeldAt(one, act.at) && appliesTo(act.pack, one.category));
  return restingOn(held.map((one) => withdrawalGround(involved, act, one)).filter((ground) => ground !== null));
};

/** TH 3.18-3.22: a closed mind does not vote, and withdraws from a hearing of a tribunal kind. */
const predetermination: Bar = (involved, act) => {
  const closed = firstRecordedOf(involved.part.closedMinds.filter(({ at }) => at <= act.at));
  const rule = act.pack.rules.get('int.predetermination');
  if (closed === null) return null;
  if (act.kind === 'vote') return { on: [closed] };
  const tribunal = words(rule, 'tribunal_kinds').includes(involved.part.item.kind ?? '');
  if (!tribunal || !staysIn(involved, act)) return null;
  return rule?.params['tribunal_withdraw'] === 'should' ? { on: [closed], level: 'WARN' } : { on: [closed] };
};

/** TH 3.28: a tenant stays out of an item about the own dwelling. */
function forOwnDwelling(involved: Involvement, act: Act): readonly EventMark[] {
  if (!isOwnDwelling(involved.part, act.pack) || !staysIn(involved, act)) return [];
  if (dispensationFor(involved, 'tenancy', act.at, act.kind === 'vote') !== undefined) return [];
  return involved.held.filter((one) => one.category === 'tenancy' && isHeldAt(one, act.at)).map(({ source }) => source);
}

/** TH 3.28: a tenant acts on housing only once the tenancy is declared. */
function undeclaredTenancies(involved: Involvement, act: Act): readonly EventMark[] {
  if (declarationsOf(involved, 'tenancy').some(({ at }) => at <= act.at)) return [];
  return involved.standing.tenancies.filter((one) => one.since !== null && tenantFrom(one) <= act.at);
}

const tenancy: Bar = (involved, act) => {
  if (!isHousing(involved.part.item, act.pack)) return null;
  const grounds = [...forOwnDwelling(involved, act), ...undeclaredTenancies(involved, act)];
  return restingOn(grounds.map((one) => [one]));
};

function arrears(id: 'int.rent_arrears_bar' | 'int.council_tax_arrears_bar'): Bar {
  return (involved, act) => {
    const figure = act.kind === 'vote' ? barringFigure(involved, act.pack, id, act.at) : undefined;
    return figure === undefined ? null : { on: [figure] };
  };
}

/** What shows, by an instant, that a person stands on both sides of a joint arrangement: a declaration, or a role with the partner. */
export function jointArrangementBy({ held }: Involvement, at: Instant): readonly EventMark[] {
  return held
    .filter(({ category, source }) => category === 'joint_arrangement' && source.at <= at)
    .map(({ source }) => source);
}

/** TH 3.39: a member on both sides of a joint arrangement takes no part. */
const jointArrangement: Bar = (involved, act) =>
  takesPart(act) ? restingOn(jointArrangementBy(involved, act.at).map((one) => [one])) : null;

/** TH 4.17, 4.18: an officer with an interest tested as significant does not act. */
const officerInterest: Bar = (involved, act) => {
  const test = significantBy(involved, act.at);
  const isTested = act.pack.rules.get('int.officer_interest')?.params['significance_test'] !== false;
  if (!act.official || !isTested || test === null) return null;
  const held = involved.held.filter((one) => one.category === 'officer_interest' || one.category === 'unstated');
  return restingOn(held.filter((one) => isHeldAt(one, act.at)).map(({ source }) => [source, test]));
};

/** What an act offends by being done at all, rule by rule. */
export const bars: ReadonlyMap<RuleId, Bar> = new Map<RuleId, Bar>([
  ['int.withdraw_if_significant', withdrawal],
  ['int.predetermination', predetermination],
  ['int.tenancy', tenancy],
  ['int.rent_arrears_bar', arrears('int.rent_arrears_bar')],
  ['int.council_tax_arrears_bar', arrears('int.council_tax_arrears_bar')],
  ['int.joint_arrangement', jointArrangement],
  ['int.officer_interest', officerInterest],
]);

/** True if a relationship was declared by an instant and had not ended. */
export function isRelatedAt({ declarations, end }: Relation, at: Instant): boolean {
  return (declarations[0]?.at ?? Infinity) <= at && (end === null || end.at > at);
}

/** TH 5.3, AL 31: a related member takes no part in what affects the officer personally. */
export function relationBars({ part }: Involvement, relation: Relation, act: Act): Offence | null {
  const affected = firstRecordedOf(part.item.affects.get(relation.officer) ?? []);
  if (affected === null || !takesPart(act) || !isRelatedAt(relation, act.at)) return null;
  const declared = firstRecordedOf(relation.declarations.filter(({ at }) => at <= act.at));
  return { on: declared === null ? [affected] : [declared, affected] };
}

/** True if a rule has a level, and clauses that bind such a person (readings 3.3). */
export function asksOf(pack: Pack, id: RuleId, person: string): boolean {
  const rule = pack.rules.get(id);
  return rule !== undefined && levelOf(rule.mode) !== null && clausesFor(pack, rule, person) !== null;
}

/** The level at which an act of itself offends a rule; null if it does not. */
export function levelOfOffence(
  { part }: Involvement,
  act: Act,
  id: RuleId,
  offence: Offence | null,
): 'BREACH' | 'WARN' | null {
  if (offence === null || !asksOf(act.pack, id, part.person)) return null;
  return offence.level === 'WARN' ? 'WARN' : levelOf(act.pack.rules.get(id)?.mode);
}

/** True if casting this vote offends at BREACH by itself. */
export function isVoteInBreach(involved: Involvement, act: Act): boolean {
  if (!act.cast) return false;
  for (const [id, bar] of bars) if (levelOfOffence(involved, act, id, bar(involved, act)) === 'BREACH') return true;
  return involved.relations.some(
    (relation) =>
      levelOfOffence(involved, act, 'rel.body_or_decision', relationBars(involved, relation, act)) === 'BREACH',
  );
}
