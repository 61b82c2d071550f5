import { describe, expect, it } from '@jest/globals';
import type { Pack, RuleId } from '#lib/protocol/index.js';
import { briefs, considers, reports } from '../../../test/support/advice.js';
import { GROUPS, type RawEntry, given, levelsUnderEach, packOf, withRule } from '../../../test/support/given.js';

const flagged = (flags: object): RawEntry => briefs('G-A', { event: 'E-1', flags });
const all = (pack: string | Pack, ...entries: RawEntry[]): readonly string[] =>
  given(pack)
    .events([GROUPS, ...entries])
    .at()
    .findings();
const HARD = ['BREACH'];
const withoutMatter = briefs('G-A', { event: 'E-1', matter: undefined });

describe('modes of the rules about what advice holds', () => {
  it.each<[string, RuleId, RawEntry[], object]>([
    [
      'TH 6.4(iii), NT 8.2 forbid; AL is silent',
      'grp.no_political_implications',
      [flagged({ politicalImplications: true })],
      { TH: HARD, NT: HARD },
    ],
    [
      'TH 6.4(iii), NT 8.2 forbid; AL is silent (AMB-58, AMB-68)',
      'grp.no_recommendation',
      [flagged({ recommendation: true })],
      { TH: HARD, NT: HARD },
    ],
    [
      'TH 6.4(iii), NT 8.2, AL 43 bind',
      'grp.facts_and_options',
      [flagged({ campaign: true })],
      { TH: HARD, NT: HARD, AL: HARD },
    ],
    ['TH 6.4(iii), NT 7.5, AL 43 bind', 'grp.council_business_only', [withoutMatter], { TH: HARD, NT: HARD, AL: HARD }],
    [
      'TH 6.4(vii), AL 45 bind',
      'grp.formal_advice_still_owed',
      [briefs('G-A'), considers('2026-03-18T19:00')],
      { TH: HARD, AL: HARD },
    ],
  ])('%s: %s', (_clauses, rule, entries, levels) => {
    expect(levelsUnderEach(rule, [GROUPS, ...entries])).toEqual(levels);
  });
});

describe('the flags of a delivery (TH 6.4(iii), NT 8.2, AL 43)', () => {
  const NT = 'BREACH 8.2: event E-1, 2026-03-06T15:00:00Z';
  const TH = 'BREACH 6.4(iii): event E-1, 2026-03-06T15:00:00Z';
  const AL = 'BREACH 43: event E-1, 2026-03-06T15:00:00Z';

  it.each<[string, object, readonly string[], readonly string[], readonly string[]]>([
    ['facts and options alone', { facts: true, options: true }, [], [], []],
    ['flags that are false', { politicalImplications: false, recommendation: false, campaign: false }, [], [], []],
    ['political implications', { politicalImplications: true }, [TH], [NT], []],
    ['a recommendation, which AL allows as professional advice', { recommendation: true }, [TH], [NT], []],
    ['another flag', { campaign: true }, [TH], [NT], [AL]],
    [
      'three facts of one clause',
      { politicalImplications: true, recommendation: true, campaign: true },
      [TH],
      [NT],
      [AL],
    ],
  ])('%s: one fact, one clause, one finding (readings 3.2)', (_what, flags, th, nt, al) => {
    expect(all('TH', flagged(flags))).toEqual(th);
    expect(
      given('NT')
        .events([GROUPS, flagged(flags)])
        .at()
        .findings(),
    ).toEqual(nt);
    expect(all('AL', flagged(flags), { t: '2026-03-06T16:00', e: 'FormalAdvicePresented', matter: 'MAT-1' })).toEqual(
      al,
    );
  });

  it.each<[object, RuleId]>([
    [{ campaign: true, recommendation: true, politicalImplications: true }, 'grp.no_political_implications'],
    [{ campaign: true, recommendation: true }, 'grp.no_recommendation'],
    [{ campaign: true }, 'grp.facts_and_options'],
  ])('of the three for %j stands %s (readings 3.2)', (flags, rule) => {
    expect(
      given('TH')
        .events([GROUPS, flagged(flags)])
        .at()
        .rows()
        .map((row) => row.rule),
    ).toEqual([rule]);
  });

  it('where a pack closes options and professional advice, they offend', () => {
    const closed = withRule(packOf('AL'), 'grp.facts_and_options', {
      params: { options_appraisal: false, professional_advice: false },
    });
    expect(all(closed, flagged({ options: true }))).toEqual([AL]);
    expect(all(closed, flagged({ recommendation: true }))).toEqual([AL]);
    expect(all(closed, flagged({ facts: true }))).toEqual([]);
  });

  it('a report is judged as a briefing is', () => {
    expect(all('NT', reports('G-A', { event: 'E-1', flags: { recommendation: true } }))).toEqual([NT]);
  });
});

