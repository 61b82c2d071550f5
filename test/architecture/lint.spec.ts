import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Tree, linkPackages, plantTree, root, runForJson } from './planted.js';

interface Report {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

interface Breach {
  /** What is planted; the file is named after it. */
  readonly name: string;
  /** Where it is planted. */
  readonly at: string;
  readonly code: string;
  readonly rule: string;
  /** Part of the message, if one rule forbids several things. */
  readonly says?: string;
}

const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';
const features = 'libs/features/structure';
const lines = (count: number, line: string): string => Array.from({ length: count }, () => line).join('\n');
const typed = (rule: string): string => `@typescript-eslint/${rule}`;

const everywhere: readonly Breach[] = [
  { name: 'star', at: 'libs/protocol', code: "export * from './clean.js';", rule: syntax, says: 'never export *' },
  { name: 'enum', at: 'libs/protocol', code: 'export enum Word { A = "a" }', rule: syntax, says: 'union of strings' },
  {
    name: 'unexplained',
    at: 'libs/protocol',
    code: `// eslint-disable-next-line no-console\nconsole.log(1);\nexport {};`,
    rule: 'house/explain-disable',
  },
  {
    name: 'blanket',
    at: 'libs/protocol',
    code: '/* eslint-disable */\nvar a = 1;\nexport { a };',
    rule: 'house/explain-disable',
  },
  {
    name: 'configured',
    at: 'libs/protocol',
    code: '/* eslint no-var: 0 */\nvar a = 1;\nexport { a };',
    rule: 'house/explain-disable',
  },
  {
    name: 'needless',
    at: 'libs/protocol',
    code: '// eslint-disable-next-line no-console -- there is nothing to excuse\nexport const a = 1;',
    rule: 'null',
    says: 'Unused eslint-disable directive',
  },
  {
    name: 'ts-ignore',
    at: 'libs/protocol',
    code: '// @ts-ignore because\nexport const a: string = 1;',
    rule: typed('ban-ts-comment'),
  },
  { name: 'console', at: 'libs/protocol', code: 'console.log(1);\nexport {};', rule: 'no-console' },
  {
    name: 'floating',
    at: 'apps/service',
    code: 'export function start(): void {\n  Promise.resolve(1);\n}',
    rule: typed('no-floating-promises'),
  },
  {
    name: 'types',
    at: 'libs/protocol',
    code: "import { Word } from './clean.js';\nexport const word: Word = 'left';",
    rule: typed('consistent-type-imports'),
  },
  { name: 'any', at: 'apps/cli', code: 'export const open: any = 1;', rule: typed('no-explicit-any') },
  {
    name: 'forgotten',
    at: 'libs/protocol',
    code: "import type { Word } from './clean.js';\nexport function fold(word: Word): number {\n  switch (word) {\n    case 'left':\n      return 1;\n  }\n  return 2;\n}",
    rule: typed('switch-exhaustiveness-check'),
  },
  {
    name: 'untold',
    at: 'libs/protocol',
    code: 'export function one() {\n  return 1;\n}',
    rule: typed('explicit-module-boundary-types'),
  },
  {
    name: 'handler',
    at: 'apps/service',
    code: "import { CommandHandler } from '@nestjs/cqrs';\nexport const handler = CommandHandler;",
    rule: 'no-restricted-imports',
    says: 'libs/bus',
  },
  ...['libs/bus', 'libs/event-file'].map((at) => ({
    name: 'chooser',
    at,
    code: "import { openMemoryLedger } from '#lib/ledger/index.js';\nexport const open: unknown = openMemoryLedger;",
    rule: 'no-restricted-imports',
    says: 'Take a Ledger as an argument',
  })),
  ...['libs/bus', 'libs/event-file'].map((at) => ({
    name: 'key-chooser',
    at,
    code: "import { openMemoryKeyStore } from '#lib/vault/index.js';\nexport const open: unknown = openMemoryKeyStore;",
    rule: 'no-restricted-imports',
    says: 'Take a Vault as an argument',
  })),
];

const ceilings: readonly Breach[] = [
  { name: 'long-file', at: 'libs/protocol', code: `export {};\n${lines(300, '// a line')}`, rule: 'max-lines' },
  {
    name: 'long-function',
    at: 'apps/cli',
    code: `export function long(): void {\n${lines(40, '  // a line')}\n}`,
    rule: 'max-lines-per-function',
  },
  {
    name: 'complex',
    at: 'libs/protocol',
    code: `export function many(a: number): number {\n${lines(10, '  if (a > Math.PI) return a;')}\n  return 0;\n}`,
    rule: 'complexity',
  },
  {
    name: 'wide',
    at: 'apps/service',
    code: 'export const wide = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e;',
    rule: 'max-params',
  },
  {
    name: 'deep',
    at: 'libs/protocol',
    code: 'export function deep(a: number): number {\n  if (a > 1) {\n    if (a > 2) {\n      if (a > 3) {\n        if (a > 4) return 5;\n      }\n    }\n  }\n  return 0;\n}',
    rule: 'max-depth',
  },
];

const pureSyntax: readonly (readonly [string, string, string])[] = [
  ['new-date', 'export const day = new Date();', 'take the instant as an argument'],
  ['date-call', 'export const day = Date();', 'take the instant as an argument'],
  ['date-now', 'export const now = Date.now();', 'take now as an argument'],
  ['performance-now', 'export const now = performance.now();', 'take now as an argument'],
  ['chance', 'export const chance = Math.random();', 'no chance'],
  ['async', 'export const wait = async (): Promise<number> => 1;', 'does not wait'],
  ['await', 'export const one = await Promise.resolve(1);', 'does not wait'],
  ['local-time', 'export const hour = (day: Date): number => day.getHours();', 'locale or zone'],
  ['locale', "export const order = 'a'.localeCompare('b');", 'locale or zone'],
];
const otherPureRooms: readonly string[] = ['libs/council', 'libs/kernel', 'libs/fairness', 'libs/merkle'];
const totalRooms: readonly string[] = [features, 'libs/fairness', 'libs/merkle'];
const impure: Readonly<Record<string, string>> = {
  process: 'process.pid',
  fetch: 'fetch',
  crypto: 'crypto',
  globalThis: 'globalThis',
  setTimeout: 'setTimeout',
  setInterval: 'setInterval',
  setImmediate: 'setImmediate',
  queueMicrotask: 'queueMicrotask',
};

const purityOf = (at: string): Breach[] => [
  ...pureSyntax.map(([name, code, says]) => ({ name, at, code, rule: syntax, says })),
  ...Object.entries(impure).map(([name, expression]) => {
    return {
      name: `global-${name}`,
      at,
      code: `export const reach: unknown = ${expression};`,
      rule: globals,
      says: `'${name}'`,
    };
  }),
];
const inOtherRooms = new Set(['date-now', 'global-process']);
const purity: readonly Breach[] = [
  ...purityOf(features),
  ...otherPureRooms.flatMap((room) => purityOf(room).filter(({ name }) => inOtherRooms.has(name))),
];
const totality: readonly Breach[] = totalRooms.map((at) => {
  return {
    name: 'throws',
    at,
    code: "export function fail(): never {\n  throw new Error('no');\n}",
    rule: syntax,
    says: 'refusal is a value',
  };
});

const breaches = [...everywhere, ...ceilings, ...purity, ...totality];
const fileOf = ({ at, name }: Breach): string => `${at}/${name}.ts`;

/** What keeps every rule, or is excused from one. */
const allowed: Tree = {
  'libs/ledger/index.ts': 'export type Ledger = 1;\nexport const openMemoryLedger = (): Ledger => 1;',
  'libs/bus/takes.ts':
    "import type { Ledger } from '#lib/ledger/index.js';\nexport const take = (ledger: Ledger): Ledger => ledger;",
  'apps/cli/chooses.ts':
    "import { openMemoryLedger } from '#lib/ledger/index.js';\nexport const chosen = openMemoryLedger();",
  'libs/protocol/clean.ts': "export type Word = 'left' | 'right';\nexport const now = (): number => Date.now();",
  'libs/protocol/explained.ts':
    '// eslint-disable-next-line no-console -- the one place that may speak\nconsole.log(1);\nexport {};',
  'libs/council/fault.ts': "export function fault(): never {\n  throw new Error('a fault is thrown');\n}",
  'libs/kernel/date.ts': 'export const epoch = new Date(0).getUTCFullYear();',
  'libs/features/structure/state.spec.ts': `export const now = Date.now();\n${lines(310, '// a line')}`,
  'libs/bus/handlers.ts': "import { CommandHandler } from '@nestjs/cqrs';\nexport const handler = CommandHandler;",
  'apps/service/edge.ts': "import { CommandBus } from '@nestjs/cqrs';\nexport const bus = CommandBus;",
  'test/support/long.ts': `export function long(): void {\n${lines(60, '  // a line')}\n}`,
};

describe('the house rules of the linter', () => {
  let folder: string;
  let reports: Map<string, Report['messages']>;
  const reportsOn = (path: string): string[] =>
    (reports.get(path) ?? []).map(({ ruleId, message }) => `${String(ruleId)}: ${message}`);

  beforeAll(() => {
    folder = plantTree({ ...allowed, ...Object.fromEntries(breaches.map((breach) => [fileOf(breach), breach.code])) });
    linkPackages(folder);
    const args = ['--config', join(root, 'eslint.config.js'), '--format', 'json', 'apps', 'libs', 'test'];
    const found = runForJson('eslint/bin/eslint.js', args, folder) as Report[];
    reports = new Map(found.map(({ filePath, messages }) => [relative(folder, filePath), messages]));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(breaches.map((breach) => [fileOf(breach), breach] as const))('%s', (path, { rule, says }) => {
    const found = reportsOn(path);
    expect(found).toEqual([expect.stringContaining(`${rule}: `)]);
    expect(found[0]).toContain(says ?? '');
  });

  it.each(Object.keys(allowed))('allows %s', (path) => {
    expect(reports.has(path)).toBe(true);
    expect(reportsOn(path)).toEqual([]);
  });
});

describe('the list of planted breaches', () => {
  const configured = (path: string): Record<string, readonly unknown[]> =>
    (
      runForJson('eslint/bin/eslint.js', ['--print-config', path], root) as {
        rules: Record<string, readonly unknown[]>;
      }
    ).rules;

  it('has one for every restriction that is configured', () => {
    const rules = configured(`${features}/rules.ts`);
    const messages = (rules[syntax] ?? []).slice(1).map((one) => (one as { message: string }).message);
    const named = (rules[globals] ?? []).slice(1).map((one) => (one as { name: string }).name);
    const planted = breaches.filter(({ at, rule }) => rule === syntax && (at === features || at === 'libs/protocol'));
    expect(messages.filter((message) => !planted.some(({ says }) => message.includes(says ?? '')))).toEqual([]);
    expect(named.filter((name) => name !== 'console').sort()).toEqual(Object.keys(impure).sort());
  });
});
