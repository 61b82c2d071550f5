import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { masterKeyFrom } from './index.js';

const BYTES = Buffer.from('fbff00'.repeat(11).slice(0, 64), 'hex');

describe('a master key', () => {
  it.each(['hex', 'base64', 'base64url'] as const)('is read as %s, with or without space around', (encoding) => {
    for (const text of [BYTES.toString(encoding), ` ${BYTES.toString(encoding)}\n`]) {
      expect(masterKeyFrom(text).key.export()).toEqual(BYTES);
    }
  });

  it('is read in capitals, and without the filling of base64', () => {
    expect(masterKeyFrom(BYTES.toString('hex').toUpperCase()).key.export()).toEqual(BYTES);
    expect(masterKeyFrom(BYTES.toString('base64').replace('=', '')).key.export()).toEqual(BYTES);
  });

  it('reads whatever bytes there are', () => {
    for (let round = 0; round < 200; round += 1) {
      const bytes = randomBytes(32);
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        expect(masterKeyFrom(bytes.toString(encoding)).key.export()).toEqual(bytes);
      }
    }
  });

  it.each(['', '  \n'])('is reported missing if the text is %j', (text) => {
    expect(() => masterKeyFrom(text)).toThrow(/^the master key is missing; give 32 random bytes/);
  });

  const wrong = {
    'a byte short': randomBytes(31).toString('base64'),
    'a byte long': randomBytes(33).toString('base64'),
    'hex, a digit short': randomBytes(32).toString('hex').slice(1),
    'no digits': `${'*'.repeat(43)}=`,
    'bits left over': `${'A'.repeat(42)}B`,
    'a pass phrase': 'correct horse battery staple',
    'two lines': `${randomBytes(16).toString('hex')}\n${randomBytes(16).toString('hex')}`,
  };
  it.each(Object.entries(wrong))('is refused when it is %s, by an error that does not tell it', (_, text) => {
    let error: unknown;
    try {
      masterKeyFrom(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'VaultKeyError', message: expect.stringMatching(/malformed: its \d+ char/) });
    expect(inspect(error)).not.toContain(text);
  });

  it('prints none of its bytes', () => {
    const text = randomBytes(32).toString('hex');
    expect(inspect(masterKeyFrom(text), { depth: 9, showHidden: true })).not.toContain(text.slice(0, 16));
    expect(JSON.stringify(masterKeyFrom(text))).not.toContain(text.slice(0, 16));
  });
});
