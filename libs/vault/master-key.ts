import { type KeyObject, createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { canonicalJson } from '#lib/kernel/index.js';
import { VaultKeyError } from './errors.js';
import type { WrappedKey } from './store.js';

/** The key that wraps all others. Its bytes are held by the runtime's KeyObject, which prints none of them. */
export interface MasterKey {
  readonly key: KeyObject;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';
const RIGHT = 'give 32 random bytes as base64, base64url or hex, such as `openssl rand -base64 32` writes';

function bytesOf(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  // 43 digits carry 258 bits: the last two must be 0, or two texts would be one key.
  if (!/^[A-Za-z0-9+/_-]{42}[AEIMQUYcgkosw048]=?$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}

/** Reads a master key: 32 bytes as base64, base64url or hex. Throws VaultKeyError, which never holds the text. */
export function masterKeyFrom(text: string): MasterKey {
  const trimmed = text.trim();
  if (trimmed === '') throw new VaultKeyError(`the master key is missing; ${RIGHT}`);
  const bytes = bytesOf(trimmed);
  if (bytes === undefined) {
    throw new VaultKeyError(`the master key is malformed: its ${trimmed.length} characters are not 32 bytes; ${RIGHT}`);
  }
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return { key };
}

/** Wraps 32 bytes: nonce, ciphertext, tag. */
function wrap(master: MasterKey, what: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, master.key, nonce).setAAD(Buffer.from(what));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined if another key wrapped it, or something else. */
function unwrap(master: MasterKey, what: string, wrapped: Uint8Array): KeyObject | undefined {
  if (wrapped.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, master.key, wrapped.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(what))
    .setAuthTag(wrapped.subarray(-TAG_BYTES));
  const bytes = decipher.update(wrapped.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    decipher.final();
    return createSecretKey(bytes);
  } catch {
    return undefined;
  } finally {
    bytes.fill(0);
  }
}

const placeOf = ({ id, council, subject, generation }: Omit<WrappedKey, 'wrapped'>): string =>
  canonicalJson([id, council, subject, generation]);

const ROOT = canonicalJson(['root']);

export const wrapRoot = (master: MasterKey, bytes: Uint8Array): Buffer => wrap(master, ROOT, bytes);

/** The blinding key of a store; throws VaultKeyError if the store belongs to another master key. */
export function unwrapRoot(master: MasterKey, wrapped: Uint8Array): KeyObject {
  const key = unwrap(master, ROOT, wrapped);
  if (key !== undefined) return key;
  throw new VaultKeyError(
    'the key store belongs to another master key; start with the one it was made with or last re-wrapped to. ' +
      'Nothing was written',
  );
}

export const wrapKey = (master: MasterKey, name: Omit<WrappedKey, 'wrapped'>, bytes: Uint8Array): WrappedKey => ({
  ...name,
  wrapped: wrap(master, placeOf(name), bytes),
});

/** Undefined if the row has been altered, moved, or wrapped by another master key. */
export const unwrapKey = (master: MasterKey, key: WrappedKey): KeyObject | undefined =>
  unwrap(master, placeOf(key), key.wrapped);
