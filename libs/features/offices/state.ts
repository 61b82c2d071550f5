import type { EventMark } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { OfficeEvent } from './events.js';

/** What became of a briefing. */
export type BriefingStep = 'offered' | 'held' | 'declined';

/** One event about a briefing of an office-holder. */
export interface Briefing {
  readonly step: BriefingStep;
  /** A canonical role. */
  readonly office: string;
  readonly group: string | null;
  readonly mark: EventMark;
}

/** Every event about briefings of office-holders, in order of occurrence. The fold owns its state. */
export type OfficesState = Briefing[];

/** The office-holder briefings of a council before its first event. */
export function initialOffices(): OfficesState {
  return [];
}

const STEPS = {
  OfficeHolderBriefingOffered: 'offered',
  OfficeHolderBriefingHeld: 'held',
  OfficeHolderBriefingDeclined: 'declined',
} as const;

/** Folds one event. */
export function evolveOffices(state: OfficesState, event: OfficeEvent): undefined {
  const { office, group = null } = event.p;
  state.push({ step: STEPS[event.type], office, group, mark: markOf(event) });
}
