import { describe, expect, it } from '@jest/globals';
import { type RawEntry, TAGS, given } from '../../../test/support/given.js';

const briefing = (what: string, office: string | readonly string[]): RawEntry => ({
  t: '2026-06-11T09:00',
  e: `OfficeHolderBriefing${what}`,
  office,
});
const entries = [
  briefing('Offered', ['committee_chair', 'spokesperson', 'spokesperson']),
  briefing('Held', ['committee_chair', 'spokesperson']),
  briefing('Declined', 'spokesperson'),
  { ...briefing('Held', 'mayor'), flags: { politicalImplications: true } },
];

describe('P10 office-holder-briefings (off.briefings: TH 6.3, AL 40)', () => {
  it.each(TAGS)('under %s counts what was offered, held and declined, by office and in all', (tag) => {
    expect(given(tag).events(entries).at().projection('office-holder-briefings')).toEqual({
      offices: {
        committee_chair: { offered: 1, held: 1, declined: 0, byGroup: {} },
        mayor: { offered: 0, held: 1, declined: 0, byGroup: {} },
        spokesperson: { offered: 2, held: 1, declined: 1, byGroup: {} },
      },
      totals: { offered: 3, held: 3, declined: 1 },
    });
  });

  it('counts by group where an event names one (readings 4, P10; TH 6.3)', () => {
    const named = [
      { ...briefing('Offered', 'spokesperson'), group: 'G-A' },
      { ...briefing('Held', 'spokesperson'), group: 'G-A' },
      briefing('Offered', 'spokesperson'),
    ];
    expect(given('TH').events(named).at().projection('office-holder-briefings')).toMatchObject({
      offices: {
        spokesperson: { offered: 2, held: 1, declined: 0, byGroup: { 'G-A': { offered: 1, held: 1, declined: 0 } } },
      },
    });
  });

  it('is kept apart from the support of groups (AMB-16)', () => {
    const then = given('TH').events(entries).at();
    expect(then.projection('even-handedness-by-group')).toMatchObject({ council: { totalSupport: 0 } });
  });

  it.each(TAGS)('under %s is shown, never a finding (readings 3)', (tag) => {
    expect(given(tag).events(entries).at().findings()).toEqual([]);
  });
});
