import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { EXIT, Stop } from './outcome.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  ERR_FS_FILE_TOO_LARGE: 'is too large',
};

/** The name of standard input for a command that takes a file. */
const STANDARD_INPUT = '-';
const STDIN_FD = 0;

/** The name of a file in error texts. */
export function nameOf(path: string): string {
  return path === STANDARD_INPUT ? 'standard input' : basename(path);
}

/** The bytes of a file the user named; `-` is standard input. Stops if it cannot be read. */
export function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path === STANDARD_INPUT ? STDIN_FD : path);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    const reason = typeof code === 'string' ? REASONS[code] : undefined;
    if (reason === undefined) throw error;
    throw new Stop(code === 'ENOENT' || code === 'ENOTDIR' ? EXIT.notFound : EXIT.badInput, `${path} ${reason}`);
  }
}

/** The text of a file, which must be UTF-8. */
export function textOf(path: string): string {
  const bytes = bytesOf(path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Stop(EXIT.badInput, `${path} is not a text in UTF-8; save it as UTF-8`);
  }
}
