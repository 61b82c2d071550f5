import { describe, expect, it } from '@jest/globals';
import { briefs, considers, determines, reissues } from '../../../test/support/advice.js';
import { GROUPS, type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';

const one = briefs('G-A', { t: '2026-03-02T18:00' });
const two = briefs('G-B', { t: '2026-03-04T18:00', version: 'V2' });
const different = determines(['V1', 'V2'], 'different', '2026-03-05T10:00');
const same = determines(['V1', 'V2'], 'substantially_same', '2026-03-05T10:00');
const converge = reissues('G-A', 'V2', '2026-03-08T09:00');

const warn = 'WARN 49: matter MAT-1, 2026-03-04T18:00:00Z';
const breach = 'BREACH 49: matter MAT-1, 2026-03-05T10:00:00Z';

describe('grp.same_advice (AL 49, 60)', () => {
  it('is hard under AL, which warns while nobody has determined it; the others are silent', () => {
    expect(levelsUnderEach('grp.same_advice', [GROUPS, one, two])).toEqual({ AL: ['WARN'] });
    expect(levelsUnderEach('grp.same_advice', [GROUPS, one, two, different])).toEqual({ AL: ['WARN', 'BREACH'] });
  });

  it.each<[string, RawEntry[], string[]]>([
    ['one version held by two groups', [one, briefs('G-B', { t: '2026-03-04T18:00' })], []],
    ['two versions held', [one, two], [warn]],
    ['two versions supplied in one instant', [briefs('G-A', { t: '2026-03-04T18:00' }), two], [warn]],
    ['determined in the instant of the supply (readings 1.2)', [one, two, { ...same, t: '2026-03-04T18:00' }], []],
    ['determined substantially the same', [one, two, same], [`${warn}, resolved 2026-03-05T10:00:00Z`]],
    ['determined different', [one, two, different], [`${warn}, resolved 2026-03-05T10:00:00Z`, breach]],
    [
      'determined different, then the same',
      [one, two, different, { ...same, t: '2026-03-06T10:00' }],
      [`${warn}, resolved 2026-03-05T10:00:00Z`, `${breach}, resolved 2026-03-06T10:00:00Z`],
    ],
    [
      'brought together by a reissue',
      [one, two, different, converge],
      [`${warn}, resolved 2026-03-05T10:00:00Z`, `${breach}, resolved 2026-03-08T09:00:00Z`],
    ],
    [
      'decided while versions stood apart, then brought together: still open (readings 3)',
      [one, two, different, considers('2026-03-06T19:00'), converge],
      [`${warn}, resolved 2026-03-05T10:00:00Z`, breach],
    ],
    [
      'decided while versions stood apart, then determined the same',
      [one, two, different, considers('2026-03-06T19:00'), converge, { ...same, t: '2026-03-09T10:00' }],
      [`${warn}, resolved 2026-03-05T10:00:00Z`, `${breach}, resolved 2026-03-09T10:00:00Z`],
    ],
    [
      'the same token, with a recommendation to one group alone, is another version (readings 4, P07)',
      [one, briefs('G-B', { t: '2026-03-04T18:00', flags: { recommendation: true } })],
      [warn],
    ],
    [
      'determined by the names that the flags give',
      [
        one,
        briefs('G-B', { t: '2026-03-04T18:00', flags: { recommendation: true } }),
        determines(['V1', 'V1+recommendation'], 'substantially_same', '2026-03-05T10:00'),
      ],
      [`${warn}, resolved 2026-03-05T10:00:00Z`],
    ],
    ['brought together undetermined', [one, two, converge], [`${warn}, resolved 2026-03-08T09:00:00Z`]],
    ['determined by somebody else than the Town Clerk', [one, two, { ...different, by: 'line_manager' }], [warn]],
    [
      'determined before it was held',
      [one, determines(['V1', 'V2'], 'different', '2026-03-03T10:00'), two],
      ['BREACH 49: matter MAT-1, 2026-03-04T18:00:00Z'],
    ],
    [
      'another version supplied while undetermined is the same spell',
      [one, two, briefs('G-C', { t: '2026-03-06T18:00', version: 'V3' })],
      [warn],
    ],
    [
      'apart again is another spell',
      [one, two, different, converge, reissues('G-A', 'V1', '2026-03-09T09:00')],
      [
        `${warn}, resolved 2026-03-05T10:00:00Z`,
        `${breach}, resolved 2026-03-08T09:00:00Z`,
        'BREACH 49: matter MAT-1, 2026-03-09T09:00:00Z',
      ],
    ],
  ])('%s', (_what, entries, found) => {
    expect(
      given('AL')
        .events([GROUPS, ...entries])
        .at()
        .findings('grp.same_advice'),
    ).toEqual(found);
  });
});

interface Row {
  equivalence: string;
  versionsHeld: number;
  hoursUneven: number;
}

function row(tag: string, entries: readonly RawEntry[], at?: string): Row | undefined {
  const then = given(tag)
    .events([GROUPS, ...entries])
    .at(at);
  return (then.projection('even-handedness-by-matter') as { matters: Record<string, Row> }).matters['MAT-1'];
}

describe('P07: how the versions held compare (readings 4)', () => {
  const three = briefs('G-C', { t: '2026-03-04T19:00', version: 'V3' });
  const pair = (a: string, b: string, outcome: string, t = '2026-03-05T10:00'): RawEntry =>
    determines([a, b], outcome, t);

  it.each<[string, RawEntry[], string, number]>([
    ['one version', [one], 'not_needed', 1],
    ['two, nobody said', [one, two], 'undetermined', 2],
    ['two, determined the same', [one, two, same], 'substantially_same', 2],
    ['the order of the pair says nothing', [one, two, pair('V2', 'V1', 'substantially_same')], 'substantially_same', 2],
    [
      'the latest determination of a pair wins',
      [one, two, different, { ...same, t: '2026-03-06T10:00' }],
      'substantially_same',
      2,
    ],
    [
      'three, every pair determined together',
      [one, two, three, determines(['V1', 'V2', 'V3'], 'substantially_same', '2026-03-05T10:00')],
      'substantially_same',
      3,
    ],
    ['three, one pair open', [one, two, three, same], 'undetermined', 3],
    ['nothing is transitive', [one, two, three, same, pair('V2', 'V3', 'substantially_same')], 'undetermined', 3],
    [
      'one pair different, whatever is open beside it',
      [one, two, three, pair('V1', 'V3', 'different')],
      'different',
      3,
    ],
    ['a version that a group held before counts no more', [one, two, different, converge], 'not_needed', 1],
  ])('%s', (_what, entries, equivalence, versionsHeld) => {
    expect(row('AL', entries)).toMatchObject({ equivalence, versionsHeld });
  });

  it('a pack that names no determiner accepts anyone’s, and is otherwise unmoved', () => {
    const byAnyone = { ...same, by: 'line_manager' };
    expect(row('TH', [one, two, byAnyone])).toMatchObject({ equivalence: 'substantially_same' });
    expect(row('AL', [one, two, byAnyone])).toMatchObject({ equivalence: 'undetermined' });
  });
});

describe('P07: hoursUneven (readings 4)', () => {
  it.each<[string, RawEntry[], string | undefined, number]>([
    ['from the determination to convergence', [one, two, different, converge], undefined, 71],
    ['up to the instant asked about', [one, two, different], '2026-03-05T12:59:59', 2],
    ['nothing while undetermined', [one, two], '2026-03-09', 0],
    ['nothing once determined the same', [one, two, same], '2026-03-09', 0],
    [
      'summed over spells before it is cut to whole hours',
      [
        one,
        two,
        different,
        reissues('G-A', 'V2', '2026-03-05T11:30'),
        reissues('G-A', 'V1', '2026-03-06T09:00'),
        reissues('G-A', 'V2', '2026-03-06T10:30'),
      ],
      undefined,
      3,
    ],
    [
      'elapsed hours, over the change to summer time',
      [one, two, { ...different, t: '2026-03-28T12:00' }, reissues('G-A', 'V2', '2026-03-29T12:00')],
      undefined,
      23,
    ],
  ])('counts %s', (_what, entries, at, hoursUneven) => {
    expect(row('AL', entries, at)).toMatchObject({ hoursUneven });
  });
});
