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
import { GROUPS, type RawEntry, given } from '../../../test/support/given.js';

type Matters = Record<string, Record<string, unknown>>;

function matters(tag: string, entries: readonly RawEntry[], at?: string): Matters {
  const then = given(tag)
    .events([GROUPS, ...entries])
    .at(at);
  return (then.projection('even-handedness-by-matter') as { matters: Matters }).matters;
}

const report = reports('G-A');
const everyoneTold = tells(['G-B', 'G-C'], '2026-03-09T09:00');
const met = [requests('REQ-1', 'G-A'), accepts('REQ-1', '2026-03-03T09:00')];
const refused = [requests('REQ-2', 'G-B'), declines('REQ-2', '2026-03-04T09:00')];
const two = briefs('G-B', { t: '2026-03-07T15:00', version: 'V2' });
const considered = considers('2026-03-10T19:00');

describe('P07: the status of a matter, the first that applies', () => {
  it.each<[string, string, string, RawEntry[]]>([
    ['UNEVEN', 'AL', 'an unexplained refusal under a hard rule', [...met, ...refused]],
    ['UNEVEN', 'TH', 'an unexplained refusal under a hard rule', [...met, ...refused]],
    [
      'UNEVEN',
      'AL',
      'versions held apart after being determined different',
      [report, two, determines(['V1', 'V2'], 'different', '2026-03-08T10:00')],
    ],
    ['UNEVEN', 'NT', 'a notice unsent when the matter was considered', [report, considered]],
    [
      'UNEVEN',
      'NT',
      'the same, though it was sent afterwards',
      [report, considered, tells(['G-B', 'G-C'], '2026-03-11T09:00')],
    ],
    ['UNEVEN', 'NT', 'that, before an unexplained refusal under a soft rule', [...met, ...refused, report, considered]],
    ['REVIEW', 'NT', 'an unexplained refusal under a soft rule (AMB-43)', [...met, ...refused]],
    ['REVIEW', 'OM', 'an unexplained refusal under a soft rule', [...met, ...refused]],
    ['REVIEW', 'NT', 'that, before a notice unsent', [...met, ...refused, report]],
    ['PENDING', 'NT', 'a notice unsent', [report]],
    [
      'PENDING',
      'NT',
      'a notice opened by a supply made after the consideration',
      [report, everyoneTold, considered, reports('G-A', { t: '2026-03-11T15:00', version: 'V2' })],
    ],
    ['PENDING', 'AL', 'more than one version held and not yet determined', [report, two]],
    ['SINGLE_GROUP', 'AL', 'one group advised and no notify duty', [report]],
    ['SINGLE_GROUP', 'GA', 'one group advised and no notify duty', [report]],
    ['EVEN', 'NT', 'one group advised, the others told', [report, everyoneTold]],
    ['SOME_GROUPS', 'AL', 'two groups advised alike, and a third left out (readings 4)', [report, briefs('G-B')]],
    ['EVEN', 'AL', 'all three groups advised alike', [report, briefs('G-B'), briefs('G-C')]],
    [
      'SOME_GROUPS',
      'AL',
      'versions determined substantially the same, and a third group left out',
      [report, two, determines(['V1', 'V2'], 'substantially_same', '2026-03-08T10:00')],
    ],
    [
      'SOME_GROUPS',
      'TH',
      'versions apart where the pack is silent on same advice',
      [report, two, determines(['V1', 'V2'], 'different', '2026-03-08T10:00')],
    ],
    [
      'UNEVEN',
      'GA',
      'an unexplained refusal: equal treatment of unit both is the parity rule (GA 2.3)',
      [...met, ...refused],
    ],
    [
      'SOME_GROUPS',
      'AL',
      'a refusal explained since: nobody was given anything yet',
      [...met, ...refused, declines('REQ-2', '2026-03-05T09:00', { ground: 'cost' })],
    ],
  ])('%s under %s: %s', (status, tag, _what, entries) => {
    expect(matters(tag, entries)['MAT-1']).toMatchObject({ status });
  });

  it('a silent pack shows versions and lets them change nothing (readings 4, P07)', () => {
    const row = matters('NT', [
      report,
      everyoneTold,
      two,
      tells(['G-A', 'G-C'], '2026-03-09T09:00', { version: 'V2' }),
    ])['MAT-1'];
    expect(row).toMatchObject({ versionsHeld: 2, equivalence: 'undetermined', status: 'EVEN' });
  });
});

