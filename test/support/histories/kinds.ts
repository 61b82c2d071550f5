/** One arbitrary per kind of event, with the fields and closed lists of the event language. */
import fc from 'fast-check';
import { anyTime, aroundMeeting, early, late } from './times.js';
import type { When } from './times.js';

/** An event before the calendar is known; `plus` stands for minutes after `t`, `day` for a date of the window. */
export interface Sketch {
  when: When;
  kind: 'e' | 'command';
  type: string;
  fields: Record<string, unknown>;
}

type Shape = Record<string, fc.Arbitrary<unknown>>;

export const tokens = {
  group: fc.constantFrom('G-A', 'G-A', 'G-B', 'G-B', 'G-C', 'G-D', 'G-X'),
  member: fc.constantFrom('M-1', 'M-2', 'M-3', 'M-4'),
  officer: fc.constantFrom('O-1', 'O-2', 'O-3'),
  request: fc.constantFrom('REQ-1', 'REQ-1', 'REQ-2', 'REQ-2', 'REQ-3', 'REQ-4', 'REQ-9'),
  matter: fc.constantFrom('MAT-1', 'MAT-1', 'MAT-1', 'MAT-2', 'MAT-3'),
  version: fc.constantFrom('V1', 'V1', 'V2', 'V2', 'V3'),
  information: fc.constantFrom('INF-1', 'INF-1', 'INF-2', 'INF-2', 'INF-3', 'INF-9'),
  concern: fc.constantFrom('CON-1', 'CON-2', 'CON-9'),
  ground: fc.constantFrom(null, null, 'party_business_only', 'no_capacity'),
};

export const roles = fc.constantFrom(
  ...['proper_officer', 'proper_officer', 'chief_executive', 'chief_executive', 'cmt_member', 'senior_officer'],
  ...['monitoring_officer', 'line_manager', 'members_support_team', 'chief_officer', 'committee_chair', 'mayor'],
  ...['political_assistant', 'service_head'],
);

/** Who attends or advises: mostly ordinary officers, often an assistant. */
const ownRoles = fc.constantFrom(
  'senior_officer',
  'cmt_member',
  'chief_executive',
  'political_assistant',
  'service_head',
);

/** Who says whether non-councillors may be there: mostly the one who may. */
const authorisers = fc.oneof({ weight: 3, arbitrary: fc.constant('chief_executive') }, { weight: 1, arbitrary: roles });

const yes = fc.boolean();

/** Content flags: mostly clean, each one sometimes up, now and then one that the language does not name. */
export const flags = fc.record(
  {
    facts: yes,
    options: yes,
    politicalImplications: fc.constantFrom(false, false, true),
    recommendation: fc.constantFrom(false, false, true),
    persuasion: fc.constantFrom(false, true),
  },
  { requiredKeys: [] },
);

/** One token, or several that stand for one event each. */
function many(one: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: one },
    { weight: 1, arbitrary: fc.uniqueArray(one, { minLength: 1, maxLength: 3 }) },
  );
}

function event(type: string, when: fc.Arbitrary<When>, required: Shape, optional: Shape = {}): fc.Arbitrary<Sketch> {
  const fields = fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) });
  return fc.record({ when, kind: fc.constant('e' as const), type: fc.constant(type), fields });
}

function command(type: string, required: Shape, optional: Shape = {}): fc.Arbitrary<Sketch> {
  return event(type, late, required, optional).map((sketch) => ({ ...sketch, kind: 'command' as const }));
}

const { group, member, officer, request, matter, version, concern, ground } = tokens;

export const structure = fc.oneof(
  { weight: 6, arbitrary: event('PoliticalGroupRegistered', early, { group: many(group) }) },
  event('PoliticalGroupRegistered', late, { group }),
  event('PoliticalGroupDissolved', late, { group }),
  { weight: 2, arbitrary: event('GroupMembershipChanged', early, { member, group: fc.option(group) }) },
  event('GroupMembershipChanged', late, { member, group: fc.option(group) }),
  event('AdministrationFormed', anyTime, {}, { group: fc.option(group) }),
  event('OfficerAllocatedToSupport', anyTime, { officer, memberOrGroup: group }, { until: plus(60, 3000, 20_000) }),
  event('WorkingCalendarSet', early, { dates: fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 3 }).map(days) }),
);

/** Minutes after `t`, filled in when the calendar is known. */
function plus(...minutes: number[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...minutes).map((value) => ({ plus: value }));
}

function days(list: number[]): unknown {
  return list.map((value) => ({ day: value }));
}

