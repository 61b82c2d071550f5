import type { EventsOf } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import { correctionEvents } from '../corrections/events.js';
import { meetingEvents } from '../meetings/events.js';
import { registerEvents } from '../register/events.js';
import { relationshipEvents } from '../relationships/events.js';
import { staffingEvents } from '../staffing/events.js';
import type { RetentionClass } from './events.js';

const { InterestRegistered, InterestChanged, InterestEnded, OfficerInterestRegistered } = registerEvents;
const { SensitiveInterestRequested, SensitiveInterestDetermined, SensitiveInterestEnded } = registerEvents;
const { InterestDeclaredAtMeeting, JointArrangementConflictDeclared, OfficerInterestDeclared } = meetingEvents;
const { GiftOrHospitalityRecorded } = registerEvents;
const { RentArrearsDisclosed, CouncilTaxArrearsDisclosed, ArrearsStatusConfirmed } = meetingEvents;
const { RelationshipDeclared, RelationshipEnded } = relationshipEvents;
const { CandidateRelationshipDeclared, CandidateSupportReported } = staffingEvents;
const { RecruitmentParticipationDetermined, RecruitmentStepTaken } = staffingEvents;
const { SealedPayloadDestroyed } = correctionEvents;

/** Events of other families that leave something on record, end or erase it. */
export const recordedEvents = {
  ...{ InterestRegistered, InterestChanged, InterestEnded, OfficerInterestRegistered },
  ...{ SensitiveInterestRequested, SensitiveInterestDetermined, SensitiveInterestEnded },
  ...{ InterestDeclaredAtMeeting, JointArrangementConflictDeclared, OfficerInterestDeclared },
  ...{ GiftOrHospitalityRecorded, RentArrearsDisclosed, CouncilTaxArrearsDisclosed, ArrearsStatusConfirmed },
  ...{ RelationshipDeclared, RelationshipEnded, CandidateRelationshipDeclared, CandidateSupportReported },
  ...{ RecruitmentParticipationDetermined, RecruitmentStepTaken, SealedPayloadDestroyed },
} as const;

export type RecordEvent = EventsOf<typeof recordedEvents, Pack>;

type RecordType = Exclude<RecordEvent['type'], 'SealedPayloadDestroyed'>;

/** What an event leaves on record, read from its fields. */
export interface RecordKind {
  readonly class: RetentionClass;
  /** Fields that name the people it is about: the keys of all of them open it. */
  readonly people: readonly string[];
  /** Field that names the entry; null: the event itself is the entry. */
  readonly entry: string | null;
  /** True for an entry that stands until something ends it; a point fact ends as it happens. */
  readonly stands: boolean;
}

const ofPerson = { people: ['person'], entry: null, stands: false } as const;
const ofRegister = { class: 'interests_register', entry: 'interest', stands: true } as const;
const arrears: RecordKind = { ...ofPerson, class: 'arrears' };
const recruitment: RecordKind = { ...ofPerson, class: 'recruitment' };

/** Which events leave a record of which class. */
export const recordKinds: Readonly<Partial<Record<RecordType, RecordKind>>> = {
  InterestRegistered: { ...ofRegister, people: ['person'] },
  InterestChanged: { ...ofRegister, people: ['person'] },
  OfficerInterestRegistered: { ...ofRegister, people: ['officer'] },
  SensitiveInterestRequested: { class: 'sensitive_interests', people: ['person'], entry: 'interest', stands: true },
  InterestDeclaredAtMeeting: { class: 'meeting_declarations', people: ['person'], entry: 'item', stands: false },
  JointArrangementConflictDeclared: { class: 'meeting_declarations', people: ['person'], entry: 'item', stands: false },
  OfficerInterestDeclared: { class: 'meeting_declarations', people: ['officer'], entry: 'matter', stands: false },
  GiftOrHospitalityRecorded: { class: 'gifts', people: ['person'], entry: 'gift', stands: false },
  RentArrearsDisclosed: arrears,
  CouncilTaxArrearsDisclosed: arrears,
  ArrearsStatusConfirmed: arrears,
  RelationshipDeclared: { class: 'relationships', people: ['by', 'about'], entry: 'id', stands: true },
  CandidateRelationshipDeclared: recruitment,
  RecruitmentParticipationDetermined: recruitment,
  RecruitmentStepTaken: recruitment,
  CandidateSupportReported: recruitment,
};

/** What ends an entry: the class, the field that names the entry, and the one that names the person, if any does. */
export interface EndKind {
  readonly class: RetentionClass;
  readonly entry: string;
  readonly person: string | null;
  /** Ends it only where the field holds the word. */
  readonly where?: readonly [field: string, word: string];
  /** Ends whatever the same people have in the class, whatever its name: a pair is one relationship (readings 6). */
  readonly ofPair?: true;
}

export const endKinds: Readonly<Partial<Record<RecordType, EndKind>>> = {
  InterestEnded: { class: 'interests_register', entry: 'interest', person: 'person' },
  SensitiveInterestEnded: { class: 'sensitive_interests', entry: 'interest', person: 'person' },
  SensitiveInterestDetermined: {
    class: 'sensitive_interests',
    entry: 'interest',
    person: 'person',
    where: ['outcome', 'not_agreed'],
  },
  RelationshipEnded: { class: 'relationships', entry: 'id', person: null, ofPair: true },
};
