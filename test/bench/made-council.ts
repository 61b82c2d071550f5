import { hash } from 'node:crypto';
import { DAY_MS, HOUR_MS, type Instant, type Payload, uuidv7 } from '#lib/kernel/index.js';
import type { NewEvent } from '#lib/ledger/index.js';

/** The first day of the made-up councils, and days from one matter to the next: 10,000 events fill some eight years. */
const FIRST = Date.UTC(2018, 0, 8);
const DAYS_A_MATTER = 8;
const GROUPS = ['G-A', 'G-B', 'G-C', 'G-D'];
const OFFICERS = ['O-1', 'O-2', 'O-3'];
const PACK = { packId: 'uk.gov.northampton-tc', version: '1' };

/** Day of the matter, hour, type, payload. */
type Line = readonly [day: number, hour: number, type: string, payload: Payload];

const opening: readonly Line[] = [
  [0, 9, 'ProtocolPackAdopted', { ...PACK, effectiveFrom: '2018-01-01', basis: 'MIN-1' }],
  ...GROUPS.map((group): Line => [0, 10, 'PoliticalGroupRegistered', { group }]),
  ...GROUPS.flatMap((group, index): Line[] =>
    [1, 2, 3].map((seat) => [0, 11, 'GroupMembershipChanged', { member: `M-${index * 3 + seat}`, group }]),
  ),
  ...OFFICERS.map((person, index): Line => [0, 12, 'RoleAssigned', { role: `officer_${index + 1}`, person }]),
];

/** The events of one matter: a request, its delivery, notices to the others, a meeting and what members do there. */
function matterLines(index: number): readonly Line[] {
  const asker = index % GROUPS.length;
  const [group = '', ...others] = [...GROUPS.slice(asker), ...GROUPS.slice(0, asker)];
  const [matter, request, meeting, item] = [`MAT-${index}`, `REQ-${index}`, `MTG-${index}`, `ITEM-${index}`];
  const officer = OFFICERS[index % OFFICERS.length] ?? '';
  const member = `M-${1 + (index % 12)}`;
  const flags = {
    facts: true,
    options: true,
    politicalImplications: index % 17 === 0,
    recommendation: index % 23 === 0,
  };
  const isReport = index % 3 === 0;
  return [
    [
      0,
      9,
      'GroupSupportRequested',
      { id: request, group, form: isReport ? 'written_report' : 'attendance', matter, to: 'proper_officer' },
    ],
    [0, 15, 'GroupSupportRequestAccepted', { id: request, by: 'proper_officer' }],
    ...(isReport
      ? ([[2, 10, 'GroupReportSupplied', { request, group, matter, version: 'V1', flags }]] as const)
      : ([
          [1, 9, 'OfficerNominatedToAttend', { request, officer }],
          [
            2,
            18,
            'OfficerAttendedGroupMeeting',
            { meeting, officer, role: 'proper_officer', group, request, accompaniedBy: 1 },
          ],
          [2, 19, 'GroupBriefingGiven', { request, group, matter, version: 'V1', flags }],
          [2, 20, 'OfficerLeftGroupMeeting', { meeting, officer }],
        ] as const)),
    ...others.map((other, place): Line => [
      3 + (index % 5 === 0 ? place * 2 : 0),
      10 + place,
      'OtherGroupNotified',
      { group: other, matter, version: 'V1' },
    ]),
    ...others
      .slice(0, index % 4)
      .map((other, place): Line => [4, 11 + place, 'AdviceReissued', { group: other, matter, version: 'V1' }]),
    [4, 14, 'OfficeHolderBriefingOffered', { office: 'chair' }],
    [4, 16, index % 6 === 0 ? 'OfficeHolderBriefingDeclined' : 'OfficeHolderBriefingHeld', { office: 'chair' }],
    [
      5,
      9,
      'InformationRequested',
      { id: `INF-${index}`, member, basis: 'own_committee', to: 'monitoring_officer', matter },
    ],
    [5, 16, 'InformationProvided', { id: `INF-${index}` }],
    [5, 17, 'EnquiryRegistered', { id: `ENQ-${index}`, member, group }],
    [6, 12, 'EnquiryAnswered', { id: `ENQ-${index}` }],
    [6, 19, 'InterestDeclaredAtMeeting', { person: member, item, category: 'ori', details: `sealed-${index}` }],
    [6, 19.5, index % 9 === 0 ? 'MemberParticipatedInItem' : 'MemberWithdrewFromItem', { person: member, item }],
    [6, 20, 'MatterFormallyConsidered', { matter }],
    [7, 9, 'GroupConclusionReliedOn', { matter, group }],
  ];
}

/** A time-ordered id that is the same in every run. */
export function madeId(council: string, number: number, at: Instant): string {
  return uuidv7(at, hash('sha256', `${council}/${number}`, 'buffer'));
}

/** The first so many events of a made-up council, in order of occurrence; the same in every run. */
export function madeCouncil(council: string, count: number): NewEvent[] {
  const events: NewEvent[] = [];
  const add = (start: Instant, lines: readonly Line[]): void => {
    for (const [day, hour, type, payload] of lines) {
      const occurredAt = start + day * DAY_MS + hour * HOUR_MS;
      events.push({
        id: madeId(council, events.length, occurredAt),
        type,
        occurredAt,
        recordedBy: { role: 'proper_officer', person: 'O-1' },
        pack: { id: PACK.packId, version: PACK.version, hash: 'ab'.repeat(32) },
        correlationId: `form-${events.length}`,
        causationId: null,
        schema: 1,
        payload,
      });
    }
  };
  add(FIRST, opening);
  for (let index = 1; events.length < count; index += 1) {
    add(
      FIRST + index * DAYS_A_MATTER * DAY_MS,
      [...matterLines(index)].sort(([a, x], [b, y]) => a - b || x - y),
    );
  }
  return events.slice(0, count);
}
