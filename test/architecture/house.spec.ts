import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventCatalogue } from '#lib/catalogue/index.js';
import { INDEXED_TYPES } from '#lib/ledger/sqlite/type-index.js';
import { root } from './planted.js';

const pathsUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const foldersIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const matching = (paths: readonly string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );

const isSpec = (path: string): boolean => path.endsWith('.spec.ts');
const isDocument = (path: string): boolean => path.endsWith('.md');
const packs = pathsUnder('libs/protocol/packs').filter((path) => path.endsWith('.yaml'));
const sources = [...pathsUnder('apps'), ...pathsUnder('libs')].filter(
  (path) => !path.startsWith('libs/protocol/packs/') && !isSpec(path) && !isDocument(path),
);
const tests = [...pathsUnder('apps'), ...pathsUnder('libs')].filter(isSpec).concat(pathsUnder('test'));

describe('protocols are data', () => {
  const councils = /aycliffe|tower.?hamlets|northampton|marston|alsager/i;

  it('knows every council that has a pack', () => {
    const ofCouncils = packs.filter((path) => /^council: .*\btier: (?!null)/m.test(textOf(path)));
    expect(ofCouncils.length).toBeGreaterThan(4);
    expect(ofCouncils.filter((path) => !councils.test(path))).toEqual([]);
  });

  it('names no council in a source', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(matching(sources, councils)).toEqual([]);
  });
});

describe('every test runs', () => {
  const passedOver =
    /\b(it|test|describe)(\.concurrent)?\.(skip|only|todo|failing)\b|\b[xf](it|test|describe)(\.each)?\(/;

  it.each(['it', 'test', 'describe'])('sees a %s that is passed over', (name) => {
    for (const word of ['skip', 'only', 'todo', 'failing']) expect(`${name}.${word}('later')`).toMatch(passedOver);
    expect(`x${name}('later')`).toMatch(passedOver);
    expect(`f${name}('first')`).toMatch(passedOver);
    expect(`${name}('now')`).not.toMatch(passedOver);
  });

  it('finds none', () => {
    expect(tests.length).toBeGreaterThan(5);
    expect(matching(tests, passedOver)).toEqual([]);
  });
});

describe('the documents', () => {
  const folders = ['apps', 'libs', 'docker', 'test'].filter((folder) => existsSync(join(root, folder)));
  const documents = ['README.md', ...folders.flatMap(pathsUnder)].filter(
    (path) => isDocument(path) && existsSync(join(root, path)),
  );
  const scripts = Object.keys((JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }).scripts);

  it('has one page for every app, room and family of events', () => {
    const places = [...foldersIn('apps'), ...foldersIn('libs'), ...foldersIn('libs/features')].filter(
      (path) => path !== 'libs/features',
    );
    expect(places.filter((path) => !existsSync(join(root, path, 'README.md')))).toEqual([]);
  });

  it('tells on the first page how to start and how to test', () => {
    expect(textOf('README.md')).toMatch(/npm start/);
    expect(textOf('README.md')).toMatch(/npm test/);
  });

  it('names only commands that exist', () => {
    const named = documents.flatMap((path) =>
      [...textOf(path).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => `${path}: ${String(name)}`),
    );
    expect(named.filter((name) => !scripts.includes(name.split(': ')[1] ?? ''))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = documents.flatMap((path) =>
      [...textOf(path).matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, target]) => [path, String(target)] as const),
    );
    expect(links.filter(([path, target]) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });
});

describe('the ledger', () => {
  it('indexes types that the catalogue has', () => {
    expect(INDEXED_TYPES.filter((type) => !Object.hasOwn(eventCatalogue, type))).toEqual([]);
    expect(INDEXED_TYPES.length).toBeGreaterThan(0);
  });
});

describe('the build', () => {
  it('can be run by a machine', () => {
    expect(() => {
      accessSync(join(root, '.ci/run'), constants.X_OK);
    }).not.toThrow();
    expect(textOf('.ci/run')).toMatch(/^npm test$/m);
  });
});
