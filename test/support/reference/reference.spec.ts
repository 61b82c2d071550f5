import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import { referenceReplay } from './reference.js';
import type { Entry, ReferenceAnswer } from './reference.js';

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
