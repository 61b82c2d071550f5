import { appendFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/**
 * Says that a test cannot run here, and why: an engine or a server is missing. Call it once, in the test itself, instead of
 * the test's body. `npm test` lists the reasons and counts the test as not run, neither passed nor failed.
 */
export function notRun(name: string, reason: string): void {
  expect(reason).toMatch(/\S/);
  const file = process.env['EVENHAND_NOT_RUN'];
  if (file === undefined) process.stderr.write(`NOT RUN: ${name}: ${reason}\n`);
  else appendFileSync(file, `${JSON.stringify({ name, reason })}\n`);
}
