import { describe, expect, it } from '@jest/globals';
import { NO_PACK } from '#lib/protocol/index.js';
import { row, tableOf } from './packs-table.js';

const look = { width: 140, zone: 'london' } as const;
const old = { ...NO_PACK, ref: { id: 'gb-eng/old', version: '3', hash: 'a'.repeat(64) } };
const later = {
  ...old,
  revision: 2,
  notAsked: { rules: ['grp.even_handed'], routes: ['interest.advice'] },
} as const;

describe('a table of packs', () => {
  it('says how many rules and routes came after each pack, if the catalogue has grown', () => {
    const lines = tableOf([row(later), row(old)], look).split('\n');
    expect(lines[0]).toMatch(/not asked +catalogue/);
    expect(lines[2]).toMatch(/^gb-eng\/old +3 +2 .* 2 +1 +a{8}$/);
    expect(lines[3]).toMatch(/^gb-eng\/old +3 +1 .* 0 +1 +a{8}$/);
  });

  it('says nothing about that if the catalogue has not grown', () => {
    expect(tableOf([row(old)], look)).not.toMatch(/not asked|catalogue|revision/);
  });
});
