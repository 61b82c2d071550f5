import { describe, expect, it } from '@jest/globals';
import { type ProjectionName, projectionNames } from './projections.js';
import { type Viewer } from '#lib/features/family.js';
import type { FindingsView } from '#lib/council/findings.js';
import type { GroupsView } from '#lib/features/advice/by-group.js';
import type { AttendanceView } from '#lib/features/attendance/projections.js';
import type { CouncillorsView } from '#lib/features/information/projections.js';
import { accepts, briefs, declines, reports, requests, tells } from '../../test/support/advice.js';
import { GROUPS, type RawEntry, given } from '../../test/support/given.js';
import { arrives } from '../../test/support/meeting.js';

const entries: RawEntry[] = [
  GROUPS,
  requests('REQ-1', 'G-A'),
  accepts('REQ-1', '2026-03-03T09:00'),
  requests('REQ-2', 'G-B'),
  declines('REQ-2', '2026-03-04T09:00'),
  reports('G-A', { request: 'REQ-1' }),
  briefs('G-B', { t: '2026-03-07T15:00', matter: 'MAT-2' }),
  tells('G-C', '2026-03-09T09:00'),
  arrives({ group: 'G-A', request: undefined }),
  arrives({ group: 'G-B', request: undefined, meeting: 'MTG-2' }),
  { t: '2026-03-02T09:00', e: 'InformationRequested', id: 'INF-1', member: 'M-1', matter: 'MAT-1' },
  { t: '2026-03-02T09:00', e: 'InformationRequested', id: 'INF-2', member: 'M-2', matter: 'MAT-1' },
  { t: '2026-03-02T09:00', e: 'InformationRequested', id: 'INF-3', member: 'M-3', matter: 'MAT-1' },
  { t: '2026-03-11T09:00', e: 'OfficeHolderBriefingOffered', office: 'committee_chair' },
];

const seen = (name: ProjectionName, viewer: Viewer | null, tag = 'TH', events = entries): unknown =>
  given(tag)
    .events(events)
    .at('2026-03-12', viewer === null ? {} : { viewer })
    .projection(name);

const leaderOfA: Viewer = { role: 'group_leader', person: 'M-1', group: 'G-A' };
const publicEye: Viewer = { role: 'public' };

describe('who sees all (AMB-19)', () => {
  const ofRelationships: readonly ProjectionName[] = ['relationship-register', 'body-conflicts', 'relationship-touch'];

  it.each(['monitoring_officer', 'auditor', 'proper_officer', 'chief_executive'])(
    '%s sees every projection whole, but for those about relationships and periods of keeping',
    (role) => {
      const names = projectionNames.filter((name) => ![...ofRelationships, 'retention-due'].includes(name));
      for (const name of names) expect(seen(name, { role })).toEqual(seen(name, null));
    },
  );

  it.each(ofRelationships)('%s is whole for the roles that the pack names, and for the auditor alone', (name) => {
    const full = { TH: 'monitoring_officer', AL: 'proper_officer' } as const;
    for (const tag of ['TH', 'AL'] as const) {
      for (const role of ['monitoring_officer', 'auditor', 'proper_officer', 'chief_executive']) {
        const whole = role === full[tag] || role === 'auditor';
        expect(seen(name, { role }, tag)).toEqual(whole ? seen(name, null, tag) : {});
      }
    }
  });
});

