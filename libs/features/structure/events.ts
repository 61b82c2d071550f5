import {
  type EventsOf,
  anything,
  boolean,
  date,
  instant,
  listOf,
  mapOf,
  nullable,
  oneOf,
  required,
  role,
  token,
} from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** STORAGE SHAPES: people and structure. A change here is a migration. */
export const structureEvents = {
  PoliticalGroupRegistered: { group: required(token) },
  PoliticalGroupDissolved: { group: required(token) },
  GroupMembershipChanged: { member: required(token), group: required(nullable(token)) },
  AdministrationFormed: { group: nullable(token) },
  RoleAssigned: { role: required(role), person: required(token), group: token },
  RoleVacated: { roles: required(listOf(role)), group: token },
  BodyMembershipStarted: {
    member: required(token),
    body: required(token),
    departmentOf: token,
    kind: oneOf('committee', 'staff_negotiating', 'other'),
    directlyAffectsPersonally: listOf(token),
  },
  BodyMembershipEnded: { member: required(token), body: required(token) },
  OfficerDepartmentAssigned: { officer: required(token), department: required(token), significantWork: boolean },
  OfficerAllocatedToSupport: { officer: required(token), memberOrGroup: required(token), until: instant },
  PolicyAdviserNominated: { officer: required(token), memberOrGroup: required(token) },
  PoliticalAssistantAppointed: { officer: required(token), group: required(token) },
  WardMembersRegistered: { ward: token, members: listOf(token) },
  MeetingConvened: { meeting: required(token), items: required(mapOf(anything)), concerns: mapOf(listOf(token)) },
  WorkingCalendarSet: { dates: required(listOf(date)) },
} as const;

export type StructureEvent = EventsOf<typeof structureEvents, Pack>;
