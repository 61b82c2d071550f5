import type { AnyHappened, Folding } from '#lib/features/family.js';
import type { Instant } from '#lib/kernel/index.js';
import { type States, families, initialStates } from './families.js';

/** One council folded up to an instant. It owns the states of the families and changes them in place. */
export interface Fold {
  readonly states: States;
  /** The instant of the newest event folded; -Infinity before the first. */
  instant: Instant;
  /** True once that instant is judged; then another event of the same instant is too late for this fold. */
  settled: boolean;
  /** Maps the order of recording to the reason why that event has no effect. */
  readonly noEffect: Map<number, string>;
}

/** A council before its first event. */
export function openFold(): Fold {
  return { states: initialStates(), instant: -Infinity, settled: true, noEffect: new Map() };
}

/** The families that fold each type of event, in their order. */
const foldedBy: ReadonlyMap<string, readonly Folding<States>[]> = new Map(
  [
    ...Map.groupBy(
      families.flatMap((family) =>
        Object.keys({ ...family.events, ...family.listens }).map((type) => ({ type, family })),
      ),
      ({ type }) => type,
    ),
  ].map(([type, listening]) => [type, listening.map(({ family }) => family)]),
);

/** Judges the newest instant: every rule that needs all events of an instant is settled here (readings 1.2). */
export function settle(fold: Fold): void {
  if (fold.settled) return;
  for (const family of families) {
    for (const order of family.settle(fold.states, fold.instant)) fold.noEffect.delete(order);
  }
  fold.settled = true;
}

/** True if the event can still be folded: it is not earlier than the newest folded event, nor of an instant already judged. */
export function inTime(fold: Fold, at: Instant): boolean {
  return at > fold.instant || (at === fold.instant && !fold.settled);
}

/** Folds the next event. The caller must check that it is in time. */
export function foldNext(fold: Fold, event: AnyHappened): void {
  if (event.at > fold.instant) {
    settle(fold);
    fold.instant = event.at;
  }
  fold.settled = false;
  for (const family of foldedBy.get(event.type) ?? []) {
    const why = family.evolve(fold.states, event);
    if (why !== undefined) fold.noEffect.set(event.order, why);
  }
}
