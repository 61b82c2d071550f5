import type { WordsOf } from '#lib/kernel/index.js';
import type { groupSupportCommands, groupSupportEvents } from './events.js';

/** What the events of this family are called on pages and in the catalogue. */
export const groupSupportWords = {
  GroupSupportRequested: {
    label: 'Group support requested',
    sentence: 'A group asked officers for support.',
    fields: {
      id: ['Request', 'The name of the request, by which later entries refer to it.'],
      group: ['Group', 'The group that asked.'],
      form: ['Form', 'What the group asked for: attendance, an oral briefing, a written report or a presentation.'],
      matter: ['Matter', 'The matter on which the group asked for support.'],
      to: ['Addressee', 'The role that the group sent its request to.'],
      nonCouncillorsExpected: [
        'Non-councillors expected',
        'How many people who are not councillors the group expects at the meeting.',
      ],
      purpose: ['Purpose', 'What the group wants the support for.'],
    },
  },
  GroupSupportRequestRedirected: {
    label: 'Group support request redirected',
    sentence: 'A request was passed on to another role.',
    fields: {
      id: ['Request', 'The request that was passed on.'],
      to: ['New addressee', 'The role that the request was passed on to.'],
    },
  },
  GroupSupportRequestAccepted: {
    label: 'Group support request accepted',
    sentence: 'An officer accepted a request.',
    fields: {
      id: ['Request', 'The request that was accepted.'],
      by: ['Accepted by', 'The role that accepted the request.'],
    },
  },
  GroupSupportRequestDeclined: {
    label: 'Group support request declined',
    sentence: 'An officer declined a request.',
    fields: {
      id: ['Request', 'The request that was declined.'],
      by: ['Declined by', 'The role that declined the request.'],
      ground: ['Ground', 'The reason given for declining, or nothing where none was given.'],
    },
  },
  GroupSupportRequestWithdrawn: {
    label: 'Group support request withdrawn',
    sentence: 'The group took its request back.',
    fields: { id: ['Request', 'The request that was taken back.'] },
  },
  GroupSupportDifficultyEscalated: {
    label: 'Group support difficulty escalated',
    sentence: 'Somebody took a doubt or a difficulty about a request to a higher role.',
    fields: {
      id: ['Request', 'The request that the difficulty is about.'],
      by: ['Raised by', 'The role that raised the difficulty.'],
      to: ['Raised with', 'The role that was asked to resolve the difficulty.'],
    },
  },
  GroupFollowUpActionNotified: {
    label: 'Follow-up action notified',
    sentence: 'A group told a role which officer action it wants after its discussion.',
    fields: {
      group: ['Group', 'The group that wants the action.'],
      matter: ['Matter', 'The matter that the action is about.'],
      to: ['Notified role', 'The role that the group told.'],
    },
  },
  GroupConclusionReliedOn: {
    label: 'Group conclusion relied on',
    sentence: 'Somebody treated the conclusion of a group as a decision of the council.',
    fields: {
      matter: ['Matter', 'The matter that the conclusion is about.'],
      group: ['Group', 'The group that reached the conclusion.'],
    },
  },
  InferredSupportAlleged: {
    label: 'Inferred support alleged',
    sentence: "Somebody claimed that an officer supports a group's policy.",
    fields: {
      group: ['Group', 'The group whose policy it is.'],
      about: ['Officer', 'The officer who is said to support the policy.'],
      matter: ['Matter', 'The matter that the claim is about.'],
    },
  },
  WardPartyMeetingRequested: {
    label: 'Ward party meeting requested',
    sentence: 'Somebody asked an officer to attend a meeting of a ward or constituency party.',
    fields: {
      id: ['Request', 'The name of the request, by which later entries refer to it.'],
      by: ['Requested by', 'The person who asked.'],
    },
  },
  OfficerNominatedToAttend: {
    label: 'Officer nominated to attend',
    sentence: 'An officer was named to attend for a request.',
    fields: {
      request: ['Request', 'The request that the officer was named for.'],
      officer: ['Officer', 'The officer who was named.'],
    },
  },
  AccompanimentApproved: {
    label: 'Accompaniment approved',
    sentence: 'A role approved that a further officer attends.',
    fields: {
      request: ['Request', 'The request that the further officer attends for.'],
      reason: ['Reason', 'Why a further officer is needed.'],
      by: ['Approved by', 'The role that approved it.'],
    },
  },
  NonCouncillorAttendanceAuthorised: {
    label: 'Non-councillor attendance authorised',
    sentence: 'A role agreed that an officer may attend although people who are not councillors will be present.',
    fields: {
      request: ['Request', 'The request that the agreement is about.'],
      by: ['Authorised by', 'The role that agreed.'],
    },
  },
  NonCouncillorAttendanceRefused: {
    label: 'Non-councillor attendance refused',
    sentence: 'A role did not agree that an officer attends with people who are not councillors present.',
    fields: {
      request: ['Request', 'The request that the refusal is about.'],
      by: ['Refused by', 'The role that refused.'],
    },
  },
} as const satisfies WordsOf<typeof groupSupportEvents>;

/** What the permissions of this family are called. */
export const groupSupportCommandWords = {
  AcceptGroupSupportRequest: {
    label: 'Accept a group support request',
    sentence: 'A role asks whether it may accept a request of a group.',
    fields: {
      id: ['Request', 'The request to be accepted.'],
      by: ['Accepting role', 'The role that wants to accept the request.'],
    },
  },
  AuthoriseNonCouncillorAttendance: {
    label: 'Authorise non-councillor attendance',
    sentence: 'A role asks whether it may let an officer attend with people present who are not councillors.',
    fields: {
      request: ['Request', 'The request that the attendance is for.'],
      by: ['Authorising role', 'The role that wants to authorise the attendance.'],
    },
  },
  ApproveAccompaniment: {
    label: 'Approve accompaniment',
    sentence: 'A role asks whether it may let a further officer attend.',
    fields: {
      request: ['Request', 'The request that the further officer attends for.'],
      reason: ['Reason', 'Why a further officer is needed.'],
      by: ['Approving role', 'The role that wants to approve it.'],
    },
  },
} as const satisfies WordsOf<typeof groupSupportCommands>;
