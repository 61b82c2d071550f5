import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { checkTexts, ownShelf } from '#lib/application/record.js';
import { isPublication } from '#lib/council/record.js';
import type { EventFile } from '#lib/event-file/index.js';
import type { Problem } from '#lib/kernel/index.js';
import { type Pack, type PackShelf, builtInPacks, isCalled, loadPack } from '#lib/protocol/index.js';
import { bytesOf } from './files.js';
import { EXIT, Stop, badFile } from './outcome.js';

/** A pack by its full id, the last part of it, or as a file (readings 1.6). Stops if it is missing or broken. */
export function packNamed(name: string, shelf: PackShelf = builtInPacks()): Pack {
  const known = shelf.find(name);
  if (known !== undefined) return known;
  if (isFileName(name) || existsSync(name)) return packFromFile(name);
  const ids = shelf.all().map(({ ref }) => ref.id);
  throw new Stop(EXIT.notFound, `there is no pack ${name}; name a pack file, or one of ${ids.join(', ')}`);
}

/** The shelf with this pack first; it opens other packs only on demand. */
export function shelfWith(pack: Pack | null, shelf: PackShelf = builtInPacks()): PackShelf {
  if (pack === null) return shelf;
  return {
    ...shelf,
    all: () => [...shelf.all().filter((one) => one.ref.id !== pack.ref.id), pack],
    find: (name) => (isCalled(pack.ref.id, name) ? pack : shelf.find(name)),
    byReference: (ref) => (ref.id === pack.ref.id && ref.version === pack.ref.version ? pack : shelf.byReference(ref)),
  };
}

/** A pack by its file, or the name of one that the council's record or Evenhand has. */
export function packOrName(name: string, shelf: PackShelf = builtInPacks()): Pack | string {
  if (shelf.find(name) === undefined && (isFileName(name) || existsSync(name))) return packFromFile(name);
  return name;
}

/** The packs at hand, and before them those whose texts a file publishes. Stops if a text is incomplete or wrong. */
export function shelfOfFile(file: EventFile, name: string, consequence: string): PackShelf {
  const shelf = builtInPacks();
  const events = file.entries.filter((entry) => entry.kind === 'event');
  const record = { council: file.council ?? '', shelf, adoptions: [], isStored: () => false };
  const checked = checkTexts(record, events);
  if (!checked.ok) {
    const problems = checked.refusal.problems.map(({ at, ...rest }): Problem => {
      const [, place, , field] = at.split('/');
      const line = events[Number(place)]?.line;
      return { ...rest, at: `/${field ?? ''}`, ...(line === undefined ? {} : { line }) };
    });
    throw badFile(name, problems, consequence);
  }
  const published = events.filter(isPublication).map(({ id, type, at, rec, payload }) => {
    return { id, type, at, rec, payload, pack: null, position: '' };
  });
  return ownShelf({ shelf, adoptions: published });
}

function isFileName(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

/** A pack read from a file and checked. */
export function packFromFile(path: string): Pack {
  const result = loadPack(bytesOf(path), basename(path));
  if (result.ok) return result.value;
  throw badFile(basename(path), result.refusal.problems, 'the pack was not used');
}

/** Adoptions of packs that a shelf does not have: judging by them would silently judge nothing. */
export function unknownPacks(file: EventFile, shelf: PackShelf): Problem[] {
  return file.entries.flatMap((entry) => {
    if (entry.kind !== 'event' || entry.type !== 'ProtocolPackAdopted') return [];
    const id = String(entry.payload['packId']);
    if (shelf.find(id) !== undefined) return [];
    const right = shelf.all().map(({ ref }) => ref.id);
    return [
      { at: '/packId', line: entry.line, wrong: `there is no pack ${id} here`, right: `one of ${right.join(', ')}` },
    ];
  });
}
