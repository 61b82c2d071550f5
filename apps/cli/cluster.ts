import { join } from 'node:path';
import type { EventStoreLedger, Ledger } from '#lib/ledger/index.js';
import { type Asked, misuse } from './arguments.js';
import type { Option } from './command.js';
import { folderOf, withLedgerErrors } from './ledger-file.js';

const INSECURE = 'EVENHAND_INSECURE_STORE';

/** The address of a cluster, as an option. */
export const addressOption = (name: string, says: string): Option => ({
  name,
  takes: 'ADDRESS',
  says: `${says}: esdb://user:password@host:2113?tlsCAFile=ca.crt; one without TLS on another machine needs ${INSECURE}=accept`,
});

/**
 * Stops if an address cannot be followed exactly. The address is a secret: no message holds it, but the client would print it.
 */
async function checkAddress(option: string, url: string): Promise<void> {
  const { storeAddressOf } = await import('#lib/ledger/index.js');
  const address = storeAddressOf(url);
  if (address === null)
    throw misuse(
      `--${option} is not an address that this program can follow exactly (right: esdb://user:password@host:2113)`,
    );
  if (address.isInsecure && !address.isLoopback && process.env[INSECURE] !== 'accept')
    throw misuse(`--${option} names a store without TLS on another machine; set ${INSECURE}=accept if that is safe`);
}

/** Opens the ledger in a cluster, works with it and closes it. The journal is in the data folder, as for the service. */
export async function withCluster<Answer>(
  { asked, option }: { readonly asked: Asked; readonly option: string },
  work: (ledger: Ledger) => Promise<Answer>,
): Promise<Answer> {
  const url = asked.needed(option);
  await checkAddress(option, url);
  const { openEventStoreLedger } = await import('#lib/ledger/index.js');
  const options = {
    url,
    journalPath: join(folderOf(asked), 'journal.sqlite'),
    clock: () => Date.now(),
    log: ({ level, message }: { readonly level: string; readonly message: string }) => {
      if (level === 'error') process.stderr.write(`evenhand: ${message}\n`);
    },
  };
  const insteadIfHeld = 'stop the service first, or ask its API';
  return withLedgerErrors(insteadIfHeld, async () => {
    const ledger = await openEventStoreLedger(options);
    try {
      await filled(ledger);
      return await work(ledger);
    } finally {
      await ledger.close();
    }
  });
}

/** Waits for a journal that is being filled from the cluster, however long that takes; throws if it does not go on. */
async function filled(ledger: EventStoreLedger): Promise<void> {
  for (let before = -1; ; before = ledger.status().progress) {
    try {
      await ledger.head();
      return;
    } catch (error) {
      const { state, progress } = ledger.status();
      if (state !== 'rebuilding' || progress <= before) throw error;
    }
  }
}
