import { describe, expect, it } from '@jest/globals';
import type { Pack } from '#lib/protocol/index.js';
import { SUPPLIED, briefs, considers, reissues, reports, tells } from '../../../test/support/advice.js';
import { GROUPS, type RawEntry, given, packOf, withRule } from '../../../test/support/given.js';

interface Row {
  version: string;
  group: string;
  opened: string;
  target: string | null;
  sent: string | null;
  state: string;
}

function noticesOf(pack: string | Pack, entries: readonly RawEntry[], at?: string): { rows: Row[]; totals: object } {
  const then = given(pack)
    .events([GROUPS, ...entries])
    .at(at);
  return then.projection('notice-obligations') as { rows: Row[]; totals: object };
}

/** Notices owed, as `version group state`. */
function owed(entries: readonly RawEntry[], at?: string): string[] {
  return noticesOf('NT', entries, at).rows.map(({ version, group, state }) => `${version} ${group} ${state}`);
}

const report = reports('G-A');
const toldC = tells('G-C', '2026-03-09T09:00');

describe('P08: when a notice opens, and to whom', () => {
  const versionTwo = reports('G-A', { t: '2026-03-09T15:00', version: 'V2' });

  it.each<[string, RawEntry[], string[]]>([
    ['a report, to every other group', [report], ['V1 G-B open', 'V1 G-C open']],
    ['a briefing too (AMB-40)', [briefs('G-A')], ['V1 G-B open', 'V1 G-C open']],
    ['once per version', [report, reports('G-A', { t: '2026-03-09T15:00' })], ['V1 G-B open', 'V1 G-C open']],
    ['again for another version', [report, versionTwo], ['V1 G-B open', 'V1 G-C open', 'V2 G-B open', 'V2 G-C open']],
    ['not to a group that receives it in that instant', [report, reports('G-B')], ['V1 G-C open']],
    ['not to a group that was told before', [tells('G-B', '2026-03-05T09:00'), report], ['V1 G-C open']],
    ['not to a group that was told in that instant', [report, tells('G-B', SUPPLIED)], ['V1 G-C open']],
    [
      'to a group that was told of another version',
      [tells('G-B', '2026-03-05T09:00', { version: 'V0' }), report],
      ['V1 G-B open', 'V1 G-C open'],
    ],
    [
      'a reissue of a version not supplied before',
      [report, reissues('G-A', 'V2', '2026-03-09T15:00')],
      ['V1 G-B open', 'V1 G-C open', 'V2 G-B open', 'V2 G-C open'],
    ],
    [
      'no notice for a reissue of one supplied before',
      [report, versionTwo, reissues('G-A', 'V1', '2026-03-10T15:00')],
      ['V1 G-B open', 'V1 G-C open', 'V2 G-B open', 'V2 G-C open'],
    ],
    [
      'not to a group dissolved before',
      [{ t: '2026-03-01T09:00', e: 'PoliticalGroupDissolved', group: 'G-C' }, report],
      ['V1 G-B open'],
    ],
    [
      'not to a group registered afterwards',
      [report, { t: '2026-03-07T09:00', e: 'PoliticalGroupRegistered', group: 'G-D' }],
      ['V1 G-B open', 'V1 G-C open'],
    ],
    [
      'to a group registered in that instant (readings 1.2)',
      [report, { t: SUPPLIED, e: 'PoliticalGroupRegistered', group: 'G-D' }],
      ['V1 G-B open', 'V1 G-C open', 'V1 G-D open'],
    ],
    [
      'and stays owed to a group dissolved afterwards',
      [report, { t: '2026-03-07T09:00', e: 'PoliticalGroupDissolved', group: 'G-C' }],
      ['V1 G-B open', 'V1 G-C open'],
    ],
  ])('%s', (_what, entries, expected) => {
    expect(owed(entries)).toEqual(expected);
  });

  it('a kind of delivery that triggers nothing opens nothing', () => {
    const pack = packOf('NT');
    const params = { ...pack.rules.get('grp.notify_other_groups')?.params, trigger: ['written_report'] };
    const reportsOnly = withRule(pack, 'grp.notify_other_groups', { params });
    expect(noticesOf(reportsOnly, [briefs('G-A')]).rows).toEqual([]);
    expect(noticesOf(reportsOnly, [report]).rows).toHaveLength(2);
  });

  it.each(['GA', 'TH', 'OM', 'AL'])('under %s, which is silent, none is owed', (tag) => {
    const none = { owed: 0, met: 0, metLate: 0, open: 0, overdue: 0, missed: 0 };
    expect(noticesOf(tag, [report, considers('2026-03-18T19:00')])).toEqual({ matters: {}, rows: [], totals: none });
  });
});

