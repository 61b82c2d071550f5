import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
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
const found = (rule: RuleId, entries: readonly RawEntry[], at = AT): readonly string[] =>
  given('TH').events(entries).at(at).findings(rule);
const resolved = (time: string): string => `, resolved 2026-03-05T${time}:00Z`;

describe('int.declare_at_meeting (TH 3.23)', () => {
  const warn = (time: string, more = ''): string => `WARN 3.23: item IT-1 person M-1, 2026-03-05T${time}:00Z${more}`;
  const registered = ofPerson('2026-01-10T09:00', 'InterestRegistered', {
    category: 'ori',
    interest: 'I-1',
    matters: ['MAT-1'],
  });

  it.each<[string, RawEntry, RawEntry[], string[]]>([
    ['declared before the first act', convened(), [declares('19:01', 'ori'), votes('19:30')], []],
    ['declared in the instant of the act', convened(), [votes('19:30'), declares('19:30', 'ori')], []],
    ['declared after it', convened(), [votes('19:30'), declares('19:40', 'ori')], [warn('19:30', resolved('19:40'))]],
    ['never declared, only tested', convened(), [tests('18:50', 'not_significant'), votes('19:30')], [warn('19:30')]],
    ['tested after the act', convened(), [votes('19:30'), tests('19:40', 'not_significant')], []],
    [
      'abstaining is an act',
      convened(),
      [abstains('19:30'), declares('19:40', 'ori')],
      [warn('19:30', resolved('19:40'))],
    ],
    ['withdrawing is none', convened(), [withdraws('19:05'), declares('19:40', 'ori')], []],
    ['no act', convened(), [tests('18:50', 'not_significant')], []],
    [
      'declared after the item opened, before the act',
      convened({ kind: 'ordinary', opensAt: '2026-03-05T19:00' }),
      [declares('19:10', 'ori'), votes('19:30')],
      [warn('19:30', resolved('19:30'))],
    ],
    [
      'registered with the matter and not declared',
      convened({ kind: 'ordinary', matter: 'MAT-1' }),
      [registered, votes('19:30')],
      [warn('19:30')],
    ],
    [
      'registered with the matter and declared',
      convened({ kind: 'ordinary', matter: 'MAT-1' }),
      [registered, declares('19:01', 'ori'), votes('19:30')],
      [],
    ],
    [
      'one of two declared late: resolved once both are',
      convened(),
      [votes('19:30'), declares('19:40', 'ori'), declares('19:50', 'nri')],
      [warn('19:30', resolved('19:50'))],
    ],
    [
      'a role with the partner of a joint arrangement',
      convened({ kind: 'ordinary', partner: 'B-1' }),
      [ofPerson('2026-01-10T09:00', 'OutsideBodyRoleDeclared', { body: 'B-1' }), abstains('19:30')],
      [warn('19:30')],
    ],
  ])('%s', (_case, item, entries, findings) => {
    expect(found('int.declare_at_meeting', [item, ...entries])).toEqual(findings);
  });

  it('warns under TH alone', () => {
    const entries = [convened(), votes('19:30'), declares('19:40', 'ori')];
    expect(levelsUnderEach('int.declare_at_meeting', entries, AT)).toEqual({ TH: ['WARN'] });
  });
});

