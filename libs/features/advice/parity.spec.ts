import { describe, expect, it } from '@jest/globals';
import { accepts, briefs, declines, reports, requests, tells } from '../../../test/support/advice.js';
import { GROUPS, type RawEntry, TAGS, given, levelsUnderEach } from '../../../test/support/given.js';
import { arrives } from '../../../test/support/meeting.js';

const met = [requests('REQ-1', 'G-A'), accepts('REQ-1', '2026-03-03T09:00')];
const refused = [requests('REQ-2', 'G-B'), declines('REQ-2', '2026-03-04T09:00')];
const unexplained = [GROUPS, ...met, ...refused];

describe('grp.even_handed (TH 6.2, OM 3.3(c), AL 47), and clr.equal_treatment of unit `both` where it is silent (NT 3.2)', () => {
  it('is hard under TH and AL, soft under OM; NT and GA fall back on equal treatment (GA 2.3: unit both)', () => {
    expect(levelsUnderEach('grp.even_handed', unexplained)).toEqual({ TH: ['BREACH'], OM: ['WARN'], AL: ['BREACH'] });
    expect(levelsUnderEach('clr.equal_treatment', unexplained)).toEqual({ GA: ['BREACH'], NT: ['WARN'] });
  });

  it.each([
    ['TH', ['BREACH 1.2(b3) 6.2: request REQ-2, 2026-03-04T09:00:00Z']],
    ['NT', ['WARN 3.2 6.1(a) 6.1(f): request REQ-2, 2026-03-04T09:00:00Z']],
    ['OM', ['WARN 3.3(c): request REQ-2, 2026-03-04T09:00:00Z']],
    ['AL', ['BREACH 47: request REQ-2, 2026-03-04T09:00:00Z']],
    ['GA', ['BREACH 2.3 3.1 3.5(b3) 3.5(b4) 3.5(b5) 6.1(b1) 6.1(b6): request REQ-2, 2026-03-04T09:00:00Z']],
  ])('under %s an unexplained refusal is %j, and counted', (tag, found) => {
    const then = given(tag).events(unexplained).at();
    expect(then.findings()).toEqual(found);
    expect(then.projection('even-handedness-by-group')).toMatchObject({ council: { unexplainedRefusals: 1 } });
  });

  const from = (instant: string): string => `BREACH 47: request REQ-2, ${instant}`;
  const open = from('2026-03-04T09:00:00Z');

  it.each<[string, RawEntry[], string[]]>([
    [
      'stands from when both decisions stand',
      [...refused, requests('REQ-1', 'G-A'), accepts('REQ-1', '2026-03-05T09:00')],
      [from('2026-03-05T09:00:00Z')],
    ],
    [
      'is not there where a ground is given (AL 27)',
      [...met, requests('REQ-2', 'G-B'), declines('REQ-2', '2026-03-04T09:00', { ground: 'party_business' })],
      [],
    ],
    ['is not there where nobody was served', [...refused], []],
    [
      'stands beside another group’s supply that nobody asked for (readings 3)',
      [...refused, reports('G-A')],
      [from('2026-03-06T15:00:00Z')],
    ],
    ['is not there beside a supply of the group itself', [...refused, reports('G-B')], []],
    [
      'is resolved by nothing that happens to the supply: only a ground or another decision',
      [...refused, reports('G-A'), declines('REQ-2', '2026-03-07T09:00', { ground: 'cost' })],
      [`${from('2026-03-06T15:00:00Z')}, resolved 2026-03-07T09:00:00Z`],
    ],
    [
      'is not there where the group itself was served',
      [requests('REQ-1', 'G-B'), accepts('REQ-1', '2026-03-03T09:00'), ...refused],
      [],
    ],
    [
      'is not there for another matter',
      [...met, requests('REQ-2', 'G-B', { matter: 'MAT-2' }), declines('REQ-2', '2026-03-04T09:00')],
      [],
    ],
    [
      'is not there without a matter',
      [...met, requests('REQ-2', 'G-B', { matter: undefined }), declines('REQ-2', '2026-03-04T09:00')],
      [],
    ],
    [
      'is resolved by a ground in a later refusal',
      [...met, ...refused, declines('REQ-2', '2026-03-06T09:00', { ground: 'cost' })],
      [`${open}, resolved 2026-03-06T09:00:00Z`],
    ],
    [
      'is resolved by acceptance',
      [...met, ...refused, accepts('REQ-2', '2026-03-06T09:00')],
      [`${open}, resolved 2026-03-06T09:00:00Z`],
    ],
    [
      'is resolved where the other group takes its request back',
      [...met, ...refused, { t: '2026-03-06T09:00', e: 'GroupSupportRequestWithdrawn', id: 'REQ-1' }],
      [`${open}, resolved 2026-03-06T09:00:00Z`],
    ],
    [
      'decided differently in one instant: the last recorded stands (readings 1.1)',
      [...met, ...refused, accepts('REQ-2', '2026-03-04T09:00')],
      [],
    ],
  ])('AL 47: %s', (_what, entries, found) => {
    expect(
      given('AL')
        .events([GROUPS, ...entries])
        .at()
        .findings('grp.even_handed'),
    ).toEqual(found);
  });
});

