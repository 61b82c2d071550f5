import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { declarationQuestions } from '../declaration-histories.js';
import { questions } from '../histories.js';
import { referenceDeclarations } from '../reference-declarations/index.js';
import type { Explained } from './explain.js';
import { referenceReplay } from './reference.js';

const PACKS = 'libs/protocol/packs';
const packs = readdirSync(PACKS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => load(readFileSync(`${PACKS}/${name}`, 'utf8'), { schema: CORE_SCHEMA }));

type Tree = Record<string, unknown>;

/** Figures that no number of lines can be: rates, shares, sums of time, and what is a word. */
const MEASURES = [
  'gap',
  'state',
  ...['acceptanceRate', 'supportShare', 'acceptanceGap', 'coverage', 'status', 'hoursUneven', 'rate', 'officers'],
  ...['nonCouncillors', 'partyBusinessMinutes', 'verdict', 'decision', 'routing', 'designated'],
  ...['authorisation', 'restrictedInformation'],
];

function inside(value: unknown, path: string[]): unknown {
  return path.reduce((part: unknown, key) => (part as Tree | undefined)?.[key], value);
}

const TABLES = ['groups', 'unregistered', 'matters', 'councillors', 'offices', 'meetings', 'posts', 'relationships'];

/** The row of a projection that a name in an explanation stands for. */
function rowOf(data: Tree, name: string): Tree {
  const found = TABLES.map((table) => inside(data, [table, name])).find((row) => row !== undefined);
  const listed = Array.isArray(data['rows']) ? (data['rows'] as Tree[]).find((row) => row['request'] === name) : null;
  return (found ?? listed ?? data[name] ?? data) as Tree;
}

function counted(data: Tree, name: string, figure: string): unknown {
  if (figure === 'votesInBreach') return inside(data, ['votesInBreach', name]);
  const value = inside(rowOf(data, name), figure.split('.'));
  return Array.isArray(value) ? value.length : value;
}

/** Where a count is not the number of its lines. */
function mismatches(projections: Tree, explained: Explained): string[] {
  return Object.entries(explained).flatMap(([projection, rows]) =>
    Object.entries(rows).flatMap(([name, figures]) =>
      Object.entries(figures).flatMap(([figure, lines]) => {
        const value = counted(projections[projection] as Tree, name, figure);
        const isSo = MEASURES.includes(figure.split('.').at(-1) ?? '') || value === lines.length;
        return isSo ? [] : [`${projection} ${name} ${figure} is ${String(value)}, not ${lines.length}`];
      }),
    ),
  );
}

describe('what every figure is made of', () => {
  it.each(packs.map((pack) => [(pack as { pack: { id: string } }).pack.id, pack]))(
    'is as many lines as the figure counts, under %s',
    (_id, pack) => {
      const ofGroups = fc.property(questions(30), (asked) => {
        const { projections, explained } = referenceReplay({ ...asked, pack });
        expect(mismatches(projections, explained)).toEqual([]);
      });
      const ofPeople = fc.property(declarationQuestions(), (asked) => {
        const { projections, explained } = referenceDeclarations({ ...asked, pack });
        expect(mismatches(projections, explained)).toEqual([]);
      });
      fc.assert(ofGroups, { numRuns: 60 });
      fc.assert(ofPeople, { numRuns: 20 });
    },
  );

  it('names events that the history has, in order of occurrence, each once', () => {
    const property = fc.property(questions(30), fc.constantFrom(...packs), (asked, pack) => {
      const { explained } = referenceReplay({ ...asked, pack });
      const lists = Object.values(explained).flatMap((rows) =>
        Object.values(rows).flatMap((figures) => Object.values(figures).flat()),
      );
      for (const { events } of lists) expect(new Set(events).size).toBe(events.length);
    });
    fc.assert(property, { numRuns: 60 });
  });
});
