import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { constants, inflateRawSync } from 'node:zlib';

/** Every form in which a text could lie in a file: as it is, in base64 at each offset, in hex and in UTF-16. */
export function formsOf(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const shifted = [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // What neighbours have a part in is left out at both ends.
    const own = whole.slice(before === 0 ? 0 : before + 1, whole.length - (whole.endsWith('=') ? 3 : 1));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = bytes.toString('hex');
  const wide = Buffer.from(text, 'utf16le');
  return [
    bytes,
    ...[...shifted, hex, hex.toUpperCase()].map((one) => Buffer.from(one)),
    wide,
    Buffer.from(wide).swap16(),
  ];
}

/** What the gzip streams in some bytes hold, as far as each can be read. */
function inflated(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at !== -1; at = bytes.indexOf('1f8b08', at + 1, 'hex')) {
    try {
      found.push(inflateRawSync(bytes.subarray(at + 10), { finishFlush: constants.Z_SYNC_FLUSH }));
    } catch {
      // Three bytes that only looked like the beginning of a stream.
    }
  }
  return found;
}

/** Which of some texts lie in the bytes, in whatever form. */
export function tracesIn(bytes: Buffer, texts: readonly string[]): string[] {
  const parts = [bytes, ...inflated(bytes)];
  return texts.filter((text) => formsOf(text).some((form) => parts.some((part) => part.includes(form))));
}

/** Every file under some folders, with what it holds. */
export function filesUnder(...folders: readonly string[]): { readonly path: string; readonly bytes: Buffer }[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ path, bytes: readFileSync(path) })),
  );
}
