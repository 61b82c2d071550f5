import { afterAll, describe, it } from '@jest/globals';
import { standInStores, storesAt } from '../../../test/support/eventstoredb/stores.js';
import { serverForTests } from '../../../test/support/eventstoredb/target.js';
import { ledgerContract } from '../contract/ledger-contract.js';
import { notRun } from '../../../test/support/not-run.js';

ledgerContract('eventstoredb, stand-in', standInStores);

const server = await serverForTests();

if (server.url !== null) {
  ledgerContract('eventstoredb, the server itself', storesAt(server.url));
  afterAll(server.stop);
} else {
  describe('ledger contract: eventstoredb, the server itself', () => {
    // notRun holds the assertion.
    it('keeps every promise of the port', () => {
      notRun('eventstoredb: contract on the server itself', server.reason);
    });
  });
}
