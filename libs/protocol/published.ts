import { readPublished } from './loader.js';
import type { Pack } from './pack.js';

/** Most packs that are cached: reading one takes some milliseconds, and every query needs it. */
const REMEMBERED = 100;

interface Remembered {
  readonly text: string;
  readonly pack: Pack | null;
}

/** By hash, the one used last at the end. */
const remembered = new Map<string, Remembered>();

/** The pack of a published text, read once; undefined if its bytes have another hash, or it is no pack. */
export function publishedPack(text: string, hash: string): Pack | undefined {
  const known = remembered.get(hash);
  const entry = known?.text === text ? known : { text, pack: readPublished(text, hash) };
  // A wrong text must not push out the right one of that hash.
  if (entry.pack === null) return undefined;
  remembered.delete(hash);
  remembered.set(hash, entry);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED) break;
    remembered.delete(oldest);
  }
  return entry.pack;
}
