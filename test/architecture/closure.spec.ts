import { describe, expect, it } from '@jest/globals';
import { WRITE } from '../bench/closure.bench.js';
import { closureOf } from '../support/closure.js';
import { root } from './planted.js';

const MOST_FILES = 60;

const isOfRules = (path: string): boolean =>
  /\/(rules|projections|state|commands|family|[a-z-]*view|fold|head|replay|findings|loader)\.ts$/.test(path) ||
  path.startsWith('libs/fairness/');

describe('what is loaded to record an event', () => {
  const loaded = [...closureOf(root, ...WRITE).keys()];

  it('is at most 60 files of ours', () => {
    expect(loaded).toEqual(expect.arrayContaining(['libs/application/prepare.ts', 'libs/sealing/seal-events.ts']));
    expect(loaded.filter((path) => /^libs\/features\/[^/]+\/events\.ts$/.test(path)).length).toBeGreaterThan(10);
    expect(loaded.length).toBeLessThanOrEqual(MOST_FILES);
  });

  it('holds no rule, no projection, no fold and no loader of packs', () => {
    expect(loaded.filter(isOfRules)).toEqual([]);
    const read = [...closureOf(root, 'libs/application/read-projection.ts').keys()];
    expect(read.filter(isOfRules).length).toBeGreaterThan(20);
  });

  it('opens no store: adapters of ledger, keys and files are handed in', () => {
    expect(loaded.filter((path) => /^libs\/(ledger|vault|sqlite|event-file|bus)\//.test(path))).toEqual([]);
  });

  it('is taken from each room through its record.ts', () => {
    const indexes = loaded.filter((path) => /^libs\/(catalogue|council|protocol|sealing)\/index\.ts$/.test(path));
    expect(indexes).toEqual([]);
  });
});
