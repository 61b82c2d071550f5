import { describe, expect, it } from '@jest/globals';
import { briefs, considers, reports, tells } from '../../test/support/advice.js';
import { GROUPS, type RawEntry, type Then, adopted, given } from '../../test/support/given.js';

const northampton = adopted('northampton-tc', '0.1.0', '2026-01-01');
const alsager = adopted('alsager-tc', '2019', '2026-03-10', { t: '2026-03-09T19:00' });
const recommends = (event: string, t: string): RawEntry =>
  briefs('G-A', { event, t, matter: event, flags: { recommendation: true } });

const told = (entries: readonly RawEntry[], at?: string, knownAt?: string): Then =>
  given(null)
    .events([GROUPS, ...entries])
    .at(at, knownAt === undefined ? {} : { knownAt });

const packIds = (then: Then): unknown[] =>
  (then.projection('audit-timeline') as { rows: { packId: unknown }[] }).rows.map(({ packId }) => packId);

describe('each event is judged by the pack in force when it occurred (readings 1.7, AMB-77)', () => {
  it('under two packs one after the other', () => {
    const entries = [
      northampton,
      alsager,
      recommends('E-1', '2026-03-06T15:00'),
      recommends('E-2', '2026-03-11T15:00'),
    ];
    const then = told(entries, '2026-03-12');
    expect(then.pack).toBe('gb-eng/alsager-tc');
    expect(then.findings()).toEqual(['BREACH 8.2: event E-1, 2026-03-06T15:00:00Z']);
    expect(packIds(then).slice(-2)).toEqual(['gb-eng/northampton-tc', 'gb-eng/alsager-tc']);
  });

  it.each([
    ['2026-03-09T23:59:59.999', 1],
    ['2026-03-10T00:00', 0],
  ])('a pack is in force from the first instant of its day: a recommendation at %s', (t, findings) => {
    expect(told([northampton, alsager, recommends('E-1', t)], '2026-03-12').findings()).toHaveLength(findings);
  });

  it('a notice stays under the pack that opened it', () => {
    const entries = [
      northampton,
      alsager,
      reports('G-A'),
      tells('G-C', '2026-03-09T09:00'),
      considers('2026-03-18T19:00'),
    ];
    expect(told(entries, '2026-03-14').findings()).toEqual([
      'WARN 8.3: matter MAT-1 version V1 group G-B, 2026-03-14T00:00:00Z',
    ]);
    const then = told(entries, '2026-03-20');
    expect(then.findings('grp.notify_other_groups')).toEqual([
      'WARN 8.3: matter MAT-1 version V1 group G-B, 2026-03-14T00:00:00Z, resolved 2026-03-18T19:00:00Z',
      'BREACH 8.3: matter MAT-1 version V1 group G-B, 2026-03-18T19:00:00Z',
    ]);
    expect(then.projection('even-handedness-by-matter')).toMatchObject({ matters: { 'MAT-1': { status: 'UNEVEN' } } });
  });

  it('a supply under the later pack opens none', () => {
    const then = told([northampton, alsager, reports('G-A', { t: '2026-03-11T15:00' })], '2026-03-31');
    expect(then.projection('notice-obligations')).toMatchObject({ totals: { owed: 0 } });
  });

  it('a permission is decided by the pack in force at its time', () => {
    const towerHamlets = adopted('tower-hamlets-lb', '2', '2026-03-10', { t: '2026-03-09T19:00' });
    const misrouted = {
      t: '2026-03-02T09:30',
      e: 'GroupSupportRequested',
      id: 'REQ-1',
      group: 'G-A',
      form: 'attendance',
      to: 'senior_officer',
    };
    const command = (t: string): RawEntry => ({ t, command: 'AcceptGroupSupportRequest', id: 'REQ-1' });
    const outcomes = told([
      northampton,
      towerHamlets,
      misrouted,
      command('2026-03-09T10:00'),
      command('2026-03-11T10:00'),
    ]).commands;
    expect(outcomes).toMatchObject([{ outcome: 'granted' }, { outcome: 'refused', rule: 'grp.request_addressee' }]);
  });

  it('`--pack` judges every event whatever the dates', () => {
    const entries = [
      GROUPS,
      northampton,
      alsager,
      recommends('E-1', '2026-03-06T15:00'),
      recommends('E-2', '2026-03-11T15:00'),
    ];
    const under = (tag: string): number =>
      given(tag).events(entries).at('2026-03-12').findings('grp.no_recommendation').length;
    expect([under('AL'), under('NT'), under('TH')]).toEqual([0, 2, 2]);
  });
});

describe('adoption as an event', () => {
  const early = recommends('E-1', '2026-03-06T15:00');
  const retroactive = adopted('northampton-tc', '0.1.0', '2026-01-01', {
    t: '2026-04-01T19:00',
    rec: '2026-04-02T09:00',
    event: 'P-1',
  });
  const breach = ['BREACH 8.2: event E-1, 2026-03-06T15:00:00Z'];

  it.each<[string, string, string, string[]]>([
    ['once adopted', '2026-04-01T19:00', '2026-04-30', breach],
    ['before it was adopted', '2026-04-01T18:59', '2026-04-30', []],
    ['before the adoption was recorded', '2026-04-30', '2026-04-01', []],
  ])('taking effect backwards judges what is past, %s', (_when, at, knownAt, found) => {
    expect(told([early, retroactive], at, knownAt).findings('grp.no_recommendation')).toEqual(found);
  });

  it('withdrawn, leaves no pack in force, and its findings resolved (readings 2.4)', () => {
    const withdrawn = { t: '2026-04-05T09:00', e: 'EntryWithdrawn', target: 'P-1', reason: 'mistaken' };
    const then = told([early, retroactive, withdrawn]);
    expect(then.pack).toBeNull();
    expect(then.findings('grp.no_recommendation')).toEqual([`${breach[0] ?? ''}, resolved 2026-04-05T08:00:00Z`]);
  });

  it('of two that take effect on one day, the later occurrence is in force (readings 1.1)', () => {
    const first = { ...alsager, t: '2026-03-08T19:00', rec: '2026-03-20T09:00' };
    const second = adopted('northampton-tc', '0.1.0', '2026-03-10', { t: '2026-03-09T19:00' });
    expect(told([first, second], '2026-03-31').pack).toBe('gb-eng/northampton-tc');
  });
});

describe('no pack in force', () => {
  const entries = [recommends('E-1', '2026-03-06T15:00'), reports('G-A'), considers('2026-03-18T19:00')];

  it.each<[string, RawEntry[]]>([
    ['before any adoption', []],
    ['where the adopted pack is not at hand', [adopted('nowhere-pc', '1', '2026-01-01')]],
    ['before its day', [adopted('northampton-tc', '0.1.0', '2027-01-01')]],
  ])('%s: everything is silent, figures are shown', (_when, adoption) => {
    const then = told([...adoption, ...entries]);
    expect(then.pack).toBeNull();
    expect(then.findings()).toEqual([]);
    expect(packIds(then).every((id) => id === null)).toBe(true);
    expect(then.projection('even-handedness-by-group')).toMatchObject({ groups: { 'G-A': { support: 2 } } });
    expect(then.projection('even-handedness-by-matter')).toMatchObject({
      matters: { 'MAT-1': { status: 'SINGLE_GROUP' } },
    });
  });
});
