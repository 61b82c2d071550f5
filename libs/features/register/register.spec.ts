import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '#lib/council/index.js';
import { type RawEntry, given } from '../../../test/support/given.js';
import { convened, declares, ofPerson, speaks } from '../../../test/support/item.js';
import type { ParticipationView } from '../meetings/projections.js';
import type { RegisterView, ReturnsView } from './projections.js';

const registers = (t: string, interest: string, fields: object = {}): RawEntry =>
  ofPerson(t, 'InterestRegistered', { category: 'dpi', interest, ...fields });
const ends = (t: string, interest: string): RawEntry => ofPerson(t, 'InterestEnded', { interest });
const changes = (t: string, interest: string, fields: object): RawEntry =>
  ofPerson(t, 'InterestChanged', { interest, ...fields });
const makesReturn = (t: string, fields: object = {}): RawEntry =>
  ofPerson(t, 'InterestsReturnMade', { nil: false, ...fields });
const asks = (t: string, interest = 'I-1'): RawEntry =>
  ofPerson(t, 'SensitiveInterestRequested', { interest, reason: 'threats' });
const decides = (t: string, outcome: string, fields: object = {}): RawEntry =>
  ofPerson(t, 'SensitiveInterestDetermined', { interest: 'I-1', by: 'monitoring_officer', outcome, ...fields });

function register(entries: readonly RawEntry[], at = '2026-12-31', viewer?: Viewer): RegisterView {
  const then = given('TH')
    .events(entries)
    .at(at, viewer === undefined ? {} : { viewer });
  return then.projection('interests-register') as RegisterView;
}

function returns(entries: readonly RawEntry[], at = '2026-12-31', viewer?: Viewer): ReturnsView {
  const then = given('TH')
    .events(entries)
    .at(at, viewer === undefined ? {} : { viewer });
  return then.projection('register-returns') as ReturnsView;
}

function whys(entries: readonly RawEntry[]): unknown[] {
  const timeline = given('TH').events(entries).at().projection('audit-timeline') as { rows: { why?: string }[] };
  return timeline.rows.map(({ why }) => why ?? null);
}

describe('a change of an entry', () => {
  const entry = registers('2026-01-10T09:00', 'I-1', { matters: ['MAT-1'] });
  const held = (change: object, speaking: string, until: RawEntry[] = []): unknown => {
    const item = { kind: 'ordinary', matter: 'MAT-2' };
    const entries = [entry, changes('2026-02-01T09:00', 'I-1', change), ...until, convened(item), speaks(speaking)];
    const view = given('TH').events(entries).at('2026-12-31').projection('meeting-participation') as ParticipationView;
    return view.items['IT-1']?.['M-1']?.interest;
  };

  it('begins and ceases what the entry is about', () => {
    expect(held({ matters: ['MAT-1', 'MAT-2'] }, '19:10')).toBe('dpi');
    expect(held({ matters: ['MAT-1'] }, '19:10')).toBe('none');
  });

  it('leaves the matters as they were where it names none, and lasts until the next', () => {
    const both = { matters: ['MAT-1', 'MAT-2'] };
    expect(held(both, '19:10', [changes('2026-02-02T09:00', 'I-1', { kind: 'land' })])).toBe('dpi');
    expect(held(both, '19:10', [changes('2026-02-02T09:00', 'I-1', { matters: ['MAT-1'] })])).toBe('none');
    expect(held(both, '19:10', [ends('2026-02-02T09:00', 'I-1')])).toBe('none');
  });

  it('shows in P01 as the newest change of a row that is otherwise as it was', () => {
    const [before] = register([entry]).rows;
    const { rows } = register([entry, changes('2026-02-01T09:00', 'I-1', { kind: 'land' })]);
    expect(rows).toMatchObject([
      { ...before, changed: '2026-02-01T09:00:00Z', events: [before?.events?.[0], expect.any(String)] },
    ]);
    expect(before).toMatchObject({
      person: 'M-1',
      category: 'dpi',
      interest: 'I-1',
      from: '2026-01-10T09:00:00Z',
      until: null,
      state: 'registered',
    });
  });

  it('of what is not on the register, or no longer, has no effect', () => {
    const late = changes('2026-03-01T09:00', 'I-1', {});
    expect(whys([changes('2026-01-09T09:00', 'I-1', {}), entry, ends('2026-02-01T09:00', 'I-1'), late])).toEqual([
      'I-1 is not on the register of M-1',
      null,
      null,
      'I-1 is not on the register of M-1',
    ]);
  });
});

