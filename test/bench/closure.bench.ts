import { join } from 'node:path';
import { closureOf } from '../support/closure.js';
import type { Measured } from './measure.js';

const root = join(import.meta.dirname, '..', '..');

/** `recordEvents`, and what it is handed: the councils in memory. */
export const WRITE = ['libs/application/record-events.ts', 'libs/application/application.ts'];

/** Files of ours that are loaded to record an event: the same in every round, on every machine. */
export async function writeClosure(): Promise<Measured> {
  const { size } = closureOf(root, ...WRITE);
  return { ratio: size, least: size, most: size, note: 'of 60 at most' };
}
