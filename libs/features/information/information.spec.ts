import { describe, expect, it } from '@jest/globals';
import { type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';

const asks = (id: string, member: string, fields: object = {}): RawEntry => ({
  t: '2026-03-02T09:00',
  e: 'InformationRequested',
  id,
  member,
  matter: 'MAT-1',
  ...fields,
});
const provided = (id: string, t = '2026-03-03T09:00'): RawEntry => ({ t, e: 'InformationProvided', id });
const refused = (id: string, t = '2026-03-04T09:00', fields: object = {}): RawEntry => ({
  t,
  e: 'InformationRefused',
  id,
  ...fields,
});

const met = [asks('INF-1', 'M-1'), provided('INF-1')];
const turnedDown = [asks('INF-2', 'M-2'), refused('INF-2')];

describe('clr.equal_treatment between members (GA 2.3, TH 3.9, NT 3.2, OM 2.4)', () => {
  it('is hard under GA and TH, soft under NT and OM; AL speaks of parts of the council (AMB-60)', () => {
    const levels = levelsUnderEach('clr.equal_treatment', [...met, ...turnedDown]);
    expect(levels).toEqual({ GA: ['BREACH'], TH: ['BREACH'], NT: ['WARN'], OM: ['WARN'] });
  });

  it('is resolved by what took back the support beside it, also if that event is about the member who was refused', () => {
    const support = (t: string, kind: string, member: string, fields: object): RawEntry => {
      return { t, e: `Support${kind}`, member, matter: 'MAT-1', ...fields };
    };
    const entries = [
      support('2026-03-24T18:00', 'Provided', 'M-4', { id: 'SUP-1', event: 'E-1' }),
      support('2026-03-26T09:30', 'Declined', 'M-2', { event: 'E-2' }),
      support('2026-03-27T09:00', 'Declined', 'M-2', { id: 'SUP-1', event: 'E-3' }),
    ];
    const { rows } = given('TH').events(entries).at('2026-03-28').projection('findings') as { rows: object[] };
    expect(rows).toMatchObject([{ rule: 'clr.equal_treatment', event: 'E-2', events: ['E-1', 'E-2', 'E-3'] }]);
  });

  const found = (instant: string): string => `BREACH 3.9 6.2: request INF-2, ${instant}`;
  const open = found('2026-03-04T09:00:00Z');

  it.each<[string, RawEntry[], string[]]>([
    [
      'from when both answers stand',
      [...turnedDown, asks('INF-1', 'M-1'), provided('INF-1', '2026-03-05T09:00')],
      [found('2026-03-05T09:00:00Z')],
    ],
    [
      'not where a ground is given',
      [...met, asks('INF-2', 'M-2'), refused('INF-2', '2026-03-04T09:00', { ground: 'curiosity' })],
      [],
    ],
    ['not where nobody else was answered', turnedDown, []],
    ['not beside the member’s own', [asks('INF-1', 'M-2'), provided('INF-1'), ...turnedDown], []],
    ['not for another matter', [...met, asks('INF-2', 'M-2', { matter: 'MAT-2' }), refused('INF-2')], []],
    [
      'resolved by a ground',
      [...met, ...turnedDown, refused('INF-2', '2026-03-06T09:00', { ground: 'curiosity' })],
      [`${open}, resolved 2026-03-06T09:00:00Z`],
    ],
    [
      'resolved by another answer',
      [...met, ...turnedDown, provided('INF-2', '2026-03-06T09:00')],
      [`${open}, resolved 2026-03-06T09:00:00Z`],
    ],
  ])('TH 3.9: %s', (_what, entries, expected) => {
    expect(given('TH').events(entries).at().findings()).toEqual(expected);
  });

  it('between groups and between members are two findings (readings 3)', () => {
    const groups = [
      {
        t: '2026-03-02T09:00',
        e: 'GroupSupportRequested',
        id: 'REQ-1',
        group: 'G-A',
        form: 'written_report',
        matter: 'MAT-1',
      },
      {
        t: '2026-03-02T09:00',
        e: 'GroupSupportRequested',
        id: 'REQ-2',
        group: 'G-B',
        form: 'written_report',
        matter: 'MAT-1',
      },
      { t: '2026-03-03T09:00', e: 'GroupSupportRequestAccepted', id: 'REQ-1' },
      { t: '2026-03-03T09:00', e: 'GroupSupportRequestDeclined', id: 'REQ-2' },
    ];
    expect(
      given('NT')
        .events([...groups, ...met, ...turnedDown])
        .at()
        .findings(),
    ).toEqual([
      'WARN 3.2 6.1(a) 6.1(f): request REQ-2, 2026-03-03T09:00:00Z',
      'WARN 3.2 6.1(a) 6.1(f): request INF-2, 2026-03-04T09:00:00Z',
    ]);
  });
});

describe('refusals that the pack authorises are not unexplained (AMB-32; TH 12.13, 12.14)', () => {
  const sits = (member: string, group: string): RawEntry => ({
    t: '2026-01-06T09:00',
    e: 'GroupMembershipChanged',
    member,
    group,
  });
  const setting = [
    sits('M-1', 'G-A'),
    sits('M-2', 'G-B'),
    { t: '2026-01-05T09:00', e: 'PoliticalGroupRegistered', group: ['G-A', 'G-B'] },
    { t: '2026-01-07T09:00', e: 'AdministrationFormed', group: 'G-A' },
    ...met,
  ];
  const unexplained = (tag: string, fields: object): unknown => {
    const then = given(tag)
      .events([...setting, asks('INF-2', 'M-2', fields), refused('INF-2')])
      .at();
    return (then.projection('even-handedness-by-councillor') as { council: { unexplainedRefusals: number } }).council
      .unexplainedRefusals;
  };

  it.each<[string, object, number]>([
    ['another group’s paper', { paperOf: 'G-A' }, 0],
    ['a paper of what was never registered as a group (AMB-32)', { paperOf: 'G-X' }, 1],
    ['a paper of the member’s own group', { paperOf: 'G-B' }, 1],
    ['emerging drafts, to a member outside the administration', { class: 'administration_draft' }, 0],
    ['any other paper', { class: 'exempt' }, 1],
  ])('%s', (_what, fields, number) => {
    expect(unexplained('TH', fields)).toBe(number);
    expect(unexplained('GA', fields)).toBe(1);
  });
});

describe('P23 even-handedness-by-councillor', () => {
  const view = (...entries: RawEntry[]): unknown =>
    given('GA').events(entries).at().projection('even-handedness-by-councillor');

  it('counts what each member asked for and got', () => {
    const entries = [
      ...met,
      asks('INF-3', 'M-1'),
      refused('INF-3', '2026-03-04T09:00', { ground: 'exempt' }),
      asks('INF-4', 'M-1'),
      ...turnedDown,
    ];
    expect(view(...entries)).toEqual({
      councillors: {
        'M-1': { requests: 3, granted: 1, refused: 1, rate: 0.5, supported: 0, supportDeclined: 0 },
        'M-2': { requests: 1, granted: 0, refused: 1, rate: 0, supported: 0, supportDeclined: 0 },
      },
      council: { gap: 0.5, unexplainedRefusals: 1 },
    });
  });

  it.each<[string, RawEntry[], object]>([
    [
      'the latest answer wins',
      [
        asks('INF-1', 'M-1'),
        refused('INF-1', '2026-03-03T09:00', { ground: 'exempt' }),
        provided('INF-1', '2026-03-05T09:00'),
      ],
      { requests: 1, granted: 1, refused: 0, rate: 1 },
    ],
    ['no answer, no rate', [asks('INF-1', 'M-1')], { requests: 1, granted: 0, refused: 0, rate: null }],
    [
      'the second opening of a token counts nothing (readings 1.8)',
      [asks('INF-1', 'M-1'), asks('INF-1', 'M-1', { t: '2026-03-03T09:00' })],
      { requests: 1, granted: 0, refused: 0, rate: null },
    ],
  ])('%s', (_what, entries, row) => {
    expect(view(...entries)).toMatchObject({ councillors: { 'M-1': row } });
  });

  const supports = (what: 'Provided' | 'Declined', member: string, fields: object = {}): RawEntry => ({
    t: '2026-03-05T09:00',
    e: `Support${what}`,
    member,
    matter: 'MAT-1',
    ...fields,
  });

  it('counts support of single members beside information (readings 4, P23; GA 2.3, OM 2.4, NT 3.2, TH 3.9)', () => {
    const entries = [
      supports('Provided', 'M-1'),
      supports('Provided', 'M-1'),
      supports('Declined', 'M-2', { id: 'SUP-1' }),
      supports('Declined', 'M-2', { id: 'SUP-1', t: '2026-03-06T09:00' }),
    ];
    expect(view(...entries)).toMatchObject({
      councillors: { 'M-1': { supported: 2, supportDeclined: 0 }, 'M-2': { supported: 0, supportDeclined: 1 } },
      council: { gap: null, unexplainedRefusals: 1 },
    });
  });

  it.each<[string, RawEntry[], string[]]>([
    [
      'support declined beside support of another member',
      [supports('Provided', 'M-1'), supports('Declined', 'M-2', { event: 'E-1' })],
      ['BREACH 3.9 6.2: event E-1, 2026-03-05T09:00:00Z'],
    ],
    [
      'support declined beside information of another member',
      [...met, supports('Declined', 'M-2', { event: 'E-1' })],
      ['BREACH 3.9 6.2: event E-1, 2026-03-05T09:00:00Z'],
    ],
    [
      'information refused beside support of another member',
      [supports('Provided', 'M-1'), ...turnedDown],
      ['BREACH 3.9 6.2: request INF-2, 2026-03-05T09:00:00Z'],
    ],
    [
      'resolved once the entry stands as given',
      [
        supports('Provided', 'M-1'),
        supports('Declined', 'M-2', { event: 'E-1', id: 'SUP-1' }),
        supports('Provided', 'M-2', { id: 'SUP-1', t: '2026-03-06T09:00' }),
      ],
      ['BREACH 3.9 6.2: event E-1, 2026-03-05T09:00:00Z, resolved 2026-03-06T09:00:00Z'],
    ],
    [
      'not where a ground is given',
      [supports('Provided', 'M-1'), supports('Declined', 'M-2', { ground: 'no_capacity' })],
      [],
    ],
  ])('TH 3.9: %s (readings 4, P23)', (_what, entries, found) => {
    expect(given('TH').events(entries).at().findings()).toEqual(found);
  });

  it('whom neither a membership nor a ward ever named stands apart and counts in no figure of the council (readings 4, P23)', () => {
    const sitting = { t: '2026-01-06T09:00', e: 'GroupMembershipChanged', member: 'M-1', group: 'G-A' };
    const ward = { t: '2026-01-06T09:00', e: 'WardMembersRegistered', ward: 'W-1', members: ['M-3'] };
    const entries = [...met, ...turnedDown, asks('INF-3', 'M-3')];
    expect(view(sitting, ward, ...entries)).toMatchObject({
      councillors: { 'M-1': { requests: 1 }, 'M-3': { requests: 1 } },
      unregistered: { 'M-2': { requests: 1, refused: 1 } },
      council: { gap: 0, unexplainedRefusals: 0 },
    });
    expect(view(ward, ...entries)).not.toHaveProperty('unregistered');
  });

  it('opens each count to what it is made of', () => {
    const then = given('GA')
      .events([...met, ...turnedDown])
      .at();
    expect(then.explain('even-handedness-by-councillor', 'M-2', 'refused')).toMatchObject([{ of: 'INF-2' }]);
    expect(then.explain('even-handedness-by-councillor', 'council', 'unexplainedRefusals')).toMatchObject([
      { of: 'INF-2' },
    ]);
  });

  it('an answer to an unknown request has no effect, and P21 says so (readings 1.8)', () => {
    const then = given('GA')
      .events([provided('INF-9')])
      .at();
    expect(then.projection('audit-timeline')).toMatchObject({
      rows: [{ effect: 'none', why: 'there is no request INF-9' }],
    });
    expect(view(provided('INF-9'))).toEqual({ councillors: {}, council: { gap: null, unexplainedRefusals: 0 } });
  });
});