describe('register-returns', () => {
  const history = [
    registers('2026-01-10T09:00', 'I-1'),
    registers('2026-01-11T09:00', 'I-2', { category: 'ori' }),
    makesReturn('2026-01-12T09:00', { basis: 'term' }),
    ends('2026-02-01T09:00', 'I-2'),
    registers('2026-02-02T09:00', 'I-3'),
    makesReturn('2026-03-01T09:00', { basis: 'annual' }),
    registers('2026-03-05T09:00', 'I-4'),
  ];

  it('says what was in force then and now, what came over from the return before, and how long ago it was', () => {
    expect(returns(history, '2026-03-11').rows).toEqual([
      {
        person: 'M-1',
        latest: { at: '2026-03-01T09:00:00Z', nil: false, basis: 'annual' },
        daysSince: 10,
        entriesThen: ['I-1', 'I-3'],
        entriesNow: ['I-1', 'I-3', 'I-4'],
        carriedForward: ['I-1'],
      },
    ]);
  });

  it('carries nothing forward from nothing', () => {
    const [row] = returns(history, '2026-01-20').rows;
    expect(row).toMatchObject({ entriesThen: ['I-1', 'I-2'], carriedForward: [], daysSince: 8 });
  });

  it('has a row for a nil return, and one for entries without a return', () => {
    const nil = { ...makesReturn('2026-01-12T09:00', { nil: true }), person: 'M-2' };
    const { rows } = returns([registers('2026-01-10T09:00', 'I-1'), nil], '2026-01-12');
    expect(rows).toMatchObject([
      { person: 'M-1', latest: null, daysSince: null, entriesThen: [], entriesNow: ['I-1'] },
      { person: 'M-2', latest: { nil: true, basis: null }, daysSince: 0, entriesNow: [] },
    ]);
  });

  it('is for its own person and for those who see all', () => {
    const other = { ...registers('2026-01-10T09:00', 'I-9'), person: 'M-2' };
    const people = (viewer: Viewer): string[] =>
      returns([...history, other], '2026-03-11', viewer).rows.map(({ person }) => person);
    expect(people({ role: 'auditor' })).toEqual(['M-1', 'M-2']);
    expect(people({ role: 'member', person: 'M-2' })).toEqual(['M-2']);
    expect(people({ role: 'public' })).toEqual([]);
  });
});

