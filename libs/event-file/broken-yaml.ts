import { CORE_SCHEMA, YAMLException, load } from 'js-yaml';
import type { Problem } from '#lib/kernel/index.js';
import { ENTRY } from './raw.js';

/** Lines that stand or fall together: a list item with what is indented below it, or a line outside every item. */
interface Chunk {
  readonly line: number;
  readonly isItem: boolean;
  readonly lines: string[];
}

const ITEM = /^( *)-(?:\s|$)/;
const indentOf = (line: string): number => line.length - line.trimStart().length;
const isSilent = (line: string): boolean => /^\s*(?:#|$)/.test(line);

function chunksOf(source: string): Chunk[] {
  const lines = source.replace(/^\uFEFF/, '').split('\n');
  const indent = ITEM.exec(lines.find((line) => ITEM.test(line)) ?? '')?.[1]?.length ?? 0;
  const chunks: Chunk[] = [];
  lines.forEach((text, index) => {
    const last = chunks.at(-1);
    const isItem = ITEM.exec(text)?.[1]?.length === indent;
    if (last !== undefined && !isItem && (isSilent(text) || indentOf(text) > indent)) last.lines.push(text);
    else if (isItem || !isSilent(text)) chunks.push({ line: index + 1, isItem, lines: [text] });
  });
  return chunks;
}

/** Says what is wrong with a chunk on its own, and in which of its lines; null if nothing is wrong. */
function whatIsWrong(chunk: Chunk): { readonly line: number; readonly wrong: string } | null {
  try {
    const value = load(chunk.lines.join('\n'), { schema: CORE_SCHEMA, maxDepth: 20, maxAliases: 0 });
    if (chunk.isItem || typeof value === 'object') return null;
    return { line: chunk.line, wrong: 'this line is neither an entry nor a field' };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const written = chunk.lines.findLastIndex((line) => !isSilent(line));
    return {
      line: chunk.line + Math.min(error.mark?.line ?? 0, written),
      wrong: `this line is not YAML: ${error.reason}`,
    };
  }
}

/**
 * Names every broken item of a file that is not YAML: a parser stops at the first, and often names the line after it.
 * Falls back on what the parser said where each item is well-formed alone.
 */
export function findBrokenItems(source: string, fault: YAMLException): readonly Problem[] {
  const problems = chunksOf(source).flatMap((chunk) => whatIsWrong(chunk) ?? []);
  if (problems.length === 0)
    problems.push({ line: (fault.mark?.line ?? 0) + 1, wrong: `the file is not YAML: ${fault.reason}` });
  return problems.map(({ line, wrong }) => ({ at: '', line, wrong, right: ENTRY }));
}
