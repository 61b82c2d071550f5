import type { Instant } from '#lib/kernel/index.js';
import { type Pack, type RuleId, kindOf, words } from '#lib/protocol/index.js';
import { appliesTo, asksOf, isRelatedAt, jointArrangementBy, significantBy } from './bars.js';
import { owesDeclaration, owesNotice } from './duties.js';
import {
  type Held,
  type Involvement,
  barringFigure,
  dispensationFor,
  isHeldAt,
  isOwnDwelling,
  latest,
} from './held.js';
import type { Act, Mark } from './items.js';

/** In the order in which P02 names one of several that require as much (readings 5). */
export const interestWords = [
  'dpi',
  'ori',
  'nri',
  'tenancy',
  'joint_arrangement',
  'officer_interest',
  'predetermined',
  'relationship',
  'barred',
  'unstated',
  'none',
] as const;
export type InterestWord = (typeof interestWords)[number];

const requirements = ['none', 'declare', 'abstain', 'withdraw'] as const;
export type Requirement = (typeof requirements)[number];

/** An interest in an item, and what the protocol requires of who holds it. */
export interface Claim {
  readonly interest: InterestWord;
  readonly required: Requirement;
}

/** Nothing is required by a rule that is silent, only recorded, or does not bind such a person. */
function claim(
  { part }: Involvement,
  pack: Pack,
  id: RuleId,
  [interest, required]: readonly [InterestWord, Requirement],
): Claim {
  return { interest, required: asksOf(pack, id, part.person) ? required : 'none' };
}

/** An instant at which a part is looked at: that of an act, or of the last event. */
interface Moment extends Mark {
  readonly kind?: Act['kind'];
}

type Category = Held['category'];

function isDispensed(involved: Involvement, category: Category, { at, kind }: Moment): boolean {
  return dispensationFor(involved, category, at, kind === 'vote') !== undefined;
}

function isHeld({ held }: Involvement, category: Category, at: Instant): boolean {
  return held.some((one) => one.category === category && isHeldAt(one, at));
}

/** The rule that makes the holder of such an interest stay out. */
function ruleOf({ part }: Involvement, category: Category, pack: Pack): RuleId {
  const isOfficer = kindOf(pack, part.person) === 'officer';
  switch (category) {
    case 'tenancy':
      return 'int.tenancy';
    case 'joint_arrangement':
      return 'int.joint_arrangement';
    case 'officer_interest':
      return 'int.officer_interest';
    case 'unstated':
      return isOfficer ? 'int.officer_interest' : 'int.withdraw_if_significant';
    default:
      return 'int.withdraw_if_significant';
  }
}

/** Whether a test bears on such an interest under the rule that makes its holder stay out. */
function isTested(rule: RuleId, category: Category, pack: Pack): boolean {
  if (rule === 'int.officer_interest') return pack.rules.get(rule)?.params['significance_test'] !== false;
  return appliesTo(pack, category);
}

/** The first line of the table of readings 5: who must not stay. */
function mustWithdraw(involved: Involvement, category: Category, moment: Moment): boolean {
  const { at, pack } = moment;
  const rule = ruleOf(involved, category, pack);
  if (!asksOf(pack, rule, involved.part.person)) return false;
  switch (category) {
    case 'dpi':
      return appliesTo(pack, 'dpi') && !isDispensed(involved, 'dpi', moment);
    case 'tenancy':
      return isOwnDwelling(involved.part, pack) && !isDispensed(involved, 'tenancy', moment);
    case 'joint_arrangement':
      return jointArrangementBy(involved, at).length > 0;
    default:
      return isTested(rule, category, pack) && significantBy(involved, at) !== null;
  }
}

/** If a pack lists what is barred, the holder may stay, and abstain. */
function standingAside(category: Category, pack: Pack): Requirement {
  const mayStay = ['dpi', 'ori', 'nri', 'unstated'].includes(category);
  return mayStay && words(pack.rules.get('int.withdraw_if_significant'), 'bars').length > 0 ? 'abstain' : 'withdraw';
}

/** Any other interest held is declared, or notified in writing if the pack asks an officer for that. */
function mustDeclare(involved: Involvement, category: Category, moment: Moment): boolean {
  const { pack } = moment;
  const rule = pack.rules.get('int.officer_interest');
  if (category === 'officer_interest' && rule?.params['notice_of'] !== undefined) return owesNotice(involved, rule);
  if (!owesDeclaration(involved, category, moment)) return false;
  const own = ruleOf(involved, category, pack);
  const asking: readonly RuleId[] = own === 'int.withdraw_if_significant' ? [] : [own];
  return ['int.declare_at_meeting' as const, ...asking].some((id) => asksOf(pack, id, involved.part.person));
}

/** What one interest asks for: over the acts, and for a declaration also at the last event; null if it was not held then. */
function requiredBy(involved: Involvement, category: Category): Requirement | null {
  const { acts, part } = involved;
  const heldAt = ({ at }: Mark): boolean => isHeld(involved, category, at);
  const moments: Moment[] = (acts.length > 0 ? acts : [part.last]).filter(heldAt);
  const all = [...moments, ...[part.last].filter(heldAt)];
  if (all.length === 0) return null;
  const barred = moments.find((moment) => mustWithdraw(involved, category, moment));
  if (barred !== undefined) return standingAside(category, barred.pack);
  return all.some((moment) => mustDeclare(involved, category, moment)) ? 'declare' : 'none';
}

function interestClaims(involved: Involvement): Claim[] {
  return [...new Set(involved.held.map(({ category }) => category))].flatMap((interest) => {
    const required = requiredBy(involved, interest);
    return required === null ? [] : [{ interest, required }];
  });
}

function standingClaims(involved: Involvement, { pack, at }: Moment): Claim[] {
  const { part, relations } = involved;
  const claims: Claim[] = [];
  if (latest(part.closedMinds, at) !== undefined) {
    const tribunal = words(pack.rules.get('int.predetermination'), 'tribunal_kinds').includes(part.item.kind ?? '');
    claims.push(claim(involved, pack, 'int.predetermination', ['predetermined', tribunal ? 'withdraw' : 'abstain']));
  }
  if (relations.some((one) => part.item.affects.has(one.officer) && isRelatedAt(one, at))) {
    claims.push(claim(involved, pack, 'rel.body_or_decision', ['relationship', 'withdraw']));
  }
  for (const id of ['int.rent_arrears_bar', 'int.council_tax_arrears_bar'] as const) {
    if (barringFigure(involved, pack, id, at) !== undefined)
      claims.push(claim(involved, pack, id, ['barred', 'abstain']));
  }
  return claims;
}

function strictest(claims: readonly Claim[]): Claim {
  let best: Claim = { interest: 'none', required: 'none' };
  for (const one of claims) {
    const stricter = requirements.indexOf(one.required) - requirements.indexOf(best.required);
    const earlier = interestWords.indexOf(one.interest) < interestWords.indexOf(best.interest);
    if (stricter > 0 || (stricter === 0 && earlier)) best = one;
  }
  return best;
}

/** The strictest of what was asked of a person: by interests, and by what bars whoever is in that position. */
export function claimOf(involved: Involvement): Claim {
  const { acts, part } = involved;
  const moments: readonly Moment[] = acts.length > 0 ? acts : [part.last];
  return strictest([...interestClaims(involved), ...moments.flatMap((moment) => standingClaims(involved, moment))]);
}
