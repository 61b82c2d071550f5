import type { Problem } from '#lib/kernel/index.js';

const MAX_DEPTH = 32;
const POISONED = new Set(['__proto__', 'constructor', 'prototype']);

interface Node {
  readonly value: unknown;
  readonly at: string;
  readonly depth: number;
}

/** A name as one step of a JSON pointer (RFC 6901 section 3). */
export function pointerStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * Finds values that no field may hold: nesting beyond 32 levels, a member that could reach an object's prototype, text that is
 * not well-formed Unicode. Works without recursion, so that no input exhausts the stack.
 */
export function checkJson(root: unknown): Problem[] {
  const problems: Problem[] = [];
  const open: Node[] = [{ value: root, at: '', depth: 0 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const problem = problemOf(node);
    if (problem !== null) problems.push(problem);
    else open.push(...childrenOf(node));
  }
  return problems;
}

function problemOf({ value, at, depth }: Node): Problem | null {
  if (typeof value === 'string' && !value.isWellFormed()) {
    return { at, wrong: 'text with half a character', right: 'well-formed Unicode' };
  }
  if (depth > MAX_DEPTH) return { at, wrong: 'nested too deeply', right: `at most ${MAX_DEPTH} levels` };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const bad = Object.keys(value).find((name) => POISONED.has(name) || !name.isWellFormed());
  return bad === undefined
    ? null
    : { at, wrong: `a member may not be named ${bad.toWellFormed()}`, right: 'another name' };
}

function childrenOf({ value, at, depth }: Node): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, one]: [string, unknown]) => {
    return { value: one, at: `${at}/${pointerStep(name)}`, depth: depth + 1 };
  });
}
