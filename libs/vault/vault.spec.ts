import { describe, expect, it } from '@jest/globals';
import { type Holder, type Place, type Vault, masterKeyFrom, openMemoryKeyStore, openVault } from './index.js';

const MASTER = masterKeyFrom('5a'.repeat(32));
const PLACE: Place = { council: 'north', event: '019c0000-0000-7000-8000-000000000001', type: 'T', field: 'months' };
const ANN: Holder = { subject: 'M-1', generation: 1 };
const BEN: Holder = { subject: 'M-2', generation: 1 };

const vaultOf = (): Promise<Vault> => openVault(openMemoryKeyStore(), MASTER);

async function sealed(vault: Vault, holders: readonly Holder[], value: unknown, place = PLACE): Promise<string> {
  const answer = await vault.seal(place, holders, value);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

describe('a vault', () => {
  it('opens what it sealed, and seals the same to the same text', async () => {
    const vault = await vaultOf();
    for (const value of [null, 0, '', 'spouse', { a: [1, 'é', null] }, 'x'.repeat(5_000), [], true]) {
      const text = await sealed(vault, [ANN, BEN], value);
      expect(await sealed(vault, [ANN, BEN], value)).toBe(text);
      expect((await vault.keysOf('north')).open(PLACE, text)).toEqual({ opened: true, value });
    }
    await vault.close();
  });

  it('cannot open a value of two subjects when the key of either is destroyed', async () => {
    for (const one of [ANN, BEN]) {
      const vault = await vaultOf();
      const text = await sealed(vault, [ANN, BEN], 'spouse');
      const before = await vault.keysOf('north');
      await vault.destroy('north', one.subject, 1);
      for (const keys of [before, await vault.keysOf('north')]) {
        expect(keys.open(PLACE, text)).toEqual({ opened: false, why: 'destroyed' });
      }
      expect(await vault.seal(PLACE, [ANN, BEN], 'spouse')).toMatchObject({
        ok: false,
        refusal: { code: 'destroyed' },
      });
      await vault.close();
    }
  });
});