const form = fc.constantFrom('attendance', 'attendance', 'oral_briefing', 'written_report', 'presentation');
const purpose = fc.constantFrom('council_business', 'council_business', 'surgery', 'casework', 'personal');
const nonCouncillorsExpected = fc.constantFrom(0, 0, 2);

export const requests = fc.oneof(
  {
    weight: 6,
    arbitrary: event(
      'GroupSupportRequested',
      early,
      { id: request, group, form },
      { matter, to: roles, nonCouncillorsExpected, purpose },
    ),
  },
  { weight: 4, arbitrary: event('GroupSupportRequestAccepted', late, { id: many(request) }, { by: roles }) },
  { weight: 4, arbitrary: event('GroupSupportRequestDeclined', late, { id: many(request) }, { by: roles, ground }) },
  event('GroupSupportRequestWithdrawn', late, { id: request }),
  { weight: 2, arbitrary: event('GroupSupportRequestRedirected', late, { id: request, to: roles }) },
  { weight: 2, arbitrary: command('AcceptGroupSupportRequest', { id: request, by: roles }) },
  command('AcceptGroupSupportRequest', { id: fc.constantFrom('WPM-1', 'WPM-9'), by: roles }),
  event('WardPartyMeetingRequested', anyTime, { id: fc.constantFrom('WPM-1', 'WPM-2'), by: member }),
  event('SupportAvailabilityPublished', anyTime, {}, { matter, group: many(group) }),
  event('GroupSupportDifficultyEscalated', late, { id: request, to: roles }),
);

const content = { flags, items: fc.uniqueArray(fc.constantFrom('F1', 'F2', 'O1'), { maxLength: 3 }), role: ownRoles };

/** Group and matter stand in the delivery, or come from its request. */
function deliveries(type: string): fc.Arbitrary<Sketch> {
  return fc.oneof(
    { weight: 8, arbitrary: event(type, late, { group, matter, version }, { request, ...content }) },
    { weight: 2, arbitrary: event(type, late, { request, version }, { group, matter, ...content }) },
    { weight: 1, arbitrary: event(type, late, { group, version }, { request, ...content }) },
  );
}

const versions = fc.uniqueArray(fc.constantFrom('V1', 'V2', 'V3'), { minLength: 2, maxLength: 3 });
const outcome = fc.constantFrom('substantially_same', 'different');
export const determiner = fc.oneof(
  { weight: 4, arbitrary: fc.constant('proper_officer') },
  { weight: 1, arbitrary: roles },
);

export const advice = fc.oneof(
  { weight: 6, arbitrary: deliveries('GroupBriefingGiven') },
  { weight: 4, arbitrary: deliveries('GroupReportSupplied') },
  { weight: 2, arbitrary: event('AdviceReissued', late, { group: many(group), matter, version }) },
  { weight: 4, arbitrary: event('AdviceEquivalenceDetermined', late, { matter, versions, outcome, by: determiner }) },
  { weight: 5, arbitrary: event('OtherGroupNotified', late, { group: many(group), matter }, { version, by: roles }) },
  { weight: 3, arbitrary: event('MatterFormallyConsidered', late, { matter }) },
  { weight: 2, arbitrary: event('FormalAdvicePresented', late, { matter }) },
  event('AdviceVersionPrepared', anyTime, { matter, version }),
  event('GroupConclusionReliedOn', anyTime, { matter, group }),
  event('GroupFollowUpActionNotified', anyTime, { group, matter, to: roles }),
  event('DutyToDiscloseIndicated', anyTime, { group }, { legal: yes }),
  event(
    'GroupConfidenceBreachReported',
    late,
    { from: group, to: fc.oneof(group, member, officer, fc.constant('media')) },
    { legalDuty: yes, indicated: yes },
  ),
  event('NecessaryOfficerDisclosureRecorded', anyTime, { from: group, to: officer, reason: fc.constant('briefing') }),
);

const stay = plus(10, 30, 40, 80, 120);

