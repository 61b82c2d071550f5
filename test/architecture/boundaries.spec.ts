import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Tree, plantTree, root, runForJson } from './planted.js';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}
interface Dependency {
  readonly module: string;
  readonly resolved: string;
}
interface Cruise {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly Dependency[] }[];
  readonly summary: { readonly violations: readonly Violation[] };
}
interface Config {
  readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
}

const configFile = join(root, '.dependency-cruiser.cjs');
const config = createRequire(import.meta.url)(configFile) as Config;

const stub = (name: string): Tree => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'module.exports = {};',
});

/** A small house in which every import is allowed. */
const house: Tree = {
  ...stub('@nestjs/common'),
  ...stub('@nestjs/cqrs'),
  ...stub('class-validator'),
  ...stub('@eventstore/db-client'),
  ...stub('pg'),
  ...stub('js-yaml'),
  ...stub('fast-check'),
  'libs/kernel/index.ts': "export { one } from './one.js';",
  'libs/kernel/one.ts': 'export const one = 1;',
  'libs/fairness/index.ts': "export { exact } from './exact.js';",
  'libs/fairness/exact.ts': 'export const exact = 1;',
  'libs/protocol/index.ts':
    "import { load } from 'js-yaml'; import { one } from '#lib/kernel/index.js'; export const pack = [load, one];",
  'libs/features/structure/events.ts':
    "import { one } from '#lib/kernel/index.js'; export const structureEvents = one;",
  'libs/features/structure/state.ts':
    "import { structureEvents } from './events.js'; export const structure = structureEvents;",
  'libs/features/structure/rules.ts': "import { structure } from './state.js'; export const rules = structure;",
  'libs/features/group-support/state.ts':
    "import { pack } from '#lib/protocol/index.js'; export const requests = pack;",
  'libs/features/advice/state.ts': [
    "import { structureEvents } from '#lib/features/structure/events.js';",
    "import { structure } from '../structure/state.js';",
    "import { requests } from '../group-support/state.js';",
    'export const advice = [structureEvents, structure, requests];',
  ].join('\n'),
  'libs/features/register/state.ts': 'export const register = 1;',
  'libs/features/meetings/state.ts':
    "import { register } from '../register/state.js'; export const meetings = register;",
  'libs/features/family.ts': "import { pack } from '#lib/protocol/index.js'; export const family = pack;",
  'libs/features/advice/family.ts':
    "import { family } from '../family.js'; import { advice as state } from './state.js'; export const advice = [family, state];",
  'libs/council/families.ts':
    "import { advice } from '#lib/features/advice/family.js'; export const families = [advice];",
  'libs/council/index.ts': [
    "import { families } from './families.js';",
    "import { rules } from '#lib/features/structure/rules.js';",
    "import { meetings } from '#lib/features/meetings/state.js';",
    "import { advice } from '#lib/features/advice/state.js';",
    "import { exact } from '#lib/fairness/index.js';",
    'export const council = [families, rules, meetings, advice, exact];',
  ].join('\n'),
  'libs/ledger/port.ts': "import type { one } from '#lib/kernel/index.js'; export type Ledger = typeof one;",
  'libs/ledger/sqlite/sqlite.ts':
    "import 'node:sqlite'; import type { Ledger } from '../port.js'; export const sqlite: Ledger = 1;",
  'libs/ledger/eventstoredb/eventstoredb.ts':
    "import '@eventstore/db-client'; import type { Ledger } from '../port.js'; export const remote: Ledger = 1;",
  'libs/vault/index.ts':
    "import { one } from '#lib/kernel/index.js'; import { opened } from './postgres.js'; export const vault = [one, opened];",
  'libs/vault/postgres.ts': "import 'pg'; export const opened = 1;",
  'libs/catalogue/index.ts':
    "import { structureEvents } from '#lib/features/structure/events.js'; export const events = structureEvents;",
  'libs/event-file/index.ts': "import { events } from '#lib/catalogue/index.js'; export const file = events;",
  'libs/application/index.ts': [
    "import type { Ledger } from '#lib/ledger/port.js';",
    "import { council } from '#lib/council/index.js';",
    'export const application = (ledger: Ledger) => [ledger, council];',
  ].join('\n'),
  'libs/bus/index.ts':
    "import '@nestjs/cqrs'; import { application } from '#lib/application/index.js'; export const bus = application;",
  'apps/cli/main.ts':
    "import { sqlite } from '#lib/ledger/sqlite/sqlite.js'; import { file } from '#lib/event-file/index.js'; export const main = [sqlite, file];",
  'apps/service/main.ts':
    "import '@nestjs/common'; import 'class-validator'; import { bus } from '#lib/bus/index.js'; export const main = bus;",
  'libs/kernel/one.spec.ts':
    "import 'fast-check'; import 'node:sqlite'; import { one } from './one.js'; export const tested = one;",
};

