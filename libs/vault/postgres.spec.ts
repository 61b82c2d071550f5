import { afterAll, describe, it } from '@jest/globals';
import { keyStoreContract } from '../../test/support/key-store-contract.js';
import { notRun } from '../../test/support/not-run.js';
import { postgresForTests } from '../../test/support/postgres.js';
import { openPostgresKeyStore } from './index.js';

const target = await postgresForTests();

if (target.server !== null) {
  const { server } = target;
  keyStoreContract('postgres', {
    capabilities: { outlivesClose: true, isShared: true },
    async make() {
      const url = await server.newDatabase();
      return { open: () => openPostgresKeyStore(url), remove: async () => undefined };
    },
  });
  afterAll(() => server.remove());
} else {
  describe('key store contract: postgres', () => {
    // notRun holds the assertion.
    it('keeps every promise of the port', () => {
      notRun('postgres: contract of the key store', target.reason);
    });
  });
}
