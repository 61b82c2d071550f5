import type { Instant } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { ConcernEvent } from './events.js';

export type NeutralityKind = 'expression' | 'favouritism' | 'change_of_control' | 'chair_party_work';

/** Doubt about a person's neutrality, until somebody settles it (readings 3.5). */
export interface NeutralityConcern {
  readonly id: string;
  readonly kind: NeutralityKind;
  readonly at: Instant;
  readonly rec: Instant;
  readonly pack: Pack;
  settled: Instant | null;
  confirmed: { readonly at: Instant; readonly rec: Instant } | null;
}

/** Concerns, by their entry's token. The fold owns its state. */
export type ConcernsState = Map<string, NeutralityConcern>;

/** The concerns of a council before its first event. */
export function initialConcerns(): ConcernsState {
  return new Map();
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveConcerns(state: ConcernsState, event: ConcernEvent): string | undefined {
  const { at, rec, pack } = event;
  if (event.type === 'NeutralityConcernRaised') {
    if (state.has(event.p.id)) return `${event.p.id} was raised already`;
    state.set(event.p.id, {
      id: event.p.id,
      kind: event.p.kind ?? 'expression',
      at,
      rec,
      pack,
      settled: null,
      confirmed: null,
    });
  } else if (event.type === 'NeutralityConcernSettled') {
    const concern = state.get(event.p.id);
    if (concern === undefined) return `there is no concern ${event.p.id}`;
    concern.settled ??= at;
    if (event.p.outcome === 'confirmed') concern.confirmed ??= { at, rec };
  }
  return undefined;
}
