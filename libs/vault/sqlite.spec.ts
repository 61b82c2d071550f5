import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyStoreContract } from '../../test/support/key-store-contract.js';
import { openSqliteKeyStore } from './index.js';

keyStoreContract('sqlite', {
  capabilities: { outlivesClose: true, isShared: false },
  async make() {
    const folder = mkdtempSync(join(tmpdir(), 'evenhand-keys-'));
    return {
      open: () => openSqliteKeyStore(join(folder, 'keys.sqlite')),
      remove: async () => {
        rmSync(folder, { recursive: true });
      },
    };
  },
});