describe('a sensitive interest (Localism Act 2011 s32)', () => {
  const entry = registers('2026-01-10T09:00', 'I-1');
  const agreed = decides('2026-01-14T09:00', 'agreed', { reviewOn: '2026-06-30' });
  const isSensitive = (...entries: RawEntry[]): boolean => register([entry, ...entries]).rows[0]?.sensitive === true;

  it.each<[string, RawEntry[], boolean]>([
    ['is none where nobody spoke of it', [], false],
    ['needs more than the person', [asks('2026-01-12T09:00')], false],
    ['needs more than the officer', [agreed], false],
    ['needs both', [asks('2026-01-12T09:00'), agreed], true],
    ['may be agreed in the instant it is asked', [agreed, asks('2026-01-14T09:00')], true],
    ['is none where it is asked after the decision', [agreed, asks('2026-01-15T09:00')], false],
    ['is none where it is not agreed', [asks('2026-01-12T09:00'), decides('2026-01-14T09:00', 'not_agreed')], false],
    [
      'is none once the decision is another',
      [asks('2026-01-12T09:00'), agreed, decides('2026-07-01T09:00', 'not_agreed')],
      false,
    ],
    [
      'is none once it is ended',
      [asks('2026-01-12T09:00'), agreed, ofPerson('2026-07-01T09:00', 'SensitiveInterestEnded', { interest: 'I-1' })],
      false,
    ],
    [
      'is none where it is agreed again after its end and not asked again',
      [
        asks('2026-01-12T09:00'),
        agreed,
        ofPerson('2026-07-01T09:00', 'SensitiveInterestEnded', { interest: 'I-1' }),
        decides('2026-07-02T09:00', 'agreed'),
      ],
      false,
    ],
    ['is another where another is asked for', [asks('2026-01-12T09:00', 'I-2'), agreed], false],
  ])('%s', (_what, entries, expected) => {
    expect(isSensitive(...entries)).toBe(expected);
  });

  const history = [entry, registers('2026-01-11T09:00', 'I-2'), asks('2026-01-12T09:00'), agreed];
  const open = { person: 'M-1', category: 'dpi', until: null, state: 'registered' };

  it.each<Viewer>([{ role: 'public' }, { role: 'member', person: 'M-2' }, { role: 'group_leader', group: 'G-A' }])(
    'shows to %j that it exists, and withholds what it is',
    (viewer) => {
      const { rows } = register(history, '2026-05-01', viewer);
      expect(rows).toEqual([
        { ...open, from: '2026-01-10T09:00:00Z', sensitive: true },
        { ...open, interest: 'I-2', from: '2026-01-11T09:00:00Z', events: [expect.any(String)] },
      ]);
      expect(JSON.stringify(rows)).not.toContain('I-1');
    },
  );

  it.each<Viewer>([{ role: 'monitoring_officer' }, { role: 'auditor' }, { role: 'member', person: 'M-1' }])(
    'shows whole to %j, with its review',
    (viewer) => {
      const [row] = register(history, '2026-05-01', viewer).rows;
      expect(row).toMatchObject({ interest: 'I-1', sensitive: true, reviewOn: '2026-06-30', reviewDue: false });
    },
  );

  it('is due for review once the day is past, in P01 and beside the returns', () => {
    const due = (at: string): unknown[] => [
      register(history, at).rows[0]?.reviewDue,
      returns(history, at).reviews.map((one) => one.due)[0],
    ];
    expect(due('2026-06-30')).toEqual([false, false]);
    expect(due('2026-07-01')).toEqual([true, true]);
    expect(returns([...history, ends('2026-06-01T09:00', 'I-1')], '2026-07-01').reviews).toEqual([]);
    expect(returns(history, '2026-07-01', { role: 'member', person: 'M-2' }).reviews).toEqual([]);
  });

  it('that nobody asked for is said to have no effect', () => {
    expect(whys([entry, agreed])).toEqual([null, 'M-1 has not asked that I-1 be sensitive']);
  });
});

describe('gifts and hospitality', () => {
  const gift = ofPerson('2026-02-10T09:00', 'GiftOrHospitalityRecorded', {
    gift: 'GIFT-1',
    outcome: 'received',
    value: 65,
    receivedOn: '2026-02-03',
    from: 'DONOR-1',
    details: 'hamper',
  });

  it('are a list of their own, only where there are any, without giver or details', () => {
    expect(register([registers('2026-01-10T09:00', 'I-1')])).not.toHaveProperty('gifts');
    const row = { person: 'M-1', gift: 'GIFT-1', outcome: 'received', value: 65, receivedOn: '2026-02-03' };
    expect(register([gift], '2026-12-31', { role: 'public' })).toEqual({
      rows: [],
      gifts: [{ ...row, at: '2026-02-10T09:00:00Z' }],
    });
  });

  it('are recorded once by their token', () => {
    const again = { ...gift, t: '2026-02-11T09:00', outcome: 'refused' };
    expect(register([gift, again]).gifts).toHaveLength(1);
    expect(whys([gift, again])).toEqual([null, 'GIFT-1 was recorded already']);
  });
});

describe('histories without these events', () => {
  it('have the P01 they had', () => {
    const view = register([registers('2026-01-10T09:00', 'I-1'), declares('19:01', 'nri')]);
    expect(Object.keys(view)).toEqual(['rows']);
    for (const row of view.rows)
      expect(Object.keys(row)).toEqual(['person', 'category', 'interest', 'from', 'until', 'state', 'events']);
  });
});
