import { describe, expect, it } from '@jest/globals';
import { type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';
import {
  abstains,
  convened,
  declares,
  ofPerson,
  onItem,
  speaks,
  tests,
  votes,
  withdraws,
} from '../../../test/support/item.js';

const AT = '2026-03-06';
const under = (rule: 'int.withdraw_if_significant', entries: readonly RawEntry[]): readonly string[] =>
  given('TH')
    .events([convened(), ...entries])
    .at(AT)
    .findings(rule);
const breach = (time: string): string => `BREACH 3.25 3.26 3.27: item IT-1 person M-1, 2026-03-05T${time}:00Z`;

describe('int.withdraw_if_significant (TH 3.25, 3.26, 3.27)', () => {
  it('forbids under TH alone; the others are silent', () => {
    const entries = [convened(), declares('19:01', 'dpi'), votes('19:30')];
    expect(levelsUnderEach('int.withdraw_if_significant', entries, AT)).toEqual({ TH: ['BREACH'] });
  });

  it.each<[string, RawEntry[], string[]]>([
    ['a DPI that is voted on', [declares('19:01', 'dpi'), votes('19:30')], [breach('19:30')]],
    ['a DPI that is spoken on', [declares('19:01', 'dpi'), speaks('19:10')], [breach('19:10')]],
    ['abstaining without withdrawing', [declares('19:01', 'dpi'), abstains('19:30')], [breach('19:30')]],
    ['withdrawing, then an abstention put down', [declares('19:01', 'dpi'), withdraws('19:02'), abstains('19:30')], []],
    ['withdrawing', [declares('19:01', 'dpi'), withdraws('19:02')], []],
    ['no act at all', [declares('19:01', 'dpi')], []],
    ['withdrawing and then voting', [declares('19:01', 'dpi'), withdraws('19:02'), votes('19:30')], [breach('19:30')]],
    ['one finding, on the first act', [declares('19:01', 'dpi'), speaks('19:10'), votes('19:30')], [breach('19:10')]],
    ['a DPI declared only afterwards', [votes('19:30'), declares('19:40', 'dpi')], [breach('19:30')]],
    [
      'no test bears on a DPI',
      [declares('19:01', 'dpi'), tests('19:02', 'not_significant'), votes('19:30')],
      [breach('19:30')],
    ],
    [
      'an ORI tested as significant',
      [declares('19:01', 'ori'), tests('19:02', 'significant'), votes('19:30')],
      [breach('19:30')],
    ],
    [
      'an NRI tested as not significant',
      [declares('19:01', 'nri'), tests('19:02', 'not_significant'), votes('19:30')],
      [],
    ],
    ['an interest only tested, as significant', [tests('19:02', 'significant'), votes('19:30')], [breach('19:30')]],
    [
      'a test in the instant of the vote',
      [declares('19:01', 'nri'), tests('19:30', 'significant'), votes('19:30')],
      [breach('19:30')],
    ],
    ['a test after the vote', [declares('19:01', 'nri'), votes('19:30'), tests('19:31', 'significant')], []],
    [
      'the latest test before the vote',
      [declares('19:01', 'ori'), tests('19:02', 'significant'), tests('19:03', 'not_significant'), votes('19:30')],
      [],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(under('int.withdraw_if_significant', entries)).toEqual(findings);
  });
});

describe('a registered DPI (TH 3.25)', () => {
  const item = convened({ kind: 'ordinary', matter: 'MAT-1' });
  const registered = (t: string, matters: string[]): RawEntry =>
    ofPerson(t, 'InterestRegistered', { category: 'dpi', interest: 'I-1', matters });
  const found = (...entries: RawEntry[]): readonly string[] =>
    given('TH')
      .events([item, ...entries])
      .at(AT)
      .findings('int.withdraw_if_significant');

  it('is held in an item of its matter from its registration to its end', () => {
    expect(found(registered('2026-01-10T09:00', ['MAT-1']), votes('19:30'))).toEqual([breach('19:30')]);
    expect(found(registered('2026-01-10T09:00', ['MAT-2']), votes('19:30'))).toEqual([]);
    expect(found(registered('2026-03-05T19:31', ['MAT-1']), votes('19:30'))).toEqual([]);
    const ended = ofPerson('2026-02-01T09:00', 'InterestEnded', { interest: 'I-1' });
    expect(found(registered('2026-01-10T09:00', ['MAT-1']), ended, votes('19:30'))).toEqual([]);
  });
});

describe('a dispensation (Localism Act 2011 s33)', () => {
  const dispensed = (fields: object, t = '2026-02-20T09:00'): RawEntry =>
    ofPerson(t, 'DispensationRecorded', { item: 'IT-1', category: 'dpi', scope: 'speak_and_vote', ...fields });
  const found = (...entries: RawEntry[]): readonly string[] =>
    under('int.withdraw_if_significant', [declares('19:01', 'dpi'), ...entries]);

  it.each<[string, RawEntry, string[]]>([
    ['to speak and vote', dispensed({}), []],
    ['for every item', ofPerson('2026-02-20T09:00', 'DispensationRecorded', { scope: 'speak_and_vote' }), []],
    ['to speak only does not reach the vote', dispensed({ scope: 'speak' }), [breach('19:30')]],
    ['for another item', dispensed({ item: 'IT-2' }), [breach('19:30')]],
    ['for another category', dispensed({ category: 'tenancy' }), [breach('19:30')]],
    ['until the day of the vote, which is its last', dispensed({ until: '2026-03-05' }), []],
    ['until the day before', dispensed({ until: '2026-03-04' }), [breach('19:30')]],
    ['recorded after the vote', dispensed({}, '2026-03-05T19:31'), [breach('19:30')]],
    [
      'four years old at most, whatever it says',
      dispensed({ until: '2030-01-01' }, '2022-03-04T09:00'),
      [breach('19:30')],
    ],
    ['less than four years old', dispensed({ until: '2030-01-01' }, '2022-03-06T09:00'), []],
  ])('%s', (_case, dispensation, findings) => {
    expect(found(dispensation, votes('19:30'))).toEqual(findings);
  });

  it('to speak covers speaking and abstaining', () => {
    expect(found(dispensed({ scope: 'speak' }), speaks('19:10'), abstains('19:30'))).toEqual([]);
  });

  it('lifts neither an ORI nor an NRI', () => {
    const entries = [
      dispensed({ category: 'ori' }),
      declares('19:01', 'ori'),
      tests('19:02', 'significant'),
      votes('19:30'),
    ];
    expect(under('int.withdraw_if_significant', entries)).toEqual([breach('19:30')]);
  });
});

describe('int.predetermination (TH 3.18-3.22)', () => {
  const closed = (time: string): RawEntry => onItem(time, 'PredeterminationRecorded');
  const states = (time: string, openMind: boolean): RawEntry => onItem(time, 'PredispositionStated', { openMind });
  const found = (kind: string, ...entries: RawEntry[]): readonly string[] =>
    given('TH')
      .events([convened(kind), ...entries])
      .at(AT)
      .findings('int.predetermination');
  const of = (level: string, time: string): string =>
    `${level} 3.18 3.19 3.20 3.21 3.22: item IT-1 person M-1, 2026-03-05T${time}:00Z`;

  it.each<[string, string, RawEntry[], string[]]>([
    ['a closed mind that votes', 'ordinary', [closed('18:00'), votes('19:30')], [of('BREACH', '19:30')]],
    ['a closed mind that speaks', 'ordinary', [closed('18:00'), speaks('19:10')], []],
    ['a closed mind that decides', 'ordinary', [closed('18:00'), speaks('19:10', 'decision')], [of('BREACH', '19:10')]],
    ['no open mind, stated', 'ordinary', [states('18:00', false), votes('19:30')], [of('BREACH', '19:30')]],
    ['predisposition is permitted', 'ordinary', [states('18:00', true), votes('19:30')], []],
    [
      'a later statement does not cure',
      'ordinary',
      [closed('18:00'), states('18:30', true), votes('19:30')],
      [of('BREACH', '19:30')],
    ],
    ['a mind closed after the vote', 'ordinary', [votes('19:30'), closed('19:31')], []],
    ['staying at a tribunal', 'tribunal', [closed('18:00'), abstains('19:30')], [of('WARN', '19:30')]],
    [
      'voting at a tribunal, never both',
      'tribunal',
      [closed('18:00'), speaks('19:10'), votes('19:30')],
      [of('BREACH', '19:30')],
    ],
    ['withdrawing from a tribunal', 'tribunal', [closed('18:00'), withdraws('19:05')], []],
  ])('%s', (_case, kind, entries, findings) => {
    expect(found(kind, ...entries)).toEqual(findings);
  });

  it('forbids under TH alone', () => {
    const entries = [convened(), closed('18:00'), votes('19:30')];
    expect(levelsUnderEach('int.predetermination', entries, AT)).toEqual({ TH: ['BREACH'] });
  });
});
