import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { ClauseTable } from './checked.js';
import { isBlock, textAt, textsAt } from './document.js';

let table: ClauseTable | undefined;

/** The clause addresses of every known source, read from packs/clauses once. */
export function knownClauses(): ClauseTable {
  if (table !== undefined) return table;
  const folder = join(import.meta.dirname, 'packs', 'clauses');
  const read = new Map<string, ReadonlySet<string>>();
  for (const name of readdirSync(folder)) {
    const document = load(readFileSync(join(folder, name), 'utf8'), { schema: CORE_SCHEMA, filename: name });
    if (!isBlock(document)) throw new Error(`${name} is no list of clauses`);
    read.set(textAt(document, 'source') ?? '', new Set(textsAt(document, 'addresses')));
  }
  return (table = read);
}
