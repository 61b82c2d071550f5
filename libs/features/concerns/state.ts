import type { Instant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { ConcernEvent } from './events.js';

export type NeutralityKind = 'expression' | 'favouritism' | 'change_of_control' | 'chair_party_work';

/** Doubt about a person's neutrality, until somebody settles it (readings 3.7). */
export interface NeutralityConcern {
  readonly id: string;
  readonly kind: NeutralityKind;
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  settled: Instant | null;
  confirmed: { readonly at: Instant; readonly rec: Instant } | null;
}

type Of<Type extends ConcernEvent['type']> = Extract<ConcernEvent, { type: Type }>;

/** Concerns, by their entry's token. The fold owns its state. */
export interface ConcernsState {
  readonly concerns: Map<string, NeutralityConcern>;
  /** Settlements of the instant that is being folded, of concerns that may yet be raised in it (readings 1.2). */
  readonly waiting: Of<'NeutralityConcernSettled'>[];
}

/** The concerns of a council before its first event. */
export function initialConcerns(): ConcernsState {
  return { concerns: new Map(), waiting: [] };
}

function raise({ concerns }: ConcernsState, { at, rec, pack, p }: Of<'NeutralityConcernRaised'>): string | undefined {
  const { id, kind = 'expression' } = p;
  if (concerns.has(id)) return `${id} was raised already`;
  concerns.set(id, { id, kind, at, rec, pack, settled: null, confirmed: null });
  return undefined;
}

/** True where there is such a concern. */
function settle({ concerns }: ConcernsState, { at, rec, p }: Of<'NeutralityConcernSettled'>): boolean {
  const concern = concerns.get(p.id);
  if (concern === undefined) return false;
  concern.settled ??= at;
  if (p.outcome === 'confirmed') concern.confirmed ??= { at, rec };
  return true;
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveConcerns(state: ConcernsState, event: ConcernEvent): string | undefined {
  if (event.type === 'NeutralityConcernRaised') return raise(state, event);
  if (event.type !== 'NeutralityConcernSettled' || settle(state, event)) return undefined;
  state.waiting.push(event);
  return `there is no concern ${event.p.id}`;
}

/** Settles what was raised in the same instant after all; answers the order of the events that have an effect by it. */
export function settleConcerns(state: ConcernsState): readonly number[] {
  return state.waiting.splice(0).flatMap((event) => (settle(state, event) ? [event.order] : []));
}
