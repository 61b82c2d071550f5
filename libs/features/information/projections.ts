import { gapOf, rate } from '#lib/kernel/index.js';
import { countUnexplained } from '#lib/protocol/index.js';
import type { Sight } from '../family.js';
import type { InformationState } from './state.js';

/** With fewer councillors a council-wide figure beside one's own row would give away the other's (AMB-19, AMB-83). */
const FEWEST_FOR_TOTALS = 3;

/** P23: what each councillor asked for and got. */
export interface CouncillorsView {
  readonly councillors: Readonly<
    Record<
      string,
      { readonly requests: number; readonly granted: number; readonly refused: number; readonly rate: number | null }
    >
  >;
  readonly council: { readonly gap: number | null; readonly unexplainedRefusals: number };
}

/** P23 even-handedness-by-councillor. */
export function councillorsView(state: InformationState): CouncillorsView {
  const counts = new Map<string, { requests: number; granted: number; refused: number }>();
  for (const { member, answer } of state.requests.values()) {
    if (member === null) continue;
    const known = counts.get(member) ?? { requests: 0, granted: 0, refused: 0 };
    known.requests += 1;
    if (answer !== null) known[answer.granted ? 'granted' : 'refused'] += 1;
    counts.set(member, known);
  }
  const councillors: Record<string, CouncillorsView['councillors'][string]> = {};
  for (const [member, known] of counts) {
    councillors[member] = { ...known, rate: rate(known.granted, known.granted + known.refused) };
  }
  const unexplainedRefusals = countUnexplained(state.parity);
  const gap = gapOf([...counts.values()].map(({ granted, refused }) => [granted, granted + refused] as const));
  return { councillors, council: { gap, unexplainedRefusals } };
}

/** P23 for a councillor: their own row, and council-level measures where they give nothing away. */
export function ownRequests({ councillors, council }: CouncillorsView, { viewer: { person } }: Sight): object {
  const own = person === undefined ? undefined : councillors[person];
  const enough = person === undefined || Object.keys(councillors).length >= FEWEST_FOR_TOTALS;
  return {
    councillors: person === undefined || own === undefined ? {} : { [person]: own },
    ...(enough ? { council } : {}),
  };
}
