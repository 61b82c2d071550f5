import type { Instant } from '#lib/kernel/index.js';
import { type Pack, type RuleId, levelOf, words } from '#lib/protocol/index.js';
import { jointArrangementKnown, relationBars } from './bars.js';
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

// eslint-disable-next-line complexity -- one line of the table of readings 5 a branch
function interestClaim(involved: Involvement, held: Held, moment: Moment): Claim {
  const { pack, at } = moment;
  const { category } = held;
  // What came after the last act bears on none.
  const judgedAt = Math.min(at, involved.acts.at(-1)?.at ?? at);
  const heldThen = isHeldAt(held, judgedAt);
  const significant = heldThen && latest(involved.part.tests, judgedAt)?.significant === true;
  switch (category) {
    case 'tenancy': {
      const own = isOwnDwelling(involved.part, pack) && !isDispensed(involved, 'tenancy', moment);
      return claim(pack, 'int.tenancy', 'tenancy', own ? 'withdraw' : 'declare');
    }
    case 'joint_arrangement': {
      const inTime = (jointArrangementKnown(involved)?.at ?? Infinity) <= judgedAt;
      return claim(pack, 'int.joint_arrangement', 'joint_arrangement', inTime ? 'withdraw' : 'declare');
    }
    case 'officer_interest':
      return claim(pack, 'int.officer_interest', 'officer_interest', significant ? 'withdraw' : 'declare');
    case 'dpi':
      return claim(
        pack,
        'int.withdraw_if_significant',
        'dpi',
        heldThen && !isDispensed(involved, 'dpi', moment) ? 'withdraw' : 'declare',
      );
    default:
      return claim(pack, 'int.withdraw_if_significant', category, significant ? 'withdraw' : 'declare');
  }
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
