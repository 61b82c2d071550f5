import { describe, expect, it } from '@jest/globals';
import type { Pack } from '#lib/protocol/index.js';
import { type RawEntry, given, packOf } from '../../../test/support/given.js';
import { ofPerson } from '../../../test/support/item.js';

const RULE = 'int.categories_registered';
const takes = (t: string, role = 'elected_member'): RawEntry => ofPerson(t, 'RoleAssigned', { role });
const returns = (t: string, fields: object = {}): RawEntry =>
  ofPerson(t, 'InterestsReturnMade', { nil: true, basis: 'term', ...fields });
const registers = (t: string, fields: object = {}): RawEntry =>
  ofPerson(t, 'InterestRegistered', { category: 'dpi', interest: 'I-1', ...fields });
const found = (entries: readonly RawEntry[], at: string, pack: string | Pack = 'SO'): readonly string[] =>
  given(pack).events(entries).at(at).findings(RULE);

describe('LA2011 s30(1), (2): a return, or an entry, in 28 days beginning with the day of becoming a member', () => {
  // 11 May is the first day, 7 June the 28th and last: the next second is midnight BST of 8 June.
  const warn = (more = ''): string =>
    `WARN LA2011 s30(1) LA2011 s30(2): person M-1 term 2026-05-11, 2026-06-07T23:00:00Z${more}`;
  const taken = takes('2026-05-11T18:00');

  it.each<[string, RawEntry[], string, string[]]>([
    ['nothing before the period has ended', [taken], '2026-06-07', []],
    ['neither by its end: nobody can see whether there was anything', [taken], '2026-06-08T00:00', [warn()]],
    ['a nil return', [taken, returns('2026-05-20T09:00')], '2026-07-01', []],
    ['a return that names something', [taken, returns('2026-05-20T09:00', { nil: false })], '2026-07-01', []],
    ['a return in the last second', [taken, returns('2026-06-07T23:59:59')], '2026-07-01', []],
    [
      'a return the second after',
      [taken, returns('2026-06-08T00:00')],
      '2026-07-01',
      [warn(', resolved 2026-06-07T23:00:00Z')],
    ],
    ['a late return', [taken, returns('2026-06-20T09:00')], '2026-07-01', [warn(', resolved 2026-06-20T08:00:00Z')]],
    ['a return on the day, before the hour', [returns('2026-05-11T09:00'), taken], '2026-07-01', []],
    [
      'a return of the day before was that of a candidate',
      [returns('2026-05-10T09:00'), taken],
      '2026-07-01',
      [warn()],
    ],
    ['an entry of the register', [taken, registers('2026-05-20T09:00')], '2026-07-01', []],
    [
      'an entry of another category: whatever is notified is entered, s30(4)',
      [taken, registers('2026-05-20T09:00', { category: 'ori' })],
      '2026-07-01',
      [],
    ],
    ['a late entry', [taken, registers('2026-06-20T09:00')], '2026-07-01', [warn(', resolved 2026-06-20T08:00:00Z')]],
    [
      'an entry that ended before',
      [registers('2026-01-10T09:00'), ofPerson('2026-02-01T09:00', 'InterestEnded', { interest: 'I-1' }), taken],
      '2026-07-01',
      [warn()],
    ],
    ['two roles on one day are one term', [taken, takes('2026-05-11T19:00', 'mayor')], '2026-07-01', [warn()]],
    ['a role that makes nobody a member', [takes('2026-05-11T18:00', 'party_whip')], '2026-07-01', []],
    ['a co-opted member', [takes('2026-05-11T18:00', 'coopted_member')], '2026-07-01', [warn()]],
    ['somebody else’s return', [taken, { ...returns('2026-05-20T09:00'), person: 'M-2' }], '2026-07-01', [warn()]],
  ])('%s', (_case, entries, at, findings) => {
    expect(found(entries, at)).toEqual(findings);
  });

  it.each<[string, RawEntry[], string[]]>([
    ['what stands on the register is not notified again', [registers('2022-06-01T09:00')], []],
    ['a nil return of the last term says nothing of this one', [returns('2022-06-01T09:00')], [warn()]],
    ['nothing new: a nil return', [returns('2022-06-01T09:00'), returns('2026-05-20T09:00')], []],
  ])('s30(2), elected again: %s', (_case, entries, findings) => {
    expect(found([takes('2022-05-09T18:00'), returns('2022-05-10T09:00'), ...entries, taken], '2026-07-01')).toEqual(
      findings,
    );
  });

  it('is judged by the pack of the day of becoming a member: no council’s own pack asks it', () => {
    for (const tag of ['GA', 'TH', 'NT', 'OM', 'AL']) expect(found([taken], '2026-07-01', tag)).toEqual([]);
  });
});

