import { keyStoreContract } from '../../test/support/key-store-contract.js';
import { openMemoryKeyStore } from './index.js';

keyStoreContract('memory', {
  capabilities: { outlivesClose: false, isShared: false },
  make: async () => ({ open: async () => openMemoryKeyStore(), remove: async () => undefined }),
});
