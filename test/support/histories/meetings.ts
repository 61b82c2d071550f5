/** Everything that happens at group meetings, close together. */
import fc from 'fast-check';
import { anybody, authorisers, command, event, heldRoles, ownRoles, plus, roles, tokens } from './shapes.js';
import type { Sketch } from './shapes.js';
import { aroundMeeting } from './times.js';

const { group, member, officer, request } = tokens;

/** In what role somebody asks for party advice. */
const asking = fc.oneof(heldRoles, roles);

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
    { weight: 2, arbitrary: event('PartyBusinessAdviceGiven', there, { meeting }, { officer }) },
    event('PartyBusinessAdviceGiven', there, { member }, { officer }),
    { weight: 2, arbitrary: event('PartyBusinessAdviceSought', there, { by: anybody }, { meeting, role: asking }) },
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
