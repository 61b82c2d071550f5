import { type EventsOf, boolean, count, instant, oneOf, required, role, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** STORAGE SHAPES: officers at group meetings, and what groups say in confidence. A change here is a migration. */
export const attendanceEvents = {
  OfficerAttendedGroupMeeting: {
    meeting: required(token),
    officer: required(token),
    role: required(role),
    group: token,
    request: token,
    until: instant,
    accompaniedBy: count,
  },
  OfficerLeftGroupMeeting: { meeting: required(token), officer: token, reason: token },
  NonCouncillorPresenceRecorded: { meeting: required(token), count: required(count), coopted: count },
  InformationRestrictedForAudience: { meeting: required(token) },
  PartyBusinessSegmentStarted: { meeting: required(token), until: instant },
  PartyBusinessAdviceGiven: { meeting: token, group: token, member: token, officer: token },
  PartyBusinessAdviceSought: { by: required(token), role, meeting: token, group: token },
  GroupConfidenceRecorded: { group: required(token), meeting: required(token) },
  GroupConfidenceBreachReported: {
    about: token,
    from: required(token),
    to: required(token),
    legalDuty: boolean,
    indicated: boolean,
    ground: oneOf('severe_damage', 'illegality', 'maladministration'),
  },
  DutyToDiscloseIndicated: { group: required(token), by: role, legal: boolean },
  NecessaryOfficerDisclosureRecorded: { from: required(token), to: required(token), reason: required(token) },
} as const;

export type AttendanceEvent = EventsOf<typeof attendanceEvents, Pack>;