describe('P08: what becomes of a notice', () => {
  const everyVersion = tells('G-B', '2026-03-10T09:00', {});

  it.each<[string, RawEntry[], string, string[]]>([
    [
      'met by the notice',
      [report, tells(['G-B', 'G-C'], '2026-03-13T23:59')],
      '2026-03-20',
      ['V1 G-B met', 'V1 G-C met'],
    ],
    [
      'met by supply, by reissue',
      [report, briefs('G-B', { t: '2026-03-09T09:00' }), reissues('G-C', 'V1', '2026-03-09T09:00')],
      '2026-03-20',
      ['V1 G-B met', 'V1 G-C met'],
    ],
    [
      'not met by another version',
      [report, tells(['G-B', 'G-C'], '2026-03-09T09:00', { version: 'V0' })],
      '2026-03-09T10:00',
      ['V1 G-B open', 'V1 G-C open'],
    ],
    [
      'a notice without a version is of every version owed then',
      [report, reports('G-A', { t: '2026-03-09T15:00', version: 'V2' }), toldC, everyVersion],
      '2026-03-12',
      ['V1 G-B met', 'V1 G-C met', 'V2 G-B met', 'V2 G-C open'],
    ],
    [
      'and of none that is owed later',
      [report, toldC, everyVersion, reports('G-A', { t: '2026-03-11T15:00', version: 'V2' })],
      '2026-03-12',
      ['V1 G-B met', 'V1 G-C met', 'V2 G-B open', 'V2 G-C open'],
    ],
    [
      'open until the target, overdue after it',
      [report, toldC],
      '2026-03-13T23:59:59.999',
      ['V1 G-B open', 'V1 G-C met'],
    ],
    ['overdue', [report, toldC], '2026-03-14T00:00', ['V1 G-B overdue', 'V1 G-C met']],
    ['met late', [report, toldC, tells('G-B', '2026-03-14T00:00')], '2026-03-20', ['V1 G-B metLate', 'V1 G-C met']],
    [
      'missed, also where it is sent afterwards',
      [report, toldC, considers('2026-03-10T19:00'), tells('G-B', '2026-03-11T09:00')],
      '2026-03-20',
      ['V1 G-B missed', 'V1 G-C met'],
    ],
    [
      'a consideration tests open ones; a later supply does not',
      [
        report,
        tells(['G-B', 'G-C'], '2026-03-09T09:00'),
        considers('2026-03-10T19:00'),
        reports('G-A', { t: '2026-03-11T15:00', version: 'V2' }),
      ],
      '2026-03-12',
      ['V1 G-B met', 'V1 G-C met', 'V2 G-B open', 'V2 G-C open'],
    ],
    [
      'every consideration tests',
      [
        report,
        tells(['G-B', 'G-C'], '2026-03-09T09:00'),
        considers('2026-03-10T19:00'),
        reports('G-A', { t: '2026-03-11T15:00', version: 'V2' }),
        considers('2026-03-12T19:00'),
      ],
      '2026-03-13',
      ['V1 G-B met', 'V1 G-C met', 'V2 G-B missed', 'V2 G-C missed'],
    ],
  ])('%s', (_what, entries, at, expected) => {
    expect(owed(entries, at)).toEqual(expected);
  });

  it('counts by matter and in all: owed = met + metLate + open + overdue + missed', () => {
    const entries = [
      { t: '2026-03-01T09:00', e: 'PoliticalGroupRegistered', group: ['G-D', 'G-E', 'G-F'] },
      { ...report, event: 'E-1' },
      { ...toldC, event: 'E-2' },
      tells('G-D', '2026-03-16T09:00'),
      reports('G-A', { t: '2026-03-16T15:00', matter: 'MAT-2' }),
      considers('2026-03-17T19:00', { matter: 'MAT-2' }),
    ];
    const counts = { owed: 5, met: 1, metLate: 1, open: 0, overdue: 3, missed: 0 };
    const notices = noticesOf('NT', entries, '2026-03-18');
    expect(notices).toMatchObject({
      matters: { 'MAT-1': counts, 'MAT-2': { owed: 5, met: 0, metLate: 0, open: 0, overdue: 0, missed: 5 } },
      totals: { owed: 10, met: 1, metLate: 1, open: 0, overdue: 3, missed: 5 },
    });
    expect(notices.rows[1]).toEqual({
      matter: 'MAT-1',
      version: 'V1',
      group: 'G-C',
      opened: '2026-03-06T15:00:00Z',
      target: '2026-03-13T23:59:59Z',
      sent: '2026-03-09T09:00:00Z',
      state: 'met',
      events: ['E-1', 'E-2'],
    });
  });
});