type Counted = readonly (readonly [what: string, first: string, last: string, over: string])[];

/** Counted by hand on a calendar: the first day, the last one in time, and the instant at which it is over. */
const beginningWith: Counted = [
  ['a leap year: 20 days of February 2024, 8 of March', '2024-02-10', '2024-03-08', '2024-03-09T00:00:00Z'],
  ['no leap year: 19 days of February 2023, 9 of March', '2023-02-10', '2023-03-09', '2023-03-10T00:00:00Z'],
  ['from a leap day', '2028-02-29', '2028-03-27', '2028-03-27T23:00:00Z'],
  ['to a leap day', '2024-02-02', '2024-02-29', '2024-03-01T00:00:00Z'],
  ['over the end of a year', '2026-12-15', '2027-01-11', '2027-01-12T00:00:00Z'],
  ['to New Year’s Eve', '2026-12-04', '2026-12-31', '2027-01-01T00:00:00Z'],
  ['to New Year’s Day, a bank holiday that counts', '2026-12-05', '2027-01-01', '2027-01-02T00:00:00Z'],
  ['to Good Friday, which counts', '2026-03-07', '2026-04-03', '2026-04-03T23:00:00Z'],
  ['to Easter Sunday', '2026-03-09', '2026-04-05', '2026-04-05T23:00:00Z'],
  ['to Easter Monday, which counts', '2026-03-10', '2026-04-06', '2026-04-06T23:00:00Z'],
  ['to the day before the clocks go forward', '2026-03-01', '2026-03-28', '2026-03-29T00:00:00Z'],
  [
    'to the day on which they do: its last second is in summer time',
    '2026-03-02',
    '2026-03-29',
    '2026-03-29T23:00:00Z',
  ],
  ['to the day before the clocks go back', '2026-09-27', '2026-10-24', '2026-10-24T23:00:00Z'],
  [
    'to the day on which they do: its last second is in winter time',
    '2026-09-28',
    '2026-10-25',
    '2026-10-26T00:00:00Z',
  ],
  ['from the day on which the clocks go forward', '2026-03-29', '2026-04-25', '2026-04-25T23:00:00Z'],
  ['from the day on which they go back', '2026-10-25', '2026-11-21', '2026-11-22T00:00:00Z'],
];

/** The same first days under `within 28 days of`: one day more. */
const within: Counted = [
  ['a leap year', '2024-02-10', '2024-03-09', '2024-03-10T00:00:00Z'],
  ['no leap year', '2023-02-10', '2023-03-10', '2023-03-11T00:00:00Z'],
  ['over the end of a year', '2026-12-15', '2027-01-12', '2027-01-13T00:00:00Z'],
  ['to Easter Monday', '2026-03-09', '2026-04-06', '2026-04-06T23:00:00Z'],
  ['to the day on which the clocks go forward', '2026-03-01', '2026-03-29', '2026-03-29T23:00:00Z'],
  ['to the day on which they go back', '2026-09-27', '2026-10-25', '2026-10-26T00:00:00Z'],
];

const overlay = packOf('SO');
const countedWithin: Pack = {
  ...overlay,
  deadlines: new Map([...overlay.deadlines].map(([name, one]) => [name, { ...one, counting: 'within' as const }])),
};

/** What is found of a term, and of a disclosure, that began on a day and was answered at an instant. */
function answered(pack: Pack, first: string, at: string | null): readonly string[] {
  const answers = at === null ? [] : [{ ...returns(at, { nil: false, basis: 'change' }) }];
  const disclosed = {
    t: `${first}T19:00`,
    e: 'InterestDeclaredAtMeeting',
    person: 'M-1',
    item: 'IT-1',
    category: 'dpi',
  };
  return [takes(`${first}T00:00`), disclosed].flatMap((opening) => found([opening, ...answers], '2029-01-01', pack));
}

describe.each<[string, Pack, Counted]>([
  ['28 days beginning with a day: last day D + 27 (LA2011 s30(1), s31(3))', overlay, beginningWith],
  ['28 days within which, of a day: last day D + 28', countedWithin, within],
])('%s', (_counting, pack, days) => {
  it.each(days)('%s', (_what, first, last, over) => {
    const end = (more = ''): unknown => [
      expect.stringMatching(new RegExp(`term ${first}, ${over}${more}$`)),
      expect.stringMatching(new RegExp(`category dpi, ${over}${more}$`)),
    ];
    expect(answered(pack, first, `${last}T23:59:59`)).toEqual([]);
    expect(answered(pack, first, over)).toEqual(end(`, resolved ${over}`));
    expect(answered(pack, first, null)).toEqual(end());
  });
});
