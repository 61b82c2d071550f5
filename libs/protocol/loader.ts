import { createHash } from 'node:crypto';
import { CORE_SCHEMA, YAMLException, load } from 'js-yaml';
import { type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import { assemble } from './assemble.js';
import { CATALOGUE, type Catalogue } from './catalogue.js';
import type { ClauseTable } from './checked.js';
import { runChecks } from './checks.js';
import { knownClauses } from './clauses.js';
import { isBlock } from './document.js';
import { type Fault, pointerOf } from './fault.js';
import type { Pack } from './pack.js';
import { linesOf } from './positions.js';
import { checkShape } from './shape.js';

type Loaded = Result<Pack, 'pack_invalid'>;

function unreadable(fileName: string, wrong: string, line?: number): Loaded {
  const problem: Problem = { at: `${fileName}#`, wrong, right: 'one YAML document in UTF-8, without aliases' };
  return refused('pack_invalid', [line === undefined ? problem : { ...problem, line }]);
}

function problemsOf(faults: readonly Fault[], text: string, fileName: string): readonly Problem[] {
  const lineOf = linesOf(text);
  return faults.map(({ path, wrong, right }) => ({
    at: `${fileName}#${pointerOf(path)}`,
    line: lineOf(path),
    wrong,
    right,
  }));
}

// Dates stay texts under this schema; aliases could make a small file huge.
const YAML = { schema: CORE_SCHEMA, maxAliases: 0 } as const;

/** SHA-256 of bytes, or of a text as UTF-8, in hex. */
export const hashOf = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

/** Reads a pack and runs every check on it; without a table the clauses are not looked up. */
export function readPack(
  bytes: Uint8Array | string,
  fileName: string,
  clauses: ClauseTable | null,
  catalogue: Catalogue = CATALOGUE,
): Loaded {
  const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  let text: string;
  let document: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(data);
    document = load(text, { ...YAML, filename: fileName });
  } catch (error) {
    if (!(error instanceof YAMLException)) return unreadable(fileName, 'not UTF-8, or no YAML at all');
    return unreadable(fileName, error.reason, error.mark === undefined ? undefined : error.mark.line + 1);
  }
  const faults = checkShape(document);
  if (faults.length === 0 && isBlock(document)) faults.push(...runChecks({ document, catalogue, clauses }));
  if (faults.length > 0 || !isBlock(document)) return refused('pack_invalid', problemsOf(faults, text, fileName));
  return accepted(assemble(document, hashOf(data), catalogue));
}

/**
 * Reads a pack file and runs all ten checks on it. Each problem gives the file and the place in it
 * (`name.yaml#/rules/...`), the line, what is wrong under which check, and what would be right.
 */
export function loadPack(bytes: Uint8Array | string, fileName: string, catalogue: Catalogue = CATALOGUE): Loaded {
  return readPack(bytes, fileName, knownClauses(), catalogue);
}

/**
 * Reads a text that a council's record publishes; null if its bytes have another hash, or it is no pack. It passed the
 * checks of the program that published it: no later check may take away what judges a recorded event.
 */
export function readPublished(text: string, hash: string): Pack | null {
  if (hashOf(text) !== hash) return null;
  try {
    const document = load(text.replace(/^\uFEFF/, ''), YAML);
    const isPack = isBlock(document) && document['schema'] === 'protocol-pack/v1';
    return isPack ? assemble(document, hash, CATALOGUE) : null;
  } catch (error) {
    if (error instanceof YAMLException) return null;
    throw error;
  }
}
