import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given } from '../../../test/support/given.js';
import { abstains, convened, declares, ofPerson, speaks, tests, votes, withdraws } from '../../../test/support/item.js';

const AT = '2026-03-06';
const found = (rule: RuleId, entries: readonly RawEntry[], at = AT): readonly string[] =>
  given('SO').events(entries).at(at).findings(rule);
const registers = (t: string, fields: object = {}): RawEntry =>
  ofPerson(t, 'InterestRegistered', { category: 'dpi', interest: 'I-1', ...fields });
const item = (matter?: string): RawEntry => convened(matter === undefined ? 'ordinary' : { kind: 'ordinary', matter });
const returned = (t: string, nil: boolean): RawEntry => ofPerson(t, 'InterestsReturnMade', { nil, basis: 'term' });
const resolved = (at: string): string => `, resolved ${at}Z`;

describe('LA2011 s31(2): a DPI that the register has not is disclosed to the meeting', () => {
  const rule = 'int.declare_at_meeting';
  const breach = (time: string, more = ''): string =>
    `BREACH LA2011 s31(2): item IT-1 person M-1, 2026-03-05T${time}:00Z${more}`;
  const early = registers('2026-01-10T09:00', { matters: ['MAT-1'] });

  it.each<[string, RawEntry[], string[]]>([
    ['disclosed before the first act', [item(), declares('19:01', 'dpi'), speaks('19:10')], []],
    ['disclosed in the instant of it', [item(), speaks('19:10'), declares('19:10', 'dpi')], []],
    [
      'disclosed after it',
      [item(), speaks('19:10'), declares('19:40', 'dpi')],
      [breach('19:10', resolved('2026-03-05T19:40:00'))],
    ],
    [
      'abstaining is being there',
      [item(), abstains('19:10'), declares('19:40', 'dpi')],
      [breach('19:10', resolved('2026-03-05T19:40:00'))],
    ],
    [
      'registered with the matter of the item: nothing is owed to the meeting',
      [item('MAT-1'), early, speaks('19:10')],
      [],
    ],
    [
      'registered with the matter and disclosed late all the same',
      [item('MAT-1'), early, speaks('19:10'), declares('19:40', 'dpi')],
      [],
    ],
    [
      'registered with another matter: that is another interest',
      [item('MAT-2'), early, speaks('19:10'), declares('19:40', 'dpi')],
      [breach('19:10', resolved('2026-03-05T19:40:00'))],
    ],
    [
      'registered with no matter: it may be this one',
      [item('MAT-2'), registers('2026-01-10T09:00'), speaks('19:10'), declares('19:40', 'dpi')],
      [],
    ],
    [
      'taken off the register before the meeting',
      [
        item('MAT-1'),
        early,
        ofPerson('2026-02-01T09:00', 'InterestEnded', { interest: 'I-1' }),
        speaks('19:10'),
        declares('19:40', 'dpi'),
      ],
      [breach('19:10', resolved('2026-03-05T19:40:00'))],
    ],
    [
      'entered only after the act',
      [item('MAT-1'), speaks('19:10'), declares('19:40', 'dpi'), registers('2026-03-05T21:00', { matters: ['MAT-1'] })],
      [breach('19:10', resolved('2026-03-05T19:40:00'))],
    ],
    [
      'another category is no affair of the Act',
      [item(), speaks('19:10'), declares('19:40', 'ori'), declares('19:41', 'nri')],
      [],
    ],
    ['a test alone makes no DPI', [item(), tests('18:50', 'significant'), speaks('19:10')], []],
  ])('%s', (_case, entries, findings) => {
    expect(found(rule, entries)).toEqual(findings);
  });
});

describe('what an entry says of matters holds from its change (LA2011 s31(2), (3))', () => {
  const entered = registers('2026-01-10T09:00', { matters: ['MAT-2'] });
  const changed = (t: string): RawEntry => ofPerson(t, 'InterestChanged', { interest: 'I-1', matters: ['MAT-1'] });
  const late = [item('MAT-1'), speaks('19:10'), declares('19:40', 'dpi')];

  it.each<[string, RawEntry[], number, number]>([
    ['changed to the matter before the meeting', [entered, changed('2026-02-01T09:00')], 0, 0],
    ['changed to it within the 28 days', [entered, changed('2026-04-01T23:59:59')], 1, 0],
    ['changed to it the second after', [entered, changed('2026-04-02T00:00')], 1, 1],
    ['never', [entered], 1, 1],
  ])('%s', (_case, entries, undisclosed, unnotified) => {
    expect(found('int.declare_at_meeting', [...late, ...entries], '2026-05-01')).toHaveLength(undisclosed);
    expect(found('int.categories_registered', [...late, ...entries], '2026-05-01')).toHaveLength(unnotified);
  });
});

