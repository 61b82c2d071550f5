import { createSecretKey, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type CouncilKeys,
  type Holder,
  type Place,
  type Vault,
  masterKeyFrom,
  openMemoryKeyStore,
  openVault,
} from '#lib/vault/index.js';
import { type NamedKey, sealText } from '#lib/vault/layer.js';
import { subjectKey } from '#lib/vault/subject-key.js';

const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 100);
const ENCRYPTIONS = 1_000_000;
const ID_AT = 1;
const NONCE_AT = 17;

const PERSONS: readonly Holder[] = ['M-1', 'M-2', 'M-3'].map((subject) => ({ subject, generation: 1 }));
const holders = fc.subarray([...PERSONS], { minLength: 1, maxLength: 2 });
const values = fc.jsonValue({ maxDepth: 2 });
const word = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }).filter((text) => text.isWellFormed());
const places: fc.Arbitrary<Place> = fc.record({
  council: fc.constant('north'),
  event: fc.uuid(),
  type: word,
  field: word,
});

describe('sealed values', () => {
  let vault: Vault;
  let keys: CouncilKeys;
  let south: CouncilKeys;

  const seal = async (place: Place, by: readonly Holder[], value: unknown): Promise<string> => {
    const answer = await vault.seal(place, by, value);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  };

  beforeAll(async () => {
    vault = await openVault(openMemoryKeyStore(), masterKeyFrom(randomBytes(32).toString('hex')));
    for (const council of ['north', 'south']) {
      await seal({ council, event: 'e', type: 't', field: 'f' }, PERSONS, 'so that every key is there');
    }
    keys = await vault.keysOf('north');
    south = await vault.keysOf('south');
  });

  it('open to the same value, and are the same text when sealed again', () =>
    fc.assert(
      fc.asyncProperty(places, holders, values, async (place, by, value) => {
        const text = await seal(place, by, value);
        expect(await seal(place, by, value)).toBe(text);
        expect(keys.open(place, text)).toEqual({ opened: true, value: JSON.parse(JSON.stringify(value)) });
      }),
      { numRuns: RUNS, endOnFailure: true },
    ));

  it('open at no other event, type, field or council', () =>
    fc.assert(
      fc.asyncProperty(places, places, holders, values, async (place, other, by, value) => {
        const text = await seal(place, by, value);
        for (const name of ['event', 'type', 'field'] as const) {
          if (other[name] === place[name]) continue;
          const moved = { ...place, [name]: other[name] };
          expect(keys.open(moved, text)).toEqual({ opened: false, why: 'damaged' });
        }
        const elsewhere = { ...place, council: 'south' };
        expect(keys.open(elsewhere, text)).toEqual({ opened: false, why: 'damaged' });
        expect(south.open(elsewhere, text).opened).toBe(false);
        expect(south.open(place, text).opened).toBe(false);
      }),
      { numRuns: RUNS, endOnFailure: true },
    ));

  it('open under no other person, whether the name of the key is exchanged or what it sealed', () =>
    fc.assert(
      fc.asyncProperty(places, values, async (place, value) => {
        const [ann, ben] = [await seal(place, [PERSONS[0]!], value), await seal(place, [PERSONS[1]!], value)];
        const [first, second] = [Buffer.from(ann, 'base64url'), Buffer.from(ben, 'base64url')];
        const mixed = Buffer.concat([first.subarray(0, NONCE_AT), second.subarray(NONCE_AT)]);
        for (const bytes of [mixed, Buffer.concat([second.subarray(0, NONCE_AT), first.subarray(NONCE_AT)])]) {
          expect(keys.open(place, bytes.toString('base64url'))).toEqual({ opened: false, why: 'damaged' });
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    ));

  it('do not open with any one bit of them turned over', () =>
    fc.assert(
      fc.asyncProperty(places, holders, values, async (place, by, value) => {
        const bytes = Buffer.from(await seal(place, by, value), 'base64url');
        for (let bit = 0; bit < bytes.length * 8; bit += 1) {
          const turned = Buffer.from(bytes);
          turned[bit >> 3]! ^= 1 << (bit & 7);
          const isKeyName = bit >= ID_AT * 8 && bit < NONCE_AT * 8;
          const why = isKeyName ? 'destroyed' : 'damaged';
          expect(keys.open(place, turned.toString('base64url'))).toEqual({ opened: false, why });
        }
      }),
      { numRuns: Math.ceil(RUNS / 10), endOnFailure: true },
    ));

  it('do not open with any one character of them replaced, left out or put in', () =>
    fc.assert(
      fc.asyncProperty(
        places,
        fc.nat(),
        fc.string({
          minLength: 1,
          maxLength: 1,
          unit: fc.constantFrom('A', 'Z', 'a', '0', '-', '_', '+', '/', '=', ' '),
        }),
        async (place, where, character) => {
          const text = await seal(place, [PERSONS[0]!], 'spouse');
          const at = where % text.length;
          const spoiled = [
            text.slice(0, at) + character + text.slice(at + 1),
            text.slice(0, at) + text.slice(at + 1),
            text.slice(0, at) + character + text.slice(at),
          ];
          for (const one of spoiled) if (one !== text) expect(keys.open(place, one).opened).toBe(false);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    ));

  it('tell no word by their length', async () => {
    const words = ['son', 'spouse', 'civil partner', 'a close friend of long standing', 'x'.repeat(60)];
    const place: Place = { council: 'north', event: 'e', type: 't', field: 'degree' };
    const lengths = await Promise.all(words.map(async (one) => (await seal(place, PERSONS.slice(0, 2), one)).length));
    expect(new Set(lengths).size).toBe(1);
  });

  it(`use no nonce twice in ${ENCRYPTIONS.toLocaleString('en-GB')} encryptions under one key`, () => {
    const key: NamedKey = { id: '00'.repeat(16), key: subjectKey(createSecretKey(randomBytes(32))) };
    const nonces = new Set<string>();
    for (let index = 0; index < ENCRYPTIONS; index += 1) {
      const place = { council: 'north', event: String(index >> 1), type: 't', field: 'f' };
      const text = sealText([key], place, String(index & 1));
      nonces.add(Buffer.from(text.slice(20, 40), 'base64url').toString('latin1', 2, 14));
    }
    expect(nonces.size).toBe(ENCRYPTIONS);
  }, 180_000);
});
