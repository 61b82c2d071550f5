import type { Instant } from '#lib/kernel/index.js';
import { type Level, type Pack, type RuleId, levelOf, words } from '#lib/protocol/index.js';
import {
  type Held,
  type Involvement,
  type TenancyHeld,
  barringFigure,
  dispensationFor,
  isHeldAt,
  isHousing,
  isOwnDwelling,
  latest,
  tenancyOf,
} from './held.js';
import type { Act } from './items.js';
import type { Relation } from './known.js';

/** Why an act offends: the latest recording of what it rests on, and a level in place of the rule's own. */
export interface Offence {
  readonly rec: Instant;
  readonly level?: Level;
}

type Bar = (involved: Involvement, act: Act) => Offence | null;

function withdrewBy({ part }: Involvement, at: Instant): boolean {
  return part.withdrawals.some((one) => one.at <= at);
}

/** Abstaining without withdrawing offends where withdrawal is required; once withdrawn it does not. */
function staysIn(involved: Involvement, act: Act): boolean {
  return act.kind !== 'abstention' || !withdrewBy(involved, act.at);
}

function takesPart({ kind }: Act): boolean {
  return kind !== 'abstention';
}

function mustWithdraw(involved: Involvement, act: Act, { category }: Held): boolean {
  if (category === 'dpi') return dispensationFor(involved, 'dpi', act.at, act.kind === 'vote') === undefined;
  return latest(involved.part.tests, act.at)?.significant === true;
}

/** Whether the act is of a kind that offends: as the pack lists them, else any but abstaining once withdrawn. */
function isBarredKind(involved: Involvement, act: Act): boolean {
  const barred = words(act.pack.rules.get('int.withdraw_if_significant'), 'bars');
  if (barred.length === 0) return staysIn(involved, act);
  return barred.includes(act.kind === 'participation' ? 'discussion' : act.kind);
}

/** Whether a pack makes the holder of such an interest stay out at all. */
export function appliesTo(pack: Pack, { category }: Held): boolean {
  const rule = pack.rules.get('int.withdraw_if_significant');
  if (category === 'unstated') return rule?.params['unstated'] !== false;
  return words(rule, 'applies_to').includes(category);
}

/** TH 3.25-3.27, LA2011 s31(4): a disclosable interest, or one tested as significant, is followed by withdrawal. */
const withdrawal: Bar = (involved, act) => {
  if (act.official || !isBarredKind(involved, act)) return null;
  const offending = involved.held.filter(
    (held) => isHeldAt(held, act.at) && appliesTo(act.pack, held) && mustWithdraw(involved, act, held),
  );
  if (offending.length === 0) return null;
  const test = latest(involved.part.tests, act.at)?.rec ?? -Infinity;
  // Any one of them is enough: the finding was known with the first that was.
  const known = offending.map(({ category, rec }) => (category === 'dpi' ? rec : Math.max(rec, test)));
  return { rec: Math.max(act.rec, Math.min(...known)) };
};

/** TH 3.18-3.22: a closed mind does not vote, and withdraws from a hearing of a tribunal kind. */
const predetermination: Bar = (involved, act) => {
  const closed = latest(involved.part.closedMinds, act.at);
  const rule = act.pack.rules.get('int.predetermination');
  if (closed === undefined) return null;
  const rec = Math.max(act.rec, involved.part.closedMinds[0]?.rec ?? closed.rec);
  if (act.kind === 'vote') return { rec };
  const tribunal = words(rule, 'tribunal_kinds').includes(involved.part.item.kind ?? '');
  if (!tribunal || !staysIn(involved, act)) return null;
  return rule?.params['tribunal_withdraw'] === 'should' ? { rec, level: 'WARN' } : { rec };
};

const NEVER: TenancyHeld = { from: Infinity, declaredAt: Infinity, rec: Infinity };

