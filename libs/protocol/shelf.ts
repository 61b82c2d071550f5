import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Problem } from '#lib/kernel/index.js';
import { hashOf, loadPack, readPublished } from './loader.js';
import { type Pack, isCalled, isPackNamed, lastPartOf } from './pack.js';
import type { PackShelf } from './pack-shelf.js';
import { publishedPack } from './published.js';

function faultsIn(text: string, name: string): readonly Problem[] {
  const result = loadPack(text, name);
  return result.ok ? [] : result.refusal.problems;
}

/** A shelf of packs, with their texts by hash where they are known. Of two packs with one id `find` answers the later one. */
export function shelfOf(packs: readonly Pack[], texts: ReadonlyMap<string, string> = new Map()): PackShelf {
  return {
    all: () => packs,
    find: (name) =>
      packs.findLast(({ ref }) => ref.id === name) ?? packs.findLast(({ ref }) => lastPartOf(ref.id) === name),
    byReference: (name) => packs.findLast((pack) => isPackNamed(pack, name)),
    first: (name) => packs.find(({ ref }) => isCalled(ref.id, name)),
    textOf: ({ ref }) => texts.get(ref.hash),
    published: publishedPack,
    faultsIn,
  };
}

/** Where the packs lie: beside this module, in the source as in the build. */
const packFolder = join(import.meta.dirname, 'packs');

interface PackFile {
  readonly pack: Pack;
  readonly text: string;
}

function readBuiltIn(path: string): PackFile {
  const bytes = readFileSync(path);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  // A test runs every check of the loader on these files, so the program does not.
  const pack = readPublished(text, hashOf(bytes));
  if (pack === null) throw new Error(`built-in pack ${basename(path)} is not a protocol pack`);
  return { pack, text };
}

/**
 * A shelf over the files of a folder, each read when it is first asked for. A file is named after the last part of its id:
 * `some-council.yaml`. What shipped before under that id stays as `earlier/some-council.1.yaml`, `.2.yaml` and so on, in the
 * order in which it shipped: adoptions whose record holds no text are judged by it.
 */
export function shelfOfFolder(folder: string): PackShelf {
  const yamlIn = (path: string): string[] => readdirSync(path).filter((file) => file.endsWith('.yaml'));
  const names = yamlIn(folder).map((file) => file.slice(0, -'.yaml'.length));
  const older = join(folder, 'earlier');
  const earlier = existsSync(older) ? yamlIn(older).sort((a, b) => numberOf(a) - numberOf(b)) : [];
  const opened = new Map<string, PackFile>();
  const open = (path: string): Pack => {
    const file = opened.get(path) ?? readBuiltIn(path);
    opened.set(path, file);
    return file.pack;
  };
  const newest = (name: string): Pack => open(join(folder, `${name}.yaml`));
  const find = (name: string): Pack | undefined => {
    const part = lastPartOf(name);
    if (!names.includes(part)) return undefined;
    const pack = newest(part);
    return isCalled(pack.ref.id, name) ? pack : undefined;
  };
  const history = (name: string): Pack[] => {
    const before = earlier.filter((file) => file.replace(/\.\d+\.yaml$/, '') === lastPartOf(name));
    const now = find(name);
    const all = [...before.map((file) => open(join(older, file))), ...(now === undefined ? [] : [now])];
    return all.filter(({ ref }) => isCalled(ref.id, name));
  };
  return {
    all: () => names.map(newest),
    find,
    byReference: (name) => history(name.id).findLast((pack) => isPackNamed(pack, name)),
    first: (name) => history(name)[0],
    textOf: (pack) => [...opened.values()].find((file) => file.pack === pack)?.text,
    published: publishedPack,
    faultsIn,
  };
}

function numberOf(file: string): number {
  return Number(/\.(\d+)\.yaml$/.exec(file)?.[1] ?? 0);
}

let builtIn: PackShelf | undefined;

/** The packs that come with the product. Throws if one of them is invalid: that is a fault of the build. */
export function builtInPacks(): PackShelf {
  return (builtIn ??= shelfOfFolder(packFolder));
}
