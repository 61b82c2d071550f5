/** One thing to say of an interest of a kind. */
export interface Particular {
  /** Members of `details`; any one of them will do. */
  readonly names: readonly string[];
  readonly type: 'text' | 'number';
  /** What a right value looks like. */
  readonly right: string;
}

const text = (name: string, right: string): Particular => ({ names: [name], type: 'text', right });
const area = 'the land in the area, by a token or a short description';

/** The seven kinds of disclosable pecuniary interest (SI 2012/1464), each with what is to be said of it. */
export const dpiKinds = {
  employment: [
    text('occupation', 'the employment, office, trade, profession or vocation'),
    text('employer', 'who employs or pays, or self'),
  ],
  sponsorship: [
    text('sponsor', 'who paid or gave towards the expenses'),
    text('receivedOn', 'when, in the twelve months that end with the day of notification'),
  ],
  contracts: [text('party', 'who has the contract with the authority'), text('subject', 'what is to be done under it')],
  land: [text('land', area)],
  licences: [text('land', area), { names: ['months'], type: 'number', right: 'months of the licence, a number' }],
  corporate_tenancies: [text('land', area), text('tenant', 'the body that is tenant of the authority')],
  securities: [
    text('body', 'the body whose securities they are'),
    {
      names: ['nominalValue', 'sharePercent'],
      type: 'number',
      right: 'nominalValue, total in pounds, or sharePercent, of the issued share capital or of a class',
    },
  ],
} as const satisfies Record<string, readonly Particular[]>;

type DpiKind = keyof typeof dpiKinds;

/** True for a word that names one of the seven kinds. */
export function isDpiKind(kind: unknown): kind is DpiKind {
  return typeof kind === 'string' && Object.hasOwn(dpiKinds, kind);
}

/** What one of the seven kinds must exceed, or last, to be one (SI 2012/1464, Schedule). */
export const dpiThresholds = {
  /** Pounds: securities count above it. */
  nominalValue: 25_000,
  /** Per cent of the share capital or of a class: securities count above it. */
  sharePercent: 1,
  /** Months: a licence counts from it on. */
  months: 1,
} as const;

/** Pounds from which the LGA Model Councillor Code asks for a gift; a council's own code may say another figure. */
export const GIFT_POUNDS = 50;