/** What is known of a person's tenancy by an instant; null for someone who is no tenant then. */
function tenantBy({ part, standing }: Involvement, at: Instant): TenancyHeld | null {
  const onItem = part.declarations.find(({ category }) => category === 'tenancy');
  const said = onItem === undefined ? NEVER : { ...NEVER, declaredAt: onItem.at, rec: onItem.rec };
  const stands = tenancyOf(standing) ?? NEVER;
  if (onItem === undefined && stands.from > at) return null;
  return {
    from: stands.from,
    declaredAt: Math.min(said.declaredAt, stands.declaredAt),
    rec: Math.min(said.rec, stands.rec),
  };
}

function staysForOwnDwelling(involved: Involvement, act: Act): boolean {
  if (!isOwnDwelling(involved.part, act.pack) || !staysIn(involved, act)) return false;
  return dispensationFor(involved, 'tenancy', act.at, act.kind === 'vote') === undefined;
}

/** TH 3.28: a tenant stays out of an item about the own dwelling, and acts on housing only once the tenancy is declared. */
const tenancy: Bar = (involved, act) => {
  const tenant = tenantBy(involved, act.at);
  if (tenant === null || !isHousing(involved.part.item, act.pack)) return null;
  const undeclared = tenant.from <= act.at && act.at < tenant.declaredAt;
  if (!undeclared && !staysForOwnDwelling(involved, act)) return null;
  return { rec: Math.max(act.rec, tenant.rec) };
};

function arrears(id: 'int.rent_arrears_bar' | 'int.council_tax_arrears_bar'): Bar {
  return (involved, act) => {
    const figure = act.kind === 'vote' ? barringFigure(involved, act.pack, id, act.at) : undefined;
    return figure === undefined ? null : { rec: Math.max(act.rec, figure.rec) };
  };
}

/** When a person's place on both sides of a joint arrangement is known: its declaration, or a role with the partner. */
export function jointArrangementKnown({ part, standing }: Involvement): { at: Instant; rec: Instant } | null {
  const declared = part.declarations.find(({ category }) => category === 'joint_arrangement');
  const outside = part.item.partner === null ? undefined : standing.outsideBodies.get(part.item.partner);
  if (declared === undefined) return outside ?? null;
  return outside === undefined || declared.at <= outside.at ? declared : outside;
}

/** TH 3.39: a member on both sides of a joint arrangement takes no part. */
const jointArrangement: Bar = (involved, act) => {
  const known = takesPart(act) ? jointArrangementKnown(involved) : null;
  return known === null || known.at > act.at ? null : { rec: Math.max(act.rec, known.rec) };
};

/** TH 4.17, 4.18: an officer with an interest tested as significant does not act. */
const officerInterest: Bar = (involved, act) => {
  const held = involved.held.find((one) => one.category === 'officer_interest' || one.category === 'unstated');
  const test = latest(involved.part.tests, act.at);
  const isTested = act.pack.rules.get('int.officer_interest')?.params['significance_test'] !== false;
  if (!act.official || !isTested || held === undefined || test?.significant !== true) return null;
  return { rec: Math.max(act.rec, held.rec, test.rec) };
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

/** TH 5.3, AL 31: a related member takes no part in what affects the officer personally. */
export function relationBars({ part }: Involvement, { officer, declared, ended }: Relation, act: Act): Offence | null {
  const affected = part.item.affects.get(officer);
  if (affected === undefined || !takesPart(act) || declared.at > act.at || (ended !== null && ended <= act.at))
    return null;
  return { rec: Math.max(act.rec, declared.rec, affected.rec) };
}

/** The level at which an act of itself offends a rule; null where it does not. */
export function levelOfOffence(act: Act, id: RuleId, offence: Offence | null): 'BREACH' | 'WARN' | null {
  const level = levelOf(act.pack.rules.get(id)?.mode);
  if (offence === null || level === null) return null;
  return offence.level === 'WARN' ? 'WARN' : level;
}

/** True where casting this vote offends at BREACH. */
export function isVoteInBreach(involved: Involvement, act: Act): boolean {
  if (!act.cast) return false;
  for (const [id, bar] of bars) if (levelOfOffence(act, id, bar(involved, act)) === 'BREACH') return true;
  return involved.relations.some(
    (relation) => levelOfOffence(act, 'rel.body_or_decision', relationBars(involved, relation, act)) === 'BREACH',
  );
}