interface GroupsAnswer {
  groups: Record<string, Record<string, number | null>>;
  council: Record<string, unknown>;
}

function groupsOf(tag: string, entries: readonly RawEntry[], at?: string): GroupsAnswer {
  return given(tag).events(entries).at(at).projection('even-handedness-by-group') as GroupsAnswer;
}

/** Requests of a group, the first `accepted` of them accepted, the rest declined with a ground. */
function decided(group: string, accepted: number, declined: number): RawEntry[] {
  const ids = Array.from({ length: accepted + declined }, (_, index) => `${group}-${String(index)}`);
  return ids.flatMap((id, index) => [
    requests(id, group, { matter: `MAT-${id}` }),
    index < accepted ? accepts(id, '2026-03-03T09:00') : declines(id, '2026-03-03T09:00', { ground: 'cost' }),
  ]);
}

describe('P06 even-handedness-by-group', () => {
  it('counts requests, support, presence and notices of each group (P06)', () => {
    const entries = [
      GROUPS,
      { t: '2026-01-06T09:00', e: 'AdministrationFormed', group: 'G-A' },
      { t: '2026-02-01T09:00', e: 'OfficerAllocatedToSupport', officer: 'O-1', memberOrGroup: 'G-A' },
      {
        t: '2026-02-01T09:00',
        e: 'OfficerAllocatedToSupport',
        officer: 'O-2',
        memberOrGroup: 'G-A',
        until: '2026-03-01T09:00',
      },
      ...met,
      ...refused,
      requests('REQ-3', 'G-A'),
      requests('REQ-4', 'G-A'),
      { t: '2026-03-03T09:00', e: 'GroupSupportRequestWithdrawn', id: 'REQ-4' },
      reports('G-A', { request: 'REQ-1' }),
      briefs('G-A', { t: '2026-03-07T15:00' }),
      briefs('G-B', { t: '2026-03-07T15:00' }),
      { t: '2026-03-08T15:00', e: 'AdviceReissued', group: 'G-C', matter: 'MAT-1', version: 'V1' },
      arrives({ group: 'G-B', request: undefined }),
      arrives({ group: 'G-B', request: undefined, officer: 'O-2', role: 'line_manager' }),
      tells(['G-B', 'G-B'], '2026-03-09T09:00'),
      tells('G-B', '2026-03-11T09:00', { version: 'V2' }),
    ];
    const none = { requests: 0, pending: 0, accepted: 0, declined: 0, withdrawn: 0, acceptanceRate: null };
    const still = {
      briefings: 0,
      reports: 0,
      support: 0,
      supportShare: 0,
      attendances: 0,
      noticesReceived: 0,
      allocatedOfficers: 0,
    };
    expect(groupsOf('NT', entries)).toEqual({
      groups: {
        'G-A': {
          ...none,
          ...still,
          requests: 3,
          pending: 1,
          accepted: 1,
          withdrawn: 1,
          acceptanceRate: 1,
          briefings: 1,
          reports: 1,
          support: 2,
          supportShare: 0.67,
          allocatedOfficers: 1,
        },
        'G-B': {
          ...none,
          ...still,
          requests: 1,
          declined: 1,
          acceptanceRate: 0,
          briefings: 1,
          support: 1,
          supportShare: 0.33,
          attendances: 1,
          noticesReceived: 2,
        },
        'G-C': { ...none, ...still },
      },
      council: {
        acceptanceGap: 1,
        totalSupport: 3,
        unexplainedRefusals: 1,
        administration: 'G-A',
        matters: { EVEN: 0, UNEVEN: 0, REVIEW: 1, PENDING: 0, SINGLE_GROUP: 0, SOME_GROUPS: 0 },
      },
    });
  });

  it.each<[string, RawEntry[], string[]]>([
    [
      'registered, also once dissolved',
      [GROUPS, { t: '2026-02-01T09:00', e: 'PoliticalGroupDissolved', group: 'G-C' }],
      ['G-A', 'G-B', 'G-C'],
    ],
    ['named by a request', [requests('REQ-1', 'G-X')], ['G-X']],
    ['named by a delivery', [reports('G-X')], ['G-X']],
    [
      'named by the request of a delivery',
      [requests('REQ-1', 'G-X'), reports('G-X', { group: undefined, request: 'REQ-1' })],
      ['G-X'],
    ],
    [
      'named by a reissue',
      [{ t: '2026-03-08T15:00', e: 'AdviceReissued', group: 'G-X', matter: 'MAT-1', version: 'V1' }],
      ['G-X'],
    ],
    ['named by a notice', [tells('G-X', '2026-03-09T09:00')], ['G-X']],
    ['not one that only met an officer', [arrives({ group: 'G-X', request: undefined })], []],
    [
      'not one that only has a member',
      [{ t: '2026-03-09T09:00', e: 'GroupMembershipChanged', member: 'M-1', group: 'G-X' }],
      [],
    ],
  ])('lists a group %s (readings 4, P06)', (_how, entries, groups) => {
    expect(Object.keys(groupsOf('AL', entries).groups)).toEqual(groups);
  });

  it.each<[number, number, number | null]>([
    [1, 0, 1],
    [0, 1, 0],
    [1, 7, 0.13],
    [1, 2, 0.33],
    [2, 1, 0.67],
    [0, 0, null],
  ])(
    'an acceptance rate of %d and %d is rounded half up to two places: %j (readings 1.5)',
    (accepted, declined, rate) => {
      expect(groupsOf('AL', [GROUPS, ...decided('G-A', accepted, declined)]).groups['G-A']).toMatchObject({
        acceptanceRate: rate,
      });
    },
  );

  it.each<[string, RawEntry[], number | null]>([
    ['of no rate is null', [], null],
    ['of one rate is 0', decided('G-A', 1, 1), 0],
    ['is rounded once, from exact rates: 2/3 less 1/3', [...decided('G-A', 2, 1), ...decided('G-B', 1, 2)], 0.33],
    ['5/8 less 1/2', [...decided('G-A', 5, 3), ...decided('G-B', 1, 1)], 0.13],
    [
      'is of the greatest and the least',
      [...decided('G-A', 1, 0), ...decided('G-B', 1, 1), ...decided('G-C', 1, 3)],
      0.75,
    ],
  ])('an acceptance gap %s (readings 1.5)', (_what, entries, gap) => {
    expect(groupsOf('AL', [GROUPS, ...entries]).council).toMatchObject({ acceptanceGap: gap });
  });

  it('has no share where nobody has support, and no attendance is support', () => {
    const { groups, council } = groupsOf('AL', [GROUPS, arrives({ group: 'G-A', request: undefined })]);
    expect(groups['G-A']).toMatchObject({ attendances: 1, support: 0, supportShare: null });
    expect(council).toMatchObject({ totalSupport: 0 });
  });

  it('a delivery without an acceptance counts, and offends nothing (readings 3)', () => {
    const then = given('AL')
      .events([GROUPS, reports('G-A')])
      .at();
    expect(then.findings()).toEqual([]);
    expect(then.projection('even-handedness-by-group')).toMatchObject({
      groups: { 'G-A': { reports: 1, support: 1, supportShare: 1 } },
    });
  });

  it('volume is never a finding (grp.open_to_all: TH 6.3, OM 2.4)', () => {
    const many = Array.from({ length: 9 }, (_, day) => reports('G-A', { t: `2026-03-0${String(day + 1)}T09:00` }));
    for (const tag of TAGS)
      expect(
        given(tag)
          .events([GROUPS, ...many])
          .at('2026-03-05')
          .rows('grp.open_to_all'),
      ).toEqual([]);
    expect(
      given('TH')
        .events([GROUPS, ...many])
        .at('2026-03-05')
        .findings(),
    ).toEqual([]);
  });

  it('a political assistant’s work is left out where the pack says so (grp.political_assistants: TH 6.1)', () => {
    const assistant = { role: 'political_assistant' };
    const entries = [GROUPS, briefs('G-A', assistant), arrives({ group: 'G-A', request: undefined, ...assistant })];
    expect(groupsOf('TH', entries).groups['G-A']).toMatchObject({ briefings: 0, support: 0, attendances: 0 });
    expect(groupsOf('NT', entries).groups['G-A']).toMatchObject({ briefings: 1, support: 1, attendances: 1 });
  });

  it('counts what a notice without a version told of, once (readings 4, P06)', () => {
    const entries = [GROUPS, reports('G-A'), tells('G-B', '2026-03-09T09:00', {}), tells('G-B', '2026-03-10T09:00')];
    expect(groupsOf('NT', entries).groups['G-B']).toMatchObject({ noticesReceived: 1 });
  });

  it('an allocation counts now, until it ends (AMB-62)', () => {
    const allocated = {
      t: '2026-03-01T09:00',
      e: 'OfficerAllocatedToSupport',
      officer: 'O-1',
      memberOrGroup: 'G-A',
      until: '2026-03-10T09:00',
    };
    const number = (at: string): unknown =>
      groupsOf('AL', [GROUPS, allocated], at).groups['G-A']?.['allocatedOfficers'];
    expect(['2026-02-28', '2026-03-01', '2026-03-10T08:59:59', '2026-03-10T09:00'].map(number)).toEqual([0, 1, 1, 0]);
  });
});
