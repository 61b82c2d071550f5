import { describe, expect, it } from '@jest/globals';
import {
  accepts,
  briefs,
  considers,
  declines,
  determines,
  reissues,
  reports,
  requests,
  tells,
} from '../../../test/support/advice.js';
import { GROUPS, type RawEntry, type Then, adopted, given } from '../../../test/support/given.js';

const named = (event: string, entry: RawEntry): RawEntry => ({ ...entry, event });
const one = named('E-1', reports('G-A'));
const two = named('E-2', briefs('G-B', { t: '2026-03-07T18:00', version: 'V2' }));
const different = named('E-3', determines(['V1', 'V2'], 'different', '2026-03-08T10:00'));
const considered = named('E-4', considers('2026-03-09T19:00'));
const converge = named('E-5', reissues('G-A', 'V2', '2026-03-10T09:00'));
const refused = [requests('REQ-2', 'G-B', { event: 'R-2' }), named('D-2', declines('REQ-2', '2026-03-04T09:00'))];

const then = (tag: string, entries: readonly RawEntry[]): Then =>
  given(tag)
    .events([GROUPS, ...entries])
    .at();

function becauseOf(tag: string, ...entries: RawEntry[]): unknown {
  const { matters } = then(tag, entries).projection('even-handedness-by-matter') as {
    matters: Record<string, { because: unknown }>;
  };
  return matters['MAT-1']?.because;
}

const without = { reason: 'group_without_advice', groups: ['G-C'], events: ['E-1'] };

describe('why a matter stands as it does (readings 4, `because`)', () => {
  it.each<[string, string, RawEntry[], object[]]>([
    ['nothing, where every active group holds the same advice', 'AL', [one, briefs('G-B'), briefs('G-C')], []],
    [
      'TH 6.2: a refusal beside a supply that nobody asked for',
      'TH',
      [...refused, one],
      [
        { reason: 'unexplained_refusal', groups: ['G-B'], events: ['D-2', 'E-1'] },
        { reason: 'single_group', groups: ['G-A'], events: ['E-1'] },
        { reason: 'group_without_advice', groups: ['G-B', 'G-C'], events: ['E-1'] },
      ],
    ],
    [
      'OM 3.3(c): a refusal beside an acceptance, under a soft rule',
      'OM',
      [requests('REQ-1', 'G-A'), named('A-1', accepts('REQ-1', '2026-03-03T09:00')), ...refused],
      [
        { reason: 'unexplained_refusal', groups: ['G-B'], events: ['A-1', 'D-2'] },
        { reason: 'group_without_advice', groups: ['G-A', 'G-B', 'G-C'], events: [] },
      ],
    ],
    [
      'AL 49: versions held that stand determined different',
      'AL',
      [one, two, different],
      [{ reason: 'different_versions', groups: ['G-A', 'G-B'], events: ['E-1', 'E-2', 'E-3'] }, without],
    ],
    [
      'AL 49: decided while versions stood apart, whatever is held since',
      'AL',
      [one, two, different, considered, converge],
      [{ reason: 'different_at_consideration', groups: ['G-A', 'G-B'], events: ['E-1', 'E-2', 'E-3', 'E-4'] }, without],
    ],
    [
      'AL 49: versions that nobody has compared',
      'AL',
      [one, two],
      [{ reason: 'versions_undetermined', groups: ['G-A', 'G-B'], events: ['E-1', 'E-2'] }, without],
    ],
    [
      'NT 8.3: a notice missed, and one sent',
      'NT',
      [one, tells('G-B', '2026-03-07T09:00'), considered],
      [{ reason: 'notice_missed', groups: ['G-C'], events: ['E-1', 'E-4'] }, without],
    ],
    [
      'NT 8.3: a notice not sent yet',
      'NT',
      [one, tells('G-B', '2026-03-07T09:00')],
      [{ reason: 'notice_unsent', groups: ['G-C'], events: ['E-1'] }, without],
    ],
  ])('%s', (_what, tag, entries, because) => {
    expect(becauseOf(tag, ...entries)).toEqual(because);
  });

  it('opens: a status by its reasons, a count by what it counts (readings 4)', () => {
    const answered = then('AL', [one, two, different]);
    expect(answered.explain('even-handedness-by-matter', 'MAT-1', 'status')).toMatchObject([
      { of: 'different_versions', events: ['E-1', 'E-2', 'E-3'] },
      { of: 'group_without_advice', events: ['E-1'] },
    ]);
    expect(answered.explain('even-handedness-by-matter', 'MAT-1', 'advised')).toMatchObject([
      { of: 'G-A', events: ['E-1'] },
      { of: 'G-B', events: ['E-2'] },
    ]);
    expect(answered.explain('even-handedness-by-group', 'council', 'matters.UNEVEN')).toMatchObject([{ of: 'MAT-1' }]);
    expect(answered.explain('even-handedness-by-group', 'G-B', 'briefings')).toMatchObject([{ of: 'E-2' }]);
  });
});