describe('LA2011 s31(4), s33: no discussion and no vote while a DPI is held, unless dispensed', () => {
  const rule = 'int.withdraw_if_significant';
  const breach = (time: string): string => `BREACH LA2011 s31(4): item IT-1 person M-1, 2026-03-05T${time}:00Z`;
  const dispensed = (t: string, fields: object = {}): RawEntry =>
    ofPerson(t, 'DispensationRecorded', { scope: 'speak_and_vote', category: 'dpi', ...fields });
  const dpi = declares('19:01', 'dpi');

  it.each<[string, RawEntry[], string[]]>([
    ['speaking', [dpi, speaks('19:10')], [breach('19:10')]],
    ['voting', [dpi, votes('19:30')], [breach('19:30')]],
    ['speaking, then voting: one part, one finding', [dpi, speaks('19:10'), votes('19:30')], [breach('19:10')]],
    ['abstaining is no vote', [dpi, abstains('19:30')], []],
    ['staying in the room', [dpi], []],
    ['leaving', [dpi, withdraws('19:05')], []],
    ['leaving and coming back to vote', [dpi, withdraws('19:05'), votes('19:30')], [breach('19:30')]],
    [
      'on the register and silent: registering is not enough',
      [registers('2026-01-10T09:00', { matters: ['MAT-1'] }), votes('19:30')],
      [breach('19:30')],
    ],
    ['declared after the vote', [votes('19:30'), declares('19:40', 'dpi')], [breach('19:30')]],
    [
      'tested and found insignificant: the Act knows no such test',
      [dpi, tests('19:02', 'not_significant'), votes('19:30')],
      [breach('19:30')],
    ],
    [
      'another interest, tested as significant',
      [declares('19:01', 'ori'), tests('19:02', 'significant'), votes('19:30')],
      [],
    ],
    ['an interest that was only tested', [tests('19:02', 'significant'), votes('19:30')], []],
    ['dispensed to speak and vote', [dispensed('2026-02-01T09:00'), dpi, speaks('19:10'), votes('19:30')], []],
    [
      'dispensed to speak: the vote stays barred',
      [dispensed('2026-02-01T09:00', { scope: 'speak' }), dpi, speaks('19:10'), votes('19:30')],
      [breach('19:30')],
    ],
    [
      'dispensed for another item',
      [dispensed('2026-02-01T09:00', { item: 'IT-2' }), dpi, votes('19:30')],
      [breach('19:30')],
    ],
    [
      'the last day of a dispensation',
      [dispensed('2026-02-01T09:00', { until: '2026-03-05' }), dpi, votes('19:30')],
      [],
    ],
    [
      'the day after it: the bar is open again',
      [dispensed('2026-02-01T09:00', { until: '2026-03-04' }), dpi, votes('19:30')],
      [breach('19:30')],
    ],
    [
      'four years at most: granted 6 March 2022, last day 5 March 2026',
      [dispensed('2022-03-06T09:00', { until: '2030-01-01' }), dpi, votes('19:30')],
      [],
    ],
    [
      'four years at most: granted 5 March 2022, last day 4 March 2026',
      [dispensed('2022-03-05T09:00', { until: '2030-01-01' }), dpi, votes('19:30')],
      [breach('19:30')],
    ],
    ['granted after the vote', [dpi, votes('19:30'), dispensed('2026-03-05T21:00')], [breach('19:30')]],
  ])('%s', (_case, entries, findings) => {
    expect(found(rule, [item('MAT-1'), ...entries])).toEqual(findings);
  });

  it('P02 asks the holder to take no part, not to leave, and counts the vote', () => {
    const then = given('SO')
      .events([item(), dpi, votes('19:30')])
      .at(AT);
    expect(then.projection('meeting-participation')).toMatchObject({
      items: { 'IT-1': { 'M-1': { interest: 'dpi', required: 'abstain', happened: 'voted', verdict: 'breach' } } },
      votesInBreach: { 'IT-1': 1 },
    });
  });

  it.each<[string, RawEntry[], string]>([
    ['dispensed and unregistered: disclosed', [dispensed('2026-02-01T09:00'), dpi, votes('19:30')], 'declare'],
    [
      'dispensed and registered: nothing',
      [dispensed('2026-02-01T09:00'), registers('2026-01-10T09:00', { matters: ['MAT-1'] }), votes('19:30')],
      'none',
    ],
    ['another interest: nothing', [declares('19:01', 'ori'), tests('19:02', 'significant'), votes('19:30')], 'none'],
    ['a tenancy: nothing', [declares('19:01', 'tenancy'), votes('19:30')], 'none'],
  ])('P02, %s', (_case, entries, required) => {
    const then = given('SO')
      .events([item('MAT-1'), ...entries])
      .at(AT);
    expect(then.projection('meeting-participation')).toMatchObject({ items: { 'IT-1': { 'M-1': { required } } } });
  });
});

