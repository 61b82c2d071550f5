import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { readEventFile } from '#lib/event-file/index.js';

/** What a scenario says of a council as at an instant; only what it names is asserted. */
export interface Expectation {
  readonly at: string;
  readonly knownAt: string | undefined;
  readonly projections: Readonly<Record<string, unknown>>;
  /** One entry a finding of level BREACH: a clause that it must cite. */
  readonly breachClauses: readonly string[];
  readonly warnClauses: readonly string[];
}

export interface Scenario {
  readonly path: string;
  readonly title: string;
  readonly pack: string;
  readonly events: readonly unknown[];
  readonly expectations: readonly Expectation[];
}

interface ScenarioFile {
  readonly title: string;
  readonly pack: string;
  readonly events: readonly unknown[];
  readonly expect: readonly {
    readonly at: string;
    readonly 'known-at'?: string;
    readonly projections: Readonly<Record<string, unknown>>;
    readonly breachClauses?: readonly string[];
    readonly warnClauses?: readonly string[];
  }[];
}

export const scenarioFolder = join(import.meta.dirname, '..', 'vectors', 'scenarios');

/** Reads a worked example, such as `northampton-notices`. */
export function readScenario(name: string): Scenario {
  const path = join(scenarioFolder, `${name}.yaml`);
  const file = load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA }) as ScenarioFile;
  const expectations = file.expect.map((one) => ({
    at: one.at,
    knownAt: one['known-at'],
    projections: one.projections,
    breachClauses: one.breachClauses ?? [],
    warnClauses: one.warnClauses ?? [],
  }));
  return { path, title: file.title, pack: file.pack, events: file.events, expectations };
}

/** The ids under which a ledger keeps a scenario's events, each with the token that the scenario gives it. */
export function tokensIn({ path }: Pick<Scenario, 'path'>, council?: string): ReadonlyMap<string, string> {
  const read = readEventFile(readFileSync(path, 'utf8'), path, council === undefined ? {} : { council });
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return new Map(read.value.entries.flatMap(({ id, source }) => (source === null ? [] : [[id, source] as const])));
}

/** A ledger's answer in which events are called as the scenario calls them: a ledger's ids are UUIDs. */
export function inTokens(answer: unknown, tokens: ReadonlyMap<string, string>): unknown {
  if (typeof answer === 'string') return tokens.get(answer) ?? answer;
  if (Array.isArray(answer)) return answer.map((one) => inTokens(one, tokens));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, one]) => [name, inTokens(one, tokens)] as const));
}

/** Lists whose order says nothing. */
const SETS: ReadonlySet<string> = new Set(['legsDone', 'legsOwed']);

/** Where `actual` lacks or contradicts something of `expected`, one line each; members that are not expected are let be. */
function differences(expected: unknown, actual: unknown, at: string): string[] {
  const name = at.slice(at.lastIndexOf('.') + 1);
  if (Array.isArray(expected)) {
    const inOrder = (list: unknown): unknown => (SETS.has(name) && Array.isArray(list) ? [...list].sort() : list);
    return compare(inOrder(expected), inOrder(actual), at);
  }
  if (typeof expected !== 'object' || expected === null) return compare(expected, actual, at);
  const members = (typeof actual === 'object' && actual !== null ? actual : {}) as Record<string, unknown>;
  return Object.entries(expected).flatMap(([key, one]) => differences(one, members[key], `${at}.${key}`));
}

function compare(expected: unknown, actual: unknown, at: string): string[] {
  const [wanted, found] = [JSON.stringify(expected), actual === undefined ? 'absent' : JSON.stringify(actual)];
  return wanted === found ? [] : [`${at} is ${found}, not ${wanted}`];
}

interface Cited {
  readonly level: string;
  readonly clauses: readonly string[];
}

/** Clauses left over when each is given a finding of its own that cites it (augmenting paths). */
export function clausesWithoutFinding(clauses: readonly string[], findings: readonly Cited[]): string[] {
  const clauseOf = new Map<Cited, string>();
  const place = (clause: string, tried: Set<Cited>): boolean => {
    for (const finding of findings) {
      if (!finding.clauses.includes(clause) || tried.has(finding)) continue;
      tried.add(finding);
      const occupant = clauseOf.get(finding);
      if (occupant === undefined || place(occupant, tried)) {
        clauseOf.set(finding, clause);
        return true;
      }
    }
    return false;
  };
  return clauses.filter((clause) => !place(clause, new Set()));
}

/**
 * Where the projections of an answer miss what a scenario expects, one line each; empty where all is met.
 * `data` gives a projection's data by name; findings are asked for if clauses are expected.
 */
export function misses(expectation: Expectation, data: (projection: string) => unknown): string[] {
  const { projections, breachClauses, warnClauses } = expectation;
  const wrong = Object.entries(projections).flatMap(([name, expected]) => differences(expected, data(name), name));
  if (breachClauses.length + warnClauses.length === 0) return wrong;
  const rows = ((data('findings') as { rows?: Cited[] } | undefined)?.rows ?? []) as readonly Cited[];
  const without = (level: string, clauses: readonly string[]): string[] =>
    clausesWithoutFinding(
      clauses,
      rows.filter((row) => row.level === level),
    ).map((clause) => `no ${level} cites clause ${clause}`);
  return [...wrong, ...without('BREACH', breachClauses), ...without('WARN', warnClauses)];
}
