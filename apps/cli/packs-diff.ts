import type { Pack } from '#lib/protocol/index.js';
import { ask } from './arguments.js';
import { outputWidth, write, writeJson } from './output.js';
import { packNamed } from './pack-choice.js';
import { renderRows } from './render.js';

/** One thing that two packs say differently; null where a pack says nothing. */
interface Difference {
  readonly what: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** `evenhand packs diff`: what differs between two packs. */
export function diff(args: readonly string[]): void {
  const asked = ask(args, { flags: ['json'], operands: ['A', 'B'] });
  const [a, b] = [packNamed(asked.positionals[0] ?? ''), packNamed(asked.positionals[1] ?? '')];
  const differences = differencesOf(a, b);
  if (asked.flag('json')) writeJson({ a: a.ref, b: b.ref, differences });
  else write(readable(a, b, differences));
}

function readable(a: Pack, b: Pack, differences: readonly Difference[]): string {
  const title = `a  ${a.ref.id} ${a.ref.version}\nb  ${b.ref.id} ${b.ref.version}\n`;
  if (differences.length === 0) return `${title}\nno difference\n`;
  return `${title}\n${renderRows(differences, outputWidth())}\n`;
}

/** Plain values by name, everything a pack says that code reads. */
function factsOf(pack: Pack): Map<string, unknown> {
  const facts = new Map<string, unknown>();
  for (const { id, stance, mode, sev, params } of pack.rules.values()) {
    facts.set(`rule ${id}`, `${stance} ${mode} ${sev}`);
    for (const [name, value] of Object.entries(params)) facts.set(`rule ${id} ${name}`, value);
  }
  for (const route of pack.routes.values())
    facts.set(`route ${route.id}`, { parallel: route.parallel, steps: route.steps });
  for (const [id, silent] of pack.silentRoutes) facts.set(`route ${id}`, `silent, to ${silent.fallback}`);
  for (const [name, { days, unit, effect }] of pack.deadlines)
    facts.set(`deadline ${name}`, `${days ?? 'no'} ${unit} days, ${effect}`);
  for (const [name, { kind }] of pack.roles) facts.set(`role ${name}`, kind);
  for (const [rows, sights] of Object.entries(pack.visibility)) facts.set(`visibility ${rows}`, sights);
  facts.set('calendar', pack.calendar);
  facts.set('minimum group size', pack.groups.minimumSize);
  facts.set('fairness units', pack.fairnessUnits);
  facts.set('review', pack.review.basis);
  return facts;
}

function differencesOf(a: Pack, b: Pack): Difference[] {
  const [inA, inB] = [factsOf(a), factsOf(b)];
  const names = [...new Set([...inA.keys(), ...inB.keys()])].sort();
  const differences = names.map((what) => ({ what, a: inA.get(what) ?? null, b: inB.get(what) ?? null }));
  return differences.filter((one) => JSON.stringify(one.a) !== JSON.stringify(one.b));
}
