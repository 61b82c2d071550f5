import { evaluatedByLevel } from '#lib/council/index.js';
import { formatDay } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

const isPartialDate = (value: object): value is { first: number; last: number } => {
  return 'first' in value && 'last' in value && Object.keys(value).length === 2;
};

/** A pack as JSON: maps become objects, dates their first and last day. */
export function asData(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(asData);
  if (isPartialDate(value)) return { first: formatDay(value.first), last: formatDay(value.last) };
  const entries: Iterable<[string, unknown]> =
    value instanceof Map ? (value as Map<string, unknown>) : Object.entries(value);
  return Object.fromEntries([...entries].map(([key, one]) => [key, asData(one)]));
}

/** What a list says of a pack. */
export function packSummary(pack: Pack): object {
  const rules: Record<string, number> = {};
  for (const { mode } of pack.rules.values()) rules[mode] = (rules[mode] ?? 0) + 1;
  const { ref, revision, tag, state, overlay, source, catalogue, notAsked } = pack;
  const named = { id: ref.id, version: ref.version, revision, hash: ref.hash, tag, state, overlay };
  const levels = evaluatedByLevel(pack);
  return { ...named, council: source.council, title: source.title, catalogue, notAsked, rules, levels };
}
