import { describe, expect, it } from '@jest/globals';
import { type RawEntry, given, levelsUnderEach, packOf } from '../../../test/support/given.js';

const drafted = { t: '2017-06-01T09:00', e: 'ProtocolPackDrafted', packId: 'gb-eng/old-marston-pc', version: '1' };
const scheduled = (next: string, t = '2026-01-10T09:00'): RawEntry => ({ t, e: 'ProtocolReviewScheduled', next });
const completed = (t: string): RawEntry => ({ t, e: 'ProtocolReviewCompleted', outcome: 'kept' });
const minuted = (t: string, fields: object = { minute: '24/06/1' }): RawEntry => ({
  t,
  e: 'ProtocolAdoptionMinuted',
  ...fields,
});
const triggered = (t: string): RawEntry => ({ t, e: 'ProtocolReviewTriggered', cause: 'new_law' });
const newCode = (t: string): RawEntry => ({ t, e: 'MembersCodeAdopted', version: '2026' });
const gap = (clause: string): RawEntry => ({
  t: '2024-01-05T09:00',
  e: 'ProtocolGapRecorded',
  clause,
  kind: 'missing',
});

const found = (tag: string, entries: readonly RawEntry[], at: string): readonly string[] =>
  given(tag).events(entries).at(at).findings();
const status = (tag: string, entries: readonly RawEntry[], at: string): unknown =>
  given(tag).events(entries).at(at).projection('protocol-status');

describe('lif.review (TH head, OM adopt, AL 2)', () => {
  it('warns under TH, OM and AL; GA and NT are silent', () => {
    const passed = levelsUnderEach('lif.review', [scheduled('2026-05-31')], '2026-06-01');
    // TH and OM state a day of their own, which has passed too.
    expect(passed).toEqual({ TH: ['WARN', 'WARN'], OM: ['WARN', 'WARN'], AL: ['WARN'] });
  });

  const overdue = 'WARN 2: protocol, 2026-05-31T23:00:00Z';

  it.each<[string, RawEntry[], string, string[]]>([
    ['the day has not passed', [scheduled('2026-05-31')], '2026-05-31', []],
    ['the day has passed: the second after it (readings 1.4)', [scheduled('2026-05-31')], '2026-06-01', [overdue]],
    ['a month means its last day', [scheduled('2026-05')], '2026-06-01', [overdue]],
    [
      'completed in its last millisecond',
      [scheduled('2026-05-31'), completed('2026-05-31T23:59:59.999')],
      '2026-06-30',
      [],
    ],
    [
      'completed in the next second',
      [scheduled('2026-05-31'), completed('2026-06-01T00:00')],
      '2026-06-30',
      [`${overdue}, resolved 2026-05-31T23:00:00Z`],
    ],
    [
      'a later minuted adoption resolves it',
      [scheduled('2026-05-31'), minuted('2026-06-10T19:00')],
      '2026-06-30',
      [`${overdue}, resolved 2026-06-10T18:00:00Z`],
    ],
    [
      'another day stated before it passed',
      [scheduled('2026-05-31'), scheduled('2026-12-31', '2026-05-01T09:00')],
      '2026-06-30',
      [],
    ],
    [
      'another day stated afterwards',
      [scheduled('2026-05-31'), scheduled('2026-12-31', '2026-06-05T09:00')],
      '2026-06-30',
      [overdue],
    ],
  ])('AL 2: %s', (_what, entries, at, findings) => {
    expect(found('AL', entries, at)).toEqual(findings);
  });

  it('TH head: the day that the pack states', () => {
    expect(found('TH', [drafted], '2018-03-31')).toEqual([]);
    expect(found('TH', [drafted], '2018-04-01')).toEqual(['WARN head: protocol, 2018-03-31T23:00:00Z']);
  });

  it.each<[string, RawEntry[]]>([
    ['an adopted code', [newCode('2017-06-01T09:00')]],
    ['a recorded gap', [{ ...gap('head'), t: '2017-06-01T09:00' }]],
    ['an event of another family', [{ t: '2017-06-01T09:00', e: 'PoliticalGroupRegistered', group: 'G-A' }]],
  ])('%s does not record the protocol’s life: nothing is found', (_what, entries) => {
    expect(found('TH', entries, '2026-01-01')).toEqual([]);
  });
});

