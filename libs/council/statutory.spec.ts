import { describe, expect, it } from '@jest/globals';
import { projectionNames } from './projections.js';
import { builtInPacks, shelfOf, type Pack } from '#lib/protocol/index.js';
import { replay } from './view.js';
import { readEventFile } from '#lib/event-file/index.js';
import { play } from '../../apps/cli/history.js';
import { GROUPS, type RawEntry, type Then, adopted, given, packOf } from '../../test/support/given.js';
import { convened, declares, ofPerson, votes } from '../../test/support/item.js';

const own = adopted('alsager-tc', '2019', '2026-01-01');
const overlay = adopted('statutory-overlay', '1.0.0', '2026-02-01', { event: 'SO-1', t: '2026-02-01T09:00' });
/** A vote with a DPI, under s31(4) a breach; Alsager's protocol says nothing of it. */
const offence = [convened(), declares('19:01', 'dpi'), votes('19:30')];
const breach = 'BREACH LA2011 s31(4): item IT-1 person M-1, 2026-03-05T19:30:00Z';

const told = (entries: readonly RawEntry[], at = '2026-03-12', asked: object = {}): Then =>
  given(null)
    .events([GROUPS, ...entries])
    .at(at, asked);

describe('an overlay is adopted beside the pack of the council (AMB-84)', () => {
  it('and judges on its own page', () => {
    const then = told([own, overlay, ...offence]);
    expect(then.pack).toBe('gb-eng/alsager-tc');
    expect(then.findings()).toEqual([]);
    expect(then.statutory()).toEqual([breach]);
  });

  it('without one nothing is judged, and no zero says otherwise (readings 3.8)', () => {
    const then = told([own, ...offence]);
    expect(then.projection('statutory-findings')).toEqual({ adopted: false });
    expect(told([own, overlay]).projection('statutory-findings')).toMatchObject({
      rows: [],
      totals: { BREACH: { open: 0, total: 0 }, WARN: { open: 0, total: 0 }, INFO: { open: 0, total: 0 } },
    });
  });

  it('in the shape of P20', () => {
    const [row] = (told([own, overlay, ...offence]).projection('statutory-findings') as { rows: object[] }).rows;
    expect(row).toMatchObject({
      finding: expect.stringMatching(/^[0-9a-f]{16}$/),
      rule: 'int.withdraw_if_significant',
      clauses: ['LA2011 s31(4)'],
      level: 'BREACH',
      severity: 'critical',
      basis: 'observed',
      state: 'open',
      subject: 'item IT-1 person M-1',
      occurredAt: '2026-03-05T19:30:00Z',
      recordedAt: '2026-03-05T19:30:00Z',
      remediedAt: null,
    });
  });

  it.each([
    ['the day of an act', '2026-03-05', [breach]],
    ['the day after', '2026-03-06', []],
  ])('is in force from its date: %s', (_what, effectiveFrom, findings) => {
    expect(told([own, { ...overlay, effectiveFrom }, ...offence]).statutory()).toEqual(findings);
  });

  it('judges an obligation as it stood when it was opened', () => {
    const taken = (t: string): RawEntry => ofPerson(t, 'RoleAssigned', { role: 'elected_member' });
    expect(told([own, overlay, taken('2026-01-31T09:00')], '2026-06-01').statutory()).toEqual([]);
    expect(told([own, overlay, taken('2026-02-01T09:00')], '2026-06-01').statutory()).toHaveLength(1);
  });

  it('judges without any pack of the council’s own', () => {
    const then = told([overlay, ...offence]);
    expect(then.pack).toBeNull();
    expect(then.statutory()).toEqual([breach]);
  });

  it('is as known: an adoption recorded later is not known before', () => {
    const late = { ...overlay, rec: '2026-03-20T09:00' };
    expect(told([own, late, ...offence], '2026-03-12', { knownAt: '2026-03-19' }).statutory()).toEqual([]);
    expect(told([own, late, ...offence], '2026-03-12', { knownAt: '2026-03-21' }).statutory()).toEqual([breach]);
  });

  it('judges the same whatever pack judges the council’s own findings', () => {
    for (const tag of ['GA', 'TH', 'SO']) {
      const then = given(tag)
        .events([own, overlay, ...offence])
        .at('2026-03-12');
      expect(then.statutory()).toEqual([breach]);
    }
  });

  it('asked for as the judging pack it judges every event, adopted or not', () => {
    const then = given('SO').events(offence).at('2026-03-12');
    expect(then.pack).toBe('gb-eng/statutory-overlay');
    expect(then.findings()).toEqual(['BREACH LA2011 s31(4): item IT-1 person M-1, 2026-03-05T19:30:00Z']);
    expect(then.statutory()).toEqual([]);
  });
});

