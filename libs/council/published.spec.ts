import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CouncilHead, type CouncilView, type ProjectionName, projectionNames, replay } from '#lib/council/index.js';
import { formatInstant, parseInstant } from '#lib/kernel/index.js';
import { type PackShelf, builtInPacks, partsOf, shelfOf } from '#lib/protocol/index.js';
import type { CouncilEvent } from './record.js';

const builtIn = builtInPacks();
const northampton = builtIn.textOf(builtIn.find('northampton-tc')!)!;
const id = 'gb-eng/made-up-tc';

/** A council's own pack: Northampton's words under another name, with a recommendation forbidden softly by a clause of its own. */
const own = northampton
  .replace('id: gb-eng/northampton-tc', `id: ${id}`)
  .replace('version: "0.1.0", revision: 2', 'version: "7"')
  .replace(/(grp\.no_recommendation: +\{stance: must_not, mode: )\w+(.*src: \["8\.)2/, '$1warn$27');
/** So long that it takes three parts, with a character that the first cut would halve. */
const long = `${own}\n# ${'é—'.repeat(20_000)}\n`;

type Line = readonly [type: string, t: string, payload: object];

function at(text: string): number {
  return parseInstant(text, 'end')!;
}

/** Recorded when they occurred, unless the line says that they were recorded later. */
function events(lines: readonly (readonly [...Line, rec?: string])[]): CouncilEvent[] {
  return lines.map(([type, t, payload, rec], index) => {
    const [then, recorded] = [at(t), at(rec ?? t)];
    return {
      id: `E-${index + 1}`,
      type,
      at: then,
      rec: recorded,
      payload: { ...payload },
      pack: null,
      position: `${index + 1}`,
    };
  });
}

function published(text: string, t: string, change: object = {}): Line[] {
  const hash = createHash('sha256').update(text).digest('hex');
  const parts = partsOf(text);
  return parts.map((part, index) => {
    const fields = { packId: id, version: '7', hash, part: index + 1, parts: parts.length, text: part };
    return ['ProtocolPackPublished', t, { ...fields, ...change }];
  });
}

const adopted = (t: string, change: object = {}): Line => [
  'ProtocolPackAdopted',
  t,
  { packId: id, version: '7', ...change },
];
const groups: Line = ['PoliticalGroupRegistered', '2026-01-05T08:00', { group: 'G-A' }];
const recommends = (t: string): Line => [
  'GroupBriefingGiven',
  t,
  { group: 'G-A', matter: 'MAT-1', version: 'V1', flags: { recommendation: true } },
];

const question = { at: at('2026-12-31'), knownAt: at('2026-12-31'), pack: null, viewer: null };
const viewOf = (
  lines: readonly Line[],
  shelf: PackShelf = shelfOf([]),
  asked: Partial<typeof question> = {},
): CouncilView => replay(events(lines), shelf, { ...question, ...asked });
const levels = (view: CouncilView): string[] =>
  (view.projection('findings') as { rows: { rule: string; level: string }[] }).rows
    .filter(({ rule }) => rule === 'grp.no_recommendation')
    .map(({ level }) => level);

const judged = [
  ...published(own, '2026-01-05T09:00'),
  adopted('2026-01-05T09:00'),
  groups,
  recommends('2026-03-06T15:00'),
];

describe('a pack is judged by the text that the record publishes', () => {
  it('whatever packs are at hand', () => {
    expect(own).not.toBe(northampton);
    const other = { ...builtIn.find('northampton-tc')!, ref: { id, version: '7', hash: 'of another text' } };
    for (const shelf of [shelfOf([]), builtIn, shelfOf([other])]) {
      expect(viewOf(judged, shelf).pack).toMatchObject({ id, version: '7' });
      expect(levels(viewOf(judged, shelf))).toEqual(['WARN']);
    }
    expect(levels(viewOf(judged.slice(1), shelfOf([other])))).toEqual(['BREACH']);
  });

  it('in several parts, in any order, and as nothing while one is missing', () => {
    const parts = published(long, '2026-01-05T09:00');
    expect(parts.length).toBeGreaterThan(2);
    const rest = [adopted('2026-01-05T09:00'), groups, recommends('2026-03-06T15:00')];
    expect(levels(viewOf([...parts, ...rest]))).toEqual(['WARN']);
    expect(levels(viewOf([...parts.toReversed(), ...rest]))).toEqual(['WARN']);
    for (const index of parts.keys()) expect(viewOf([...parts.toSpliced(index, 1), ...rest]).pack).toBeNull();
  });

  it('and by no text whose bytes have another hash, or that says that it is another pack', () => {
    const rest = [adopted('2026-01-05T09:00'), groups, recommends('2026-03-06T15:00')];
    const [publication] = published(own, '2026-01-05T09:00');
    const [type, t, payload] = publication!;
    expect(viewOf([[type, t, { ...payload, text: `${own}#` }], ...rest]).pack).toBeNull();
    const named = published(own, '2026-01-05T09:00', { version: '8' });
    expect(viewOf([...named, adopted('2026-01-05T09:00', { version: '8' }), groups]).pack).toBeNull();
  });

  it('though the text was published after the day from which it is in force', () => {
    const late = [groups, recommends('2026-03-06T15:00'), ...published(own, '2026-04-01T09:00')];
    const adoption = adopted('2026-04-01T09:00', { effectiveFrom: '2026-03-01' });
    expect(levels(viewOf([...late, adoption], shelfOf([])))).toEqual(['WARN']);
    const back = adopted('2026-01-05T09:00');
    expect(levels(viewOf([...late, back], shelfOf([]), { at: at('2026-03-31') }))).toEqual(['WARN']);
  });

  it('as it was known when somebody asks about what was known', () => {
    const recorded = events([...judged.slice(0, -1), [...recommends('2026-03-06T15:00'), '2026-03-07T09:00']]);
    const known = replay(recorded, shelfOf([]), { ...question, knownAt: at('2026-01-04') });
    expect(known.pack).toBeNull();
  });

  it('each revision by its own', () => {
    const second = own
      .replace('version: "7"', 'version: "7", revision: 2')
      .replace(/(grp\.no_recommendation: +\{stance: must_not, mode: )\w+/, '$1breach');
    const lines = [
      ...judged,
      ...published(second, '2026-04-01T09:00', { revision: 2 }),
      adopted('2026-04-01T09:00', { revision: 2 }),
      recommends('2026-04-06T15:00'),
    ];
    expect(levels(viewOf(lines)).sort()).toEqual(['BREACH', 'WARN']);
  });
});

describe('a published text', () => {
  it('cannot be withdrawn or corrected: what was judged by it stays', () => {
    for (const [type, rest] of [
      ['EntryWithdrawn', { reason: 'mistake' }],
      ['EntryCorrected', { set: { text: northampton } }],
    ] as const) {
      const view = viewOf([...judged, [type, '2026-05-01T09:00', { target: 'E-1', ...rest }]]);
      expect(levels(view)).toEqual(['WARN']);
      const { rows } = view.projection('audit-timeline') as { rows: object[] };
      expect(rows.at(-1)).toMatchObject({ effect: 'none', why: 'the published text of a pack stays as it is' });
    }
  });

  it('changes nothing but the timeline where nobody adopts it', () => {
    const lines: Line[] = [
      ['ProtocolPackAdopted', '2026-01-05T09:00', { packId: 'gb-eng/northampton-tc', version: '0.1.0' }],
      groups,
      recommends('2026-03-06T15:00'),
    ];
    const without = viewOf(lines, builtIn);
    const withText = viewOf([...lines, ...published(own, '2026-01-04T09:00')], builtIn);
    const same = projectionNames.filter((name) => name !== 'audit-timeline');
    for (const name of same) expect(withText.projection(name)).toEqual(without.projection(name));
    const rowsOf = (view: CouncilView, name: ProjectionName): unknown[] =>
      (view.projection(name) as { rows: unknown[] }).rows;
    expect(rowsOf(withText, 'audit-timeline')[0]).toMatchObject({
      type: 'ProtocolPackPublished',
      occurredAt: formatInstant(at('2026-01-04T09:00')),
      payload: { packId: id, part: 1, parts: 1 },
    });
  });

  it('is read by a head as by a replay, wherever it comes', () => {
    const text = published(long, '2026-01-05T09:00');
    for (const place of [0, 1, 2]) {
      const rest = [adopted('2026-01-05T09:00'), groups, recommends('2026-03-06T15:00')];
      const lines = events([...rest.slice(0, place), ...text, ...rest.slice(place)]);
      const head = new CouncilHead(shelfOf([]));
      for (const event of lines) {
        head.apply(event);
        head.view(question);
      }
      const [fed, full] = [head.view(question), replay(lines, shelfOf([]), question)];
      for (const name of projectionNames) expect(fed.projection(name)).toEqual(full.projection(name));
      expect(levels(fed)).toEqual(['WARN']);
    }
  });
});

describe('a published overlay', () => {
  const overlay = builtIn.textOf(builtIn.find('statutory-overlay')!)!;
  const named = { packId: 'gb-eng/statutory-overlay', version: '1.0.0' };

  it('stands beside the council’s own pack, by its text', () => {
    const lines = [
      ...judged,
      ...published(overlay, '2026-01-05T09:00', named),
      ['ProtocolPackAdopted', '2026-01-05T09:00', named] as const,
    ];
    const view = viewOf(lines, shelfOf([]));
    expect(view.pack).toMatchObject({ id });
    expect(view.projection('statutory-findings')).toEqual(viewOf(lines, builtIn).projection('statutory-findings'));
  });
});