describe('a member of a group sees the own row; what is not visible is absent, not blanked (TH 6.4(vi), 12.19)', () => {
  const whole = (name: ProjectionName): unknown => seen(name, null);

  it('P05: own requests, and no count of others', () => {
    const { rows: all } = whole('group-support') as { rows: { group: string }[] };
    const rows = all.filter((row) => row.group === 'G-A');
    expect(rows).toHaveLength(1);
    expect(seen('group-support', leaderOfA)).toEqual({ rows });
  });

  it('P06: the own row without its share of the whole, and measures of the council without rows (AMB-83)', () => {
    const { groups, council } = whole('even-handedness-by-group') as GroupsView;
    const { supportShare, ...own } = groups['G-A']!;
    const { acceptanceGap, unexplainedRefusals, matters } = council;
    expect(supportShare).toBe(0.5);
    expect(seen('even-handedness-by-group', leaderOfA)).toEqual({
      groups: { 'G-A': own },
      council: { acceptanceGap, unexplainedRefusals, matters },
    });
  });

  it('P06: no measures where, beside the own row, they would give away the only other group', () => {
    const two = entries
      .map((entry) => (entry === GROUPS ? { ...GROUPS, group: ['G-A', 'G-B'] } : entry))
      .filter((entry) => entry['group'] !== 'G-C');
    expect(Object.keys(seen('even-handedness-by-group', leaderOfA, 'TH', two) as object)).toEqual(['groups']);
  });

  it('P07: nothing under TH; under NT the fact of supply (NT 7.7, 8.3)', () => {
    expect(seen('even-handedness-by-matter', leaderOfA)).toEqual({ matters: {} });
    expect(seen('even-handedness-by-matter', leaderOfA, 'NT')).toEqual({
      matters: {
        'MAT-1': { advised: 1, informed: 2, status: 'REVIEW' },
        'MAT-2': { advised: 1, informed: 1, status: 'PENDING' },
      },
    });
    expect(seen('even-handedness-by-matter', publicEye, 'NT')).toEqual({ matters: {} });
  });

  it('P08: own notices, and no totals', () => {
    const leaderOfC: Viewer = { role: 'group_leader', group: 'G-C' };
    expect(seen('notice-obligations', leaderOfC, 'NT')).toMatchObject({
      rows: [
        { matter: 'MAT-1', group: 'G-C' },
        { matter: 'MAT-2', group: 'G-C' },
      ],
    });
    expect(Object.keys(seen('notice-obligations', leaderOfC, 'NT') as object)).toEqual(['rows']);
  });

  it('P09: own meetings', () => {
    const { meetings } = whole('attendance-log') as AttendanceView;
    expect(Object.keys(meetings)).toEqual(['MTG-1', 'MTG-2']);
    expect(seen('attendance-log', leaderOfA)).toEqual({ meetings: { 'MTG-1': meetings['MTG-1'] } });
  });

  it('P20: no totals without all the rows they count, and P21: the events behind the own rows (projections.md, who sees what)', () => {
    expect((whole('findings') as FindingsView).totals).toBeDefined();
    expect(seen('findings', leaderOfA)).toEqual({ rows: [] });
    const { rows } = seen('audit-timeline', leaderOfA) as { rows: { type: string; position: string }[] };
    expect(rows.map(({ position, type }) => `${position} ${type}`)).toEqual([
      '1 InformationRequested',
      '2 GroupSupportRequested',
      '3 GroupSupportRequestAccepted',
      '4 GroupReportSupplied',
      '5 OfficerAttendedGroupMeeting',
      '6 OfficeHolderBriefingOffered',
    ]);
  });

  it('P23: the own row, and measures only among three or more', () => {
    const { councillors, council } = whole('even-handedness-by-councillor') as CouncillorsView;
    expect(seen('even-handedness-by-councillor', leaderOfA)).toEqual({
      councillors: { 'M-1': councillors['M-1'] },
      council,
    });
    const two = entries.filter((entry) => entry['member'] !== 'M-3');
    expect(seen('even-handedness-by-councillor', leaderOfA, 'TH', two)).toEqual({
      councillors: { 'M-1': councillors['M-1'] },
    });
  });

  it('protocol-status is for all to see', () => {
    expect(seen('protocol-status', publicEye)).toEqual(seen('protocol-status', null));
  });

  it('P10 is for every account, and not for the public', () => {
    expect(seen('office-holder-briefings', { role: 'member', person: 'M-9' })).toEqual(
      seen('office-holder-briefings', null),
    );
    expect(seen('office-holder-briefings', publicEye)).toEqual({});
  });

  it('P05 and P08: an officer sees the rows in which the officer is named, and no others', () => {
    const nominated = { t: '2026-03-05T09:00', e: 'OfficerNominatedToAttend', request: 'REQ-1', officer: 'O-7' };
    const told = tells('G-B', '2026-03-09T09:00', { version: 'V1', officer: 'O-7' });
    const officer: Viewer = { role: 'senior_officer', person: 'O-7' };
    const events = [...entries, nominated, told];
    expect(seen('group-support', officer, 'TH', events)).toMatchObject({ rows: [{ request: 'REQ-1' }] });
    expect(seen('notice-obligations', officer, 'NT', events)).toMatchObject({
      rows: [{ group: 'G-B', matter: 'MAT-1' }],
    });
  });

  it.each<[string, Viewer, readonly string[]]>([
    ['the leader of G-A', leaderOfA, ['G-B', 'REQ-2', 'MTG-2', 'M-2']],
    [
      'a member who sits in no group',
      { role: 'member', person: 'M-9' },
      ['G-A', 'G-B', 'REQ-1', 'MTG-1', 'M-1', 'M-2'],
    ],
    ['the public', publicEye, ['G-A', 'G-B', 'REQ-1', 'MTG-1', 'M-1', 'M-2']],
  ])('to %s no projection names %j', (_who, viewer, hidden) => {
    for (const tag of ['TH', 'NT', 'AL']) {
      const answers = JSON.stringify(projectionNames.map((name) => seen(name, viewer, tag)));
      for (const token of hidden) expect(answers).not.toContain(`"${token}"`);
    }
  });
});

describe('the public sees no row, and no measure until somebody switches that on (TH 12.19; projections.md, who sees what)', () => {
  it.each<[ProjectionName, object]>([
    ['group-support', { rows: [] }],
    ['even-handedness-by-group', { groups: {} }],
    ['notice-obligations', { rows: [] }],
    ['attendance-log', { meetings: {} }],
    ['even-handedness-by-councillor', { councillors: {} }],
  ])('%s', (name, data) => {
    expect(seen(name, publicEye)).toEqual(data);
  });
});
