import { describe, it } from '@jest/globals';
import { standInStores, storesAt } from '../../test/support/eventstoredb/stores.js';
import { NO_SERVER, givenServer } from '../../test/support/eventstoredb/target.js';
import { ledgerContract } from '../../test/support/ledger-contract.js';
import { notRun } from '../../test/support/not-run.js';

ledgerContract('eventstoredb, stand-in', standInStores);

if (givenServer !== undefined) ledgerContract('eventstoredb, the server itself', storesAt(givenServer));
else {
  describe('ledger contract: eventstoredb, the server itself', () => {
    // The assertion is in notRun.
    it('keeps every promise of the port', () => {
      notRun('eventstoredb contract', NO_SERVER);
    });
  });
}