describe('P07: who counts (readings 4)', () => {
  const registered = (t: string): RawEntry => ({ t, e: 'PoliticalGroupRegistered', group: 'G-D' });
  const offered = (fields: object): RawEntry => ({
    t: '2026-03-01T09:00',
    e: 'SupportAvailabilityPublished',
    ...fields,
  });

  it.each<[string, RawEntry[], object]>([
    ['advised are the groups that hold advice', [report], { groupsActive: 3, advised: 1, informed: 1, coverage: 0.33 }],
    [
      'informed are those and the notified',
      [report, tells('G-B', '2026-03-09T09:00')],
      { advised: 1, informed: 2, coverage: 0.67 },
    ],
    [
      'and those offered support on that matter',
      [offered({ matter: 'MAT-1', group: 'G-B' }), report],
      { advised: 1, informed: 2 },
    ],
    [
      'every registered group where the offer names none',
      [offered({ matter: 'MAT-1' }), report],
      { advised: 1, informed: 3, coverage: 1 },
    ],
    [
      'an offer for another matter informs nobody',
      [offered({ matter: 'MAT-2' }), offered({}), report],
      { informed: 1 },
    ],
    [
      'each group once',
      [offered({ matter: 'MAT-1' }), report, tells('G-A', '2026-03-09T09:00')],
      { advised: 1, informed: 3 },
    ],
    [
      'groups active are frozen at the first delivery',
      [report, registered('2026-03-07T09:00')],
      { groupsActive: 3, coverage: 0.33 },
    ],
    [
      'a group registered in that instant is active (readings 1.2)',
      [report, registered('2026-03-06T15:00')],
      { groupsActive: 4, coverage: 0.25 },
    ],
    [
      'a reissue freezes nothing',
      [reissues('G-A', 'V1', '2026-03-06T15:00'), registered('2026-03-07T09:00')],
      { groupsActive: 4 },
    ],
    [
      'a group that came later counts in versions alone',
      [report, registered('2026-03-07T09:00'), reports('G-D', { t: '2026-03-08T15:00', version: 'V2' })],
      { groupsActive: 3, advised: 1, informed: 1, versionsHeld: 2 },
    ],
    [
      'a group dissolved since still counts',
      [report, { t: '2026-03-07T09:00', e: 'PoliticalGroupDissolved', group: 'G-A' }],
      { groupsActive: 3, advised: 1 },
    ],
  ])('%s', (_what, entries, expected) => {
    expect(matters('AL', entries)['MAT-1']).toMatchObject(expected);
  });

  it('before a first delivery the groups are those active at the instant asked about', () => {
    const notice = tells('G-B', '2026-03-06T15:00');
    const joined = registered('2026-03-09T09:00');
    expect(matters('AL', [notice, joined], '2026-03-08')['MAT-1']).toMatchObject({
      groupsActive: 3,
      advised: 0,
      informed: 1,
    });
    expect(matters('AL', [notice, joined], '2026-03-09')['MAT-1']).toMatchObject({ groupsActive: 4, coverage: 0.25 });
  });

  it('without an active group nothing can be divided', () => {
    const then = given('AL').events([report]).at();
    expect(then.projection('even-handedness-by-matter')).toMatchObject({
      matters: { 'MAT-1': { groupsActive: 0, coverage: null } },
    });
  });
});

describe('P07: which matters are listed (readings 4)', () => {
  it.each<[string, RawEntry[], string[]]>([
    ['a delivery', [report], ['MAT-1']],
    [
      'a delivery whose request names the matter',
      [requests('REQ-1', 'G-A'), reports('G-A', { matter: undefined, request: 'REQ-1' })],
      ['MAT-1'],
    ],
    ['a reissue', [reissues('G-A', 'V1', '2026-03-06T15:00')], ['MAT-1']],
    ['a notice', [tells('G-B', '2026-03-06T15:00')], ['MAT-1']],
    ['an unexplained refusal', [...met, ...refused], ['MAT-1']],
    [
      'none of a request, a consideration, a determination, an offer or a prepared version',
      [
        requests('REQ-1', 'G-A'),
        considered,
        determines(['V1', 'V2'], 'different', '2026-03-05T10:00'),
        { t: '2026-03-01T09:00', e: 'SupportAvailabilityPublished', matter: 'MAT-1' },
        { t: '2026-03-01T09:00', e: 'AdviceVersionPrepared', matter: 'MAT-1', version: 'V1' },
      ],
      [],
    ],
  ])('%s', (_what, entries, listed) => {
    expect(Object.keys(matters('AL', entries))).toEqual(listed);
  });

  it('is a row with every figure', () => {
    const notices = { owed: 2, met: 1, metLate: 0, open: 1, overdue: 0, missed: 0 };
    const row = {
      groupsActive: 3,
      advised: 1,
      informed: 2,
      coverage: 0.67,
      versionsHeld: 1,
      equivalence: 'not_needed',
      status: 'PENDING',
      because: [
        { reason: 'notice_unsent', groups: ['G-C'], events: ['E-1'] },
        { reason: 'group_without_advice', groups: ['G-C'], events: ['E-1'] },
      ],
      hoursUneven: 0,
      notices,
    };
    expect(matters('NT', [{ ...report, event: 'E-1' }, tells('G-B', '2026-03-09T09:00')])).toEqual({ 'MAT-1': row });
  });
});
