import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '#lib/council/index.js';
import { GROUPS, type RawEntry, given } from '../../../test/support/given.js';
import { arrives, authorised, leaves, note, present, request } from '../../../test/support/meeting.js';

const segment = (t: string, until?: string): RawEntry => ({
  t,
  e: 'PartyBusinessSegmentStarted',
  meeting: 'MTG-1',
  until,
});

const meetings = (tag: string, entries: readonly RawEntry[], at = '2026-03-12'): Record<string, unknown> => {
  const then = given(tag)
    .events([GROUPS, request, ...entries])
    .at(at);
  return (then.projection('attendance-log') as { meetings: Record<string, unknown> }).meetings;
};
const row = (tag: string, entries: readonly RawEntry[], at?: string): unknown => meetings(tag, entries, at)['MTG-1'];

describe('P09 attendance-log', () => {
  it('tells who was there and for how long, and what was agreed', () => {
    const entries = [
      authorised('2026-03-09T09:00'),
      arrives(),
      arrives({ officer: 'O-2', role: 'senior_officer', until: '2026-03-10T18:45:59' }),
      present(3, { coopted: 1 }),
      present(2, { t: '2026-03-10T18:30', coopted: 1 }),
      note('2026-03-10T18:20'),
      segment('2026-03-10T18:50', '2026-03-10T19:20'),
    ].map((entry, index) => ({ ...entry, event: `E-${String(index)}` }));
    expect(row('TH', entries)).toEqual({
      group: 'G-A',
      officers: [
        { officer: 'O-1', role: 'cmt_member', minutes: 60 },
        { officer: 'O-2', role: 'senior_officer', minutes: 45 },
      ],
      nonCouncillors: 2,
      authorisation: 'in_advance',
      restrictedInformation: true,
      partyBusinessMinutes: 10,
      verdict: 'warn',
      events: ['E-0', 'E-1', 'E-2', 'E-3', 'E-5', 'E-4', 'E-6'],
    });
  });

  it('opens what was agreed and what was restricted to its events', () => {
    const entries = [authorised('2026-03-09T09:00'), arrives(), present(3), note('2026-03-10T18:20')];
    const then = given('TH')
      .events([GROUPS, request, ...entries.map((entry, index) => ({ ...entry, event: `E-${String(index)}` }))])
      .at('2026-03-12');
    const lines = (figure: string): unknown => then.explain('attendance-log', 'MTG-1', figure);
    const agreed = 'chief_executive authorised people who are not elected at meeting MTG-1.';
    expect(lines('authorisation')).toEqual([{ of: 'E-0', line: agreed, events: ['E-0'] }]);
    const restricted = 'Information was restricted for those at meeting MTG-1.';
    expect(lines('restrictedInformation')).toEqual([{ of: 'E-3', line: restricted, events: ['E-3'] }]);
  });

  it('has a row for a meeting that an officer attended, and for no other', () => {
    const elsewhere = { ...present(3), meeting: 'MTG-2' };
    expect(Object.keys(meetings('TH', [arrives(), elsewhere]))).toEqual(['MTG-1']);
  });

  it.each<[string, RawEntry[], string]>([
    ['nobody but councillors', [arrives()], 'not_required'],
    ['co-opted members alone (AMB-14)', [arrives(), present(2, { coopted: 2 })], 'not_required'],
    ['strictly before the first arrival', [authorised('2026-03-10T17:59:59.999'), arrives(), present(3)], 'in_advance'],
    ['in the instant of the first arrival', [authorised('2026-03-10T18:00'), arrives(), present(3)], 'late'],
    ['afterwards', [arrives(), present(3), authorised('2026-03-11T09:00')], 'late'],
    ['not by the authoriser', [authorised('2026-03-09T09:00', 'cmt_member'), arrives(), present(3)], 'none'],
    [
      'for a request of another meeting',
      [authorised('2026-03-09T09:00'), arrives({ request: undefined, group: 'G-A' }), present(3)],
      'none',
    ],
    ['not at all', [arrives(), present(3)], 'none'],
  ])('TH 6.4(ii): authorised %s', (_when, entries, authorisation) => {
    expect(row('TH', entries)).toMatchObject({ authorisation });
  });

  it.each(['GA', 'NT', 'OM', 'AL'])('under %s, which is silent, no authorisation is required', (tag) => {
    expect(row(tag, [arrives(), present(3)])).toMatchObject({ authorisation: 'not_required', nonCouncillors: 3 });
  });

  it.each<[string, RawEntry[], number | null]>([
    ['of nobody where there was none', [arrives()], 0],
    [
      'of all officers together',
      [arrives(), arrives({ officer: 'O-3' }), segment('2026-03-10T18:50', '2026-03-10T19:20')],
      20,
    ],
    [
      'without a political assistant (TH 6.4(iii))',
      [arrives({ role: 'political_assistant' }), segment('2026-03-10T18:50', '2026-03-10T19:20')],
      0,
    ],
    [
      'once where segments overlap',
      [arrives(), segment('2026-03-10T18:40', '2026-03-10T18:50'), segment('2026-03-10T18:45', '2026-03-10T18:55')],
      15,
    ],
    [
      'until the officer left',
      [arrives(), segment('2026-03-10T18:40', '2026-03-10T19:20'), leaves('2026-03-10T18:47:59')],
      7,
    ],
    ['unknown while the segment has no end', [arrives(), segment('2026-03-10T18:50')], null],
    [
      'unknown while the attendance has no end',
      [arrives({ until: undefined }), segment('2026-03-10T18:50', '2026-03-10T19:20')],
      null,
    ],
  ])('counts whole minutes of party business %s', (_whose, entries, partyBusinessMinutes) => {
    expect(row('TH', entries)).toMatchObject({ partyBusinessMinutes });
  });

  it('does not clip minutes to the instant asked about', () => {
    const entries = [arrives(), segment('2026-03-10T18:50', '2026-03-10T19:20')];
    const full = { officers: [{ officer: 'O-1', role: 'cmt_member', minutes: 60 }] };
    expect(row('TH', entries, '2026-03-10T18:30')).toMatchObject({ ...full, partyBusinessMinutes: 0 });
    expect(row('TH', entries, '2026-03-10T18:55')).toMatchObject({ ...full, partyBusinessMinutes: 10 });
  });

  it('has no minutes without an end', () => {
    expect(row('TH', [arrives({ until: undefined })])).toMatchObject({ officers: [{ minutes: null }] });
    const left = [arrives({ until: undefined }), leaves('2026-03-10T18:20')];
    expect(row('TH', left)).toMatchObject({ officers: [{ minutes: 20 }] });
  });

  const extra = arrives({ officer: 'O-2', role: 'senior_officer' });
  const approval = { t: '2026-03-11T09:00', e: 'AccompanimentApproved', request: 'REQ-1', reason: 'specialist' };

  it.each<[string, RawEntry[], string]>([
    ['clear where nothing was found', [arrives()], 'clear'],
    ['warn for an open warning', [arrives(), extra], 'warn'],
    ['clear once the warning is resolved', [arrives(), extra, approval], 'clear'],
    ['breach before warn', [arrives(), extra, present(3)], 'breach'],
    [
      'withdrew where all left on finding non-councillors',
      [arrives(), present(3), leaves('2026-03-10T18:12')],
      'withdrew',
    ],
    ['warn before withdrew', [arrives(), extra, present(3), leaves('2026-03-10T18:12')], 'warn'],
    [
      'breach for advice on party business in that meeting',
      [arrives(), { t: '2026-03-10T18:30', e: 'PartyBusinessAdviceGiven', meeting: 'MTG-1' }],
      'breach',
    ],
  ])('verdict: %s', (_what, entries, verdict) => {
    expect(row('TH', entries)).toMatchObject({ verdict });
  });

  it('is open until the day of an attendance without an end is over, and judged after it (readings 4)', () => {
    const entries = [arrives({ until: undefined }), extra];
    expect(row('TH', entries, '2026-03-10T23:59:59.998')).toMatchObject({ verdict: 'open' });
    expect(row('TH', entries, '2026-03-10T23:59:59.999')).toMatchObject({ verdict: 'warn' });
    expect(row('TH', [...entries, leaves('2026-03-10T18:20')], '2026-03-10T18:20')).toMatchObject({ verdict: 'warn' });
  });

  it('NT 7.10: counts co-opted members by the rule that the pack has (readings 4)', () => {
    expect(row('NT', [arrives(), present(3, { coopted: 2 })])).toMatchObject({ nonCouncillors: 1 });
    expect(row('AL', [arrives(), present(3, { coopted: 2 })])).toMatchObject({ nonCouncillors: 3 });
  });
});

describe('who sees the attendance log (projections.md, Who sees what)', () => {
  it.each<[string, Viewer, string[]]>([
    ['a reviewer sees every meeting', { role: 'monitoring_officer' }, ['MTG-1', 'MTG-2']],
    ['a group its own', { role: 'group_leader', group: 'G-A', person: 'M-1' }, ['MTG-1']],
    ['an officer those attended', { role: 'cmt_member', person: 'O-7' }, ['MTG-2']],
    ['the public none', { role: 'public' }, []],
  ])('%s', (_who, viewer, seen) => {
    const elsewhere = arrives({ meeting: 'MTG-2', officer: 'O-7', request: undefined, group: 'G-B' });
    const then = given('TH').events([GROUPS, request, arrives(), elsewhere]).at('2026-03-12', { viewer });
    const { meetings: rows } = then.projection('attendance-log') as { meetings: object };
    expect(Object.keys(rows)).toEqual(seen);
  });
});
