import { describe, expect, it } from '@jest/globals';
import type { FindingsView, Viewer } from '#lib/council/index.js';
import type { TimelineRow } from '#lib/council/timeline.js';
import { accepts, briefs, declines, reports, requests, tells } from '../../test/support/advice.js';
import { declared as declares } from '../../test/support/relationship.js';
import { GROUPS, type RawEntry, type Then, given } from '../../test/support/given.js';

const seen = (tag: string, entries: readonly RawEntry[], viewer: Viewer): Then =>
  given(tag).events(entries).at('2026-04-01', { viewer });

const typesFor = (then: Then): string[] =>
  (then.projection('audit-timeline') as { rows: readonly TimelineRow[] }).rows.map(({ type }) => type);
const rulesFor = (then: Then): string[] => then.rows().map(({ rule }) => rule);
const totalsFor = (then: Then): FindingsView['totals'] => (then.projection('findings') as FindingsView).totals;

const holds = (role: string, person: string): RawEntry => ({ t: '2026-01-06', e: 'RoleAssigned', role, person });
const doubt = (about: string): RawEntry[] => [
  { t: '2026-03-02T09:00', e: 'NeutralityConcernRaised', event: 'E-1', id: 'CON-1', by: 'M-1', about },
];

describe('a case is hidden from its subject where the pack says so (visibility.concern_cases; projections.md, who sees what)', () => {
  it.each([
    ['AL', 'proper_officer', 'the Town Clerk, who alone is at the top (AL 61, AMB-55)'],
    ['GA', 'proper_officer', 'the Town Clerk'],
    ['TH', 'chief_executive', 'the Chief Executive (TH 14.6)'],
    ['TH', 'monitoring_officer', 'the Monitoring Officer'],
  ])('%s: %s, %s', (tag, role) => {
    const entries = [GROUPS, holds(role, 'O-1'), ...doubt('O-1')];
    const whole = seen(tag, entries, { role: 'auditor' });
    expect(rulesFor(whole)).toEqual(['grp.officer_neutrality']);
    for (const viewer of [{ role, person: 'O-1' }, { role }, { roles: ['committee_chair', role], person: 'O-1' }]) {
      const then = seen(tag, entries, viewer);
      expect(rulesFor(then)).toEqual([]);
      expect(totalsFor(then).INFO).toEqual({ open: 0, total: 0 });
      expect(typesFor(then)).not.toContain('NeutralityConcernRaised');
      expect(then.position).toBe('4');
    }
  });

  it('NT: not hidden by a pack that hides it from nobody (NT 9.3)', () => {
    expect(rulesFor(seen('NT', [GROUPS, ...doubt('O-1')], { role: 'proper_officer', person: 'O-1' }))).toHaveLength(1);
  });

  it('AL: from every officer who neither raised it nor was reached (AL 61)', () => {
    const entries = [GROUPS, ...doubt('O-9'), { t: '2026-03-03', e: 'ConcernRouted', id: 'CON-1', to: 'line_manager' }];
    expect(rulesFor(seen('AL', entries, { role: 'proper_officer', person: 'O-1' }))).toEqual([]);
    expect(rulesFor(seen('AL', entries, { role: 'line_manager', person: 'O-2' }))).toHaveLength(1);
  });

  it('from whomever somebody shut out of it, whatever their role (CaseAccessRestricted)', () => {
    const shut = { t: '2026-03-03', e: 'CaseAccessRestricted', id: 'CON-1', hiddenFrom: 'O-1' };
    const entries = [GROUPS, ...doubt('O-9'), shut];
    for (const role of ['monitoring_officer', 'auditor'])
      expect(rulesFor(seen('TH', entries, { role, person: 'O-1' }))).toEqual([]);
    expect(rulesFor(seen('TH', entries, { role: 'monitoring_officer', person: 'O-2' }))).toHaveLength(1);
  });

  it('from the old and the new subject once somebody corrects whom it is about', () => {
    const entries = [
      GROUPS,
      ...doubt('O-9'),
      { t: '2026-03-03', e: 'EntryCorrected', target: 'E-1', set: { about: 'O-1' } },
    ];
    for (const person of ['O-9', 'O-1']) {
      const then = seen('TH', entries, { role: 'monitoring_officer', person });
      expect(rulesFor(then)).toEqual([]);
      expect(typesFor(then)).not.toContain('EntryCorrected');
    }
  });

  it('and who raised it sees it', () => {
    const then = seen('TH', [GROUPS, ...doubt('O-9')], { role: 'elected_member', person: 'M-1' });
    expect([rulesFor(then), typesFor(then)]).toEqual([['grp.officer_neutrality'], ['NeutralityConcernRaised']]);
  });
});

