import type { OfficeEvent } from './events.js';

export interface OfficeCounts {
  offered: number;
  held: number;
  declined: number;
}

/** Briefings of office-holders, by canonical role. The fold owns its state. */
export type OfficesState = Map<string, OfficeCounts>;

/** The office-holder briefings of a council before its first event. */
export function initialOffices(): OfficesState {
  return new Map();
}

const KEYS = {
  OfficeHolderBriefingOffered: 'offered',
  OfficeHolderBriefingHeld: 'held',
  OfficeHolderBriefingDeclined: 'declined',
} as const;

/** Folds one event. */
export function evolveOffices(state: OfficesState, { type, p }: OfficeEvent): undefined {
  const counts = state.get(p.office) ?? { offered: 0, held: 0, declined: 0 };
  counts[KEYS[type]] += 1;
  state.set(p.office, counts);
}
