import { type EventsOf, count, nullable, oneOf, required, role, token } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** STORAGE SHAPES: a group's requests for support. A change here is a migration. */
export const groupSupportEvents = {
  GroupSupportRequested: {
    id: required(token),
    group: required(token),
    form: required(oneOf('attendance', 'oral_briefing', 'written_report', 'presentation')),
    matter: token,
    to: role,
    nonCouncillorsExpected: count,
    purpose: oneOf('council_business', 'surgery', 'casework', 'personal', 'business', 'political_business'),
  },
  GroupSupportRequestRedirected: { id: required(token), to: required(role) },
  GroupSupportRequestAccepted: { id: required(token), by: role },
  GroupSupportRequestDeclined: { id: required(token), by: role, ground: nullable(token) },
  GroupSupportRequestWithdrawn: { id: required(token) },
  GroupSupportDifficultyEscalated: { id: required(token), by: role, to: required(role) },
  GroupFollowUpActionNotified: { group: required(token), matter: required(token), to: required(role) },
  GroupConclusionReliedOn: { matter: required(token), group: required(token) },
  InferredSupportAlleged: { group: required(token), about: token, matter: token },
  WardPartyMeetingRequested: { id: required(token), by: required(token) },
  OfficerNominatedToAttend: { request: required(token), officer: required(token) },
  AccompanimentApproved: { request: required(token), reason: token, by: role },
  NonCouncillorAttendanceAuthorised: { request: required(token), by: required(role) },
  NonCouncillorAttendanceRefused: { request: required(token), by: required(role) },
} as const;

export type GroupSupportEvent = EventsOf<typeof groupSupportEvents, Pack>;

/** Permissions of this family: the fields a command carries. */
export const groupSupportCommands = {
  AcceptGroupSupportRequest: { id: required(token), by: role },
  AuthoriseNonCouncillorAttendance: { request: required(token), by: required(role) },
  ApproveAccompaniment: { request: required(token), reason: token, by: role },
} as const;

/** The event that each permission grants. */
export const groupSupportGrants = {
  AcceptGroupSupportRequest: 'GroupSupportRequestAccepted',
  AuthoriseNonCouncillorAttendance: 'NonCouncillorAttendanceAuthorised',
  ApproveAccompaniment: 'AccompanimentApproved',
} as const satisfies Readonly<Record<keyof typeof groupSupportCommands, keyof typeof groupSupportEvents>>;
