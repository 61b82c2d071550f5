import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';
import { abstains, convened, declares, ofPerson, speaks, votes, withdraws } from '../../../test/support/item.js';

const AT = '2026-03-06';
const found = (rule: RuleId, entries: readonly RawEntry[], at = AT): readonly string[] =>
  given('TH').events(entries).at(at).findings(rule);
const of = (clauses: string, time: string): string => `BREACH ${clauses}: item IT-1 person M-1, 2026-03-05T${time}:00Z`;

describe('int.tenancy (TH 3.28)', () => {
  const tenant = ofPerson('2026-01-10T09:00', 'TenancyDeclared');
  const own = convened('solely_own_dwelling', ['M-1']);

  it.each<[string, RawEntry[], string[]]>([
    [
      'a tenant votes on housing under the general dispensation',
      [convened('general_housing'), tenant, votes('19:30')],
      [],
    ],
    ['a tenant votes on rents', [convened('council_housing_rents'), tenant, votes('19:30')], []],
    ['a tenant votes on the own dwelling', [own, tenant, votes('19:30')], [of('3.28', '19:30')]],
    ['a tenant speaks on the own dwelling', [own, tenant, speaks('19:10'), votes('19:30')], [of('3.28', '19:10')]],
    ['abstains there without withdrawing', [own, tenant, abstains('19:30')], [of('3.28', '19:30')]],
    ['withdraws from it', [own, tenant, withdraws('19:05')], []],
    ["another's dwelling", [convened('solely_own_dwelling', ['M-2']), tenant, votes('19:30')], []],
    ['nobody declared a tenancy', [own, votes('19:30')], []],
    [
      'a dispensation for the dwelling',
      [
        own,
        tenant,
        ofPerson('2026-02-01T09:00', 'DispensationRecorded', { scope: 'speak_and_vote', item: 'IT-1' }),
        votes('19:30'),
      ],
      [],
    ],
    [
      'acts on housing between `since` and the declaration',
      [
        convened('general_housing'),
        votes('19:30'),
        ofPerson('2026-03-06T09:00', 'TenancyDeclared', { since: '2026-01-01' }),
      ],
      [of('3.28', '19:30')],
    ],
    [
      'the tenancy began later',
      [
        convened('general_housing'),
        votes('19:30'),
        ofPerson('2026-03-06T09:00', 'TenancyDeclared', { since: '2026-03-06' }),
      ],
      [],
    ],
    [
      'an item that is not about housing',
      [convened('ordinary'), votes('19:30'), ofPerson('2026-03-06T09:00', 'TenancyDeclared', { since: '2026-01-01' })],
      [],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(found('int.tenancy', entries)).toEqual(findings);
  });

  it('forbids under TH alone', () => {
    expect(levelsUnderEach('int.tenancy', [own, tenant, votes('19:30')], AT)).toEqual({ TH: ['BREACH'] });
  });

  it('reads the kind of item that is known at the instant asked (readings 5)', () => {
    const late = { ...own, rec: '2026-03-20T09:00' };
    const asked = given('TH').events([late, tenant, votes('19:30')]);
    expect(asked.at(AT, { knownAt: AT }).findings('int.tenancy')).toEqual([]);
    expect(asked.at(AT).findings('int.tenancy')).toEqual([of('3.28', '19:30')]);
  });
});

describe('int.rent_arrears_bar (TH 3.28)', () => {
  const rule = 'int.rent_arrears_bar';
  const discloses = (t: string, fields: object): RawEntry => ofPerson(t, 'RentArrearsDisclosed', fields);
  const confirmed = (t: string, fields: object): RawEntry =>
    ofPerson(t, 'ArrearsStatusConfirmed', { kind: 'rent', ...fields });
  const rents = convened('council_housing_rents');

  it.each<[string, RawEntry[], string[]]>([
    [
      'two months, the threshold',
      [discloses('2026-03-05T18:00', { months: 2 }), votes('19:30')],
      [of('3.28', '19:30')],
    ],
    ['less than two', [discloses('2026-03-05T18:00', { months: 1 }), votes('19:30')], []],
    [
      'bars the vote, not the speaking',
      [discloses('2026-03-05T18:00', { months: 3 }), speaks('19:10'), abstains('19:30')],
      [],
    ],
    [
      'a decision is a vote',
      [discloses('2026-03-05T18:00', { months: 3 }), speaks('19:10', 'decision')],
      [of('3.28', '19:10')],
    ],
    [
      'the latest figure is in force',
      [confirmed('2026-02-01T09:00', { months: 2 }), confirmed('2026-03-04T09:00', { months: 0 }), votes('19:30')],
      [],
    ],
    [
      'a confirmed figure on a tie',
      [confirmed('2026-03-05T18:00', { months: 4 }), discloses('2026-03-05T18:00', { months: 0 }), votes('19:30')],
      [of('3.28', '19:30')],
    ],
    ['a figure proves nothing about earlier dates', [votes('19:30'), confirmed('2026-03-05T20:00', { months: 4 })], []],
    [
      '`barred` is read instead of `months`',
      [confirmed('2026-03-01T09:00', { months: 4, barred: false }), votes('19:30')],
      [],
    ],
    [
      'council tax is another matter',
      [confirmed('2026-03-01T09:00', { kind: 'council_tax', months: 4 }), votes('19:30')],
      [],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(found(rule, [rents, ...entries])).toEqual(findings);
  });

  it('bars nothing on an ordinary item, and forbids under TH alone', () => {
    const arrears = discloses('2026-03-05T18:00', { months: 3 });
    expect(found(rule, [convened(), arrears, votes('19:30')])).toEqual([]);
    expect(levelsUnderEach(rule, [rents, arrears, votes('19:30')], AT)).toEqual({ TH: ['BREACH'] });
  });

  it('finds what is known late, and not before it is known', () => {
    const entries = [
      rents,
      { ...confirmed('2026-02-28T09:00', { months: 4 }), rec: '2026-03-20T09:00' },
      votes('19:30'),
    ];
    expect(given('TH').events(entries).at(AT, { knownAt: AT }).findings(rule)).toEqual([]);
    expect(given('TH').events(entries).at(AT).rows(rule)).toMatchObject([
      { occurredAt: '2026-03-05T19:30:00Z', recordedAt: '2026-03-20T09:00:00Z' },
    ]);
  });
});

describe('int.council_tax_arrears_bar (TH 3.29, 3.30)', () => {
  const rule = 'int.council_tax_arrears_bar';
  const confirmed = ofPerson('2026-03-01T09:00', 'ArrearsStatusConfirmed', { kind: 'council_tax', months: 3 });
  const discloses = (t: string, fields: object = {}): RawEntry =>
    ofPerson(t, 'CouncilTaxArrearsDisclosed', { months: 3, ...fields });
  const undisclosed = (time: string, more = ''): string =>
    `BREACH 3.30: item IT-1 person M-1 disclosure, 2026-03-05T${time}:00Z${more}`;

  it.each([
    'tax_level_calculation',
    'precept_issue',
    'collection_enforcement_penalties',
    'recommendation_affecting_tax_level',
  ])('bars the vote on %s, and asks for disclosure', (kind) => {
    expect(found(rule, [convened(kind), confirmed, votes('19:30')])).toEqual([
      of('3.29', '19:30'),
      undisclosed('19:30'),
    ]);
  });

  it.each<[string, RawEntry[], string[]]>([
    ['disclosed and abstaining', [discloses('2026-03-05T18:30'), abstains('19:30')], []],
    ['disclosed and voting', [discloses('2026-03-05T18:30'), votes('19:30')], [of('3.29', '19:30')]],
    ['abstaining undisclosed', [confirmed, abstains('19:30')], [undisclosed('19:30')]],
    ['withdrawing undisclosed', [confirmed, withdraws('19:05')], []],
    [
      'disclosed later',
      [confirmed, speaks('19:10'), discloses('2026-03-05T19:40')],
      [undisclosed('19:10', ', resolved 2026-03-05T19:40:00Z')],
    ],
    [
      'disclosed in the instant of the act (readings 1.2)',
      [confirmed, abstains('19:30'), discloses('2026-03-05T19:30')],
      [],
    ],
    [
      'disclosed to another meeting',
      [confirmed, discloses('2026-03-05T18:30', { meeting: 'MTG-9' }), abstains('19:30')],
      [undisclosed('19:30')],
    ],
    ['not barred, nothing owed', [discloses('2026-03-05T18:30', { months: 1 }), votes('19:30')], []],
  ])('%s', (_case, entries, findings) => {
    expect(found(rule, [convened('precept_issue'), ...entries])).toEqual(findings);
  });

  it('forbids under TH alone', () => {
    const entries = [convened('precept_issue'), confirmed, votes('19:30')];
    expect(levelsUnderEach(rule, entries, AT)).toEqual({ TH: ['BREACH', 'BREACH'] });
  });
});

describe('a tenancy that is declared in the item', () => {
  it('is declared like any other interest', () => {
    const entries = [convened('general_housing'), declares('19:01', 'tenancy'), votes('19:30')];
    expect(found('int.declare_at_meeting', entries)).toEqual([]);
    expect(found('int.tenancy', entries)).toEqual([]);
  });
});
