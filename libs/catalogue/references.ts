import type { adviceEvents } from '#lib/features/advice/events.js';
import type { attendanceEvents } from '#lib/features/attendance/events.js';
import type { concernEvents } from '#lib/features/concerns/events.js';
import type { correctionEvents } from '#lib/features/corrections/events.js';
import type { groupSupportEvents } from '#lib/features/group-support/events.js';
import type { informationEvents } from '#lib/features/information/events.js';
import type { meetingEvents } from '#lib/features/meetings/events.js';
import type { registerEvents } from '#lib/features/register/events.js';
import type { relationshipEvents } from '#lib/features/relationships/events.js';
import type { staffingEvents } from '#lib/features/staffing/events.js';
import type { structureEvents } from '#lib/features/structure/events.js';
import { type Payload, type Problem, nearestName } from '#lib/kernel/index.js';

type Events = typeof adviceEvents &
  typeof attendanceEvents &
  typeof concernEvents &
  typeof correctionEvents &
  typeof groupSupportEvents &
  typeof informationEvents &
  typeof registerEvents &
  typeof meetingEvents &
  typeof relationshipEvents &
  typeof staffingEvents &
  typeof structureEvents;

/** Fields of events, each with what it declares or refers to. */
type Table<What> = { readonly [Type in keyof Events]?: { readonly [Name in keyof Events[Type]]?: What } };

/** What an event can refer to, each with its noun. */
const nouns = {
  group: 'group',
  request: 'request for support',
  information: 'request for information',
  enquiry: 'enquiry',
  correspondence: 'correspondence',
  meeting: 'meeting',
  item: 'item of a meeting',
  relationship: 'relationship',
  case: 'concern or grievance',
  neutrality: 'concern about neutrality',
  interest: 'interest on the register',
  post: 'restricted post',
  ward: 'ward',
  entry: 'entry',
} as const;

type Kind = keyof typeof nouns;

/** Events that declare things to which others refer. Each key of a map counts. */
const declares = {
  PoliticalGroupRegistered: { group: ['group'] },
  GroupSupportRequested: { id: ['request'] },
  InformationRequested: { id: ['information'] },
  EnquiryRegistered: { id: ['enquiry'] },
  CorrespondenceCopied: { id: ['correspondence'] },
  MeetingConvened: { meeting: ['meeting'], items: ['item'] },
  OfficerAttendedGroupMeeting: { meeting: ['meeting'] },
  RelationshipDeclared: { id: ['relationship'] },
  FamiliarityConcernRaised: { id: ['relationship', 'case'] },
  ConcernRaised: { id: ['case'] },
  GrievanceLodged: { id: ['case'] },
  NeutralityConcernRaised: { id: ['case', 'neutrality'] },
  InterestRegistered: { interest: ['interest'] },
  OfficerInterestRegistered: { interest: ['interest'] },
  PostDesignatedPoliticallyRestricted: { post: ['post'] },
  WardMembersRegistered: { ward: ['ward'] },
} as const satisfies Table<readonly Kind[]>;

/** By field name, the kind of thing that the field refers to in every event that does not declare it. */
const byName: Readonly<Record<string, Kind>> = {
  group: 'group',
  memberOrGroup: 'group',
  request: 'request',
  meeting: 'meeting',
  item: 'item',
};

