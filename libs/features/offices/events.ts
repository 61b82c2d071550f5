import { type EventsOf, boolean, mapOf, required, role, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

const briefing = { office: required(role), person: token, group: token } as const;

/** STORAGE SHAPES: briefings of office-holders. A change here is a migration. */
export const officeEvents = {
  OfficeHolderBriefingOffered: briefing,
  OfficeHolderBriefingHeld: { ...briefing, flags: mapOf(boolean), officer: token },
  OfficeHolderBriefingDeclined: briefing,
} as const;

export type OfficeEvent = EventsOf<typeof officeEvents, Pack>;
