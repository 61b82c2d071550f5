import type { StructureEvent } from '../structure/events.js';
import type { RegisterEvent } from '../register/events.js';
import type { MeetingEvent } from './events.js';

/** Events that this fold reads: its own family's and the register's, and from the structure who meets and who sits where. */
export type MeetingsInput =
  | MeetingEvent
  | RegisterEvent
  | Extract<
      StructureEvent,
      { type: 'MeetingConvened' | 'RoleAssigned' | 'BodyMembershipStarted' | 'BodyMembershipEnded' }
    >;

export type Of<Type extends MeetingsInput['type']> = Extract<MeetingsInput, { type: Type }>;