describe('lif.adoption_evidence (OM adopt; TH head without an entry; NT, AL only record)', () => {
  const withoutReview = {
    ...packOf('OM'),
    rules: new Map([...packOf('OM').rules].filter(([id]) => id !== 'lif.review')),
  };
  const missing = 'WARN adopt: protocol, 2024-05-31T23:00:00Z';

  it.each<[string, RawEntry[], string, string[]]>([
    ['its last day has not passed', [drafted], '2024-05-31', []],
    ['its last day has passed', [drafted], '2024-06-01', [missing]],
    ['minuted in time', [drafted, minuted('2024-05-20T19:00')], '2024-06-30', []],
    [
      'minuted later',
      [drafted, minuted('2024-06-10T19:00')],
      '2024-06-30',
      [`${missing}, resolved 2024-06-10T18:00:00Z`],
    ],
  ])('an entry whose evidence is missing: %s', (_what, entries, at, findings) => {
    const then = given(withoutReview).events(entries).at(at);
    expect(then.findings('lif.adoption_evidence')).toEqual(findings);
  });

  it('the review and the evidence of one day are two facts (readings 3.2)', () => {
    const rows = given('OM').events([drafted]).at('2024-06-02').rows();
    expect(rows.map(({ rule, clauses }) => [rule, clauses])).toEqual([
      ['lif.review', ['adopt']],
      ['lif.adoption_evidence', ['adopt']],
    ]);
  });

  it('OM adopt: an adoption minuted without a minute is no evidence and no answer (readings 4, P19)', () => {
    const entries = [drafted, minuted('2024-05-20T19:00', {})];
    expect(given(withoutReview).events(entries).at('2024-06-30').findings()).toEqual([missing]);
    expect(status('OM', entries, '2024-06-30')).toMatchObject({ evidencedAdoptions: 2, reviewState: 'overdue' });
  });

  it.each(['GA', 'TH', 'NT', 'AL'])('under %s nothing is found', (tag) => {
    expect(given(tag).events([drafted]).at('2026-01-01').rows('lif.adoption_evidence')).toEqual([]);
  });
});

describe('P19 protocol-status (readings 4)', () => {
  it('tells where a protocol stands, with its evidence (OM adopt, AMB-54)', () => {
    expect(status('OM', [drafted, gap('9.9')], '2024-06-02')).toEqual({
      sourceState: 'adopted',
      sourceStatus: 'adopted_then_unevidenced',
      approvalRecorded: true,
      reviewState: 'overdue',
      ageDays: null,
      lastEvidencedAdoption: '2023-05-15',
      minute: '23/05/19',
      evidencedAdoptions: 2,
      nextExpected: '2024-05-31',
      overdueDays: 2,
      warn: 2,
      findings: 2,
      gaps: ['3.3(c)', '9.9'],
    });
  });

  it.each<[string, string, RawEntry[], string, object]>([
    ['none', 'NT', [drafted], '2026-01-01', { reviewState: 'none', nextExpected: null, overdueDays: 0, gaps: [] }],
    [
      'current, once a review is scheduled',
      'NT',
      [scheduled('2026-05')],
      '2026-02-01',
      { reviewState: 'current', nextExpected: '2026-05-31' },
    ],
    ['current', 'TH', [drafted], '2018-03-31', { reviewState: 'current', nextExpected: '2018-03-31', overdueDays: 0 }],
    [
      'overdue, also where no life is recorded (AMB-36)',
      'TH',
      [],
      '2018-04-01',
      { reviewState: 'overdue', overdueDays: 1, warn: 0, findings: 0 },
    ],
    [
      'continuous monitoring',
      'GA',
      [drafted],
      '2026-01-01',
      { reviewState: 'continuous_monitoring', nextExpected: null },
    ],
    [
      'triggered by the event that the pack names',
      'AL',
      [newCode('2026-07-01T19:00')],
      '2026-07-31T19:00',
      { reviewState: 'triggered', ageDays: 30, findings: 0 },
    ],
    [
      'not by an event that it does not name',
      'NT',
      [newCode('2026-07-01T19:00')],
      '2026-07-31',
      { reviewState: 'none', ageDays: null },
    ],
    [
      'triggered by a recorded trigger',
      'NT',
      [triggered('2026-07-01T19:00')],
      '2026-07-02',
      { reviewState: 'triggered', ageDays: 1 },
    ],
    [
      'since the first unanswered trigger',
      'AL',
      [
        triggered('2026-06-01T09:00'),
        completed('2026-06-05T09:00'),
        triggered('2026-06-10T09:00'),
        triggered('2026-06-20T09:00'),
      ],
      '2026-06-21',
      { reviewState: 'triggered', ageDays: 11 },
    ],
    ['in local days', 'AL', [triggered('2026-06-30T23:30Z')], '2026-07-02T00:10', { ageDays: 1 }],
    [
      'answered by a completed review',
      'AL',
      [newCode('2026-07-01T19:00'), completed('2026-07-10T09:00')],
      '2026-07-31',
      { reviewState: 'current', ageDays: null },
    ],
    [
      'answered by a minuted adoption',
      'AL',
      [newCode('2026-07-01T19:00'), minuted('2026-07-10T09:00')],
      '2026-07-31',
      { reviewState: 'current', ageDays: null },
    ],
    [
      'current again once reviewed late',
      'OM',
      [drafted, minuted('2024-06-10T19:00')],
      '2024-06-30',
      { reviewState: 'current', nextExpected: '2025-05-31', overdueDays: 0, warn: 0, findings: 2 },
    ],
  ])('%s (%s)', (_state, tag, entries, at, expected) => {
    expect(status(tag, entries, at)).toMatchObject(expected);
  });

  it.each<[string, RawEntry[], string, object]>([
    ['none yet', [], '2022-05-15', { evidencedAdoptions: 0, lastEvidencedAdoption: null, minute: null }],
    [
      'the pack’s complete entries up to then',
      [],
      '2022-05-16',
      { evidencedAdoptions: 1, lastEvidencedAdoption: '2022-05-16', minute: '22/05/20' },
    ],
    [
      'and the minuted ones',
      [minuted('2024-06-10T19:00')],
      '2024-06-30',
      { evidencedAdoptions: 3, lastEvidencedAdoption: '2024-06-10', minute: '24/06/1' },
    ],
    [
      'distinct date and minute',
      [
        minuted('2023-05-15T19:00', { minute: '23/05/19' }),
        minuted('2023-05-20T19:00', { date: '2023-05-15', minute: '23/05/20' }),
      ],
      '2023-12-31',
      { evidencedAdoptions: 3 },
    ],
    [
      'by the date they state',
      [minuted('2024-06-10T19:00', { date: '2024-06-03', minute: '24/06/1' })],
      '2024-06-30',
      { lastEvidencedAdoption: '2024-06-03' },
    ],
  ])('evidenced adoptions: %s (OM adopt)', (_what, entries, at, expected) => {
    expect(status('OM', entries, at)).toMatchObject(expected);
  });
});

