import type { Instant } from '#lib/kernel/index.js';
import { type Pack, type RuleId, levelOf, words } from '#lib/protocol/index.js';
import { appliesTo, jointArrangementKnown, relationBars } from './bars.js';
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

/** Nothing is required by a rule that is silent or only recorded. */
function claim(pack: Pack, id: RuleId, interest: InterestWord, required: Requirement): Claim {
  return { interest, required: levelOf(pack.rules.get(id)?.mode) === null ? 'none' : required };
}

/** An instant at which a part is looked at: that of an act, or of the last event. */
interface Moment extends Mark {
  readonly kind?: Act['kind'];
}

function isDispensed(involved: Involvement, category: string, { at, kind }: Moment): boolean {
  return dispensationFor(involved, category, at, kind === 'vote') !== undefined;
}

/** A person who owes a declaration at a meeting is asked for one; an officer who owes a notice is asked for that. */
function declaring(involved: Involvement, held: Held, moment: Moment): Requirement {
  return owesDeclaration(involved, held, moment) ? 'declare' : 'none';
}

/** Where a pack lists what is barred, the holder may stay, and abstain. */
function standingAside({ pack }: Moment): Requirement {
  return words(pack.rules.get('int.withdraw_if_significant'), 'bars').length > 0 ? 'abstain' : 'withdraw';
}

/** What came after the last act bears on none. */
function judgedAt({ acts }: Involvement, { at }: Moment): Instant {
  return Math.min(at, acts.at(-1)?.at ?? at);
}

function isSignificant(involved: Involvement, held: Held, moment: Moment): boolean {
  const at = judgedAt(involved, moment);
  return isHeldAt(held, at) && latest(involved.part.tests, at)?.significant === true;
}

type Ask = (involved: Involvement, held: Held, moment: Moment) => Requirement;

const ofTenant: Ask = (involved, held, moment) => {
  const own = isOwnDwelling(involved.part, moment.pack) && !isDispensed(involved, 'tenancy', moment);
  return own ? 'withdraw' : declaring(involved, held, moment);
};

const ofBothSides: Ask = (involved, held, moment) => {
  const known = jointArrangementKnown(involved)?.at ?? Infinity;
  return known <= judgedAt(involved, moment) ? 'withdraw' : declaring(involved, held, moment);
};

const ofOfficer: Ask = (involved, held, moment) => {
  const rule = moment.pack.rules.get('int.officer_interest');
  if (rule?.params['significance_test'] === false) return owesNotice(involved, rule) ? 'declare' : 'none';
  return isSignificant(involved, held, moment) ? 'withdraw' : declaring(involved, held, moment);
};

const ofDisclosable: Ask = (involved, held, moment) => {
  const heldThen = isHeldAt(held, judgedAt(involved, moment));
  const bars = appliesTo(moment.pack, held) && heldThen && !isDispensed(involved, 'dpi', moment);
  return bars ? standingAside(moment) : declaring(involved, held, moment);
};

const ofOther: Ask = (involved, held, moment) => {
  if (!appliesTo(moment.pack, held)) return declaring(involved, held, moment);
  return isSignificant(involved, held, moment) ? standingAside(moment) : declaring(involved, held, moment);
};

/** One line of the table of readings 5 each: the rule that asks, and what it asks for. */
const asking: Readonly<Record<Held['category'], { readonly rule: RuleId; readonly ask: Ask }>> = {
  tenancy: { rule: 'int.tenancy', ask: ofTenant },
  joint_arrangement: { rule: 'int.joint_arrangement', ask: ofBothSides },
  officer_interest: { rule: 'int.officer_interest', ask: ofOfficer },
  dpi: { rule: 'int.withdraw_if_significant', ask: ofDisclosable },
  ori: { rule: 'int.withdraw_if_significant', ask: ofOther },
  nri: { rule: 'int.withdraw_if_significant', ask: ofOther },
  unstated: { rule: 'int.withdraw_if_significant', ask: ofOther },
};

function interestClaim(involved: Involvement, held: Held, moment: Moment): Claim {
  const { rule, ask } = asking[held.category];
  return claim(moment.pack, rule, held.category, ask(involved, held, moment));
}

function interestClaims(involved: Involvement, moment: Moment): Claim[] {
  const held = involved.held.filter((one) => isHeldAt(one, moment.at));
  return held.map((one) => interestClaim(involved, one, moment));
}

function standingClaims(involved: Involvement, pack: Pack, at: Instant): Claim[] {
  const { part, relations } = involved;
  const claims: Claim[] = [];
  if (latest(part.closedMinds, at) !== undefined) {
    const tribunal = words(pack.rules.get('int.predetermination'), 'tribunal_kinds').includes(part.item.kind ?? '');
    claims.push(claim(pack, 'int.predetermination', 'predetermined', tribunal ? 'withdraw' : 'abstain'));
  }
  const imagined: Act = { kind: 'participation', at, rec: at, pack, wardSpeech: false, cast: false, official: false };
  if (relations.some((relation) => relationBars(involved, relation, imagined) !== null)) {
    claims.push(claim(pack, 'rel.body_or_decision', 'relationship', 'withdraw'));
  }
  for (const id of ['int.rent_arrears_bar', 'int.council_tax_arrears_bar'] as const) {
    if (barringFigure(involved, pack, id, at) !== undefined) claims.push(claim(pack, id, 'barred', 'abstain'));
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

/**
 * Interests count when they are held by the last event on the item; bars by the acts, or where there is none by that event.
 */
export function claimOf(involved: Involvement): Claim {
  const {
    acts,
    part: { last },
  } = involved;
  const moments = acts.length > 0 ? acts : [last];
  return strictest([
    ...[...acts, last].flatMap((moment) => interestClaims(involved, moment)),
    ...moments.flatMap(({ pack, at }) => standingClaims(involved, pack, at)),
  ]);
}
