/** A few events that belong together, so that decisions find their requests and groups meet on one matter. */
import fc from 'fast-check';
import { determiner } from './kinds.js';
import { flags, roles, tokens } from './shapes.js';
import type { Sketch } from './shapes.js';
import { aroundMeeting, early, late } from './times.js';
import type { When } from './times.js';

type Story = fc.Arbitrary<Sketch[]>;

function sketch(type: string, when: When, fields: Record<string, unknown>): Sketch {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { when, kind: 'e', type, fields: Object.fromEntries(present) };
}

function ask(type: string, when: When, fields: Record<string, unknown>): Sketch {
  return { ...sketch(type, when, fields), kind: 'command' };
}

/** Mostly on the first matter, so that stories meet. */
const matter = fc.constantFrom('MAT-1', 'MAT-1', 'MAT-1', 'MAT-2');
const whens = fc.tuple(early, early, late, late, late);
const ground = fc.constantFrom(undefined, undefined, undefined, null, 'no_capacity');
const decision = fc.constantFrom('Accepted', 'Accepted', 'Declined', 'Declined', 'Withdrawn');

/** Two groups ask about one matter; both are decided, one of them sometimes again. */
const twoRequests: Story = fc
  .tuple(
    whens,
    matter,
    fc.shuffledSubarray(['REQ-1', 'REQ-2', 'REQ-3', 'REQ-4'], { minLength: 2 }),
    decision,
    ground,
    roles,
  )
  .map(([[first, second, third, fourth, fifth], about, [one, other], then, why, to]) => [
    sketch('GroupSupportRequested', first, { id: one, group: 'G-A', form: 'attendance', matter: about, to }),
    sketch('GroupSupportRequested', second, { id: other, group: 'G-B', form: 'written_report', matter: about }),
    sketch('GroupSupportRequestAccepted', third, { id: one, by: 'proper_officer' }),
    sketch('GroupSupportRequestDeclined', fourth, { id: other, by: 'proper_officer', ground: why }),
    ...(then === 'Withdrawn'
      ? []
      : [sketch(`GroupSupportRequest${then}`, fifth, { id: other, ground: decided(then, why) })]),
  ]);

/** A request goes astray and is sent on, perhaps to where it belongs. */
const redirected: Story = fc
  .tuple(early, late, late, roles, fc.constantFrom('chief_executive', 'cmt_member', 'line_manager'))
  .map(([asked, sentOn, accepted, to, next]) => [
    sketch('GroupSupportRequested', asked, { id: 'REQ-4', group: 'G-C', form: 'attendance', to }),
    sketch('GroupSupportRequestRedirected', sentOn, { id: 'REQ-4', to: next }),
    ask('AcceptGroupSupportRequest', accepted, { id: 'REQ-4', by: 'chief_executive' }),
  ]);

function decided(then: string, why: unknown): unknown {
  return then === 'Declined' ? (why ?? 'no_capacity') : undefined;
}

/** Two members ask for the papers of one matter; one gets them. */
const twoMembers: Story = fc
  .tuple(whens, matter, ground, fc.boolean(), fc.constantFrom(undefined, 'G-A', 'G-B'))
  .map(([[first, second, third, fourth, fifth], about, why, again, paperOf]) => [
    sketch('InformationRequested', first, { id: 'INF-1', member: 'M-1', matter: about }),
    sketch('InformationRequested', second, { id: 'INF-2', member: 'M-2', matter: about, paperOf }),
    sketch('InformationProvided', third, { id: 'INF-1' }),
    sketch('InformationRefused', fourth, { id: 'INF-2', ground: why }),
    ...(again ? [sketch('InformationProvided', fifth, { id: 'INF-2' })] : []),
  ]);

const outcome = fc.constantFrom('substantially_same', 'different', 'different');

/** Two versions of one matter are supplied, compared, sometimes levelled, and the matter is considered. */
const twoVersions: Story = fc
  .tuple(
    whens,
    matter,
    outcome,
    determiner,
    fc.shuffledSubarray(['levelled', 'considered', 'presented', 'again']),
    flags,
  )
  .map(([[first, second, third, fourth, fifth], about, found, by, then, content]) => {
    const all: Record<string, Sketch> = {
      levelled: sketch('AdviceReissued', fourth, { group: 'G-A', matter: about, version: 'V2' }),
      considered: sketch('MatterFormallyConsidered', fifth, { matter: about }),
      presented: sketch('FormalAdvicePresented', fourth, { matter: about }),
      again: sketch('AdviceEquivalenceDetermined', fifth, {
        matter: about,
        versions: ['V1', 'V2'],
        outcome: found,
        by,
      }),
    };
    return [
      sketch('GroupBriefingGiven', first, { group: 'G-A', matter: about, version: 'V1', flags: content }),
      sketch('GroupReportSupplied', second, { group: 'G-B', matter: about, version: 'V2' }),
      sketch('AdviceEquivalenceDetermined', third, { matter: about, versions: ['V1', 'V2'], outcome: 'different', by }),
      ...then.map((one) => all[one]!),
    ];
  });

