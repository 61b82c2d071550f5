import { adviceWords } from '#lib/features/advice/words.js';
import { attendanceWords } from '#lib/features/attendance/words.js';
import { concernWords } from '#lib/features/concerns/words.js';
import { correctionWords } from '#lib/features/corrections/words.js';
import { groupSupportCommandWords, groupSupportWords } from '#lib/features/group-support/words.js';
import { informationWords } from '#lib/features/information/words.js';
import { registerWords } from '#lib/features/register/words.js';
import { meetingWords } from '#lib/features/meetings/words.js';
import { mediaWords } from '#lib/features/media/words.js';
import { officeWords } from '#lib/features/offices/words.js';
import { protocolLifeWords } from '#lib/features/protocol-life/words.js';
import { relationshipWords } from '#lib/features/relationships/words.js';
import { retentionWords } from '#lib/features/retention/words.js';
import { staffingCommandWords, staffingWords } from '#lib/features/staffing/words.js';
import { structureWords } from '#lib/features/structure/words.js';
import type { EntryWords, Words } from '#lib/kernel/index.js';
import type { CommandName, EventName, OwnEventName } from './catalogue.js';

/** The name, the sentence and the words of the fields of every event; a family that is left out does not compile. */
export const eventWords: Readonly<Record<EventName, EntryWords>> = {
  ...structureWords,
  ...groupSupportWords,
  ...attendanceWords,
  ...adviceWords,
  ...officeWords,
  ...informationWords,
  ...concernWords,
  ...mediaWords,
  ...registerWords,
  ...meetingWords,
  ...relationshipWords,
  ...staffingWords,
  ...retentionWords,
  ...protocolLifeWords,
  ...correctionWords,
};

/** The same of every permission. */
export const commandWords: Readonly<Record<CommandName, EntryWords>> = {
  ...groupSupportCommandWords,
  ...staffingCommandWords,
};

/** The name and the sentence of each event that the ledger raises itself. */
export const ownEventWords: Readonly<Record<OwnEventName, Words>> = {
  GroupSupportRequestMisrouted: [
    'Group support request misrouted',
    'A request of a group reached a role that the protocol does not name for it.',
  ],
  NoticeObligationOpened: [
    'Notice owed',
    'Advice to one group gave every other active group a right to be told of it.',
  ],
  FormalAdviceOwed: ['Formal advice owed', 'Officers briefed a group on a matter and owe their formal advice on it.'],
  BodyConflictDetected: [
    'Body conflict detected',
    'A member with a declared relationship to an officer sits on a body that affects that officer.',
  ],
  BodyConflictCleared: ['Body conflict cleared', 'A conflict between a relationship and a seat on a body has ended.'],
  EnquiryOverdue: ['Enquiry overdue', 'An enquiry was not answered within its period.'],
  FindingRaised: ['Finding raised', 'A rule of the protocol was not kept.'],
  FindingResolved: ['Finding resolved', 'What a finding was about has been put right.'],
};
