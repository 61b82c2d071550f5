import { ledgerContract } from '../contract/ledger-contract.js';
import { openMemoryLedger } from '../index.js';

ledgerContract('memory', {
  capabilities: { outlivesClose: false, clock: 'injected' },
  async make(clock) {
    return { open: async () => openMemoryLedger({ clock }), remove: async () => undefined };
  },
});
