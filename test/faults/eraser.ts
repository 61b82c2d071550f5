// Records a person and erases them again, and ends like a power cut at one point of it: `appended`, `noted` or `destroyed`.
import { join } from 'node:path';
import { applicationOver, recordEvents } from '#lib/application/index.js';
import { openSqliteLedger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { openKeys } from '#lib/sealing/index.js';
import { type Vault, openSqliteKeyStore } from '#lib/vault/index.js';
import { idOf } from '../support/service.js';
import { TEST_MASTER_KEY } from '../support/service-process.js';

const [data = '', point = ''] = process.argv.slice(2);
const settings = { data, masterKey: TEST_MASTER_KEY, masterKeyFile: null, keyStore: 'sqlite', erasures: null };
const { vault, erasures } = await openKeys(settings, await openSqliteKeyStore(join(data, 'keys.sqlite')));
const ledger = await openSqliteLedger({ path: join(data, 'ledger.sqlite'), clock: Date.now });

function dieAt(here: string): void {
  if (point === here) process.kill(process.pid, 'SIGKILL');
}

const dying: Vault = {
  seal: (...call) => vault.seal(...call),
  standIn: (...call) => vault.standIn(...call),
  keysOf: (...call) => vault.keysOf(...call),
  destroy: async (...call) => {
    dieAt('noted');
    await vault.destroy(...call);
    dieAt('destroyed');
  },
  close: () => vault.close(),
};
const application = applicationOver({
  ledger,
  shelf: builtInPacks(),
  clock: Date.now,
  vault: dying,
  erasures: {
    entries: erasures.entries,
    note: async (entry) => {
      dieAt('appended');
      await erasures.note(entry);
    },
  },
});

const at = { recordedBy: null, causationId: null, occurredAt: Date.parse('2026-04-01T09:00Z') };
const events = [
  { type: 'ProtocolPackAdopted', payload: { packId: 'gb-eng/tower-hamlets-lb', version: '2' } },
  { type: 'InterestRegistered', payload: { person: 'M-1', category: 'ori', interest: 'I-1', details: 'one' } },
  { type: 'InterestRegistered', payload: { person: 'M-2', category: 'ori', interest: 'I-2', details: 'two' } },
  { type: 'SealedPayloadDestroyed', payload: { subject: 'M-1', basis: 'request', by: 'O-9' } },
].map((event, index) => ({ ...event, ...at, id: idOf(index + 1) }));
for (const [index, event] of events.entries()) {
  await recordEvents(application, 'c', [event], { correlationId: null, opens: index === 0 });
}
process.stdout.write('answered\n');
