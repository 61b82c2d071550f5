import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { histories, questions } from '../histories.js';
import { fieldsOf } from './fields.js';
import { referenceReplay } from './reference.js';
import type { Entry, ReferenceAnswer } from './reference.js';
import { formatInstant, lastWorkingDay, parseInstant } from './time.js';

interface Expectation {
  at: string;
  'known-at'?: string;
  projections: Record<string, unknown>;
  breachClauses?: string[];
  warnClauses?: string[];
}

interface Scenario {
  title: string;
  pack: string;
  events: Entry[];
  expect: Expectation[];
}

const root = new URL('../../../', import.meta.url);

function readYaml(path: string): unknown {
  return load(readFileSync(new URL(path, root), 'utf8'), { schema: CORE_SCHEMA });
}

/** Each clause named must be among those of a finding of that level, each finding standing for one clause at most. */
function canCite(rows: { level: string; clauses: string[] }[], level: string, named: string[]): boolean {
  const left = rows.filter((row) => row.level === level).map((row) => row.clauses);
  const assign = (wanted: string[], free: string[][]): boolean => {
    const [first, ...rest] = wanted;
    if (first === undefined) return true;
    return free.some(
      (clauses, place) =>
        clauses.includes(first) &&
        assign(
          rest,
          free.filter((_, i) => i !== place),
        ),
    );
  };
  return assign(named, left);
}

function findingRows(answer: ReferenceAnswer) {
  return (answer.projections['findings'] as { rows: { level: string; clauses: string[] }[] }).rows;
}

describe.each(['northampton-notices', 'alsager-same-advice'])('worked example %s', (name) => {
  const scenario = readYaml(`test/vectors/scenarios/${name}.yaml`) as Scenario;
  const pack = readYaml(`libs/protocol/packs/${scenario.pack}.yaml`);

  it.each(scenario.expect)('is answered by the reference as at $at', (wanted) => {
    const knownAt = wanted['known-at'];
    const answer = referenceReplay({
      events: scenario.events,
      pack,
      at: wanted.at,
      ...(knownAt === undefined ? {} : { knownAt }),
    });
    expect(answer.projections).toMatchObject(wanted.projections);
    expect(canCite(findingRows(answer), 'BREACH', wanted.breachClauses ?? [])).toBe(true);
    expect(canCite(findingRows(answer), 'WARN', wanted.warnClauses ?? [])).toBe(true);
  });
});

interface Counted {
  'group-support': { rows: { group: string }[] };
  'even-handedness-by-group': { groups: Record<string, Record<string, number>> };
  'notice-obligations': { totals: Record<string, number>; matters: Record<string, Record<string, number>> };
  findings: { rows: { state: string }[]; totals: Record<string, { open: number; total: number }> };
}

const packNames = ['alsager-tc', 'great-aycliffe-tc', 'northampton-tc', 'old-marston-pc', 'tower-hamlets-lb'];

describe.each(packNames)('the reference, judging by %s', (name) => {
  const pack = readYaml(`libs/protocol/packs/${name}.yaml`);

  it('answers any history with figures that add up', () => {
    const property = fc.property(questions(30), (question) => {
      const view = referenceReplay({ ...question, pack }).projections as unknown as Counted;
      for (const row of Object.values(view['even-handedness-by-group'].groups)) {
        expect(row['pending']! + row['accepted']! + row['declined']! + row['withdrawn']!).toBe(row['requests']);
        expect(row['briefings']! + row['reports']!).toBe(row['support']);
      }
      for (const counts of [view['notice-obligations'].totals, ...Object.values(view['notice-obligations'].matters)]) {
        const { owed, ...states } = counts;
        expect(Object.values(states).reduce((sum, one) => sum + one, 0)).toBe(owed);
      }
      const totals = Object.values(view.findings.totals);
      expect(totals.reduce((sum, one) => sum + one.total, 0)).toBe(view.findings.rows.length);
    });
    fc.assert(property, { numRuns: 60 });
  });

  it('answers the same whatever the order of lines, where no two events share an instant', () => {
    const property = fc.property(histories(20), (events) => {
      const still = events.filter((one) => !Object.hasOwn((one['set'] as object | undefined) ?? {}, 't'));
      const instants = still.map((one) => parseInstant(one['t']));
      const apart = still.filter((_, place) => instants.indexOf(instants[place]!) === place);
      const tokens = apart.map((one, place) => ({ event: `L-${place}`, ...one }));
      const answer = referenceReplay({ events: tokens, pack }).projections;
      expect(referenceReplay({ events: [...tokens].reverse(), pack }).projections).toEqual(answer);
    });
    fc.assert(property, { numRuns: 30 });
  });
});

describe('random histories', () => {
  it('use only the fields that the event language lists', () => {
    const property = fc.property(histories(40), (events) => {
      for (const { t, e, command, event, rec, ...fields } of events) {
        expect(
          Object.keys(fields).filter((field) => e !== undefined && !fieldsOf(e as string).includes(field)),
        ).toEqual([]);
        expect(rec === undefined || parseInstant(rec) >= parseInstant(t)).toBe(true);
        expect([e, command].filter((type) => type !== undefined)).toHaveLength(1);
        expect(typeof event === 'string' || event === undefined).toBe(true);
      }
    });
    fc.assert(property, { numRuns: 60 });
  });
});

describe('time in the reference', () => {
  it.each([
    ['2026-03-31T10:00', 5, '2026-04-09'],
    ['2022-09-16T10:00', 1, '2022-09-20'],
    ['2023-05-05T10:00', 1, '2023-05-09'],
    ['2020-05-07T10:00', 1, '2020-05-11'],
    ['2025-12-24T23:59', 3, '2025-12-31'],
    ['2021-12-24T09:00', 1, '2021-12-29'],
    ['2026-04-04T09:00', 1, '2026-04-07'],
  ])('counts from %s %i working days to %s', (receipt, days, last) => {
    expect(lastWorkingDay(parseInstant(receipt), days, [])).toBe(last);
  });

  it.each([
    ['2026-03-29T01:30', '2026-03-29T01:30:00Z'],
    ['2025-10-26T01:30', '2025-10-26T00:30:00Z'],
    ['2025-10-26T01:30Z', '2025-10-26T01:30:00Z'],
    ['2026-07-01', '2026-06-30T23:00:00Z'],
    ['2026-07-01T12:00:00.5', '2026-07-01T11:00:00.500Z'],
  ])('reads %s as %s', (written, instant) => {
    expect(formatInstant(parseInstant(written))).toBe(instant);
  });
});