describe('LA2011 s31(3): what was disclosed and is not on the register is notified in 28 days beginning with that day', () => {
  const rule = 'int.categories_registered';
  // 5 March is the first day, 1 April the 28th and last: the next second is midnight BST of 2 April.
  const breach = (what: string, more = ''): string =>
    `BREACH LA2011 s31(3): person M-1 ${what} category dpi, 2026-04-01T23:00:00Z${more}`;
  const told = [item('MAT-1'), declares('19:01', 'dpi')];

  it.each<[string, RawEntry[], string, string[]]>([
    ['nothing before the period has ended', told, '2026-04-01', []],
    ['not notified by its end', told, '2026-04-02T00:00', [breach('matter MAT-1')]],
    ['of an item without a matter', [item(), declares('19:01', 'dpi')], '2026-05-01', [breach('item IT-1')]],
    ['entered on the last day', [...told, registers('2026-04-01T23:59:59')], '2026-05-01', []],
    [
      'entered the second after',
      [...told, registers('2026-04-02T00:00')],
      '2026-05-01',
      [breach('matter MAT-1', resolved('2026-04-01T23:00:00'))],
    ],
    [
      'entered before, with the matter',
      [registers('2026-01-10T09:00', { matters: ['MAT-1'] }), ...told],
      '2026-05-01',
      [],
    ],
    [
      'entered before, with another matter',
      [registers('2026-01-10T09:00', { matters: ['MAT-2'] }), ...told],
      '2026-05-01',
      [breach('matter MAT-1')],
    ],
    [
      'entered before, and ended before',
      [
        registers('2026-01-10T09:00', { matters: ['MAT-1'] }),
        ofPerson('2026-02-01T09:00', 'InterestEnded', { interest: 'I-1' }),
        ...told,
      ],
      '2026-05-01',
      [breach('matter MAT-1')],
    ],
    [
      'a return that names something, on the last day',
      [...told, returned('2026-04-01T23:59:59', false)],
      '2026-05-01',
      [],
    ],
    [
      'a return the second after',
      [...told, returned('2026-04-02T00:00', false)],
      '2026-05-01',
      [breach('matter MAT-1', resolved('2026-04-01T23:00:00'))],
    ],
    [
      'a nil return is no notice of it',
      [...told, returned('2026-03-10T09:00', true)],
      '2026-05-01',
      [breach('matter MAT-1')],
    ],
    [
      'a return of before, still to be entered: no other notice is asked for',
      [returned('2026-03-04T09:00', false), ...told],
      '2026-05-01',
      [],
    ],
    ['a nil return of before', [returned('2026-03-04T09:00', true), ...told], '2026-05-01', [breach('matter MAT-1')]],
    [
      'a return of before, entered since: it was about something else',
      [returned('2026-02-04T09:00', false), registers('2026-02-06T09:00', { matters: ['MAT-2'] }), ...told],
      '2026-05-01',
      [breach('matter MAT-1')],
    ],
    [
      'entered in another category',
      [...told, registers('2026-03-10T09:00', { category: 'ori' })],
      '2026-05-01',
      [breach('matter MAT-1')],
    ],
    [
      'dispensed: it is notified all the same',
      [ofPerson('2026-02-01T09:00', 'DispensationRecorded', { scope: 'speak_and_vote' }), ...told],
      '2026-05-01',
      [breach('matter MAT-1')],
    ],
    [
      'disclosed twice: one matter, one finding',
      [...told, declares('19:20', 'dpi')],
      '2026-05-01',
      [breach('matter MAT-1')],
    ],
    ['another category is no affair of the Act', [item(), declares('19:01', 'ori')], '2026-05-01', []],
  ])('%s', (_case, entries, at, findings) => {
    expect(found(rule, entries, at)).toEqual(findings);
  });
});

describe('LGFA1992 s106(2): two months of council tax or more are disclosed, and no vote is cast', () => {
  const rule = 'int.council_tax_arrears_bar';
  const months = (number: number): RawEntry =>
    ofPerson('2026-03-01T09:00', 'ArrearsStatusConfirmed', { kind: 'council_tax', months: number });
  const disclosed = (time: string): RawEntry =>
    ofPerson(`2026-03-05T${time}`, 'CouncilTaxArrearsDisclosed', { barred: true, meeting: 'MTG-1' });
  const vote = 'BREACH LGFA1992 s106(2): item IT-1 person M-1, 2026-03-05T19:30:00Z';
  const silence = (time: string, more = ''): string =>
    `BREACH LGFA1992 s106(2): item IT-1 person M-1 disclosure, 2026-03-05T${time}:00Z${more}`;

  it.each<[string, string, RawEntry[], string[]]>([
    ['two months: neither', 'precept_issue', [months(2), votes('19:30')], [vote, silence('19:30')]],
    ['one month', 'precept_issue', [months(1), votes('19:30')], []],
    ['disclosed, and no vote', 'precept_issue', [months(3), disclosed('19:00'), abstains('19:30')], []],
    ['disclosed, and voted', 'tax_level_calculation', [months(3), disclosed('19:00'), votes('19:30')], [vote]],
    ['silent, and no vote', 'precept_issue', [months(3), abstains('19:30')], [silence('19:30')]],
    [
      'disclosed late',
      'precept_issue',
      [months(3), speaks('19:10'), disclosed('19:20')],
      [silence('19:10', resolved('2026-03-05T19:20:00'))],
    ],
    ['a matter of no tax', 'ordinary', [months(3), votes('19:30')], []],
  ])('%s', (_case, kind, entries, findings) => {
    expect([...found(rule, [convened(kind), ...entries])].sort()).toEqual([...findings].sort());
  });
});

