import { describe, expect, it } from '@jest/globals';
import { briefs } from '../../test/support/advice.js';
import { GROUPS, type RawEntry, given } from '../../test/support/given.js';

const flagged = briefs('G-A', { event: 'E-1', flags: { recommendation: true } });
const corrected = {
  t: '2026-03-20T09:00',
  rec: '2026-03-21T09:00',
  event: 'A-1',
  e: 'EntryCorrected',
  target: 'E-1',
  set: { t: '2026-03-01T09:00', flags: {} },
};

const rows = (entries: readonly RawEntry[], at?: string, knownAt?: string): object[] => {
  const then = given('NT')
    .events(entries)
    .at(at, knownAt === undefined ? {} : { knownAt });
  return (then.projection('audit-timeline') as { rows: object[] }).rows;
};

describe('P21 audit-timeline (readings 4)', () => {
  it('is the history as recorded, amendments among it, whatever they amended', () => {
    expect(rows([flagged, corrected])).toEqual([
      {
        event: 'E-1',
        position: '1',
        occurredAt: '2026-03-06T15:00:00Z',
        recordedAt: '2026-03-06T15:00:00Z',
        type: 'GroupBriefingGiven',
        payload: { group: 'G-A', matter: 'MAT-1', version: 'V1', flags: { recommendation: true } },
        recordedBy: null,
        packId: 'gb-eng/northampton-tc',
        packVersion: '0.1.0',
        amends: null,
      },
      {
        event: 'A-1',
        position: '2',
        occurredAt: '2026-03-20T09:00:00Z',
        recordedAt: '2026-03-21T09:00:00Z',
        type: 'EntryCorrected',
        payload: { target: 'E-1', set: { t: '2026-03-01T09:00', flags: {} } },
        recordedBy: null,
        packId: 'gb-eng/northampton-tc',
        packVersion: '0.1.0',
        amends: 'E-1',
      },
    ]);
  });

  it('comes in order of occurrence, with positions in order of recording', () => {
    const late = { ...flagged, t: '2026-01-01T09:00', rec: '2026-03-30T09:00' };
    expect(rows([late, GROUPS])).toMatchObject([
      { position: '4', type: 'GroupBriefingGiven' },
      { position: '1', payload: { group: 'G-A' } },
      { position: '2', payload: { group: 'G-B' } },
      { position: '3', payload: { group: 'G-C' } },
    ]);
  });

  it.each([
    ['2026-03-19', '2026-03-31', 1],
    ['2026-03-20', '2026-03-31', 2],
    ['2026-03-31', '2026-03-20', 1],
  ])('as at %s, as known at %s, has %d rows', (at, knownAt, number) => {
    expect(rows([flagged, corrected], at, knownAt)).toHaveLength(number);
  });
});
