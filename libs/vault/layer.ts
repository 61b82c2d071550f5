import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { canonicalJson } from '#lib/kernel/index.js';
import type { SubjectKey } from './subject-key.js';

/** The place of a sealed value. It opens nowhere else. */
export interface Place {
  readonly council: string;
  /** Id of the event. */
  readonly event: string;
  readonly type: string;
  /** `months`, or `set/months` in an amendment. */
  readonly field: string;
}

/** A subject's key with the id by which a sealed value names it (hex). */
export interface NamedKey {
  readonly id: string;
  readonly key: SubjectKey;
}

export type Opened =
  | { readonly opened: true; readonly value: unknown }
  | { readonly opened: false; readonly why: 'destroyed' | 'damaged' };

/**
 * First byte of a layer. No JSON text begins with it, so the content of a layer shows whether it is another layer or
 * the value.
 */
const VERSION = 1;
const ID_AT = 1;
const NONCE_AT = 17;
const BODY_AT = 29;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';
/** Texts are padded with spaces to a multiple of this many bytes, so that a length does not reveal a word. */
const BLOCK_BYTES = 64;
const SPACE = 0x20;

const HEAD = Buffer.from([VERSION]);
const ZERO = Buffer.from([0]);
const destroyed: Opened = { opened: false, why: 'destroyed' };
const damaged: Opened = { opened: false, why: 'damaged' };

const boundTo = ({ council, event, type, field }: Place): Buffer =>
  Buffer.from(canonicalJson([council, event, type, field]));

function padded(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.alloc(Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES, SPACE);
  bytes.write(text);
  return bytes;
}

/** The nonce follows from place and content, so that sealing the same again gives the same bytes. */
function sealLayer({ id, key }: NamedKey, place: Buffer, plain: Buffer): Buffer {
  const digest = createHmac('sha256', key.nonce).update(place).update(ZERO).update(plain).digest();
  const nonce = digest.subarray(0, BODY_AT - NONCE_AT);
  const cipher = createCipheriv(CIPHER, key.seal, nonce).setAAD(place);
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([HEAD, Buffer.from(id, 'hex'), nonce, body, cipher.getAuthTag()]);
}

/** Undefined if anything differs from what was sealed. */
function openLayer(key: SubjectKey, place: Buffer, layer: Buffer): Buffer | undefined {
  const decipher = createDecipheriv(CIPHER, key.seal, layer.subarray(NONCE_AT, BODY_AT), { authTagLength: TAG_BYTES })
    .setAAD(place)
    .setAuthTag(layer.subarray(-TAG_BYTES));
  const plain = decipher.update(layer.subarray(BODY_AT, -TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

/** Seals canonical JSON in a layer for each key, the first outermost. Every one of the keys is needed to open it. */
export function sealText(keys: readonly NamedKey[], place: Place, text: string): string {
  const aad = boundTo(place);
  return keys.reduceRight<Buffer>((plain, key) => sealLayer(key, aad, plain), padded(text)).toString('base64url');
}

/** Opens what `sealText` made. `keyOf` gives the key of an id (hex), undefined for one that is not there. */
export function openText(
  keyOf: (id: string) => SubjectKey | 'damaged' | undefined,
  place: Place,
  sealed: string,
): Opened {
  const bytes: Buffer = Buffer.from(sealed, 'base64url');
  // The decoder ignores unknown characters, so only the canonical spelling is accepted.
  if (bytes.toString('base64url') !== sealed) return damaged;
  const aad = boundTo(place);
  for (let layer = bytes; ;) {
    if (layer[0] !== VERSION || layer.length < BODY_AT + TAG_BYTES) return damaged;
    const key = keyOf(layer.toString('hex', ID_AT, NONCE_AT));
    if (key === undefined) return destroyed;
    const plain = key === 'damaged' ? undefined : openLayer(key, aad, layer);
    if (plain === undefined) return damaged;
    if (plain[0] !== VERSION) return { opened: true, value: JSON.parse(plain.toString()) as unknown };
    layer = plain;
  }
}
