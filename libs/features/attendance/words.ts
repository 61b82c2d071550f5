import type { WordsOf } from '#lib/kernel/index.js';
import type { attendanceEvents } from './events.js';

/** What the events of this family are called on pages and in the catalogue. */
export const attendanceWords = {
  OfficerAttendedGroupMeeting: {
    label: 'Officer attended a group meeting',
    sentence: 'An officer arrived at a meeting of a group.',
    fields: {
      meeting: ['Meeting', 'The meeting that the officer attended.'],
      officer: ['Officer', 'The officer who attended.'],
      role: ['Role', 'The role in which the officer attended.'],
      group: ['Group', 'The group whose meeting it was.'],
      request: ['Request', 'The request that the officer attended for.'],
      until: ['Until', 'The time at which the officer left.'],
      accompaniedBy: ['Accompanied by', 'How many further officers came with this officer.'],
    },
  },
  OfficerLeftGroupMeeting: {
    label: 'Officer left a group meeting',
    sentence: 'An officer, or every officer, left a meeting of a group.',
    fields: {
      meeting: ['Meeting', 'The meeting that the officer left.'],
      officer: ['Officer', 'The officer who left; every officer left where none is named.'],
      reason: ['Reason', 'Why the officer left.'],
    },
  },
  NonCouncillorPresenceRecorded: {
    label: 'Non-councillor presence recorded',
    sentence: 'Somebody recorded how many people at a group meeting were not elected councillors.',
    fields: {
      meeting: ['Meeting', 'The meeting at which they were present.'],
      count: ['People present', 'How many people present were not elected councillors.'],
      coopted: ['Co-opted members', 'How many of them were co-opted members.'],
    },
  },
  InformationRestrictedForAudience: {
    label: 'Information restricted for the audience',
    sentence: 'An officer noted what may not be said because people present were not councillors.',
    fields: { meeting: ['Meeting', 'The meeting that the note is about.'] },
  },
  PartyBusinessSegmentStarted: {
    label: 'Party business started',
    sentence: 'A group meeting turned to party business.',
    fields: {
      meeting: ['Meeting', 'The meeting that turned to party business.'],
      until: ['Until', 'The time at which party business ended.'],
    },
  },
  PartyBusinessAdviceGiven: {
    label: 'Advice given on party business',
    sentence: 'An officer advised a group or a member on party business.',
    fields: {
      meeting: ['Meeting', 'The meeting at which the officer gave the advice.'],
      group: ['Group', 'The group that the officer advised.'],
      member: ['Member', 'The member whom the officer advised.'],
      officer: ['Officer', 'The officer who gave the advice.'],
    },
  },
  PartyBusinessAdviceSought: {
    label: 'Advice sought on party business',
    sentence: 'Somebody asked an officer for advice on party business.',
    fields: {
      by: ['Sought by', 'The person who asked.'],
      role: ['Role', 'The role in which the person asked.'],
      meeting: ['Meeting', 'The meeting at which the person asked.'],
      group: ['Group', 'The group for which the person asked.'],
    },
  },
  GroupConfidenceRecorded: {
    label: 'Group confidence recorded',
    sentence: 'An officer noted that a group discussion was confidential.',
    fields: {
      group: ['Group', 'The group whose discussion it was.'],
      meeting: ['Meeting', 'The meeting at which the group discussed it.'],
    },
  },
  GroupConfidenceBreachReported: {
    label: 'Breach of group confidence reported',
    sentence: "Somebody reported that a group's discussion was passed on.",
    fields: {
      about: ['Person reported', 'The person who is said to have passed it on.'],
      from: ['Group', 'The group whose discussion was passed on.'],
      to: ['Recipient', 'The group, the person, the role or the media that it was passed on to.'],
      legalDuty: ['Legal duty', 'Whether the law required the disclosure.'],
      indicated: ['Said beforehand', 'Whether the group was told beforehand that this would have to be disclosed.'],
      ground: ['Ground', 'The harm or the wrong that is given as the reason for passing it on.'],
    },
  },
  DutyToDiscloseIndicated: {
    label: 'Duty to disclose indicated',
    sentence: 'An officer told a group that something said there would have to be disclosed.',
    fields: {
      group: ['Group', 'The group that was told.'],
      by: ['Said by', 'The role that told the group.'],
      legal: ['Required by law', 'Whether the law requires the disclosure.'],
    },
  },
  NecessaryOfficerDisclosureRecorded: {
    label: 'Necessary disclosure to an officer recorded',
    sentence: "A group's discussion was passed on to an officer who had to know of it.",
    fields: {
      from: ['Group', 'The group whose discussion was passed on.'],
      to: ['Recipient', 'The officer or the role that had to know.'],
      reason: ['Reason', 'Why the recipient had to know.'],
    },
  },
} as const satisfies WordsOf<typeof attendanceEvents>;
