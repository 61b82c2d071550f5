import { describe, expect, it } from '@jest/globals';
import { NO_PACK, type Pack, builtInPacks, routeIds, ruleIds, shelfOf } from '#lib/protocol/index.js';

describe('the shelf of built-in packs', () => {
  it('finds a pack by its id, the last part of it, and by reference', () => {
    const shelf = builtInPacks();
    const pack = shelf.find('gb-eng/alsager-tc');
    expect(pack?.ref.version).toBe('2019');
    expect(shelf.find('alsager-tc')).toBe(pack);
    expect(shelf.byReference({ id: 'gb-eng/alsager-tc', version: '2019' })).toBe(pack);
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
  const version = (pack: Pack, text: string): Pack => ({ ...pack, ref: { ...pack.ref, version: text } });

  it('answers the later of two versions by name, and each by reference', () => {
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
