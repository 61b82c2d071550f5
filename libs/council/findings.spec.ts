import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { briefs, reports } from '../../test/support/advice.js';
import { GROUPS, type RawEntry, given, packOf, withRule } from '../../test/support/given.js';
import { arrives, present, request } from '../../test/support/meeting.js';
import { notEvaluatedOf } from './evaluated.js';

const misrouted = { ...request, to: 'senior_officer' };
const flagged = briefs('G-A', { event: 'E-1', flags: { recommendation: true }, rec: '2026-03-08T09:00' });

const idOf = (...words: readonly string[]): string =>
  createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16);

describe('P20 findings (projections; readings 3)', () => {
  it('a row says which rule, clauses, level and severity, on what basis, whether it is open, and when', () => {
    const entry = { ...misrouted, event: 'E-1', rec: '2026-03-03T09:00' };
    expect(given('TH').events([entry]).at().projection('findings')).toEqual({
      rows: [
        {
          finding: idOf('grp.request_addressee', 'BREACH', 'request REQ-1', '2026-03-02T09:30:00Z'),
          rule: 'grp.request_addressee',
          clauses: ['6.4(i)'],
          level: 'BREACH',
          severity: 'high',
          basis: 'observed',
          state: 'open',
          subject: 'request REQ-1',
          event: 'E-1',
          events: ['E-1'],
          occurredAt: '2026-03-02T09:30:00Z',
          recordedAt: '2026-03-03T09:00:00Z',
          remediedAt: null,
        },
      ],
      totals: { BREACH: { open: 1, total: 1 }, WARN: { open: 0, total: 0 }, INFO: { open: 0, total: 0 } },
      notEvaluated: notEvaluatedOf(packOf('TH')),
    });
  });

  it('two findings of one rule, level, subject and instant are told apart by their anchors (readings 3.6)', () => {
    const advice = { t: '2026-03-10T18:30', e: 'PartyBusinessAdviceGiven', group: 'G-A', officer: 'O-1' };
    const once = { ...advice, event: 'E-1' };
    const [first, second] = given('TH')
      .events([GROUPS, { ...once, officer: ['O-1', 'O-2'] }])
      .at()
      .rows('grp.no_party_business_advice');
    expect(second?.finding).toBe(`${first?.finding ?? ''}-2`);
  });

  it('names the rules that have a level and that no event can offend yet (readings 3.8)', () => {
    const names = notEvaluatedOf(packOf('OM'));
    expect(names).toContain('prs.no_undue_pressure');
    expect(names).not.toContain('grp.even_handed');
    expect(names).toEqual([...names].sort());
    const softer = withRule(packOf('OM'), 'prs.no_undue_pressure', { mode: 'record' });
    expect(notEvaluatedOf(softer)).toEqual(names.filter((name) => name !== 'prs.no_undue_pressure'));
  });

  it('cites every clause of its rule', () => {
    const [row] = given('TH')
      .events([briefs('G-A', { matter: undefined })])
      .at()
      .rows();
    expect(row?.clauses).toEqual(['1.2(b2)', '6.4(iii)']);
  });

  it('is recorded with the latest of what it rests on (readings 3.4)', () => {
    const entries = [request, arrives({ rec: '2026-03-12T09:00' }), present(3, { rec: '2026-03-11T09:00' })];
    const [row] = given('TH').events(entries).at('2026-03-13').rows('grp.non_councillor_authorisation');
    expect(row).toMatchObject({ occurredAt: '2026-03-10T18:10:00Z', recordedAt: '2026-03-12T09:00:00Z' });
  });

  it('totals keep what is resolved; rows come in order of occurrence', () => {
    const redirected = { t: '2026-03-03T09:00', e: 'GroupSupportRequestRedirected', id: 'REQ-1', to: 'cmt_member' };
    const raised = { t: '2026-03-01T09:00', e: 'NeutralityConcernRaised', id: 'CON-1', about: 'O-1' };
    const then = given('TH').events([flagged, misrouted, redirected, raised]).at();
    expect(then.projection('findings')).toMatchObject({
      totals: { BREACH: { open: 1, total: 2 }, WARN: { open: 0, total: 0 }, INFO: { open: 1, total: 1 } },
    });
    expect(then.rows().map(({ level, state }) => `${level} ${state}`)).toEqual([
      'INFO open',
      'BREACH resolved',
      'BREACH open',
    ]);
  });

  it('levels follow the mode: block and breach BREACH, warn WARN, record and silence none (readings 3.1)', () => {
    const recommended = { ...flagged, rec: undefined };
    const surgery = { ...request, form: 'written_report', to: undefined, purpose: 'surgery' };
    const line = (tag: string, entry: RawEntry): string[] =>
      given(tag)
        .events([entry])
        .at()
        .rows()
        .map(({ level }) => level);
    expect(line('TH', misrouted)).toEqual(['BREACH']);
    expect(line('NT', recommended)).toEqual(['BREACH']);
    expect(
      line('TH', {
        t: '2026-03-02T09:30',
        e: 'GroupFollowUpActionNotified',
        group: 'G-A',
        matter: 'MAT-1',
        to: 'line_manager',
      }),
    ).toEqual(['WARN']);
    expect(line('OM', surgery)).toEqual([]);
    expect(line('NT', surgery)).toEqual([]);
  });
});

describe('one fact, one clause, one finding (readings 3.2)', () => {
  const late = {
    t: '2026-03-11T09:00',
    e: 'NonCouncillorAttendanceAuthorised',
    request: 'REQ-1',
    by: 'chief_executive',
  };
  const alone = [request, arrives(), present(3)];

  it('of two rules with one subject and a clause in common the stronger stands', () => {
    const rules = given('TH')
      .events([...alone, late])
      .at('2026-03-12')
      .rows()
      .map(({ rule }) => rule);
    expect(rules).toEqual(['grp.non_councillor_authorisation']);
  });

  it('rules of one subject without a clause in common are two findings', () => {
    const segment = {
      t: '2026-03-10T18:50',
      e: 'PartyBusinessSegmentStarted',
      meeting: 'MTG-1',
      until: '2026-03-10T19:20',
    };
    const found = given('TH')
      .events([request, arrives({ accompaniedBy: 1 }), segment])
      .at('2026-03-12')
      .findings();
    expect(found).toEqual([
      'WARN 6.4(i): meeting MTG-1 officer O-1, 2026-03-10T18:00:00Z',
      'WARN 6.4(iii): meeting MTG-1 officer O-1, 2026-03-10T18:50:00Z',
    ]);
  });

  it('one clause of two subjects is two findings', () => {
    const found = given('NT')
      .events([
        { ...flagged, rec: undefined },
        { ...flagged, rec: undefined, event: 'E-2' },
      ])
      .at()
      .findings();
    expect(found).toEqual([
      'BREACH 8.2: event E-1, 2026-03-06T15:00:00Z',
      'BREACH 8.2: event E-2, 2026-03-06T15:00:00Z',
    ]);
  });

  it('two facts of one rule are two findings: overdue, then missed', () => {
    const considered = { t: '2026-03-18T19:00', e: 'MatterFormallyConsidered', matter: 'MAT-1' };
    const levels = given('NT')
      .events([GROUPS, reports('G-A'), considered])
      .at()
      .rows()
      .map(({ level, state }) => `${level} ${state}`);
    expect(levels.sort()).toEqual(['BREACH open', 'BREACH open', 'WARN resolved', 'WARN resolved']);
  });
});
