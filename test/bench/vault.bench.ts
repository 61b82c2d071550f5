import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { type Place, masterKeyFrom, openMemoryKeyStore, openVault } from '#lib/vault/index.js';
import { type Measured, type Sizes, compare, perSecond, seconds } from './measure.js';

const VALUES = 20_000;
/** Slices a round, as with appends. */
const SLICES = 2;
const CIPHER = 'aes-256-gcm';
/** What the vault makes of a short value before it encrypts it. */
const PLAIN = Buffer.from('"spouse"'.padEnd(64));
const HOLDERS = [{ subject: 'M-1', generation: 1 }];

const placeOf = (index: number): Place => ({
  council: 'north',
  event: `019c0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  type: 'CloseRelationshipDeclared',
  field: 'degree',
});

interface Ciphertext {
  readonly nonce: Buffer;
  readonly aad: Buffer;
  readonly body: Buffer;
  readonly tag: Buffer;
}

const bareKey = createSecretKey(randomBytes(32));

function encrypt(index: number): Ciphertext {
  const nonce = randomBytes(12);
  const aad = Buffer.from(`["north","019c0000-0000-7000-8000-${index}","CloseRelationshipDeclared","degree"]`);
  const cipher = createCipheriv(CIPHER, bareKey, nonce).setAAD(aad);
  const body = Buffer.concat([cipher.update(PLAIN), cipher.final()]);
  return { nonce, aad, body, tag: cipher.getAuthTag() };
}

function decrypt({ nonce, aad, body, tag }: Ciphertext): void {
  const decipher = createDecipheriv(CIPHER, bareKey, nonce, { authTagLength: 16 }).setAAD(aad).setAuthTag(tag);
  decipher.update(body);
  decipher.final();
}

const indexes = Array.from({ length: VALUES }, (_, index) => index);
const note = (ours: number, bare: number): string => `${perSecond(ours)} against ${perSecond(bare)}`;
const rate = async (work: () => unknown): Promise<number> => VALUES / (await seconds(work));
const newVault = () => openVault(openMemoryKeyStore(), masterKeyFrom(randomBytes(32).toString('hex')));

async function sealAll(vault: Awaited<ReturnType<typeof newVault>>): Promise<string[]> {
  const texts: string[] = [];
  for (const index of indexes) {
    const answer = await vault.seal(placeOf(index), HOLDERS, 'spouse');
    if (!answer.ok) throw new Error(answer.refusal.code);
    texts.push(answer.value);
  }
  return texts;
}

/** Values a second sealed for one person, divided by bare encryptions of as many bytes under a KeyObject. */
export async function sealAgainstBare(sizes: Sizes): Promise<Measured> {
  const vault = await newVault();
  const bare = (): void => {
    for (const index of indexes) encrypt(index);
  };
  return compare(
    sizes.rounds * SLICES,
    () => rate(() => sealAll(vault)),
    () => rate(bare),
    note,
  );
}

/** Values a second opened, divided by bare decryptions of as many bytes. */
export async function openAgainstBare(sizes: Sizes): Promise<Measured> {
  const vault = await newVault();
  const texts = await sealAll(vault);
  const keys = await vault.keysOf('north');
  const bare = indexes.map(encrypt);
  const openAll = (): void => {
    for (const [index, text] of texts.entries()) {
      if (!keys.open(placeOf(index), text).opened) throw new Error('a value does not open');
    }
  };
  return compare(
    sizes.rounds * SLICES,
    () => rate(openAll),
    () =>
      rate(() => {
        for (const one of bare) decrypt(one);
      }),
    note,
  );
}
