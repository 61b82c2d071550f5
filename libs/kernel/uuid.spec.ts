import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUuid, uuidFromDigest, uuidv7 } from '#lib/kernel/index.js';

const chance = fc.uint8Array({ minLength: 16, maxLength: 16 });
const aTime = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('uuidv7', () => {
  it('gives the worked example of RFC 9562, appendix A.6', () => {
    const bits = Buffer.from('0000000000000cc318c4dc0c0c07398f', 'hex');
    expect(uuidv7(0x017f22e279b0, bits)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('is a UUID of version 7 that holds its time', () => {
    fc.assert(
      fc.property(aTime, chance, (now, bytes) => {
        const id = uuidv7(now, bytes);
        expect(isUuid(id)).toBe(true);
        expect(id[14]).toBe('7');
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
      }),
    );
  });

  it('sorts by time as text', () => {
    fc.assert(
      fc.property(aTime, aTime, chance, chance, (one, other, left, right) => {
        fc.pre(one < other);
        expect(uuidv7(one, left) < uuidv7(other, right)).toBe(true);
      }),
    );
  });

  it('leaves the bytes it was given alone', () => {
    const bytes = new Uint8Array(16);
    uuidv7(1, bytes);
    expect([...bytes]).toEqual(Array.from({ length: 16 }, () => 0));
  });
});

describe('uuidFromDigest', () => {
  it('is one UUID of version 8 for one content', () => {
    fc.assert(
      fc.property(fc.string(), (content) => {
        const digest = (): Uint8Array => createHash('sha256').update(content).digest();
        expect(uuidFromDigest(digest())).toBe(uuidFromDigest(digest()));
        expect(uuidFromDigest(digest())).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });
});

describe('isUuid', () => {
  it.each([
    '',
    'REQ-1',
    '017f22e279b07cc398c4dc0c0c07398f',
    '017f22e2-79b0-7cc3-18c4-dc0c0c07398f',
    'g17f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  ])('refuses %j', (text) => {
    expect(isUuid(text)).toBe(false);
  });

  it('takes upper case', () => {
    expect(isUuid('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(true);
  });
});
