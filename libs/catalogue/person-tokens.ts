import type { Payload, Problem } from '#lib/kernel/index.js';

/** Fields that speak of a member or of an officer, and how such a person's token begins (readings 1.10). */
const prefixes: Readonly<Record<string, readonly [prefix: string, who: string]>> = {
  member: ['M-', 'a member'],
  officer: ['O-', 'an officer'],
};

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function faultsIn(payload: Payload, place: string): Problem[] {
  return Object.entries(prefixes).flatMap(([field, [prefix, who]]): Problem[] => {
    const value = payload[field];
    if (typeof value !== 'string' || value.startsWith(prefix)) return [];
    const right = `the token of ${who}, which begins with ${prefix}`;
    return [{ at: `${place}/${field}`, wrong: `${field} is not the token of ${who}`, right }];
  });
}

/** Fields of a member or an officer that name somebody else: refused live, worth a second look in a file. */
export function personFaults(payload: Payload): Problem[] {
  const { set } = payload;
  return [...faultsIn(payload, ''), ...(isMap(set) ? faultsIn(set, '/set') : [])];
}