/** A report opens notices early; some groups are told in time, some late, some not; the matter may be considered. */
const notices: Story = fc
  .tuple(whens, matter, fc.subarray(['G-B', 'G-C', 'G-D']), fc.constantFrom(undefined, 'V1'), fc.boolean())
  .map(([[first, second, third, fourth, fifth], about, told, version, considered]) => [
    sketch('GroupReportSupplied', first, { group: 'G-A', matter: about, version: 'V1' }),
    ...told.map((group, place) =>
      sketch('OtherGroupNotified', [second, third, fourth][place]!, { group, matter: about, version }),
    ),
    ...(considered ? [sketch('MatterFormallyConsidered', fifth, { matter: about })] : []),
  ]);

const parts = ['authorised', 'permitted', 'present', 'noted', 'left', 'segment', 'second', 'approved'];

/** A meeting for a request: perhaps authorised, with people who are not councillors, a note, party business, a leaving. */
const meeting: Story = fc
  .tuple(early, fc.array(aroundMeeting(0, -60, 100), { minLength: 9, maxLength: 9 }), fc.shuffledSubarray(parts), roles)
  .chain(([asked, at, chosen, role]) =>
    fc.tuple(fc.nat(2), late).map(([coopted, accepted]) => {
      const id = 'REQ-1';
      const meets = { meeting: 'MTG-1' };
      const reason = chosen.length % 2 === 0 ? 'non_councillors_present' : 'party_business';
      const all: Record<string, Sketch> = {
        authorised: sketch('NonCouncillorAttendanceAuthorised', at[0]!, { request: id, by: 'chief_executive' }),
        permitted: ask('AuthoriseNonCouncillorAttendance', at[1]!, { request: id, by: 'chief_executive' }),
        present: sketch('NonCouncillorPresenceRecorded', at[2]!, { ...meets, count: 2, coopted }),
        noted: sketch('InformationRestrictedForAudience', at[3]!, meets),
        left: sketch('OfficerLeftGroupMeeting', at[4]!, { ...meets, reason }),
        segment: sketch('PartyBusinessSegmentStarted', at[5]!, { ...meets, until: { plus: 30 } }),
        second: sketch('OfficerAttendedGroupMeeting', at[6]!, {
          ...meets,
          officer: 'O-2',
          role,
          request: id,
          group: 'G-A',
        }),
        approved: sketch('AccompanimentApproved', at[7]!, { request: id, reason: 'expertise' }),
      };
      return [
        sketch('GroupSupportRequested', asked, {
          id,
          group: 'G-A',
          form: 'attendance',
          to: role,
          nonCouncillorsExpected: 2,
        }),
        ask('AcceptGroupSupportRequest', accepted, { id, by: 'proper_officer' }),
        sketch('OfficerAttendedGroupMeeting', at[8]!, {
          ...meets,
          officer: 'O-1',
          role: 'senior_officer',
          request: id,
          group: 'G-A',
          until: chosen.length % 3 === 0 ? undefined : { plus: 60 },
        }),
        ...chosen.map((one) => all[one]!),
      ];
    }),
  );

/** A group that loses and wins members around the least size. */
const members: Story = fc
  .tuple(whens, tokens.group, fc.array(fc.constantFrom('G-A', 'G-B', null), { minLength: 3, maxLength: 3 }))
  .map(([[first, , third, fourth, fifth], group, then]) => [
    sketch('GroupMembershipChanged', first, { member: 'M-1', group }),
    sketch('GroupMembershipChanged', first, { member: 'M-2', group }),
    sketch('GroupMembershipChanged', third, { member: 'M-1', group: then[0] }),
    sketch('GroupMembershipChanged', fourth, { member: 'M-2', group: then[1] }),
    sketch('GroupMembershipChanged', fifth, { member: 'M-3', group: then[2] }),
  ]);

/** A concern about neutrality, settled once or twice. */
const concern: Story = fc
  .tuple(early, late, late, fc.constantFrom('expression', 'favouritism', 'change_of_control', 'chair_party_work'))
  .map(([raised, settled, again, kind]) => [
    sketch('NeutralityConcernRaised', raised, { id: 'CON-1', about: 'O-1', kind }),
    sketch('NeutralityConcernSettled', settled, { id: 'CON-1', outcome: 'not_confirmed' }),
    sketch('NeutralityConcernSettled', again, { id: 'CON-1', outcome: 'confirmed' }),
  ]);

/** A group is refused while another is supplied, asked for or not, perhaps by what is outside parity. */
const refusedBesideSupply: Story = fc
  .tuple(
    whens,
    matter,
    ground,
    fc.constantFrom(undefined, true, false),
    fc.constantFrom(undefined, 'political_assistant'),
  )
  .map(([[first, second, third, fourth, fifth], about, why, administrationDraft, role]) => [
    sketch('AdministrationFormed', first, { group: 'G-A' }),
    sketch('GroupSupportRequested', second, { id: 'REQ-2', group: 'G-B', form: 'written_report', matter: about }),
    sketch('GroupSupportRequestDeclined', third, { id: 'REQ-2', by: 'proper_officer', ground: why }),
    sketch('GroupBriefingGiven', fourth, { group: 'G-A', matter: about, version: 'V1', administrationDraft, role }),
    ...(why === undefined
      ? [sketch('GroupReportSupplied', fifth, { group: 'G-C', matter: about, version: 'V1' })]
      : []),
  ]);