describe('what stands outside parity (readings 4; TH 12.13)', () => {
  const formed = { t: '2026-01-06T09:00', e: 'AdministrationFormed', group: 'G-A' };
  const draft = reports('G-A', { administrationDraft: true });
  const support = (tag: string, entry: RawEntry): unknown => {
    const { council } = then(tag, [formed, entry]).projection('even-handedness-by-group') as {
      council: { totalSupport: number };
    };
    return council.totalSupport;
  };

  it.each([
    ['TH', draft, 0],
    ['TH', reports('G-B', { administrationDraft: true }), 1],
    ['TH', reports('G-A', { administrationDraft: false }), 1],
    ['AL', draft, 1],
  ])('%s: a draft to the administration, and to nobody else', (tag, entry, counted) => {
    expect(support(tag, entry)).toBe(counted);
  });
});

describe('groups that were never registered (readings 4, P06)', () => {
  it('stand apart where a group is registered, and count in no figure of the council', () => {
    const entries = [one, reports('G-X'), requests('REQ-9', 'G-X'), declines('REQ-9', '2026-03-04T09:00')];
    expect(then('TH', entries).projection('even-handedness-by-group')).toMatchObject({
      groups: { 'G-A': { support: 1, supportShare: 1 } },
      unregistered: { 'G-X': { support: 1, supportShare: null, declined: 1 } },
      council: { acceptanceGap: null, totalSupport: 1, unexplainedRefusals: 0 },
    });
  });

  it('are listed like any other where no group is registered', () => {
    const view = given('TH')
      .events([reports('G-X')])
      .at()
      .projection('even-handedness-by-group');
    expect(view).toMatchObject({ groups: { 'G-X': { support: 1, supportShare: 1 } } });
    expect(view).not.toHaveProperty('unregistered');
  });
});

describe('a reason is judged by the pack of what it rests on (readings 1.7)', () => {
  const AL = { ...adopted('alsager-tc', '2019', '2026-01-01'), t: '2026-01-01T00:00' };
  const TH = { ...adopted('tower-hamlets-lb', '2', '2026-03-12'), t: '2026-03-12T00:00' };
  const NT = { ...adopted('northampton-tc', '0.1.0', '2026-01-01'), t: '2026-01-01T00:00' };
  const again = named('E-9', considers('2026-03-13T19:00'));
  const standing = (...entries: RawEntry[]): unknown =>
    given(null)
      .events([GROUPS, ...entries])
      .at('2026-03-14')
      .projection('even-handedness-by-matter');

  it('versions that began to differ under a pack that asks for the same advice stay a reason under one that does not', () => {
    const view = standing(AL, one, two, TH, again);
    expect(view).toMatchObject({ matters: { 'MAT-1': { status: 'PENDING', because: [{}, {}] } } });
  });

  it('what was decided apart stays uneven, as its finding stays open', () => {
    const view = standing(AL, one, two, different, considered, TH, again);
    const because = [{ reason: 'different_versions' }, { reason: 'different_at_consideration' }, {}];
    expect(view).toMatchObject({ matters: { 'MAT-1': { status: 'UNEVEN', because } } });
  });

  it('one group alone, advised where others had to be told, is no single group under a later pack without that duty', () => {
    const told = ['G-B', 'G-C'].map((group) => tells(group, '2026-03-07T09:00'));
    const view = standing(NT, one, ...told, TH, again);
    expect(view).toMatchObject({ matters: { 'MAT-1': { status: 'EVEN', because: [] } } });
  });
});
