import type { FieldList, Payload } from '#lib/kernel/index.js';

/** More events than this from one entry are a slip, or an attack. */
export const MAX_EVENTS_AN_ENTRY = 10_000;

/** The fields of an entry that hold a list but name one thing. */
export function multiplying(fields: Payload, list: FieldList | undefined): string[] {
  return Object.keys(fields).filter(
    (name) => Array.isArray(fields[name]) && list !== undefined && list[name]?.isList !== true,
  );
}

/** How many events an entry stands for. */
export function eventsOf(fields: Payload, names: readonly string[]): number {
  return names.reduce((product, name) => product * (fields[name] as readonly unknown[]).length, 1);
}

/** One payload for each combination of the elements of the named lists; the first list turns slowest (events.md, Event files). */
export function expand(fields: Payload, names: readonly string[]): Payload[] {
  let payloads: Payload[] = [fields];
  for (const name of names) {
    const values = fields[name] as readonly unknown[];
    payloads = payloads.flatMap((payload) => values.map((value) => ({ ...payload, [name]: value })));
  }
  return payloads;
}
