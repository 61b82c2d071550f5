import type { Wrapped, WrappedKey } from './store.js';

const nameOf = ({ id, council, subject, generation }: WrappedKey): string =>
  JSON.stringify([id, council, subject, generation]);

/** What `change` makes of all wrapped keys; throws if it gives other keys than it was given. */
export function rewrapped(before: Wrapped, change: (all: Wrapped) => Wrapped): Wrapped {
  const after = change(before);
  const isSame = (key: WrappedKey, index: number): boolean => {
    const old = before.keys[index];
    return old !== undefined && nameOf(old) === nameOf(key);
  };
  if (after.keys.length === before.keys.length && after.keys.every(isSame)) return after;
  throw new Error('re-wrapping gave other keys than it was given; nothing was changed');
}
