import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NO_PACK, type Pack, builtInPacks, routeIds, ruleIds, shelfOf } from '#lib/protocol/index.js';
import { shelfOfFolder } from './shelf.js';

describe('the shelf of built-in packs', () => {
  it('finds a pack by its id, the last part of it, and by reference', () => {
    const shelf = builtInPacks();
    const pack = shelf.find('gb-eng/alsager-tc');
    expect(pack?.ref.version).toBe('2019');
    expect(shelf.find('alsager-tc')).toBe(pack);
    expect(shelf.byReference({ id: 'gb-eng/alsager-tc', version: '2019', revision: 2 })).toBe(pack);
    expect(shelf.find('tc')).toBeUndefined();
    expect(shelf.byReference({ id: 'gb-eng/alsager-tc', version: '2020' })).toBeUndefined();
  });

  it('has rules and routes of the catalogue, in its order', () => {
    expect(ruleIds).toHaveLength(123);
    expect(routeIds).toHaveLength(30);
    for (const pack of builtInPacks().all()) {
      const order = [...pack.rules.keys()].map((id) => ruleIds.indexOf(id));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(pack.routes.size + pack.silentRoutes.size).toBe(30);
      expect(pack.ref.hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});

describe('a shelf of given packs', () => {
  const version = (pack: Pack, text: string): Pack => ({ ...pack, revision: 1, ref: { ...pack.ref, version: text } });

  it('returns the later of two versions by name, and each by reference', () => {
    const first = builtInPacks().all()[0] ?? NO_PACK;
    const [old, later] = [version(first, '1'), version(first, '2')];
    const shelf = shelfOf([old, later]);
    const { id } = first.ref;
    expect(shelf.all()).toEqual([old, later]);
    expect(shelf.find(id)).toBe(later);
    expect(shelf.find(id.slice(id.lastIndexOf('/') + 1))).toBe(later);
    expect(shelf.byReference({ id, version: '1' })).toBe(old);
    expect(shelf.byReference({ id, version: '2' })).toBe(later);
    expect(shelf.find('nobody')).toBeUndefined();
  });
});

describe('no pack', () => {
  it('is silent on every rule and route', () => {
    expect(NO_PACK.rules.size).toBe(0);
    expect(NO_PACK.routes.size).toBe(0);
  });
});

const alsager = readFileSync(join(import.meta.dirname, 'packs', 'earlier', 'alsager-tc.1.yaml'), 'utf8');
const revised = readFileSync(join(import.meta.dirname, 'packs', 'alsager-tc.yaml'), 'utf8');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the texts of packs', () => {
  it('are the bytes that the hash is of', () => {
    const shelf = builtInPacks();
    for (const pack of shelf.all()) expect(hashOf(shelf.textOf(pack) ?? '')).toBe(pack.ref.hash);
  });

  it('are read as packs where they are published, and as nothing where the hash is of others', () => {
    const shelf = shelfOf([]);
    expect(shelf.published(alsager, hashOf(alsager))).toEqual(builtInPacks().first('alsager-tc'));
    expect(shelf.published(alsager, hashOf(alsager))).toBe(shelf.published(alsager, hashOf(alsager)));
    expect(shelf.published(`${alsager}\n`, hashOf(alsager))).toBeUndefined();
    expect(shelf.published(alsager, hashOf(alsager))).toBeDefined();
    expect(shelf.published('schema: something-else', hashOf('schema: something-else'))).toBeUndefined();
    expect(shelf.published('a: [', hashOf('a: ['))).toBeUndefined();
  });

  it('are read though they would fail a check of today: they passed those of their own time', () => {
    const older = alsager.replace('silent: [', 'silent: [xyz.of_another_time, ');
    expect(shelfOf([]).published(older, hashOf(older))?.ref.id).toBe('gb-eng/alsager-tc');
  });

  it('may begin with a mark of byte order, which is part of the bytes', () => {
    const marked = `\uFEFF${alsager}`;
    expect(shelfOf([]).published(marked, hashOf(marked))?.ref).toMatchObject({ version: '2019', hash: hashOf(marked) });
  });
});

describe('a folder of packs', () => {
  it('keeps what shipped earlier under the same id', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packs-'));
    try {
      mkdirSync(join(folder, 'earlier'));
      writeFileSync(join(folder, 'alsager-tc.yaml'), revised);
      writeFileSync(join(folder, 'earlier', 'alsager-tc.1.yaml'), alsager);
      const shelf = shelfOfFolder(folder);
      const id = 'gb-eng/alsager-tc';
      const hashes = [undefined, 1, 2, 3].map(
        (revision) => shelf.byReference({ id, version: '2019', revision })?.ref.hash,
      );
      expect(hashes).toEqual([hashOf(alsager), hashOf(alsager), hashOf(revised), undefined]);
      expect(shelf.find('alsager-tc')?.revision).toBe(2);
      expect(shelf.first(id)?.revision).toBe(1);
      expect(shelf.all()).toHaveLength(1);
      expect(shelf.textOf(shelf.first(id) ?? NO_PACK)).toBe(alsager);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
