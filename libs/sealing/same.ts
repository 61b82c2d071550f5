import type { CouncilEvent } from '#lib/council/record.js';
import type { Opener } from './readings.js';
import { type Payload, canonicalJson, isSealedValue } from '#lib/kernel/index.js';
import type { Sealable } from './seal-events.js';

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isSameValue(stored: unknown, given: unknown, open: () => ReturnType<Opener>): boolean {
  if (!isSealedValue(stored) || isSealedValue(given) || given === undefined)
    return canonicalJson(stored) === canonicalJson(given);
  const answer = open();
  // An erased value cannot be compared; the id and the other fields show that the events are the same.
  return !answer.opened || canonicalJson(answer.value) === canonicalJson(given);
}

/** True if an event is the one stored under its id. Sealed values are compared if they can be opened. */
export function isSameEvent(stored: CouncilEvent, given: Sealable, open: Opener): boolean {
  if (stored.type !== given.type || stored.at !== given.occurredAt) return false;
  const same = (one: Payload, other: Payload, path: string): boolean =>
    [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => {
      const [before, now] = [one[name], other[name]];
      if (path === '' && stored.type === 'EntryCorrected' && name === 'set' && isMap(before) && isMap(now)) {
        return same(before, now, 'set/');
      }
      const opened = (): ReturnType<Opener> =>
        open(stored, `${path}${name}`, isSealedValue(before) ? before.sealed : '');
      return isSameValue(before, now, opened);
    });
  return same(stored.payload, given.payload, '');
}
