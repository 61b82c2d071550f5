import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { readFileSync, readdirSync } from 'node:fs';
import { declarationQuestions } from '../declaration-histories.js';
import type { Row } from '../reference/finding.js';
import { referenceDeclarations, type Entry } from './index.js';
import { bankHolidays, dayFromText, instant, iso } from './time.js';

interface Expectation {
  at: string;
  'known-at'?: string;
  projections: Record<string, unknown>;
  breachClauses: string[];
  warnClauses: string[];
}

interface Scenario {
  pack: string;
  events: Entry[];
  expect: Expectation[];
}

const PACKS = new URL('../../../libs/protocol/packs/', import.meta.url);
const SCENARIO = new URL('../../vectors/scenarios/declarations-at-a-meeting.yaml', import.meta.url);

function yaml(place: URL): unknown {
  return load(readFileSync(place, 'utf8'), { schema: CORE_SCHEMA });
}

/** Only the keys shown are asserted, and lists of legs are sets. */
function shown(wanted: unknown, got: any): unknown {
  if (Array.isArray(got)) return [...got].sort();
  if (wanted === null || typeof wanted !== 'object' || got === null || typeof got !== 'object') return got;
  return Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, shown(value, got[name])]));
}

/** Each wanted clause is cited by a finding of its own. */
function cites(rows: Row[], clauses: string[]): boolean {
  if (clauses.length === 0) return true;
  const [first, ...rest] = clauses;
  return rows.some((row, index) => row.clauses.includes(first!) && cites(rows.toSpliced(index, 1), rest));
}

describe('the reference reading of declarations', () => {
  const scenario = yaml(SCENARIO) as Scenario;
  const pack = yaml(new URL(`${scenario.pack}.yaml`, PACKS));

  it.each(scenario.expect)('answers the worked example as at $at', (wanted) => {
    const knownAt = wanted['known-at'];
    const asked = { events: scenario.events, pack, at: wanted.at, ...(knownAt ? { knownAt } : {}) };
    const { projections } = referenceDeclarations(asked);
    expect(shown(wanted.projections, projections)).toEqual(shown(wanted.projections, wanted.projections));
    const { rows } = projections['findings'] as { rows: Row[] };
    const of = (level: string) => rows.filter((row) => row.level === level);
    expect([of('BREACH').length, cites(of('BREACH'), wanted.breachClauses)]).toEqual([
      wanted.breachClauses.length,
      true,
    ]);
    expect([of('WARN').length, cites(of('WARN'), wanted.warnClauses)]).toEqual([wanted.warnClauses.length, true]);
  });

  it('answers the worked example in whatever order its lines stand', () => {
    // Own ids of events that the file does not name tell where they stand in it.
    const unnamed = (name: string, value: unknown) => (name === 'events' ? undefined : value);
    const answer = (events: Entry[]) =>
      JSON.parse(JSON.stringify(referenceDeclarations({ events, pack }).projections['meeting-participation'], unnamed));
    expect(answer([...scenario.events].reverse())).toEqual(answer(scenario.events));
  });

  it('answers random histories under every pack, and adds up', () => {
    const files = readdirSync(PACKS).filter((name) => name.endsWith('.yaml'));
    const packs = files.map((name) => yaml(new URL(name, PACKS)));
    fc.assert(
      fc.property(declarationQuestions({ edges: true }), fc.constantFrom(...packs), (question, judging) => {
        const { rows, totals } = referenceDeclarations({ ...question, pack: judging }).projections['findings'] as any;
        for (const level of ['BREACH', 'WARN', 'INFO']) {
          const its = rows.filter((row: Row) => row.level === level);
          expect(totals[level]).toEqual({
            open: its.filter((row: Row) => row.remediedAt === null).length,
            total: its.length,
          });
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('reference time', () => {
  it('reads the skipped hour forward and the repeated hour as its first pass', () => {
    expect(iso(instant('2026-03-29T01:30'))).toBe('2026-03-29T01:30:00Z');
    expect(iso(instant('2026-10-25T01:30'))).toBe('2026-10-25T00:30:00Z');
    expect(iso(instant('2026-07-01', 'last'))).toBe('2026-07-01T22:59:59.999Z');
  });

  it('knows the bank holidays of 2022', () => {
    const days = ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27'];
    expect(bankHolidays(2022).sort((a, b) => a - b)).toEqual(days.map((day) => dayFromText(`2022-${day}`)));
  });
});
