import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { routeIds } from './catalogue.js';
import { readPack } from './loader.js';
import type { Pack } from './pack.js';

/** The packs at hand. */
export interface PackShelf {
  all(): readonly Pack[];
  /** By full id (`gb-eng/some-council`) or its last part (`some-council`). */
  find(idOrLastPart: string): Pack | undefined;
  /** By id and version, as events name it. */
  byReference(reference: { readonly id: string; readonly version: string }): Pack | undefined;
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** A shelf of packs. Of two packs with one id `find` answers the later one; by reference each version is found. */
export function shelfOf(packs: readonly Pack[]): PackShelf {
  const byName = new Map<string, Pack>();
  const byReference = new Map<string, Pack>();
  for (const pack of packs) {
    byName.set(lastPart(pack.ref.id), pack);
    byReference.set(JSON.stringify([pack.ref.id, pack.ref.version]), pack);
  }
  for (const pack of packs) byName.set(pack.ref.id, pack);
  return {
    all: () => packs,
    find: (name) => byName.get(name),
    byReference: ({ id, version }) => byReference.get(JSON.stringify([id, version])),
  };
}

/** Where the packs lie: beside this module, in the source as in the build. */
const packFolder = join(import.meta.dirname, 'packs');

/** A shelf over the files of a folder, each read when it is first asked for. A file is named after the last part of its id. */
function shelfOfFolder(folder: string): PackShelf {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : []));
  const read = new Map<string, Pack>();
  const open = (name: string): Pack => {
    const known = read.get(name);
    if (known !== undefined) return known;
    const file = `${name}.yaml`;
    // A test proves the clauses of these files against the seeds, so the run need not.
    const result = readPack(readFileSync(join(folder, file)), file, null);
    if (!result.ok) throw new Error(`built-in pack ${file} is invalid: ${JSON.stringify(result.refusal.problems)}`);
    read.set(name, result.value);
    return result.value;
  };
  const find = (name: string): Pack | undefined => {
    const part = lastPart(name);
    if (!names.includes(part)) return undefined;
    const pack = open(part);
    return name === part || name === pack.ref.id ? pack : undefined;
  };
  return {
    all: () => names.map(open),
    find,
    byReference: ({ id, version }) => {
      const pack = find(id);
      return pack?.ref.id === id && pack.ref.version === version ? pack : undefined;
    },
  };
}

let builtIn: PackShelf | undefined;

/** The packs that come with the product. Throws where one of them is invalid: that is a fault of the build. */
export function builtInPacks(): PackShelf {
  return (builtIn ??= shelfOfFolder(packFolder));
}

/** What judges a council before any protocol is adopted: everything silent. */
export const NO_PACK: Pack = {
  ref: { id: 'none', version: '0', hash: '' },
  tag: '',
  overlay: false,
  state: 'none',
  effectiveFrom: null,
  source: { council: '', tier: null, principalAuthority: null, file: null, title: '', status: 'none' },
  rules: new Map(),
  routes: new Map(),
  silentRoutes: new Map(routeIds.map((id) => [id, { id, fallback: 'none', fallbackWhen: null, reason: 'no pack' }])),
  roles: new Map(),
  deadlines: new Map(),
  adoption: [],
  review: { basis: 'none', triggerEvent: null, anchorMonth: null, last: null, next: null },
  calendar: 'england_and_wales',
  groups: { minimumSize: 1, danglingClause: null },
  fairnessUnits: [],
  visibility: {},
};