describe('LGA1972 s117(1): an officer gives notice of an interest in a contract; days are shown, never counted', () => {
  const declared = (t: string, category = 'contract'): RawEntry => ({
    t,
    e: 'OfficerInterestDeclared',
    officer: 'O-1',
    matter: 'MAT-1',
    category,
    to: 'line_manager',
  });
  const acts = (t: string): RawEntry => ({ t, e: 'OfficerActedOnMatter', officer: 'O-1', matter: 'MAT-1' });
  const tested: RawEntry = {
    t: '2026-03-01T08:00',
    e: 'InterestSignificanceAssessed',
    person: 'O-1',
    item: 'MAT-1',
    outcome: 'significant',
  };

  it.each<[string, RawEntry[], [string, number][]]>([
    ['notice before acting', [declared('2026-03-01T09:00'), acts('2026-03-02T09:00')], []],
    ['notice in the instant of acting', [acts('2026-03-02T09:00'), declared('2026-03-02T09:00')], []],
    [
      'acting first: a warning, with the days',
      [acts('2026-03-02T09:00'), declared('2026-03-14T09:00')],
      [['2026-03-14T09:00:00Z', 12]],
    ],
    [
      'acting first, notice the same day',
      [acts('2026-03-02T09:00'), declared('2026-03-02T17:00')],
      [['2026-03-02T17:00:00Z', 0]],
    ],
    ['notice without acting', [declared('2026-03-14T09:00')], []],
    ['acting without notice: nobody can see an interest', [acts('2026-03-02T09:00')], []],
    ['another interest', [acts('2026-03-02T09:00'), declared('2026-03-14T09:00', 'wellbeing')], []],
    [
      'the test of a protocol is no test of the Act',
      [declared('2026-03-01T09:00'), tested, acts('2026-03-02T09:00')],
      [],
    ],
  ])('%s', (_case, entries, expected) => {
    const rows = given('SO').events(entries).at('2026-04-01').rows('int.officer_interest');
    expect(rows.map(({ level, clauses, occurredAt }) => [level, ...clauses, occurredAt])).toEqual(
      expected.map(() => ['WARN', 'LGA1972 s117(1)', '2026-03-02T09:00:00Z']),
    );
    expect(rows.map(({ remediedAt, elapsedDays }) => [remediedAt, elapsedDays])).toEqual(expected);
  });

  it('no finding of a council’s own pack carries days', () => {
    const entries = [declared('2026-03-01T09:00'), tested, acts('2026-03-02T09:00')];
    const rows = given('TH').events(entries).at('2026-04-01').rows('int.officer_interest');
    expect(rows).toHaveLength(1);
    expect(rows[0]).not.toHaveProperty('elapsedDays');
  });
});

describe('LGHA1989 s1, s2: a barred act in a restricted post, as long as neither text was read a warning', () => {
  const designated: RawEntry = {
    t: '2026-01-05T09:00',
    e: 'PostDesignatedPoliticallyRestricted',
    post: 'P-1',
    officer: 'O-1',
  };
  const reported = (act: string, t = '2026-02-01T09:00'): RawEntry => ({
    t,
    e: 'RestrictedActivityReported',
    post: 'P-1',
    act,
    event: 'E-1',
  });
  const warn = 'WARN LGHA1989 s1 LGHA1989 s2: event E-1, 2026-02-01T09:00:00Z, reported';

  it.each<[string, RawEntry[], string[]]>([
    ['canvassing', [designated, reported('canvassing')], [warn]],
    ['standing for office', [designated, reported('elected_office')], [warn]],
    ['being a member of a party', [designated, reported('party_membership')], []],
    ['in a post that is not restricted', [reported('canvassing')], []],
    [
      'after the restriction ended',
      [designated, { t: '2026-01-20T09:00', e: 'PostRestrictionEnded', post: 'P-1' }, reported('canvassing')],
      [],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(found('pol.restricted_posts', entries)).toEqual(findings);
  });
});
