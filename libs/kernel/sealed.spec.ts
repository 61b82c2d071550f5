import { describe, expect, it } from '@jest/globals';
import { isSealedValue } from './sealed.js';

describe('a sealed value', () => {
  it('has ciphertext, and perhaps what remains', () => {
    expect(isSealedValue({ sealed: 'AZ-_09' })).toBe(true);
    expect(isSealedValue({ sealed: 'A', remains: { barred: true } })).toBe(true);
    expect(isSealedValue({ sealed: 'A', remains: {} })).toBe(true);
  });

  it.each([
    [undefined],
    [null],
    ['AZ'],
    [['AZ']],
    [{}],
    [{ sealed: '' }],
    [{ sealed: 'a+b' }],
    [{ sealed: 'a=' }],
    [{ sealed: 1 }],
    [{ sealed: 'A', other: 1 }],
    [{ sealed: 'A', remains: null }],
    [{ sealed: 'A', remains: [] }],
    [{ sealed: 'A', remains: undefined }],
    [{ remains: {} }],
    [Object.create({ sealed: 'A' })],
    [JSON.parse('{"sealed":"A","__proto__":{}}')],
  ])('is not %j', (value) => {
    expect(isSealedValue(value)).toBe(false);
  });
});
