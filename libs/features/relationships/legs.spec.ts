import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '#lib/council/index.js';
import { type RawEntry, given, levelsUnderEach, packOf } from '../../../test/support/given.js';
import { declared, ofRelationship } from '../../../test/support/relationship.js';
import type { RelationshipsView } from './projections.js';

// A Monday: five working days end with Monday 9 February.
const MONDAY = '2026-02-02T10:00';
const OVERDUE = '2026-02-10T00:00:00Z';
const AT = '2026-02-20';
const family = { category: 'family' };

const found = (tag: string, entries: readonly RawEntry[], at = AT): readonly string[] =>
  given(tag).events(entries).at(at).findings('rel.declare');
const warn = (leg: string, at = OVERDUE, more = ''): string =>
  `WARN 5.2 5.3 14.14: relationship REL-1 leg ${leg}, ${at}${more}`;

function row(
  tag: string,
  entries: readonly RawEntry[],
  at = AT,
): RelationshipsView['relationships'][string] | undefined {
  const view = given(tag).events(entries).at(at).projection('relationship-register') as RelationshipsView;
  return view.relationships['REL-1'];
}

describe('rel.declare: legs of Tower Hamlets (5.2, 14.14; AMB-11)', () => {
  it.each<[string, RawEntry[], string[]]>([
    [
      'a family relationship is declared to the whip and to the line manager',
      [declared(MONDAY, 'M-1', 'party_whip', family), declared(MONDAY, 'O-1', 'line_manager', family)],
      [],
    ],
    [
      'the other party owes its leg too',
      [declared(MONDAY, 'M-1', 'party_whip', family)],
      [warn('officer.line_manager')],
    ],
    [
      'both tell the Monitoring Officer of what may look like undue influence',
      [declared(MONDAY, 'M-1', 'party_whip', { mayLookLikeUndueInfluence: true })],
      [warn('member.monitoring_officer'), warn('officer.line_manager'), warn('officer.monitoring_officer')],
    ],
    [
      'another closeness without that flag owes nothing',
      [declared(MONDAY, 'M-1', 'monitoring_officer', { category: 'other_close' })],
      [],
    ],
    ['no category and no flag owes nothing', [declared(MONDAY, 'M-1', 'monitoring_officer')], []],
    [
      'a late leg resolves it',
      [declared(MONDAY, 'M-1', 'party_whip', family), declared('2026-02-12T10:00', 'O-1', 'line_manager', family)],
      [warn('officer.line_manager', OVERDUE, ', resolved 2026-02-12T10:00:00Z')],
    ],
    [
      'the last second of the period is in time',
      [declared(MONDAY, 'M-1', 'party_whip', family), declared('2026-02-09T23:59:59', 'O-1', 'line_manager')],
      [],
    ],
    [
      'a routed declaration meets the leg of its `by`',
      [
        declared(MONDAY, 'M-1', 'party_whip', family),
        ofRelationship('2026-02-03T09:00', 'RelationshipDeclarationRouted', { to: 'line_manager', by: 'O-1' }),
      ],
      [],
    ],
    [
      'a routed declaration without `by` meets no leg',
      [
        declared(MONDAY, 'M-1', 'party_whip', family),
        ofRelationship('2026-02-03T09:00', 'RelationshipDeclarationRouted', { to: 'line_manager' }),
      ],
      [warn('officer.line_manager')],
    ],
    [
      'day 0 is the day of recording',
      [{ ...declared(MONDAY, 'M-1', 'party_whip', family), rec: '2026-02-04T10:00' }],
      [warn('officer.line_manager', '2026-02-12T00:00:00Z')],
    ],
    [
      'a leg owed from a later declaration has its own period',
      [
        declared(MONDAY, 'M-1', 'party_whip', family),
        declared('2026-02-04T10:00', 'O-1', 'line_manager', { mayLookLikeUndueInfluence: true }),
      ],
      [
        warn('member.monitoring_officer', '2026-02-12T00:00:00Z'),
        warn('officer.monitoring_officer', '2026-02-12T00:00:00Z'),
      ],
    ],
    [
      'a further non-working day counts if it was given before the period opened',
      [
        { t: '2026-01-05T09:00', e: 'WorkingCalendarSet', dates: ['2026-02-09'] },
        declared(MONDAY, 'M-1', 'party_whip', family),
      ],
      [warn('officer.line_manager', '2026-02-11T00:00:00Z')],
    ],
    [
      'a further non-working day that is given later does not count',
      [
        declared(MONDAY, 'M-1', 'party_whip', family),
        { t: '2026-02-03T09:00', e: 'WorkingCalendarSet', dates: ['2026-02-09'] },
      ],
      [warn('officer.line_manager')],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(found('TH', entries)).toEqual(findings);
  });

  it('finds nothing before the period has ended', () => {
    expect(found('TH', [declared(MONDAY, 'M-1', 'party_whip', family)], '2026-02-09')).toEqual([]);
    expect(found('TH', [declared(MONDAY, 'M-1', 'party_whip', family)], '2026-02-10T00:00')).toHaveLength(1);
  });

  it('names severity, basis and state, and was known when the period ended', () => {
    const [one] = given('TH')
      .events([declared(MONDAY, 'M-1', 'party_whip', family)])
      .at(AT)
      .rows('rel.declare');
    expect(one).toMatchObject({ severity: 'high', basis: 'observed', recordedAt: OVERDUE, state: 'open' });
  });
});

describe('a vacant whip (TH 14.14; AMB-12)', () => {
  const vacated = (fields: object = {}, t = '2026-01-20T09:00'): RawEntry => ({
    t,
    e: 'RoleVacated',
    roles: ['party_whip'],
    ...fields,
  });
  const joins = (group: string | null): RawEntry => ({
    t: '2026-01-10T09:00',
    e: 'GroupMembershipChanged',
    member: 'M-1',
    group,
  });
  const legs = [declared(MONDAY, 'M-1', 'monitoring_officer', family), declared(MONDAY, 'O-1', 'line_manager', family)];
  const info = 'INFO 5.2 5.3 14.14: relationship REL-1 leg member.party_whip, 2026-02-02T10:00:00Z';

  it.each<[string, RawEntry[], string[]]>([
    ['nobody spoke of the role, so that it counts as held', [], [warn('member.party_whip')]],
    ['the role was vacated', [vacated()], [info]],
    ['the member sits in no group', [joins(null)], [info]],
    ["the role was vacated for the member's own group", [joins('G-A'), vacated({ group: 'G-A' })], [info]],
    [
      'the role was vacated for another group alone',
      [joins('G-A'), vacated({ group: 'G-B' })],
      [warn('member.party_whip')],
    ],
    [
      'the role was vacated and assigned again',
      [vacated(), { t: '2026-01-25T09:00', e: 'RoleAssigned', role: 'party_whip', person: 'M-2' }],
      [warn('member.party_whip')],
    ],
    [
      'the role was vacated after the first declaration',
      [vacated({}, '2026-02-03T09:00')],
      [warn('member.party_whip')],
    ],
    ['the role was vacated in the instant of the first declaration (readings 1.2)', [vacated({}, MONDAY)], [info]],
  ])('%s', (_case, entries, findings) => {
    expect(found('TH', [...entries, ...legs])).toEqual(findings);
  });

  it('stays vacant for that relationship, and P03 says which role it was', () => {
    const again = { t: '2026-02-03T09:00', e: 'RoleAssigned', role: 'party_whip', person: 'M-2' };
    expect(row('TH', [vacated(), ...legs, again])).toMatchObject({
      state: 'complete',
      legsOwed: [],
      vacantRole: 'party_whip',
    });
  });
});

describe('rel.declare: recipients by default (AL 30, 31; AMB-56)', () => {
  const legs = [declared(MONDAY, 'M-1', 'proper_officer'), declared(MONDAY, 'O-1', 'line_manager')];

  it('asks both parties to declare any relationship', () => {
    expect(found('AL', legs)).toEqual([]);
    expect(found('AL', [declared(MONDAY, 'M-1', 'proper_officer')])).toEqual([
      'WARN 30 31: relationship REL-1 leg officer.line_manager, 2026-02-10T00:00:00Z',
    ]);
  });

  it("sends the clerk's own declaration elsewhere", () => {
    const clerk = { t: '2026-01-05T09:00', e: 'RoleAssigned', role: 'proper_officer', person: 'O-1' };
    expect(
      found('AL', [clerk, declared(MONDAY, 'M-1', 'proper_officer'), declared(MONDAY, 'O-1', 'chair_of_council')]),
    ).toEqual([]);
    expect(row('AL', [clerk, ...legs])).toMatchObject({ legsOwed: ['officer.chair_of_council'] });
    const left = { t: '2026-01-20T09:00', e: 'RoleVacated', roles: ['proper_officer'] };
    expect(found('AL', [clerk, left, ...legs])).toEqual([]);
  });

  it('warns under TH and AL; nothing is owed if the pack is silent', () => {
    expect(levelsUnderEach('rel.declare', [declared(MONDAY, 'M-1', 'party_whip', family)], AT)).toEqual({
      TH: ['WARN'],
      AL: ['WARN', 'WARN'],
    });
    expect(row('GA', [declared(MONDAY, 'M-1', 'party_whip', family)])).toMatchObject({
      state: 'complete',
      legsOwed: [],
    });
  });

  it('is a breach if the text itself states the period', () => {
    const pack = packOf('TH');
    const leg = pack.deadlines.get('relationship.leg');
    if (leg === undefined) throw new Error('TH has no period for a leg');
    const own = {
      ...pack,
      deadlines: new Map([...pack.deadlines, ['relationship.leg', { ...leg, isDefault: false }] as const]),
    };
    const rows = given(own)
      .events([declared(MONDAY, 'O-1', 'monitoring_officer', family)])
      .at(AT)
      .rows('rel.declare');
    // 14.14: the officer must, the member should.
    expect(rows.map(({ subject, level }) => [subject, level])).toEqual([
      ['relationship REL-1 leg officer.line_manager', 'BREACH'],
      ['relationship REL-1 leg member.party_whip', 'WARN'],
    ]);
  });
});

describe('P03 relationship-register', () => {
  it('lists legs done in order, owed or not, and legs owed', () => {
    const entries = [
      declared(MONDAY, 'O-1', 'chief_executive', { ...family, event: 'E-1' }),
      declared('2026-02-03T10:00', 'O-1', 'archivist', { event: 'E-2' }),
      declared('2026-02-04T10:00', 'M-1', 'party_whip', { event: 'E-3' }),
    ];
    const expected = {
      category: 'family',
      mitigation: null,
      declaredBy: ['member', 'officer'],
      alsoKnownAs: [],
      legsDone: ['officer.chief_executive', 'member.party_whip'],
      legsOwed: ['officer.line_manager'],
      events: ['E-1', 'E-2', 'E-3'],
    };
    expect(row('TH', entries, '2026-02-09')).toEqual({ ...expected, state: 'incomplete' });
    expect(row('TH', entries, '2026-02-10')).toEqual({ ...expected, state: 'overdue' });
  });

  it('shows the latest category and mitigation, and counts its rows', () => {
    const entries = [
      declared(MONDAY, 'M-1', 'party_whip', family),
      declared('2026-02-03T10:00', 'M-1', 'party_whip', { category: 'business' }),
      declared('2026-02-04T10:00', 'O-1', 'line_manager'),
      ofRelationship('2026-02-05T09:00', 'RelationshipMitigationAgreed', { mitigation: 'no_shared_matters' }),
      ofRelationship('2026-02-06T09:00', 'RelationshipMitigationAgreed', { mitigation: 'apart' }),
    ];
    const view = given('TH').events(entries).at(AT).projection('relationship-register') as RelationshipsView;
    expect(view.rows).toBe(1);
    expect(view.relationships['REL-1']).toMatchObject({ category: 'business', mitigation: 'apart', state: 'complete' });
  });

  it('has no row for a relationship that was never declared, or whose declaration was withdrawn', () => {
    const ended = ofRelationship(MONDAY, 'RelationshipEnded');
    expect(row('TH', [ended])).toBeUndefined();
    const withdrawn = { t: '2026-02-03T09:00', e: 'EntryWithdrawn', target: 'REL-1', reason: 'wrong_person' };
    expect(row('TH', [declared(MONDAY, 'M-1', 'party_whip', family), withdrawn])).toBeUndefined();
  });

  it('says of the state which legs it is made of', () => {
    const entries = [declared(MONDAY, 'M-1', 'party_whip', { ...family, event: 'E-1' })];
    const then = (viewer?: Viewer) =>
      given('TH')
        .events(entries)
        .at(AT, viewer === undefined ? {} : { viewer });
    expect(then().explain('relationship-register', 'REL-1', 'state')).toEqual([
      { of: 'member.party_whip', line: 'The declaration member.party_whip was made.', events: ['E-1'] },
      { of: 'officer.line_manager', line: 'The declaration officer.line_manager is still owed.', events: ['E-1'] },
    ]);
    const member = { role: 'elected_member', person: 'M-1' };
    expect(() => then(member).explain('relationship-register', 'REL-1', 'state')).toThrow('figure_unknown');
  });
});
