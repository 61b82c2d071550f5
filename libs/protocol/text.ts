import { PACK_PART_BYTES } from '#lib/kernel/index.js';

/** A pack's text in parts of at most 40,000 bytes of UTF-8, no character cut; joined they are the text again. */
export function partsOf(text: string): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  // A byte order mark at the start of a part is a character like any other.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  for (let from = 0; from < bytes.length;) {
    let to = Math.min(from + PACK_PART_BYTES, bytes.length);
    // A byte of the form 10xxxxxx goes on with the character before it.
    while (to < bytes.length && ((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1;
    parts.push(decoder.decode(bytes.subarray(from, to)));
    from = to;
  }
  return parts;
}