/** One breach a rule: the file that breaks it, and nothing else. */
const breaches: Readonly<Record<string, Tree>> = {
  'no-circular': {
    'libs/kernel/left.ts': "import { right } from './right.js'; export const left = (): unknown => right;",
    'libs/kernel/right.ts': "import { left } from './left.js'; export const right = (): unknown => left;",
  },
  'no-orphans': { 'libs/kernel/lonely.ts': 'export const lonely = 1;' },
  'every-import-resolves': {
    'libs/kernel/broken.ts': "import { gone } from '#lib/kernel/gone.js'; export const broken = gone;",
  },
  'apps-are-roots': {
    'apps/cli/borrows.ts': "import { main } from '../service/settings.js'; export const borrows = main;",
  },
  'sources-import-no-test': {
    'libs/kernel/tested.ts': "import { tested } from './one.spec.js'; export const again = tested;",
  },
  'sources-import-no-dev-dependency': { 'libs/kernel/random.ts': "import 'fast-check'; export const random = 4;" },
  'room-is-listed': { 'libs/attic/box.ts': "import { one } from '#lib/kernel/index.js'; export const box = one;" },
  'kernel-imports-its-rooms-only': {
    'libs/kernel/up.ts': "import { pack } from '#lib/protocol/index.js'; export const up = pack;",
  },
  'pages-imports-its-rooms-only': {
    'libs/pages/up.ts': "import { one } from '#lib/kernel/index.js'; export const up = one;",
  },
  'fairness-imports-its-rooms-only': {
    'libs/fairness/up.ts': "import { one } from '#lib/kernel/index.js'; export const up = one;",
  },
  'protocol-imports-its-rooms-only': {
    'libs/protocol/up.ts': "import { structure } from '#lib/features/structure/state.js'; export const up = structure;",
  },
  'features-imports-its-rooms-only': {
    'libs/features/advice/rules.ts': "import { council } from '#lib/council/index.js'; export const up = council;",
  },
  'council-imports-its-rooms-only': {
    'libs/council/stores.ts': "import type { Ledger } from '#lib/ledger/port.js'; export type Stores = Ledger;",
  },
  'catalogue-imports-its-rooms-only': {
    'libs/catalogue/up.ts': "import type { Ledger } from '#lib/ledger/port.js'; export type Up = Ledger;",
  },
  'application-imports-its-rooms-only': {
    'libs/application/reads.ts': "import { file } from '#lib/event-file/index.js'; export const reads = file;",
  },
  'exchange-imports-its-rooms-only': {
    'libs/exchange/stores.ts': "import type { Ledger } from '#lib/ledger/port.js'; export type Stores = Ledger;",
  },
  'ledger-imports-its-rooms-only': {
    'libs/ledger/judges.ts': "import { pack } from '#lib/protocol/index.js'; export const judges = pack;",
  },
  'sqlite-imports-its-rooms-only': {
    'libs/sqlite/judges.ts': "import { one } from '#lib/kernel/index.js'; export const judges = one;",
  },
  'vault-imports-its-rooms-only': {
    'libs/vault/judges.ts': "import { pack } from '#lib/protocol/index.js'; export const judges = pack;",
  },
  'sealing-imports-its-rooms-only': {
    'libs/sealing/stores.ts': "import type { Ledger } from '#lib/ledger/port.js'; export type Stores = Ledger;",
  },
  'event-file-imports-its-rooms-only': {
    'libs/event-file/stores.ts': "import type { Ledger } from '#lib/ledger/port.js'; export type Stores = Ledger;",
  },
  'bus-imports-its-rooms-only': {
    'libs/bus/reads.ts': "import type { Ledger } from '#lib/ledger/port.js'; export type Reads = Ledger;",
  },
  'rooms-are-seen-through-their-index': {
    'apps/cli/deep.ts': "import { one } from '#lib/kernel/one.js'; export const deep = one;",
  },
  'feature-sees-only-events-of-another': {
    'libs/features/advice/projections.ts':
      "import { rules } from '#lib/features/structure/rules.js'; export const view = rules;",
    'libs/features/advice/register.ts':
      "import { register } from '../register/state.js'; export const seen = register;",
  },
  'meetings-see-the-register-too': {
    'libs/features/meetings/rules.ts': "import { advice } from '../advice/state.js'; export const rules = advice;",
  },
  'family-knows-no-family': {
    'libs/features/shared.ts':
      "import { structureEvents } from '#lib/features/structure/events.js'; export const shared = structureEvents;",
  },
  'families-are-folded-by-council': {
    'apps/cli/folds.ts': "import { advice } from '#lib/features/advice/family.js'; export const folds = advice;",
  },
  'catalogue-loads-no-rule': {
    'libs/catalogue/notes.ts': "import { advice } from '#lib/features/advice/notes.js'; export const notes = advice;",
  },
  'features-import-no-node-module': {
    'libs/features/structure/projections.ts': "import 'node:crypto'; export const view = 1;",
  },
  'features-import-no-package': { 'libs/features/structure/commands.ts': "import 'js-yaml'; export const decide = 1;" },
  'nest-stays-at-the-edges': { 'libs/protocol/module.ts': "import '@nestjs/common'; export const module = 1;" },
  'command-line-loads-no-framework': {
    'apps/cli/heavy.ts': "import { bus } from '#lib/bus/index.js'; export const heavy = bus;",
  },
  'adapters-chosen-in-apps': {
    'libs/application/chooses.ts':
      "import { sqlite } from '#lib/ledger/sqlite/sqlite.js'; export const chooses = sqlite;",
  },
  'sqlite-in-its-adapter': { 'libs/application/opens.ts': "import 'node:sqlite'; export const opens = 1;" },
  'postgres-client-in-its-adapter': { 'libs/vault/other.ts': "import 'pg'; export const other = 1;" },
  'eventstore-client-in-its-adapter': {
    'libs/ledger/remote.ts': "import '@eventstore/db-client'; export const remote = 1;",
  },
};

