import type { Instant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { StructureState } from '../structure/state.js';
import type { AdviceState, Registers } from './state.js';

/** What the views of this family read. */
export interface AdviceReading {
  readonly advice: AdviceState;
  readonly support: GroupSupportState;
  readonly structure: StructureState;
  readonly at: Instant;
  /** The pack that answers for figures which belong to no single event. */
  readonly pack: Pack;
}

/** What the views of this family are asked with. */
export interface Asked {
  readonly at: Instant;
  readonly pack: Pack;
  readonly known: Registers;
}

/** Gathers what a view reads. */
export function readingOf(advice: AdviceState, { at, pack, known }: Asked): AdviceReading {
  return { advice, support: known['group-support'], structure: known.structure, at, pack };
}