describe('corrections reach the second judgement', () => {
  const later = { t: '2026-03-10T09:00' };

  it('an adoption withdrawn: what it found stays, resolved', () => {
    const withdrawn = { ...later, e: 'EntryWithdrawn', target: 'SO-1' };
    expect(told([own, overlay, ...offence, withdrawn]).statutory()).toEqual([
      `${breach}, resolved 2026-03-10T09:00:00Z`,
    ]);
  });

  it('an adoption of the wrong pack corrected', () => {
    const wrong = { ...own, event: 'A-1', packId: 'gb-eng/northampton-tc', version: '0.1.0', t: '2026-02-01T09:00' };
    const set = { packId: 'gb-eng/statutory-overlay', version: '1.0.0', effectiveFrom: '2026-02-01' };
    const then = told([own, wrong, ...offence, { ...later, e: 'EntryCorrected', target: 'A-1', set }]);
    expect(then.pack).toBe('gb-eng/alsager-tc');
    expect(then.statutory()).toEqual([breach]);
  });

  it('the vote withdrawn', () => {
    const vote = { ...votes('19:30'), event: 'V-1' };
    const withdrawn = { ...later, e: 'EntryWithdrawn', target: 'V-1' };
    expect(told([own, overlay, convened(), declares('19:01', 'dpi'), vote, withdrawn]).statutory()).toEqual([
      `${breach}, resolved 2026-03-10T09:00:00Z`,
    ]);
  });
});

describe('the life of the council’s own protocol', () => {
  it.each(['ProtocolPackDrafted', 'ProtocolPackAdopted', 'ProtocolPackSuperseded'])(
    'is untouched by %s of an overlay (P19)',
    (e) => {
      const about = { t: '2026-02-01T09:00', e, packId: 'gb-eng/statutory-overlay', version: '1.0.0', event: 'SO-1' };
      for (const tag of ['GA', 'TH', 'NT', 'OM', 'AL']) {
        const without = given(tag).events([GROUPS]).at('2027-06-01');
        const beside = given(tag).events([GROUPS, about]).at('2027-06-01');
        for (const name of ['protocol-status', 'findings'] as const)
          expect(beside.projection(name)).toEqual(without.projection(name));
      }
    },
  );
});

describe('two overlays', () => {
  const second: Pack = {
    ...packOf('SO'),
    ref: { id: 'gb-eng/second-overlay', version: '1', hash: '2' },
    rules: new Map([...packOf('SO').rules].filter(([id]) => id === 'int.council_tax_arrears_bar')),
  };
  const shelf = shelfOf([...builtInPacks().all(), second]);
  const both = [
    own,
    overlay,
    adopted('second-overlay', '1', '2026-02-01'),
    convened('precept_issue'),
    declares('19:01', 'dpi'),
    ofPerson('2026-03-01T09:00', 'CouncilTaxArrearsDisclosed', { months: 3 }),
    votes('19:30'),
  ];

  it('both judge, and what they find is united', () => {
    const read = readEventFile(JSON.stringify(both), 'history.yaml');
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    const at = Date.parse('2026-03-12T00:00:00Z');
    const view = replay(play(read.value, shelf, null).events, shelf, { at, knownAt: at, pack: null, viewer: null });
    const { rows } = view.projection('statutory-findings') as { rows: { clauses: string[] }[] };
    expect(rows.map(({ clauses }) => clauses.join()).sort()).toEqual([
      'LA2011 s31(4)',
      'LGFA1992 s106(2)',
      'LGFA1992 s106(2)',
    ]);
    expect(view.pack?.id).toBe('gb-eng/alsager-tc');
  });

  it('a newer version of one takes the place of the older', () => {
    const silent: Pack = { ...packOf('SO'), ref: { ...packOf('SO').ref, version: '2' }, rules: new Map() };
    const versions = shelfOf([...builtInPacks().all(), silent]);
    const entries = [own, overlay, adopted('statutory-overlay', '2', '2026-03-01'), ...offence];
    const read = readEventFile(JSON.stringify(entries), 'history.yaml');
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    const at = Date.parse('2026-03-12T00:00:00Z');
    const view = replay(play(read.value, versions, null).events, versions, {
      at,
      knownAt: at,
      pack: null,
      viewer: null,
    });
    expect(view.projection('statutory-findings')).toMatchObject({ rows: [] });
  });
});

describe('who sees the second page', () => {
  it('as P20: those who answer for the record see rows, others none', () => {
    const viewed = (role: string): unknown =>
      told([own, overlay, ...offence], '2026-03-12', { viewer: { role } }).projection('statutory-findings');
    expect(viewed('monitoring_officer')).toMatchObject({ rows: [{ clauses: ['LA2011 s31(4)'] }] });
    expect(viewed('public')).toEqual({ rows: [] });
  });
});

it('every projection is answered, the second page among them', () => {
  expect(projectionNames).toContain('statutory-findings');
});
