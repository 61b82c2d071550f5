import { type EventsOf, count, oneOf, required, role, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** Kinds of record that hold sealed fields: a period is set for each by itself. */
export const retentionClasses = [
  'interests_register',
  'sensitive_interests',
  'meeting_declarations',
  'gifts',
  'arrears',
  'relationships',
  'recruitment',
] as const;

export type RetentionClass = (typeof retentionClasses)[number];

/** STORAGE SHAPES: how long records are kept. A change here is a migration. */
export const retentionEvents = {
  RetentionPeriodSet: {
    class: required(oneOf(...retentionClasses)),
    years: count,
    months: count,
    from: oneOf('end', 'event'),
    source: required(token),
    by: required(role),
  },
} as const;

export type RetentionEvent = EventsOf<typeof retentionEvents, Pack>;
