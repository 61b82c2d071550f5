import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PACK_PART_BYTES } from '#lib/kernel/index.js';
import { partsOf } from '#lib/protocol/index.js';

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

describe('partsOf', () => {
  it('cuts no character in two, whatever its length', () => {
    const character = fc.constantFrom('a', 'é', '—', '𝔘', '\uFEFF', '\n');
    const long = fc.tuple(fc.array(character, { minLength: 1, maxLength: 7 }), fc.integer({ min: 1, max: 30_000 }));
    fc.assert(
      fc.property(long, ([characters, times]) => {
        const text = characters.join('').repeat(times);
        const parts = partsOf(text);
        expect(parts.join('') === text).toBe(true);
        for (const part of parts) {
          expect(part.isWellFormed()).toBe(true);
          expect(bytesOf(part)).toBeLessThanOrEqual(PACK_PART_BYTES);
        }
        for (const part of parts.slice(0, -1)) expect(bytesOf(part)).toBeGreaterThan(PACK_PART_BYTES - 4);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves a text of 40,000 bytes in one part, and one byte more in two', () => {
    expect(partsOf('x'.repeat(PACK_PART_BYTES))).toHaveLength(1);
    expect(partsOf('x'.repeat(PACK_PART_BYTES + 1)).map(bytesOf)).toEqual([PACK_PART_BYTES, 1]);
  });
});
