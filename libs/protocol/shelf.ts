import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { routeIds } from './catalogue.js';
import { readPack } from './loader.js';
import type { Pack } from './pack.js';

/** The packs at hand. */
export interface PackShelf {
  all(): readonly Pack[];
  /** By full id (`gb-eng/alsager-tc`) or its last part (`alsager-tc`). */
  find(idOrLastPart: string): Pack | undefined;
  /** By id and version, as events name it. */
  byReference(reference: { readonly id: string; readonly version: string }): Pack | undefined;
}

/** A shelf of packs. Of two packs with one id `find` answers the later one; by reference each version is found. */
export function shelfOf(packs: readonly Pack[]): PackShelf {
  const byName = new Map<string, Pack>();
  const byReference = new Map<string, Pack>();
  for (const pack of packs) {
    byName.set(pack.ref.id.slice(pack.ref.id.lastIndexOf('/') + 1), pack);
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
export const packFolder = join(import.meta.dirname, 'packs');

let builtIn: PackShelf | undefined;

/** The packs that come with the product. Throws where one of them is invalid: that is a fault of the build. */
export function builtInPacks(): PackShelf {
  if (builtIn !== undefined) return builtIn;
  const files = readdirSync(packFolder).filter((name) => name.endsWith('.yaml'));
  const packs = files.sort().map((file) => {
    // A test proves the clauses of these files against the seeds, so the run need not.
    const result = readPack(readFileSync(join(packFolder, file)), file, null);
    if (!result.ok) throw new Error(`built-in pack ${file} is invalid: ${JSON.stringify(result.refusal.problems)}`);
    return result.value;
  });
  return (builtIn = shelfOf(packs));
}

/** What judges a council before any protocol is adopted: everything silent. */
export const NO_PACK: Pack = {
  ref: { id: 'none', version: '0', hash: '' },
  tag: '',
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
