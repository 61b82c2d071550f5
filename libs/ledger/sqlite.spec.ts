import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerContract } from '../../test/support/ledger-contract.js';
import { openSqliteLedger } from './index.js';

ledgerContract('sqlite', {
  capabilities: { outlivesClose: true, clock: 'injected' },
  async make(clock) {
    const folder = mkdtempSync(join(tmpdir(), 'evenhand-ledger-'));
    return {
      open: () => openSqliteLedger({ path: join(folder, 'ledger.sqlite'), clock }),
      remove: async () => {
        rmSync(folder, { recursive: true });
      },
    };
  },
});