describe('int.significance_test (TH 3.26, 3.27; AMB-24)', () => {
  const warn = (time: string, more = ''): string =>
    `WARN 3.26 3.27: item IT-1 person M-1, 2026-03-05T${time}:00Z${more}`;

  it.each<[string, RawEntry[], string[]]>([
    ['taking part untested', [declares('19:01', 'ori'), votes('19:30')], [warn('19:30')]],
    ['the first time of taking part', [declares('19:01', 'nri'), speaks('19:10'), votes('19:30')], [warn('19:10')]],
    ['abstaining untested', [declares('19:01', 'ori'), abstains('19:30')], []],
    ['tested before', [declares('19:01', 'ori'), tests('19:02', 'not_significant'), votes('19:30')], []],
    [
      'tested later',
      [declares('19:01', 'ori'), votes('19:30'), tests('19:40', 'not_significant')],
      [warn('19:30', resolved('19:40'))],
    ],
    ['a DPI needs no test', [declares('19:01', 'dpi'), votes('19:30')], []],
    [
      'voting after a significant test is the stronger finding of one subject and clause (readings 3.2)',
      [declares('19:01', 'ori'), speaks('19:05'), tests('19:10', 'significant'), votes('19:30')],
      [],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(found('int.significance_test', [convened(), ...entries])).toEqual(findings);
  });

  it('warns under TH alone', () => {
    const entries = [convened(), declares('19:01', 'ori'), votes('19:30')];
    expect(levelsUnderEach('int.significance_test', entries, AT)).toEqual({ TH: ['WARN'] });
  });
});

describe('int.ward_advocacy_statement (TH 3.22(b4))', () => {
  const states = (time: string): RawEntry => onItem(time, 'WardAdvocacyStatementMade');
  const warn = (time: string, more = ''): string =>
    `WARN 3.22(b4): item IT-1 person M-1, 2026-03-05T${time}:00Z${more}`;

  it.each<[string, RawEntry[], string[]]>([
    ['stated before', [states('19:16'), speaks('19:20', 'ward_advocacy')], []],
    ['stated in that instant', [speaks('19:20', 'ward_advocacy'), states('19:20')], []],
    ['never stated', [speaks('19:20', 'ward_advocacy')], [warn('19:20')]],
    ['stated late', [speaks('19:20', 'ward_advocacy'), states('19:25')], [warn('19:20', resolved('19:25'))]],
    [
      'stated after the first act, before the ward speech',
      [speaks('19:10'), states('19:15'), speaks('19:20', 'ward_advocacy')],
      [warn('19:20', resolved('19:20'))],
    ],
    ['no ward speech', [speaks('19:20')], []],
  ])('%s', (_case, entries, findings) => {
    expect(found('int.ward_advocacy_statement', [convened(), ...entries])).toEqual(findings);
  });

  it('warns under TH alone', () => {
    const entries = [convened(), speaks('19:20', 'ward_advocacy')];
    expect(levelsUnderEach('int.ward_advocacy_statement', entries, AT)).toEqual({ TH: ['WARN'] });
  });
});

describe('int.categories_registered (TH 3.24-3.26; 28 days, the day of declaration being day 1)', () => {
  const rule = 'int.categories_registered';
  const registers = (t: string, fields: object = {}): RawEntry =>
    ofPerson(t, 'InterestRegistered', { category: 'dpi', interest: 'I-1', ...fields });
  const declared = [convened(), declares('19:01', 'dpi')];
  // 5 March is day 1, 1 April day 28: the next second is midnight BST of 2 April.
  const warn = (more = ''): string => `WARN 3.24 3.25 3.26: person M-1 category dpi, 2026-04-01T23:00:00Z${more}`;

  it.each<[string, RawEntry[], string, string[]]>([
    ['nothing before the period has ended', [], '2026-04-01', []],
    ['not registered by its end, a default', [], '2026-04-02T00:00', [warn()]],
    ['registered on the last day', [registers('2026-04-01T23:59:59')], '2026-05-01', []],
    [
      'registered in the second after is late (readings 1.4)',
      [registers('2026-04-02T00:00')],
      '2026-05-01',
      [warn(', resolved 2026-04-01T23:00:00Z')],
    ],
    ['registered later', [registers('2026-04-10T09:00')], '2026-05-01', [warn(', resolved 2026-04-10T08:00:00Z')]],
    ['registered before the meeting', [registers('2026-01-10T09:00')], '2026-05-01', []],
    [
      'registered and ended within the period',
      [registers('2026-01-10T09:00'), ofPerson('2026-03-10T09:00', 'InterestEnded', { interest: 'I-1' })],
      '2026-05-01',
      [warn()],
    ],
    ['registered in another category', [registers('2026-01-10T09:00', { category: 'ori' })], '2026-05-01', [warn()]],
    ['another declaration is not another finding', [declares('19:02', 'dpi')], '2026-05-01', [warn()]],
  ])('%s', (_case, entries, at, findings) => {
    expect(found(rule, [...declared, ...entries], at)).toEqual(findings);
  });

  it('asks for the two categories of the pack, not for the third', () => {
    expect(found(rule, [convened(), declares('19:01', 'nri')], '2026-05-01')).toEqual([]);
    expect(found(rule, [convened(), declares('19:01', 'ori')], '2026-05-01')).toHaveLength(1);
  });

  it('warns under TH alone', () => {
    expect(levelsUnderEach(rule, declared, '2026-05-01')).toEqual({ TH: ['WARN'] });
  });
});