describe('an answer ends the review day that stood (readings 4, P19)', () => {
  it.each<[string, string, RawEntry[], string, object]>([
    [
      'OM adopt, annual: the next May follows, and is judged',
      'OM',
      [drafted, minuted('2024-05-20T19:00')],
      '2025-06-01',
      { reviewState: 'overdue', nextExpected: '2025-05-31', overdueDays: 1 },
    ],
    [
      'OM adopt: a late answer in May 2025 leaves May 2026',
      'OM',
      [drafted, minuted('2025-05-20T19:00')],
      '2025-05-21',
      { reviewState: 'current', nextExpected: '2026-05-31' },
    ],
    [
      'TH head, a fixed date: nothing follows',
      'TH',
      [drafted, completed('2018-03-01T09:00')],
      '2026-01-01',
      { reviewState: 'current', nextExpected: null, overdueDays: 0 },
    ],
    [
      'an adoption of an earlier date than the one on which the day was set',
      'NT',
      [scheduled('2026-05-31'), minuted('2026-02-01T09:00', { date: '2026-01-09', minute: '1' })],
      '2026-03-01',
      { reviewState: 'current', nextExpected: '2026-05-31' },
    ],
    [
      'GA 12.1: a day that is set comes before continuous monitoring',
      'GA',
      [scheduled('2026-05-31')],
      '2026-03-01',
      { reviewState: 'current', nextExpected: '2026-05-31' },
    ],
  ])('%s', (_what, tag, entries, at, expected) => {
    expect(status(tag, entries, at)).toMatchObject(expected);
  });

  it('OM adopt: lif.review finds the May that followed, anchored in the answer that set it', () => {
    const answered = { ...minuted('2024-05-20T19:00'), event: 'E-2' };
    const rows = given('OM').events([drafted, answered]).at('2025-06-01').rows('lif.review');
    expect(rows.map(({ occurredAt, event }) => [occurredAt, event])).toEqual([['2025-05-31T23:00:00Z', 'E-2']]);
  });
});

describe('AL 2: a trigger sets a day, a year after it (complete_within_days)', () => {
  const code = { ...newCode('2026-07-01T19:00'), event: 'E-1' };

  it('is triggered until then, and overdue from the day after it', () => {
    const state = (at: string): unknown => status('AL', [drafted, code], at);
    expect(state('2027-07-01')).toMatchObject({ reviewState: 'triggered', nextExpected: '2027-07-01', overdueDays: 0 });
    expect(state('2027-07-02')).toMatchObject({ reviewState: 'overdue', overdueDays: 1, warn: 1 });
  });

  it('finds the day passed, at most as a warning, anchored in the trigger (readings 3)', () => {
    const rows = given('AL').events([drafted, code]).at('2027-07-02').rows('lif.review');
    expect(rows).toMatchObject([{ level: 'WARN', event: 'E-1', occurredAt: '2027-07-01T23:00:00Z' }]);
  });

  it('a second trigger sets none while the first is unanswered', () => {
    const again = newCode('2026-09-01T19:00');
    expect(status('AL', [code, again], '2026-10-01')).toMatchObject({ nextExpected: '2027-07-01' });
  });
});
