/** One arbitrary per kind of event, with the fields and closed lists of the event language. */
import fc from 'fast-check';
import { anybody, command, days, event, flags, heldRoles, many, ownRoles, plus, roles, tokens, yes } from './shapes.js';
import type { Sketch } from './shapes.js';
import { anyTime, early, late } from './times.js';

const { group, member, officer, request, matter, version, concern, ground } = tokens;

export const structure = fc.oneof(
  { weight: 6, arbitrary: event('PoliticalGroupRegistered', early, { group: many(group) }) },
  event('PoliticalGroupRegistered', late, { group }),
  event('PoliticalGroupDissolved', late, { group }),
  { weight: 2, arbitrary: event('GroupMembershipChanged', early, { member, group: fc.option(group) }) },
  event('GroupMembershipChanged', late, { member, group: fc.option(group) }),
  { weight: 2, arbitrary: event('AdministrationFormed', fc.oneof(early, anyTime), {}, { group: fc.option(group) }) },
  {
    weight: 2,
    arbitrary: event('RoleAssigned', fc.oneof(early, anyTime), { role: heldRoles, person: anybody }, { group }),
  },
  event('RoleVacated', late, { roles: fc.uniqueArray(heldRoles, { minLength: 1, maxLength: 2 }) }, { group }),
  event('PoliticalAssistantAppointed', fc.oneof(early, anyTime), { officer, group }),
  event('WardMembersRegistered', anyTime, {
    ward: fc.constantFrom('W-1', 'W-2'),
    members: fc.uniqueArray(member, { minLength: 1, maxLength: 2 }),
  }),
  event('OfficerAllocatedToSupport', anyTime, { officer, memberOrGroup: group }, { until: plus(60, 3000, 20_000) }),
  event('WorkingCalendarSet', early, { dates: fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 3 }).map(days) }),
);

const form = fc.constantFrom('attendance', 'attendance', 'oral_briefing', 'written_report', 'presentation');
const purpose = fc.constantFrom(
  ...['council_business', 'council_business', 'surgery', 'casework', 'personal', 'business', 'political_business'],
);
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

const content = {
  flags,
  items: fc.uniqueArray(fc.constantFrom('F1', 'F2', 'O1'), { maxLength: 3 }),
  role: ownRoles,
  administrationDraft: fc.constantFrom(true, true, false),
  officer,
};

/** Group and matter stand in the delivery, or come from its request. */
function deliveries(type: string): fc.Arbitrary<Sketch> {
  return fc.oneof(
    { weight: 8, arbitrary: event(type, late, { group, matter, version }, { request, ...content }) },
    { weight: 2, arbitrary: event(type, late, { request, version }, { group, matter, ...content }) },
    { weight: 1, arbitrary: event(type, late, { group, version }, { request, ...content }) },
  );
}

/** Versions as they are held: a token, or one with what its content flags add. */
const heldVersions = fc.constantFrom(
  ...['V1', 'V1', 'V2', 'V2', 'V3', 'V1+recommendation', 'V2+recommendation', 'V1+politicalImplications'],
  'V1+recommendation+politicalImplications',
);
const versions = fc.uniqueArray(heldVersions, { minLength: 2, maxLength: 5 });
const outcome = fc.constantFrom('substantially_same', 'different');
export const determiner = fc.oneof(
  { weight: 4, arbitrary: fc.constant('proper_officer') },
  { weight: 1, arbitrary: roles },
);

export const advice = fc.oneof(
  { weight: 6, arbitrary: deliveries('GroupBriefingGiven') },
  { weight: 4, arbitrary: deliveries('GroupReportSupplied') },
  { weight: 2, arbitrary: event('AdviceReissued', late, { group: many(group), matter, version }, { officer }) },
  { weight: 4, arbitrary: event('AdviceEquivalenceDetermined', late, { matter, versions, outcome, by: determiner }) },
  {
    weight: 5,
    arbitrary: event('OtherGroupNotified', late, { group: many(group), matter }, { version, by: roles, officer }),
  },
  { weight: 3, arbitrary: event('MatterFormallyConsidered', late, { matter }) },
  { weight: 2, arbitrary: event('FormalAdvicePresented', late, { matter }) },
  event('AdviceVersionPrepared', anyTime, { matter, version }),
  event('GroupConclusionReliedOn', anyTime, { matter, group }),
  event('GroupFollowUpActionNotified', anyTime, { group, matter, to: roles }),
  event('DutyToDiscloseIndicated', anyTime, { group }, { legal: yes }),
  event(
    'GroupConfidenceBreachReported',
    late,
    { from: group, to: fc.oneof(group, member, officer, roles, fc.constant('media')) },
    {
      legalDuty: fc.constantFrom(false, false, true),
      indicated: yes,
      about: fc.oneof(group, member),
      ground: fc.constantFrom('severe_damage', 'illegality', 'maladministration'),
    },
  ),
  event('NecessaryOfficerDisclosureRecorded', anyTime, {
    from: group,
    to: fc.oneof(officer, roles),
    reason: fc.constant('briefing'),
  }),
);

const support = { id: fc.constantFrom('SUP-1', 'SUP-1', 'SUP-2'), matter, by: officer };

export const information = fc.oneof(
  {
    weight: 4,
    arbitrary: event(
      'InformationRequested',
      early,
      { id: tokens.information, member, matter },
      { class: fc.constantFrom('administration_draft', 'administration_draft', 'exempt'), paperOf: group, to: roles },
    ),
  },
  { weight: 3, arbitrary: event('InformationProvided', late, { id: many(tokens.information) }, { by: officer }) },
  {
    weight: 3,
    arbitrary: event('InformationRefused', late, { id: many(tokens.information) }, { ground, by: officer }),
  },
  { weight: 2, arbitrary: event('SupportProvided', anyTime, { member }, support) },
  { weight: 3, arbitrary: event('SupportDeclined', anyTime, { member }, { ...support, ground }) },
);

const offered = { person: member, group };
const office = many(fc.constantFrom('mayor', 'committee_chair', 'spokesperson'));

export const offices = fc.oneof(
  event('OfficeHolderBriefingOffered', anyTime, { office }, offered),
  event('OfficeHolderBriefingHeld', anyTime, { office }, { ...offered, flags, officer }),
  event('OfficeHolderBriefingDeclined', anyTime, { office }, offered),
);

const concernKind = fc.constantFrom('expression', 'favouritism', 'change_of_control', 'chair_party_work');

export const concerns = fc.oneof(
  event('NeutralityConcernRaised', early, { id: concern, about: anybody }, { by: member, kind: concernKind, matter }),
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
    {
      date: fc.integer({ min: -30, max: 15 }).map((day) => ({ day })),
      minute: fc.constantFrom('26/1', '26/1', '26/2'),
    },
  ),
  event('ProtocolGapRecorded', anyTime, { clause: fc.constantFrom('3.3(c)', '8.3'), kind: fc.constant('missing') }),
  event('ProtocolGuidanceSought', anyTime, { byRole: roles, toRole: roles }),
  event('MembersCodeAdopted', anyTime, { version: fc.constant('2026') }),
);
