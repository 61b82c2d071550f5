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
  // What was erased can be compared with nothing: the id, and all the rest, say that it is the same.
  return !answer.opened || canonicalJson(answer.value) === canonicalJson(given);
}

/**
 * True if what is given is what was stored under its id: what is sealed there is compared as far as it can be opened.
 */
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
