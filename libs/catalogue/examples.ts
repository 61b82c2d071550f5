import type { Field, FieldList, Payload } from '#lib/kernel/index.js';
import { eventWords } from './words.js';

/** The time of occurrence in examples. */
export const EXAMPLE_TIME = '2026-03-02T09:30';
const EARLIER = { instant: '2026-03-02T09:00', date: '2026-03-01' } as const;
const LATER = { instant: '2026-03-02T17:00', date: '2026-12-31' } as const;

/** Fields that name a time before what happened. */
const earlier: ReadonlySet<string> = new Set(['knownAt', 'receivedOn', 'since', 'effectiveFrom']);

/** Example values by field name, for all events. */
const ofField: Readonly<Record<string, unknown>> = {
  about: 'O-1',
  body: 'B-1',
  bodies: ['B-1'],
  by: 'M-1',
  candidate: 'P-1',
  company: 'COM-1',
  concerns: { 'IT-1': ['M-1'] },
  department: 'DEP-1',
  departmentOf: 'DEP-1',
  details: { shown: 'in_the_declaration' },
  directlyAffectsPersonally: ['O-1'],
  employer: 'UNION-1',
  entry: 'INT-1',
  flags: { facts: true, options: true },
  from: 'G-A',
  gift: 'GIFT-1',
  group: 'G-A',
  groups: ['G-A'],
  hiddenFrom: 'O-1',
  interest: 'INT-1',
  item: 'IT-1',
  items: ['FACT-1', 'OPTION-1'],
  matter: 'MAT-1',
  matters: ['MAT-1'],
  maySurfaceAt: { body: 'B-1', meeting: 'MTG-1' },
  meeting: 'MTG-1',
  member: 'M-1',
  memberOrGroup: 'G-A',
  members: ['M-1', 'M-2'],
  minute: 'MIN-44',
  mitigation: 'other_officer_briefs',
  next: '2027-05',
  nonCouncillorsExpected: 2,
  officer: 'O-1',
  packId: 'example/council',
  paperOf: 'B-1',
  person: 'M-1',
  post: 'POST-1',
  principal: 'M-1',
  reason: 'specialist_knowledge',
  request: 'REQ-1',
  step: 'interview',
  subject: 'M-1',
  target: 'REQ-1',
  told: ['M-1', 'M-2'],
  version: 'V1',
  versions: ['V1', 'V2'],
  ward: 'W-1',
  with: 'O-2',
  why: 'subject_access',
};

/** Example values for a field of one event, if the value by name does not fit. */
const ofEvent: Readonly<Record<string, Payload>> = {
  CopyDisclosedToOriginator: { id: 'LET-1' },
  CorrespondenceCopied: { id: 'LET-1', to: 'M-2' },
  DispensationRecorded: { grounds: 'political_balance', category: 'dpi' },
  DirectContactPermitted: { by: 'O-2' },
  EntryCorrected: { set: { ground: 'no_capacity' } },
  EntryWithdrawn: { reason: 'recorded_twice' },
  GiftOrHospitalityRecorded: { from: 'COM-1', value: 60, details: { gift: 'two_tickets' } },
  GrievanceLodged: { by: 'O-1', about: 'M-1' },
  GroupConfidenceBreachReported: { to: 'media' },
  GroupSupportRequestDeclined: { ground: 'no_capacity' },
  ImproperInfluenceReported: { by: 'O-1', about: 'M-1' },
  InformationRefused: { by: 'O-1', ground: 'no_need_shown' },
  InformationRequested: { basis: 'ward_problem', class: 'confidential', justification: 'ward_problem' },
  InterestChanged: { kind: 'employment', details: { occupation: 'surveyor', employer: 'self' } },
  InterestRegistered: { kind: 'employment', details: { occupation: 'surveyor', employer: 'self' } },
  MeetingConvened: { items: { 'IT-1': 'ordinary' } },
  NecessaryOfficerDisclosureRecorded: { to: 'O-2', reason: 'legal_duty' },
  NeedToKnowDetermined: { outcome: 'granted', ground: 'need_to_know', by: 'O-1' },
  OfficerInterestRegistered: { category: 'ori' },
  OfficerLeftGroupMeeting: { reason: 'party_business' },
  SealedPayloadOpened: { by: 'O-1' },
  SealedPayloadDestroyed: { by: 'O-1', basis: 'retention_period_over' },
  SensitiveInterestRequested: { reason: { shown: 'in_the_request' } },
  UnduePressureReported: { by: 'O-1', about: 'M-1', seniorityAtTime: 'junior' },
};

const HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Makes a token from a field's name: `Relationship` gives REL-1. */
function tokenFrom(label: string): string {
  return `${label.slice(0, 3).toUpperCase()}-1`;
}

type OfKind = (side: typeof EARLIER | typeof LATER, label: string) => unknown;

const ofKind: Readonly<Record<string, OfKind>> = {
  token: (_, label) => tokenFrom(label),
  role: () => 'proper_officer',
  instant: ({ instant }) => instant,
  date: ({ date }) => date,
  number: () => 2,
  count: () => 1,
  ordinal: () => 1,
  boolean: () => true,
  sha256: () => HASH,
  text: () => 'pack: …',
  value: () => ({ shown: 'elsewhere' }),
};

function valueOf(name: string, field: Field<unknown>, label: string): unknown {
  if (field.values !== undefined) return field.values[0];
  const side = earlier.has(name) ? EARLIER : LATER;
  if (field.kind !== 'role' && Object.hasOwn(ofField, name) && field.check(ofField[name])) return ofField[name];
  const list = /^list of (.*)$/.exec(field.kind);
  const one = ofKind[list?.[1] ?? field.kind]?.(side, label);
  return list === null ? one : [one];
}

/** Every field of an event or a command with a possible value. */
export function exampleOf(name: string, list: FieldList): Payload {
  const fields = (eventWords as Readonly<Record<string, (typeof eventWords)[keyof typeof eventWords]>>)[name]?.fields;
  return Object.fromEntries(
    Object.entries(list).map(([key, field]) => {
      const own = ofEvent[name];
      const label = fields?.[key]?.[0] ?? key;
      return [key, own !== undefined && Object.hasOwn(own, key) ? own[key] : valueOf(key, field, label)];
    }),
  );
}
