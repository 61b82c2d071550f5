import type { Instant } from './instant.js';

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function format(bytes: Uint8Array, version: number): string {
  const copy = bytes.slice(0, 16);
  copy[6] = ((copy[6] ?? 0) & 0x0f) | (version << 4);
  copy[8] = ((copy[8] ?? 0) & 0x3f) | 0x80;
  const digits = hex(copy);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}

/** A time-ordered UUID (RFC 9562 section 5.7) from an instant and 16 bytes of chance. */
export function uuidv7(now: Instant, chance: Uint8Array): string {
  const bytes = chance.slice(0, 16);
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) & 0xff;
  return format(bytes, 7);
}

/** A UUID made from a digest (RFC 9562 section 5.8): equal content gives an equal id. */
export function uuidFromDigest(digest: Uint8Array): string {
  return format(digest, 8);
}

/** True for any UUID in its canonical lower or upper case form. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(text);
}
