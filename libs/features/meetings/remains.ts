import { type Payload, type RemainsTable, boolean } from '#lib/kernel/index.js';
import type { Pack, PackRule } from '#lib/protocol/index.js';

export type ArrearsRule = 'int.rent_arrears_bar' | 'int.council_tax_arrears_bar';

/** True where so many months reach the threshold that the rule gives. */
export function isReached(months: number, rule: PackRule | undefined): boolean {
  const threshold = Number(rule?.params['months'] ?? Infinity);
  return rule?.params['at_least'] === true ? months >= threshold : months > threshold;
}

/** Local Government Finance Act 1992 s106: two months or more, where a protocol gives no threshold of its own. */
const MONTHS_BY_LAW = 2;

function bars(months: number, pack: Pack, id: ArrearsRule): boolean {
  const rule = pack.rules.get(id);
  return rule?.params['months'] === undefined ? months >= MONTHS_BY_LAW : isReached(months, rule);
}

const arrears = (ruleOf: (payload: Payload) => ArrearsRule) =>
  ({
    months: {
      members: { barred: boolean },
      of: (months: number, payload: Payload, pack: Pack) => ({ barred: bars(months, pack, ruleOf(payload)) }),
      first: false,
    },
  }) as const;

const rent = 'int.rent_arrears_bar';
const councilTax = 'int.council_tax_arrears_bar';

/** Of an amount of arrears stays whether it barred the person; what was recorded as `barred` beside it goes before it. */
export const meetingRemains: RemainsTable<Pack> = {
  RentArrearsDisclosed: arrears(() => rent),
  CouncilTaxArrearsDisclosed: arrears(() => councilTax),
  ArrearsStatusConfirmed: arrears(({ kind }) => (kind === 'rent' ? rent : councilTax)),
};
