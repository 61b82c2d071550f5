import type { StructureEvent } from '../structure/events.js';
import type { InterestEvent } from './events.js';

/** Events that this fold reads: its own family's, and from the structure who meets and who sits where. */
export type InterestsInput =
  | InterestEvent
  | Extract<
      StructureEvent,
      { type: 'MeetingConvened' | 'RoleAssigned' | 'BodyMembershipStarted' | 'BodyMembershipEnded' }
    >;

export type Of<Type extends InterestsInput['type']> = Extract<InterestsInput, { type: Type }>;
