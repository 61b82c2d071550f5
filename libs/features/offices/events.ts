import { type EventsOf, boolean, mapOf, required, role } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** STORAGE SHAPES: briefings of office-holders. A change here is a migration. */
export const officeEvents = {
  OfficeHolderBriefingOffered: { office: required(role) },
  OfficeHolderBriefingHeld: { office: required(role), flags: mapOf(boolean) },
  OfficeHolderBriefingDeclined: { office: required(role) },
} as const;

export type OfficeEvent = EventsOf<typeof officeEvents, Pack>;
