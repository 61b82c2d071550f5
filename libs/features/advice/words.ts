import type { WordsOf } from '#lib/kernel/index.js';
import type { adviceEvents } from './events.js';

const delivery = {
  group: ['Group', 'The group that received the advice; where it is absent, the group of the request.'],
  matter: ['Matter', 'The matter that the advice is about; where it is absent, the matter of the request.'],
  version: ['Advice version', 'The version of the advice that the group holds afterwards.'],
  request: ['Request', 'The request that this answers.'],
  flags: [
    'Content',
    'What the advice contains: facts, options, political implications, a recommendation, or anything else.',
  ],
  items: ['Facts and options', 'The facts and options that the version holds, shown and never compared.'],
  role: ['Role', 'The role in which the officer gave the advice.'],
  officer: ['Officer', 'The officer who gave the advice.'],
  administrationDraft: [
    'Draft of the administration',
    'Whether the advice is on a draft that the administration is still working on.',
  ],
} as const;

/** What the events of this family are called on pages and in the catalogue. */
export const adviceWords = {
  GroupBriefingGiven: {
    label: 'Group briefing given',
    sentence: 'An officer briefed a group on a matter.',
    fields: delivery,
  },
  GroupReportSupplied: {
    label: 'Group report supplied',
    sentence: 'An officer supplied a group with a written report on a matter.',
    fields: delivery,
  },
  AdviceVersionPrepared: {
    label: 'Advice version prepared',
    sentence: 'An officer prepared a version of the advice on a matter.',
    fields: {
      matter: ['Matter', 'The matter that the advice is about.'],
      version: ['Advice version', 'The version that was prepared.'],
      items: ['Facts and options', 'The facts and options that the version holds.'],
      fingerprint: ['Fingerprint', 'The SHA-256 of the file that holds the version.'],
    },
  },
  AdviceReissued: {
    label: 'Advice reissued',
    sentence: 'An officer replaced the advice that a group holds with another version.',
    fields: {
      group: ['Group', 'The group that received the other version.'],
      matter: ['Matter', 'The matter that the advice is about.'],
      version: ['Advice version', 'The version that the group holds from then on.'],
      officer: ['Officer', 'The officer who gave the other version.'],
    },
  },
  AdviceEquivalenceDetermined: {
    label: 'Advice compared',
    sentence: 'A role determined whether two or more versions of advice are substantially the same.',
    fields: {
      matter: ['Matter', 'The matter that the versions are about.'],
      versions: ['Advice versions', 'The versions that were compared.'],
      outcome: ['Outcome', 'Whether the versions are substantially the same or different.'],
      by: ['Determined by', 'The role that compared them.'],
    },
  },
  OtherGroupNotified: {
    label: 'Other group notified',
    sentence: 'Another group was told that advice on a matter had been supplied.',
    fields: {
      group: ['Group', 'The group that was told.'],
      matter: ['Matter', 'The matter that the advice is about.'],
      version: [
        'Advice version',
        'The version that the group was told of; every version owed then where none is named.',
      ],
      by: ['Notified by', 'The role that told the group.'],
      officer: ['Officer', 'The officer who told the group.'],
    },
  },
  SupportAvailabilityPublished: {
    label: 'Availability of support published',
    sentence: 'Officers announced that support is open to every group, or offered it to one.',
    fields: {
      matter: ['Matter', 'The matter on which support is offered.'],
      group: ['Group', 'The group that it is offered to; every registered group where none is named.'],
    },
  },
  FormalAdvicePresented: {
    label: 'Formal advice presented',
    sentence: 'Officers presented their formal advice on a matter.',
    fields: {
      matter: ['Matter', 'The matter that the advice is about.'],
      author: ['Author', 'The officer whose advice it is.'],
      ownRecommendation: ['Own recommendation', "Whether the recommendation is the author's own."],
      viewsAttributed: ['Views attributed', 'Whether the views of others are given as theirs.'],
    },
  },
  MatterFormallyConsidered: {
    label: 'Matter formally considered',
    sentence: 'The council or one of its bodies considered a matter formally.',
    fields: {
      matter: ['Matter', 'The matter that was considered.'],
      partnerReport: ['Report of a partner', 'Whether the report on it was written by a partner of the council.'],
    },
  },
} as const satisfies WordsOf<typeof adviceEvents>;
