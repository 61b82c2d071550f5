import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gapOf, rate } from '#lib/kernel/index.js';

const whole = fc.integer({ min: 1, max: 100_000 });

/** Half up to hundredths in exact integers. */
const exact = (part: bigint, all: bigint): number => Number((200n * part + all) / (2n * all)) / 100;

describe('rate', () => {
  it.each([
    [1, 2, 0.5],
    [1, 8, 0.13],
    [1, 200, 0.01],
    [1, 201, 0],
    [2, 3, 0.67],
    [1, 3, 0.33],
    [67, 200, 0.34],
    [0, 7, 0],
    [7, 7, 1],
  ])('of %d out of %d is %d', (part, all, expected) => {
    expect(rate(part, all)).toBe(expected);
  });

  it('is null of nothing', () => {
    expect(rate(0, 0)).toBeNull();
  });

  it('rounds the exact fraction, never a binary neighbour of it', () => {
    fc.assert(
      fc.property(whole, fc.nat(100_000), (all, part) => {
        expect(rate(part, all)).toBe(exact(BigInt(part), BigInt(all)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('gapOf', () => {
  it('is null of no rate and 0 of one', () => {
    expect(gapOf([])).toBeNull();
    expect(gapOf([[0, 0]])).toBeNull();
    expect(gapOf([[3, 7]])).toBe(0);
  });

  it('is rounded once, from the exact rates', () => {
    // 2/3 and 1/3 round to 0.67 and 0.33, whose difference is 0.34; the exact gap is a third.
    expect(
      gapOf([
        [2, 3],
        [1, 3],
      ]),
    ).toBe(0.33);
  });

  it('is the greatest less the least, in any order', () => {
    const rates = fc.array(
      whole.chain((all) => fc.tuple(fc.nat(all), fc.constant(all))),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(rates, (given) => {
        const big = given.map(([part, all]) => [BigInt(part), BigInt(all)] as const);
        const differences = big.flatMap(([a, b]) => big.map(([c, d]) => ({ part: a * d - c * b, all: b * d })));
        const greatest = differences.reduce((one, other) =>
          other.part * one.all > one.part * other.all ? other : one,
        );
        expect(gapOf(given)).toBe(exact(greatest.part, greatest.all));
        expect(gapOf([...given].reverse())).toBe(gapOf(given));
      }),
    );
  });
});