describe('grp.council_business_only (TH 6.4(iii), NT 7.5, AL 43)', () => {
  const request = {
    t: '2026-03-02T09:30',
    e: 'GroupSupportRequested',
    id: 'REQ-1',
    group: 'G-A',
    form: 'oral_briefing',
  };
  const serves = { ...withoutMatter, request: 'REQ-1' };

  it.each<[string, RawEntry[], string[]]>([
    ['a delivery with a matter', [briefs('G-A')], []],
    ['a delivery for a request that has a matter', [{ ...request, matter: 'MAT-1' }, serves], []],
    ['a delivery for a request without one', [request, serves], ['BREACH 7.5: event E-1, 2026-03-06T15:00:00Z']],
    ['a delivery for an unknown request', [serves], ['BREACH 7.5: event E-1, 2026-03-06T15:00:00Z']],
  ])('NT 7.5: %s', (_what, entries, found) => {
    expect(
      given('NT')
        .events([GROUPS, ...entries])
        .at()
        .findings('grp.council_business_only'),
    ).toEqual(found);
  });

  it('beside another fact of the same event it stands where it has a clause of its own (readings 3.2)', () => {
    const both = { ...withoutMatter, flags: { politicalImplications: true } };
    const at = 'event E-1, 2026-03-06T15:00:00Z';
    expect(all('NT', both)).toEqual([`BREACH 8.2: ${at}`, `BREACH 7.5: ${at}`]);
    expect(all('TH', both)).toEqual([`BREACH 6.4(iii): ${at}`]);
  });
});

describe('grp.formal_advice_still_owed (TH 6.4(vii), AL 45)', () => {
  const advised = (t: string): RawEntry => ({ t, e: 'FormalAdvicePresented', matter: 'MAT-1' });
  const first = considers('2026-03-18T19:00', { event: 'E-1' });
  const second = considers('2026-03-25T19:00', { event: 'E-2' });
  const one = 'BREACH 45: event E-1, 2026-03-18T19:00:00Z';
  const two = 'BREACH 45: event E-2, 2026-03-25T19:00:00Z';

  it.each<[string, RawEntry[], string[]]>([
    ['considered without it', [briefs('G-A'), first], [one]],
    ['presented before', [briefs('G-A'), advised('2026-03-17T09:00'), first], []],
    ['presented before the briefing', [advised('2026-03-05T09:00'), briefs('G-A'), first], []],
    [
      'presented in the instant of the consideration (readings 1.2)',
      [briefs('G-A'), first, advised('2026-03-18T19:00')],
      [],
    ],
    [
      'presented afterwards remedies nothing (readings 3.5)',
      [briefs('G-A'), first, advised('2026-03-18T19:01')],
      [one],
    ],
    ['a matter on which nobody was briefed', [first], []],
    ['a matter briefed only afterwards', [first, briefs('G-A', { t: '2026-03-19T09:00' })], []],
    ['a second consideration needs it again', [briefs('G-A'), advised('2026-03-17T09:00'), first, second], [two]],
    ['presented once between two', [briefs('G-A'), first, advised('2026-03-20T09:00'), second], [one]],
    [
      'reissued advice is no briefing',
      [{ t: '2026-03-06T15:00', e: 'AdviceReissued', group: 'G-A', matter: 'MAT-1', version: 'V1' }, first],
      [],
    ],
  ])('AL 45: %s', (_what, entries, found) => {
    expect(
      given('AL')
        .events([GROUPS, ...entries])
        .at()
        .findings('grp.formal_advice_still_owed'),
    ).toEqual(found);
  });
});
