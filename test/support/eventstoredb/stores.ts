import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStoreLedger } from '#lib/ledger/index.js';
import type { StoreMaker } from '#lib/ledger/contract/ledger-contract.js';
import { startStandIn } from './stand-in.js';

/** No case is about the deadline: on a busy machine filling a journal may take longer than its usual 5 seconds. */
const deadlineMs = 60_000;

/** A folder for journals; `remove` takes it away. */
export function journalFolder(): { path(name: string): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'evenhand-journal-'));
  return {
    path: (name) => join(folder, `${name}.sqlite`),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Stores on a running server: each is a prefix of its own there, and a journal of its own here. */
export function storesAt(url: string): StoreMaker {
  return {
    capabilities: { outlivesClose: true, clock: 'injected' },
    async make(clock) {
      const folder = journalFolder();
      const prefix = `evenhand-test-${randomUUID()}-`;
      return {
        open: () => openEventStoreLedger({ url, prefix, journalPath: folder.path('journal'), clock, deadlineMs }),
        remove: async () => {
          folder.remove();
        },
      };
    },
  };
}

/** Stores on a stand-in each. */
export const standInStores: StoreMaker = {
  capabilities: { outlivesClose: true, clock: 'injected' },
  async make(clock) {
    const server = await startStandIn();
    const folder = journalFolder();
    const url = `esdb://127.0.0.1:${server.port}?tls=false`;
    return {
      open: () => openEventStoreLedger({ url, journalPath: folder.path('journal'), clock, deadlineMs }),
      async remove() {
        await server.stop();
        folder.remove();
      },
    };
  },
};
