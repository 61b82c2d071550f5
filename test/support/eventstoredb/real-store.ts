import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStoreLedger } from '#lib/ledger/index.js';
import type { StoreMaker } from '../ledger-contract.js';

/** Stores on a running server: each is a prefix of its own there, and a journal of its own here. */
export function storesAt(url: string): StoreMaker {
  return {
    capabilities: { outlivesClose: true, clock: 'injected' },
    async make(clock) {
      const folder = mkdtempSync(join(tmpdir(), 'evenhand-journal-'));
      const prefix = `evenhand-test-${randomUUID()}-`;
      return {
        open: () => openEventStoreLedger({ url, prefix, journalPath: join(folder, 'journal.sqlite'), clock }),
        async remove() {
          rmSync(folder, { recursive: true });
        },
      };
    },
  };
}
