import { describe, expect, it } from '@jest/globals';
import { considers, reports, tells } from '../../../test/support/advice.js';
import { GROUPS, type RawEntry, given, levelsUnderEach, packOf, withRule } from '../../../test/support/given.js';

const report = reports('G-A');
const toldC = tells('G-C', '2026-03-09T09:00');

describe('grp.notify_other_groups (NT 8.3)', () => {
  const overdue = 'WARN 8.3: matter MAT-1 version V1 group G-B, 2026-03-14T00:00:00Z';
  const missed = 'BREACH 8.3: matter MAT-1 version V1 group G-B, 2026-03-18T19:00:00Z';
  const meeting = considers('2026-03-18T19:00');

  it('binds NT alone: overdue warns because the target is a local default, missed is hard', () => {
    const entries = [GROUPS, report];
    expect(levelsUnderEach('grp.notify_other_groups', entries, '2026-03-16')).toEqual({ NT: ['WARN', 'WARN'] });
    const missedAtOnce = [GROUPS, report, toldC, considers('2026-03-10T19:00')];
    expect(levelsUnderEach('grp.notify_other_groups', missedAtOnce, '2026-03-20')).toEqual({ NT: ['BREACH'] });
  });

  it.each<[string, RawEntry[], string, string[]]>([
    ['not told, the target not passed', [], '2026-03-13T23:59:59.999', []],
    ['not told, the target passed: the second after the period (readings 1.4)', [], '2026-03-14T00:00', [overdue]],
    ['told in the last millisecond of the period', [tells('G-B', '2026-03-13T23:59:59.999')], '2026-03-20', []],
    [
      'told in the second after it',
      [tells('G-B', '2026-03-14T00:00')],
      '2026-03-20',
      [`${overdue}, resolved 2026-03-14T00:00:00Z`],
    ],
    ['told late', [tells('G-B', '2026-03-16T09:00')], '2026-03-20', [`${overdue}, resolved 2026-03-16T09:00:00Z`]],
    [
      'supplied late',
      [reports('G-B', { t: '2026-03-16T09:00' })],
      '2026-03-20',
      [`${overdue}, resolved 2026-03-16T09:00:00Z`],
    ],
    [
      'considered unsent: the warning ends where the breach begins',
      [meeting],
      '2026-03-20',
      [`${overdue}, resolved 2026-03-18T19:00:00Z`, missed],
    ],
    [
      'told in the instant of the consideration (readings 1.2)',
      [tells('G-B', '2026-03-18T19:00'), meeting],
      '2026-03-20',
      [`${overdue}, resolved 2026-03-18T19:00:00Z`],
    ],
    [
      'told after it was missed remedies nothing (readings 3.5)',
      [meeting, tells('G-B', '2026-03-19T09:00')],
      '2026-03-20',
      [`${overdue}, resolved 2026-03-18T19:00:00Z`, missed],
    ],
    [
      'considered before the target: missed, and never overdue',
      [considers('2026-03-10T19:00')],
      '2026-03-20',
      ['BREACH 8.3: matter MAT-1 version V1 group G-B, 2026-03-10T19:00:00Z'],
    ],
  ])('%s', (_what, entries, at, found) => {
    const then = given('NT')
      .events([GROUPS, report, toldC, ...entries])
      .at(at);
    expect(then.findings()).toEqual(found);
  });

  it('where the target is the protocol’s own, overdue has the rule’s level', () => {
    const pack = packOf('NT');
    const params = { ...pack.rules.get('grp.notify_other_groups')?.params, target_default: false };
    const own = withRule(pack, 'grp.notify_other_groups', { params });
    expect(given(own).events([GROUPS, report, toldC]).at('2026-03-14').findings()).toEqual([
      overdue.replace('WARN', 'BREACH'),
    ]);
  });

  it('a finding at the end of a period is recorded in that second (readings 3.4)', () => {
    const late = { ...report, rec: '2026-03-20T09:00' };
    const [row] = given('NT').events([GROUPS, late, toldC]).at('2026-03-21').rows();
    expect(row).toMatchObject({
      occurredAt: '2026-03-14T00:00:00Z',
      recordedAt: '2026-03-14T00:00:00Z',
      severity: 'high',
    });
  });
});

describe('the target of a notice (NT 8.3, AMB-41; readings 1.4)', () => {
  const calendar = (t: string, ...dates: string[]): RawEntry => ({ t, e: 'WorkingCalendarSet', dates });

  it.each<[string, string, RawEntry[], string]>([
    ['the day of receipt is day 0: Friday to Friday', '2026-03-06T15:00', [], '2026-03-13T23:59:59Z'],
    ['the last second of day 0 is still day 0', '2026-03-06T23:59:59', [], '2026-03-13T23:59:59Z'],
    ['received on a Saturday', '2026-03-07T10:00', [], '2026-03-13T23:59:59Z'],
    ['over the change to summer time', '2026-03-23T10:00', [], '2026-03-30T22:59:59Z'],
    ['over the change to winter time', '2026-10-19T10:00', [], '2026-10-26T23:59:59Z'],
    ['over Good Friday and Easter Monday', '2026-04-02T10:00', [], '2026-04-13T22:59:59Z'],
    ['over Christmas and New Year', '2025-12-23T10:00', [], '2026-01-02T23:59:59Z'],
    [
      'a further non-working day set before',
      '2026-04-02T10:00',
      [calendar('2026-04-01T09:00', '2026-04-08')],
      '2026-04-14T22:59:59Z',
    ],
    [
      'two sets of further days',
      '2026-04-02T10:00',
      [calendar('2026-03-31T09:00', '2026-04-07'), calendar('2026-04-01T09:00', '2026-04-08')],
      '2026-04-15T22:59:59Z',
    ],
    [
      'a further day that is no working day anyway',
      '2026-04-02T10:00',
      [calendar('2026-04-01T09:00', '2026-04-06')],
      '2026-04-13T22:59:59Z',
    ],
    [
      'further days set after the period opened',
      '2026-04-02T10:00',
      [calendar('2026-04-03T09:00', '2026-04-08')],
      '2026-04-13T22:59:59Z',
    ],
  ])('%s', (_what, t, entries, target) => {
    const then = given('NT')
      .events([{ ...GROUPS, t: '2025-01-05T09:00' }, ...entries, reports('G-A', { t })])
      .at('2026-12-01');
    const { rows } = then.projection('notice-obligations') as { rows: { target: string }[] };
    expect(rows.map((row) => row.target)).toEqual([target, target]);
  });

  it('beyond the holiday table there is an error, never a guess', () => {
    const beyond = given('NT').events([GROUPS, reports('G-A', { t: '2040-12-28T10:00' })]);
    expect(() => beyond.at()).toThrow(/holiday table/);
  });
});
