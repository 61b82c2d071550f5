import { describe, expect, it } from '@jest/globals';
import { accepts, considers, declines, reports, requests, tells } from '../../test/support/advice.js';
import { GROUPS, type RawEntry, type Then, given } from '../../test/support/given.js';

const timeline = (then: Then): Record<string, string>[] =>
  (then.projection('audit-timeline') as { rows: Record<string, string>[] }).rows;
const gap = (t: string, fields: object = {}): RawEntry => ({ t, e: 'ProtocolGapRecorded', clause: '8.3', ...fields });
const occurred = (...entries: RawEntry[]): (string | undefined)[] =>
  timeline(given('NT').events(entries).at('2026-12-31')).map((row) => row['occurredAt']);

describe('order of the fold (readings 1.1)', () => {
  const decision = (...entries: RawEntry[]): unknown => {
    const then = given('AL')
      .events([requests('REQ-1', 'G-A'), ...entries])
      .at();
    return (then.projection('group-support') as { rows: { decision: string }[] }).rows[0]?.decision;
  };
  const yes = accepts('REQ-1', '2026-03-04T09:00');
  const no = declines('REQ-1', '2026-03-04T09:00');

  it.each<[string, RawEntry[], string]>([
    ['occurrence first', [declines('REQ-1', '2026-03-05T09:00'), yes], 'declined'],
    [
      'also where it was recorded late',
      [{ ...yes, rec: '2026-03-09T09:00' }, declines('REQ-1', '2026-03-05T09:00')],
      'declined',
    ],
    ['of one instant the later line', [yes, no], 'declined'],
    ['and the other way round', [no, yes], 'accepted'],
    ['of one instant the later recording before the later line', [{ ...yes, rec: '2026-03-09T09:00' }, no], 'accepted'],
  ])('%s', (_what, entries, expected) => {
    expect(decision(...entries)).toBe(expected);
  });

  it('of one line the later place in a list', () => {
    const formed = { t: '2026-03-04T09:00', e: 'AdministrationFormed', group: ['G-B', 'G-A'] };
    const then = given('AL').events([GROUPS, formed]).at();
    expect(then.projection('even-handedness-by-group')).toMatchObject({ council: { administration: 'G-A' } });
  });
});

describe('one instant is judged after all its events (readings 1.2)', () => {
  it.each<[string, RawEntry[]]>([
    ['the act first', [considers('2026-03-10T19:00'), tells(['G-B', 'G-C'], '2026-03-10T19:00')]],
    ['the condition first', [tells(['G-B', 'G-C'], '2026-03-10T19:00'), considers('2026-03-10T19:00')]],
  ])('%s: met in time', (_order, entries) => {
    const then = given('NT')
      .events([GROUPS, reports('G-A'), ...entries])
      .at('2026-03-20');
    expect(then.findings()).toEqual([]);
    expect(then.projection('notice-obligations')).toMatchObject({ totals: { owed: 2, met: 2 } });
  });
});

describe('instants (readings 1.3)', () => {
  it.each([
    ['a date is its first instant in `t`', '2026-06-01', '2026-05-31T23:00:00Z'],
    ['without an offset a time is London’s, in summer', '2026-06-01T09:00', '2026-06-01T08:00:00Z'],
    ['and in winter', '2026-01-05T09:00', '2026-01-05T09:00:00Z'],
    ['an offset is heeded', '2026-01-05T09:00+02:00', '2026-01-05T07:00:00Z'],
    ['the skipped hour of spring moves forward', '2026-03-29T01:30', '2026-03-29T01:30:00Z'],
    ['the repeated hour of autumn means its first pass', '2026-10-25T01:30', '2026-10-25T00:30:00Z'],
    ['milliseconds only where they are not zero', '2026-01-05T09:00:00.250', '2026-01-05T09:00:00.250Z'],
    ['none where they are', '2026-01-05T09:00:00.000Z', '2026-01-05T09:00:00Z'],
  ])('%s', (_what, t, expected) => {
    expect(occurred(gap(t))).toEqual([expected]);
  });

  it('a date is its last instant in `at` and in `knownAt`', () => {
    const events = given('NT').events([gap('2026-03-06T23:59:59.999', { rec: '2026-03-07T23:59:59.999' })]);
    expect(events.at('2026-03-06', { knownAt: '2026-03-07' }).position).toBe('1');
    expect(events.at('2026-03-05', { knownAt: '2026-03-07' }).position).toBe('0');
    expect(events.at('2026-03-06', { knownAt: '2026-03-06' }).position).toBe('0');
  });

  it('by default `at` is the greatest occurrence of events and commands, `knownAt` the greatest recording, each on its own', () => {
    const late = reports('G-A', { rec: '2026-05-01T09:00' });
    const command = { t: '2026-03-16T09:00', command: 'AcceptGroupSupportRequest', id: 'REQ-9' };
    const totals = (entries: RawEntry[]): unknown => given('NT').events(entries).at().projection('notice-obligations');
    expect(totals([GROUPS, late])).toMatchObject({ totals: { open: 2, overdue: 0 } });
    expect(totals([GROUPS, late, command])).toMatchObject({ totals: { open: 0, overdue: 2 } });
  });
});