describe('findings on relationships are for the roles of full; the two see their own legs (TH 5.2, 14.14)', () => {
  // Each side owes two legs, and each tells only one of them.
  const undue = { mayLookLikeUndueInfluence: true };
  const declared: RawEntry[] = [
    { ...declares('2026-02-02T10:00', 'M-1', 'party_whip', undue), event: 'R-1' },
    { ...declares('2026-02-02T11:00', 'O-1', 'line_manager', undue), event: 'R-2' },
  ];
  const entries = [GROUPS, { t: '2026-01-06', e: 'GroupMembershipChanged', member: 'M-1', group: 'G-A' }, ...declared];
  const subjectsFor = (viewer: Viewer): string[] =>
    seen('TH', entries, viewer)
      .rows()
      .map(({ subject }) => subject);

  it('whole for the Monitoring Officer, nothing for the Chief Executive, whose totals count what is seen', () => {
    const whole = subjectsFor({ role: 'monitoring_officer' });
    expect(whole.length).toBeGreaterThan(1);
    expect(subjectsFor({ role: 'chief_executive' })).toEqual([]);
    const { BREACH, WARN } = totalsFor(seen('TH', entries, { role: 'chief_executive' }));
    expect([BREACH.total, WARN.total]).toEqual([0, 0]);
  });

  it('each of the two sees the findings about their own side', () => {
    for (const [role, person, side] of [
      ['elected_member', 'M-1', 'member.'],
      ['senior_officer', 'O-1', 'officer.'],
    ] as const) {
      const own = subjectsFor({ role, person });
      expect(own.length).toBeGreaterThan(0);
      expect(own.every((subject) => subject.includes(` leg ${side}`))).toBe(true);
    }
    const events = (person: string): string[] =>
      typesFor(seen('TH', entries, { role: 'nominated_officer', person })).filter(
        (type) => type === 'RelationshipDeclared',
      );
    expect([events('M-1').length, events('O-1').length, events('O-7').length]).toEqual([1, 1, 0]);
  });
});

describe('what is found about an own row names nobody else (TH 12.19, AMB-19)', () => {
  const entries = [
    GROUPS,
    requests('REQ-1', 'G-A'),
    accepts('REQ-1', '2026-03-03T09:00'),
    requests('REQ-2', 'G-B'),
    declines('REQ-2', '2026-03-04T09:00'),
  ];
  const leaderOfB: Viewer = { role: 'group_leader', person: 'M-2', group: 'G-B' };

  it('P20: the group that was refused sees it, without the request of the other', () => {
    const [whole] = seen('TH', entries, { role: 'auditor' }).rows('grp.even_handed');
    const then = seen('TH', entries, leaderOfB);
    const [own] = then.rows('grp.even_handed');
    expect(own).toMatchObject({ finding: whole?.finding, subject: 'request REQ-2' });
    expect(own?.events.length).toBeLessThan(whole?.events.length ?? 0);
    const timeline = (then.projection('audit-timeline') as { rows: readonly TimelineRow[] }).rows;
    const ids = new Set(timeline.map(({ event }) => event));
    expect(own?.events.every((id) => ids.has(id))).toBe(true);
    expect(JSON.stringify(then.projection('findings'))).not.toContain('REQ-1');
  });

  it('P08 and explain: a notice does not lead to the supply of another group (NT 8.3)', () => {
    const supplied = [GROUPS, reports('G-A', { event: 'S-1' }), tells('G-C', '2026-03-09T09:00', { event: 'N-1' })];
    const then = seen('NT', supplied, { role: 'group_leader', group: 'G-C' });
    expect(then.projection('notice-obligations')).toMatchObject({ rows: [{ group: 'G-C', events: ['N-1'] }] });
    expect(then.explain('even-handedness-by-group', 'G-C', 'noticesReceived')).toMatchObject([{ events: ['N-1'] }]);
    expect(() => then.explain('even-handedness-by-matter', 'MAT-1', 'informed')).toThrow('figure_unknown');
  });
});

describe('an officer sees the rows of events that name them or that they recorded', () => {
  it('P05 and P20: of the request that the officer accepted', () => {
    const entries = [
      GROUPS,
      requests('REQ-1', 'G-A'),
      { ...accepts('REQ-1', '2026-03-03T09:00'), by: 'O-5' },
      requests('REQ-2', 'G-B'),
    ];
    const then = seen('TH', entries, { role: 'senior_officer', person: 'O-5' });
    expect(then.projection('group-support')).toMatchObject({ rows: [{ request: 'REQ-1' }] });
    expect(typesFor(then)).toEqual(['GroupSupportRequested', 'GroupSupportRequestAccepted']);
  });
});

describe('a viewer of whom the record knows the group', () => {
  it('sees its rows', () => {
    const sits = { t: '2026-01-06', e: 'GroupMembershipChanged', member: 'M-7', group: 'G-A' };
    const entries = [GROUPS, sits, requests('REQ-1', 'G-A'), briefs('G-B', { matter: 'MAT-2' })];
    const then = seen('TH', entries, { role: 'elected_member', person: 'M-7' });
    expect(then.projection('group-support')).toMatchObject({ rows: [{ request: 'REQ-1' }] });
    const officer = seen('TH', entries, { role: 'senior_officer', person: 'O-7', group: 'G-A' });
    expect(officer.projection('group-support')).toEqual({ rows: [] });
  });
});

describe('periods of keeping are for the Monitoring Officer', () => {
  it.each(['proper_officer', 'chief_executive'])('not for %s', (role) => {
    expect(seen('TH', [GROUPS], { role }).projection('retention-due')).toEqual({});
    expect(seen('TH', [GROUPS], { role: 'monitoring_officer' }).projection('retention-due')).toHaveProperty('classes');
  });
});
