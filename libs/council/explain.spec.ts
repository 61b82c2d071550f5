import { describe, expect, it } from '@jest/globals';
import { briefs } from '../../test/support/advice.js';
import { GROUPS, type Then, given } from '../../test/support/given.js';
import { projection } from '#lib/features/family.js';
import { type Asking, explainFigure } from './explain.js';

const mark = (id: string, order: number) => ({ id, at: 0, rec: 0, order });

/** A made-up projection: how many papers each group has, and all of them. */
const papers = projection({
  described: {
    label: 'Papers',
    sentence: 'How many papers each group has.',
    data: { schema: () => ({}), figures: [] },
  },
  view: (state: Readonly<Record<string, readonly string[]>>, _asked: null) => ({
    groups: Object.fromEntries(Object.entries(state).map(([group, own]) => [group, { papers: { 'a.b': own.length } }])),
    totals: { papers: Object.values(state).flat().length },
  }),
  narrow: ({ groups }, { viewer }) => ({
    groups: Object.fromEntries(Object.entries(groups).filter(([group]) => group === viewer.group)),
  }),
  explain: {
    lines: (state) => {
      const lines = (own: readonly string[]) =>
        own.map((of, order) => ({ of, line: `Paper ${of}.`, events: [mark('E-2', order + 1), mark('E-1', order)] }));
      return {
        ...Object.fromEntries(Object.entries(state).map(([group, own]) => [group, { 'papers.a.b': lines(own) }])),
        totals: { papers: lines(Object.values(state).flat()) },
      };
    },
    rowOf: ({ groups, totals }, row) => (row === 'totals' ? totals : groups?.[row]),
    ofAll: ['totals'],
  },
});

const answer = papers({ 'G-A': ['P-1', 'P-2'], 'G-B': ['P-3'] }, null);
const askedBy = (group: string): Asking => {
  const sight = {
    viewer: { role: 'group_leader', group },
    visibility: {},
    roles: new Map(),
    recorded: new Set<string>(),
  };
  return { sight, events: new Set([0, 1, 2]) };
};
const ask = (row: string, figure: string, group?: string) =>
  explainFigure(answer, group === undefined ? null : askedBy(group), { row, figure });

describe('what a figure is made of', () => {
  it('is one line for each that it counts, with events in order of occurrence', () => {
    expect(ask('G-B', 'papers.a.b')).toEqual({
      ok: true,
      value: {
        row: 'G-B',
        figure: 'papers.a.b',
        value: 1,
        lines: [{ of: 'P-3', line: 'Paper P-3.', events: ['E-1', 'E-2'] }],
      },
    });
    expect(ask('totals', 'papers')).toMatchObject({ value: { value: 3, lines: { length: 3 } } });
  });

  it.each([
    ['G-C', 'papers.a.b', '/row', 'one of G-A, G-B, totals'],
    ['G-A', 'papers', '/figure', 'one of papers.a.b'],
    ['__proto__', 'papers', '/row', 'one of G-A, G-B, totals'],
  ])('is refused with what there is: %s %s', (row, figure, at, right) => {
    expect(ask(row, figure)).toMatchObject({ refusal: { code: 'figure_unknown', problems: [{ at, right }] } });
  });

  it('is narrowed to the viewer, and tells them of no other row', () => {
    expect(ask('G-A', 'papers.a.b', 'G-A')).toMatchObject({ value: { lines: { length: 2 } } });
    for (const row of ['G-B', 'totals', 'G-C']) {
      expect(ask(row, 'papers.a.b', 'G-A')).toMatchObject({
        refusal: { problems: [{ wrong: `there is no row ${row} with figures here`, right: 'one of G-A' }] },
      });
    }
  });
});

describe('the totals of P20', () => {
  const flagged = briefs('G-A', { event: 'E-1', flags: { recommendation: true } });
  const then = (viewer?: object): Then => given('TH').events([GROUPS, flagged]).at(undefined, viewer);

  it('are made of the findings that they count', () => {
    expect(then().explain('findings', 'totals', 'BREACH.open')).toMatchObject([
      { of: 'grp.no_recommendation event E-1', events: ['E-1'] },
    ]);
    expect(then().explain('findings', 'totals', 'WARN.total')).toEqual([]);
  });

  it('are explained to who sees them alone', () => {
    const leader = then({ viewer: { role: 'group_leader', group: 'G-A' } });
    expect(() => leader.explain('findings', 'totals', 'BREACH.open')).toThrow('figure_unknown');
  });
});