describe('what is counted (readings 1.6, 1.8)', () => {
  it('position is the number of events counted, as a string', () => {
    const entries = [GROUPS, reports('G-A'), { ...considers('2026-03-20T19:00'), rec: '2026-03-21T19:00' }];
    const events = given('NT').events(entries);
    expect(events.at().position).toBe('5');
    expect(events.at('2026-03-10').position).toBe('4');
    expect(events.at('2026-03-20', { knownAt: '2026-03-20' }).position).toBe('4');
  });

  it.each(['NT', 'AL'])('the pack answers with its full id (%s)', (tag) => {
    expect(given(tag).events([GROUPS]).at().pack).toBe(tag === 'NT' ? 'gb-eng/northampton-tc' : 'gb-eng/alsager-tc');
  });

  it.each(['NoticeObligationOpened', 'FindingRaised', 'FormalAdviceOwed', 'GroupSupportRequestMisrouted'])(
    'what the ledger raises itself (%s) is read and ignored',
    (e) => {
      const then = given('NT')
        .events([GROUPS, { t: '2026-03-01T09:00', e, matter: 'MAT-1' }])
        .at();
      expect(then.position).toBe('3');
      expect(then.findings()).toEqual([]);
    },
  );

  it('a field of one token that holds a list stands for several events; two lists multiply', () => {
    const told = {
      t: '2026-03-09T09:00',
      e: 'OtherGroupNotified',
      group: ['G-A', 'G-B'],
      matter: ['MAT-1', 'MAT-2'],
      version: 'V1',
    };
    expect(timeline(given('NT').events([told]).at()).map(({ payload }) => payload)).toEqual([
      { group: 'G-A', matter: 'MAT-1', version: 'V1' },
      { group: 'G-A', matter: 'MAT-2', version: 'V1' },
      { group: 'G-B', matter: 'MAT-1', version: 'V1' },
      { group: 'G-B', matter: 'MAT-2', version: 'V1' },
    ]);
  });

  it('so does a field typed token or list of token', () => {
    const held = { t: '2026-03-09T09:00', e: 'ConsultationHeld', id: ['CASE-1', 'CASE-2'], with: 'chair_of_council' };
    expect(given('OM').events([held]).at().position).toBe('2');
  });

  const command = (t: string, fields: object = {}): RawEntry => ({
    t,
    command: 'AcceptGroupSupportRequest',
    id: 'REQ-1',
    ...fields,
  });

  it('commands are those inside `at` and `knownAt`', () => {
    const events = given('NT').events([
      requests('REQ-1', 'G-A'),
      command('2026-03-04T09:00'),
      command('2026-03-06T09:00', { rec: '2026-03-08T09:00' }),
    ]);
    const times = (at: string, knownAt: string): unknown[] =>
      events.at(at, { knownAt }).commands.map((row) => (row as { t: string }).t);
    expect(times('2026-03-09', '2026-03-09')).toEqual(['2026-03-04T09:00:00Z', '2026-03-06T09:00:00Z']);
    expect(times('2026-03-05', '2026-03-09')).toEqual(['2026-03-04T09:00:00Z']);
    expect(times('2026-03-09', '2026-03-07')).toEqual(['2026-03-04T09:00:00Z']);
  });

  it('a command is decided on what had occurred and been recorded by its own time', () => {
    const outcome = (...entries: RawEntry[]): unknown =>
      (
        given('NT')
          .events([...entries, command('2026-03-04T09:00')])
          .at('2026-04-01', { knownAt: '2026-04-01' }).commands[0] as { outcome: string }
      ).outcome;
    expect(outcome(requests('REQ-1', 'G-A'))).toBe('granted');
    expect(outcome(requests('REQ-1', 'G-A', { t: '2026-03-04T09:00:01' }))).toBe('refused');
    expect(outcome(requests('REQ-1', 'G-A', { rec: '2026-03-04T09:00:01' }))).toBe('refused');
  });
});