/** Everything that happens at one of the two meetings, close together. */
function atMeeting(place: number): fc.Arbitrary<Sketch> {
  const meeting = fc.constant(`MTG-${place + 1}`);
  const there = aroundMeeting(place);
  const id = fc.constantFrom(`REQ-${place + 1}`, `REQ-${place + 1}`, 'REQ-3');
  const attendance = {
    group,
    request: id,
    until: stay,
    accompaniedBy: fc.constantFrom(0, 0, 0, 1),
  };
  const present = fc.record({ count: fc.nat(3), coopted: fc.nat(3) });
  return fc.oneof(
    {
      weight: 6,
      arbitrary: event(
        'OfficerAttendedGroupMeeting',
        there,
        { meeting, officer, role: ownRoles, request: id },
        attendance,
      ),
    },
    event('OfficerAttendedGroupMeeting', there, { meeting, officer, role: ownRoles, group }, { until: stay }),
    { weight: 3, arbitrary: event('PartyBusinessSegmentStarted', there, { meeting }, { until: stay }) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(event('NonCouncillorPresenceRecorded', there, { meeting }), present)
        .map(([sketch, seen]) => ({ ...sketch, fields: { ...sketch.fields, ...capped(seen) } })),
    },
    {
      weight: 3,
      arbitrary: event(
        'OfficerLeftGroupMeeting',
        aroundMeeting(place, 0, 120),
        { meeting },
        { officer, reason: fc.constantFrom('party_business', 'non_councillors_present') },
      ),
    },
    event('InformationRestrictedForAudience', aroundMeeting(place, -10, 120), { meeting }),
    event('GroupConfidenceRecorded', there, { group, meeting }),
    event('PartyBusinessAdviceGiven', there, { meeting }, { officer }),
    event('PartyBusinessAdviceSought', there, { by: member }, { meeting, role: roles }),
    event('NonCouncillorAttendanceAuthorised', aroundMeeting(place, -60, 30), { request: id, by: authorisers }),
    event('NonCouncillorAttendanceRefused', aroundMeeting(place, -60, 30), { request: id, by: authorisers }),
    {
      weight: 2,
      arbitrary: event(
        'AccompanimentApproved',
        aroundMeeting(place, -60, 120),
        { request: id },
        { reason: fc.constant('expertise'), by: roles },
      ),
    },
  );
}

/** The co-opted are among those present. */
function capped({ count, coopted }: { count: number; coopted: number }): Record<string, unknown> {
  return coopted === 3 ? { count } : { count, coopted: Math.min(count, coopted) };
}

export const meetings = fc.oneof(
  { weight: 8, arbitrary: atMeeting(0) },
  { weight: 4, arbitrary: atMeeting(1) },
  command('AuthoriseNonCouncillorAttendance', { request, by: authorisers }),
  command('ApproveAccompaniment', { request, by: roles }, { reason: fc.constant('expertise') }),
);

export const information = fc.oneof(
  {
    weight: 4,
    arbitrary: event(
      'InformationRequested',
      early,
      { id: tokens.information, member, matter },
      { class: fc.constantFrom('own_committee_papers', 'administration_drafts'), paperOf: group, to: roles },
    ),
  },
  { weight: 3, arbitrary: event('InformationProvided', late, { id: many(tokens.information) }) },
  { weight: 3, arbitrary: event('InformationRefused', late, { id: many(tokens.information) }, { ground, by: roles }) },
);

export const offices = fc.oneof(
  ...['OfficeHolderBriefingOffered', 'OfficeHolderBriefingHeld', 'OfficeHolderBriefingDeclined'].map((type) =>
    event(type, anyTime, { office: many(fc.constantFrom('mayor', 'committee_chair', 'spokesperson')) }),
  ),
);

const concernKind = fc.constantFrom('expression', 'favouritism', 'change_of_control', 'chair_party_work');

export const concerns = fc.oneof(
  event('NeutralityConcernRaised', early, { id: concern, about: officer }, { by: member, kind: concernKind, matter }),
  event('NeutralityConcernSettled', late, { id: concern, outcome: fc.constantFrom('confirmed', 'not_confirmed') }),
);

const next = fc.oneof(
  fc.nat(18).map((day) => ({ day })),
  fc.constantFrom('2025-10', '2026-04', '2026', '2027'),
);

export const life = fc.oneof(
  event('ProtocolReviewScheduled', early, { next }),
  event('ProtocolReviewTriggered', anyTime, {}, { cause: fc.constant('new_code') }),
  event('ProtocolReviewCompleted', late, {}, { outcome: fc.constant('kept') }),
  event(
    'ProtocolAdoptionMinuted',
    anyTime,
    {},
    { date: fc.nat(15).map((day) => ({ day })), minute: fc.constant('26/1') },
  ),
  event('ProtocolGapRecorded', anyTime, { clause: fc.constantFrom('3.3(c)', '8.3'), kind: fc.constant('missing') }),
  event('ProtocolGuidanceSought', anyTime, { byRole: roles, toRole: roles }),
  event('MembersCodeAdopted', anyTime, { version: fc.constant('2026') }),
);
