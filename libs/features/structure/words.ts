import type { WordsOf } from '#lib/kernel/index.js';
import type { structureEvents } from './events.js';

/** What the events of this family are called on pages and in the catalogue. */
export const structureWords = {
  PoliticalGroupRegistered: {
    label: 'Political group registered',
    sentence: 'A political group of the council was registered.',
    fields: { group: ['Group', 'The group that was registered.'] },
  },
  PoliticalGroupDissolved: {
    label: 'Political group dissolved',
    sentence: 'A political group of the council ceased to exist.',
    fields: { group: ['Group', 'The group that was dissolved.'] },
  },
  GroupMembershipChanged: {
    label: 'Group membership changed',
    sentence: 'A member joined a group, moved to another group or left all groups.',
    fields: {
      member: ['Member', 'The member whose group changed.'],
      group: ['Group', 'The group that the member now sits in, or nothing if the member sits in none.'],
    },
  },
  AdministrationFormed: {
    label: 'Administration formed',
    sentence: 'A group took control of the council, or no group holds control any longer.',
    fields: { group: ['Group', 'The group that forms the administration, or nothing if no group does.'] },
  },
  RoleAssigned: {
    label: 'Role assigned',
    sentence: 'A person took up a role.',
    fields: {
      role: ['Role', 'The role that was given.'],
      person: ['Person', 'The person who now holds the role.'],
      group: ['Group', 'The group for which the person holds the role, if it is a role within a group.'],
    },
  },
  RoleVacated: {
    label: 'Role vacated',
    sentence: 'One or more roles fell vacant.',
    fields: {
      roles: ['Roles', 'The roles that nobody holds from now on.'],
      group: ['Group', 'The group in which the roles fell vacant, if they are roles within a group.'],
    },
  },
  BodyMembershipStarted: {
    label: 'Body membership started',
    sentence: 'A member took a seat on a committee or another body.',
    fields: {
      member: ['Member', 'The member who took the seat.'],
      body: ['Body', 'The committee or other body.'],
      departmentOf: ['Department overseen', 'The department whose work the body oversees.'],
      kind: ['Kind of body', 'Whether the body is a committee, negotiates with staff, or is something else.'],
      directlyAffectsPersonally: [
        'Officers directly affected',
        'The officers whom the work of the body affects directly and personally.',
      ],
    },
  },
  BodyMembershipEnded: {
    label: 'Body membership ended',
    sentence: 'A member gave up or lost a seat on a committee or another body.',
    fields: {
      member: ['Member', 'The member who left.'],
      body: ['Body', 'The committee or other body that the member left.'],
    },
  },
  OfficerDepartmentAssigned: {
    label: 'Officer assigned to a department',
    sentence: 'An officer began to work in a department, or for it.',
    fields: {
      officer: ['Officer', 'The officer who was assigned.'],
      department: ['Department', 'The department that the officer works in.'],
      significantWork: [
        'Significant work',
        "Whether the department takes up a significant part of the officer's work.",
      ],
    },
  },
  OfficerAllocatedToSupport: {
    label: 'Officer allocated to support',
    sentence: 'An officer was allocated to support one member or one group.',
    fields: {
      officer: ['Officer', 'The officer who gives the support.'],
      memberOrGroup: ['Member or group', 'The member or the group that the officer supports.'],
      until: ['Until', 'The time at which the allocation ends.'],
    },
  },
  PolicyAdviserNominated: {
    label: 'Policy adviser nominated',
    sentence: 'An officer was nominated as policy adviser to a member or a group.',
    fields: {
      officer: ['Officer', 'The officer who was nominated.'],
      memberOrGroup: ['Member or group', 'The member or the group that the officer advises.'],
    },
  },
  PoliticalAssistantAppointed: {
    label: 'Political assistant appointed',
    sentence: 'A political assistant was appointed to a group.',
    fields: {
      officer: ['Officer', 'The officer who was appointed.'],
      group: ['Group', 'The group that the assistant serves.'],
    },
  },
  WardMembersRegistered: {
    label: 'Ward members registered',
    sentence: 'The members who represent a ward were registered.',
    fields: {
      ward: ['Ward', 'The ward that the members represent.'],
      members: ['Members', 'The members who represent the ward.'],
    },
  },
  MeetingConvened: {
    label: 'Meeting convened',
    sentence: 'A meeting was called, with the items on its agenda.',
    fields: {
      meeting: ['Meeting', 'The meeting that was called.'],
      items: ['Items', 'The items of the agenda, each with what is known about it.'],
      concerns: [
        'Persons concerned',
        'The persons whom each item concerns, such as the tenant of the dwelling under discussion.',
      ],
    },
  },
  WorkingCalendarSet: {
    label: 'Working calendar set',
    sentence: 'The council named days, beside weekends and public holidays, on which it does not work.',
    fields: { dates: ['Dates', 'The days that do not count as working days.'] },
  },
} as const satisfies WordsOf<typeof structureEvents>;