/** Other fields that refer to something, by event. */
const refers = {
  GroupSupportRequestRedirected: { id: 'request' },
  GroupSupportRequestAccepted: { id: 'request' },
  GroupSupportRequestDeclined: { id: 'request' },
  GroupSupportRequestWithdrawn: { id: 'request' },
  GroupSupportDifficultyEscalated: { id: 'request' },
  GroupConfidenceBreachReported: { from: 'group' },
  NecessaryOfficerDisclosureRecorded: { from: 'group' },
  InformationProvided: { id: 'information' },
  InformationRefused: { id: 'information' },
  InformationDisputeReferred: { id: 'information' },
  InformationDisputeDetermined: { id: 'information' },
  InterestDeclaredForAccess: { id: 'information' },
  NeedToKnowDetermined: { id: 'information' },
  EnquiryAnswered: { id: 'enquiry' },
  EnquiryChased: { id: 'enquiry' },
  CopyDisclosedToOriginator: { id: 'correspondence' },
  RelationshipDeclarationRouted: { id: 'relationship' },
  RelationshipMitigationAgreed: { id: 'relationship' },
  RelationshipEnded: { id: 'relationship' },
  NeutralityConcernSettled: { id: 'neutrality' },
  ConcernRouted: { id: 'case' },
  ConcernOutcomeDecided: { id: 'case' },
  ConcernClosed: { id: 'case' },
  ConsultationHeld: { id: 'case' },
  CaseAccessRestricted: { id: 'case' },
  GrievanceUpheld: { id: 'case' },
  GroupLeaderApproached: { id: 'case' },
  InterestChanged: { interest: 'interest' },
  InterestEnded: { interest: 'interest' },
  SensitiveInterestRequested: { interest: 'interest' },
  SensitiveInterestDetermined: { interest: 'interest' },
  SensitiveInterestEnded: { interest: 'interest' },
  PostRestrictionEnded: { post: 'post' },
  WardInformationIssued: { ward: 'ward' },
  EntryCorrected: { target: 'entry' },
  EntryWithdrawn: { target: 'entry' },
  SealedPayloadOpened: { target: 'entry' },
} as const satisfies Table<Kind>;

/** What an event says, as far as references go. */
interface Said {
  readonly type: string;
  readonly payload: Payload;
}

type Declares = Readonly<Record<string, Readonly<Record<string, readonly Kind[]>>>>;
type Refers = Readonly<Record<string, Readonly<Record<string, Kind>>>>;

const declaresByType = new Map(Object.entries<Declares[string]>(declares));
const refersByType = new Map(Object.entries<Refers[string]>(refers));

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function tokensIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isMap(value) ? Object.keys(value) : [value];
}

/** Tells a member or an officer by the token's prefix, for fields that take a person or a group. */
const isPerson = (token: string): boolean => /^[MO]-/.test(token);

/** The tokens that a council's events declare, gathered event by event in any order. */
export class Declared {
  readonly #tokens = new Map<Kind, Set<string>>();

  add({ type, payload }: Said): void {
    for (const [name, kinds] of Object.entries(declaresByType.get(type) ?? {})) {
      for (const token of tokensIn(payload[name])) for (const kind of kinds) this.#put(kind, token);
    }
    // The names that an amendment may use besides the id of an event (libs/council/READINGS.md 2.1).
    if (type !== 'EntryCorrected' && type !== 'EntryWithdrawn') {
      for (const name of ['id', 'request', 'meeting']) this.#put('entry', payload[name]);
    }
  }

  /** Adds the token that a file gives an event. */
  addEntry(name: string): void {
    this.#put('entry', name);
  }

  has(kind: Kind, token: string): boolean {
    return this.#tokens.get(kind)?.has(token) === true;
  }

  all(kind: Kind): Iterable<string> {
    return this.#tokens.get(kind) ?? [];
  }

  #put(kind: Kind, token: unknown): void {
    if (typeof token !== 'string') return;
    const known = this.#tokens.get(kind);
    if (known === undefined) this.#tokens.set(kind, new Set([token]));
    else known.add(token);
  }
}

interface Reference {
  readonly field: string;
  readonly kind: Kind;
  readonly token: string;
}

function referencesIn({ type, payload }: Said): Reference[] {
  const [own, declared] = [refersByType.get(type), declaresByType.get(type)];
  return Object.entries(payload).flatMap(([field, value]): Reference[] => {
    const kind = own?.[field] ?? (declared?.[field] === undefined ? byName[field] : undefined);
    if (kind === undefined) return [];
    const tokens = tokensIn(value).filter((token) => typeof token === 'string');
    const ofKind = field === 'memberOrGroup' ? tokens.filter((token) => !isPerson(token)) : tokens;
    return ofKind.map((token) => ({ field, kind, token }));
  });
}

/** References of an event that lead nowhere, each with its field and the nearest name; `declared` holds this event too. */
export function notesOnReferences(event: Said, declared: Pick<Declared, 'has' | 'all'>): Problem[] {
  return referencesIn(event).flatMap(({ field, kind, token }): Problem[] => {
    if (declared.has(kind, token)) return [];
    const nearest = nearestName(token, declared.all(kind));
    const right =
      nearest === null ? `one that is recorded, before or after this event` : `${nearest}, if that is meant`;
    return [{ at: `/${field}`, wrong: `there is no ${nouns[kind]} ${token}`, right }];
  });
}