/** The council decides while versions stood different; evening them out, or a later determination, comes after. */
const decidedApart: Story = fc
  .tuple(whens, matter, fc.boolean(), fc.shuffledSubarray(['levelled', 'same', 'again', 'third'], { minLength: 1 }))
  .map(([[first, second, third, fourth, fifth], about, flagged, then]) => {
    const other = flagged ? 'V1+recommendation' : 'V2';
    const determined = (when: When, found: string) =>
      sketch('AdviceEquivalenceDetermined', when, {
        matter: about,
        versions: ['V1', other],
        outcome: found,
        by: 'proper_officer',
      });
    const all: Record<string, Sketch> = {
      levelled: sketch('AdviceReissued', fifth, { group: 'G-B', matter: about, version: 'V1' }),
      same: determined(fifth, 'substantially_same'),
      again: sketch('MatterFormallyConsidered', fifth, { matter: about }),
      third: sketch('GroupReportSupplied', fourth, { group: 'G-C', matter: about, version: 'V3' }),
    };
    return [
      sketch('GroupReportSupplied', first, { group: 'G-A', matter: about, version: 'V1' }),
      sketch('GroupReportSupplied', second, {
        group: 'G-B',
        matter: about,
        version: flagged ? 'V1' : 'V2',
        flags: { recommendation: flagged },
      }),
      determined(third, 'different'),
      sketch('MatterFormallyConsidered', fourth, { matter: about }),
      ...then.map((one) => all[one]!),
    ];
  });

/** One member is helped and another is not, by name of an entry or without one. */
const membersSupported: Story = fc
  .tuple(whens, matter, ground, fc.constantFrom(undefined, 'SUP-1'), fc.constantFrom('Provided', 'Declined'))
  .map(([[first, second, third, fourth], about, why, id, then]) => [
    sketch('GroupMembershipChanged', first, { member: 'M-1', group: 'G-A' }),
    sketch('SupportDeclined', second, { id, member: 'M-2', matter: about, ground: why }),
    sketch('SupportProvided', third, { member: 'M-1', matter: about }),
    sketch(`Support${then}`, fourth, {
      id,
      member: 'M-2',
      matter: about,
      ground: then === 'Declined' ? why : undefined,
    }),
  ]);

/** A review is triggered or scheduled, and perhaps answered, with or without a minute. */
const reviewed: Story = fc
  .tuple(
    whens,
    fc.constantFrom('26/1', undefined),
    fc.shuffledSubarray(['code', 'next', 'minuted', 'completed', 'again']),
  )
  .map(([[first, second, third, fourth, fifth], minute, parts]) => {
    const all: Record<string, Sketch> = {
      code: sketch('MembersCodeAdopted', first, { version: '2026' }),
      next: sketch('ProtocolReviewScheduled', second, { next: { day: 9 } }),
      minuted: sketch('ProtocolAdoptionMinuted', third, { minute }),
      completed: sketch('ProtocolReviewCompleted', fourth, { outcome: 'kept' }),
      again: sketch('ProtocolReviewTriggered', fifth, { cause: 'new_code' }),
    };
    return parts.map((one) => all[one]!);
  });

/** Who asks for party advice or gives it holds a role that binds or exempts, or once did. */
const partyAdvice: Story = fc
  .tuple(early, early, aroundMeeting(0), fc.constantFrom('political_assistant', 'committee_chair'), fc.boolean())
  .map(([assigned, vacated, asked, role, left]) => [
    sketch('RoleAssigned', assigned, { role, person: role === 'political_assistant' ? 'O-1' : 'M-1' }),
    ...(left ? [sketch('RoleVacated', vacated, { roles: [role] })] : []),
    sketch('PartyBusinessAdviceGiven', asked, { meeting: 'MTG-1', officer: 'O-1' }),
    sketch('PartyBusinessAdviceSought', asked, { by: 'M-1', meeting: 'MTG-1' }),
    sketch('NeutralityConcernRaised', asked, { id: 'CON-2', about: 'M-1', kind: 'change_of_control' }),
  ]);

export const stories: Story = fc.oneof(
  { weight: 3, arbitrary: twoRequests },
  { weight: 1, arbitrary: twoMembers },
  { weight: 3, arbitrary: twoVersions },
  { weight: 3, arbitrary: notices },
  { weight: 3, arbitrary: meeting },
  { weight: 1, arbitrary: redirected },
  { weight: 1, arbitrary: members },
  { weight: 1, arbitrary: concern },
  { weight: 2, arbitrary: refusedBesideSupply },
  { weight: 3, arbitrary: decidedApart },
  { weight: 2, arbitrary: membersSupported },
  { weight: 1, arbitrary: reviewed },
  { weight: 1, arbitrary: partyAdvice },
);