/** Files that a breach above points at and that break no rule themselves. */
const targets: Tree = {
  'libs/features/advice/notes.ts': "import { advice } from './state.js'; export { advice };",
  'apps/service/settings.ts': "import { one } from '#lib/kernel/index.js'; export const main = one;",
};

const cruise = (folder: string): Cruise =>
  runForJson(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['--config', configFile, '--output-type', 'json', 'apps', 'libs'],
    folder,
  ) as Cruise;

const rulesBrokenBy = (found: Cruise, files: Tree): string[] => [
  ...new Set(found.summary.violations.filter(({ from }) => from in files).map(({ rule }) => rule.name)),
];

describe('who may import whom', () => {
  const folders: string[] = [];
  let clean: Cruise;
  let broken: Cruise;

  beforeAll(() => {
    folders.push(plantTree(house), plantTree(Object.assign({}, house, targets, ...Object.values(breaches)) as Tree));
    [clean, broken] = folders.map(cruise) as [Cruise, Cruise];
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('finds nothing in a house that keeps the rules', () => {
    expect(clean.summary.violations).toEqual([]);
    expect(clean.modules.length).toBeGreaterThan(20);
  });

  it('follows #lib/*.js to the TypeScript source', () => {
    const found = clean.modules.find(({ source }) => source === 'libs/application/index.ts')?.dependencies ?? [];
    expect(found).toContainEqual(
      expect.objectContaining({ module: '#lib/council/index.js', resolved: 'libs/council/index.ts' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ module: '#lib/ledger/port.js', resolved: 'libs/ledger/port.ts' }),
    );
  });

  it('has a planted breach for every rule', () => {
    expect(Object.keys(breaches).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });

  it.each(Object.entries(breaches))('%s: reports the breach, and only that', (name, files) => {
    expect(rulesBrokenBy(broken, files)).toEqual([name]);
  });

  it('reports nothing beside the planted breaches', () => {
    const planted = new Set(Object.values(breaches).flatMap((files) => Object.keys(files)));
    expect(broken.summary.violations.filter(({ from }) => !planted.has(from))).toEqual([]);
  });

  it('says in every rule what to do instead', () => {
    expect(config.forbidden.filter(({ comment }) => comment.trim().length < 30)).toEqual([]);
    expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain('depcruise --config .dependency-cruiser.cjs');
  });
});
