// holder.ts <path> [journal]: opens the ledger, or the journal of one in a store that is away, and holds it; or writes why not.
import { openEventStoreLedger, openSqliteLedger } from '#lib/ledger/index.js';

const [path = '', kind] = process.argv.slice(2);
const away = { url: 'esdb://127.0.0.1:1?tls=false', clock: Date.now, deadlineMs: 200 };

try {
  if (kind === 'journal') await openEventStoreLedger({ ...away, journalPath: path });
  else await openSqliteLedger({ path, clock: Date.now });
  process.stdout.write('held\n');
  setInterval(() => undefined, 60_000);
} catch (error) {
  const { name, message } = error as Error;
  process.stdout.write(`refused ${JSON.stringify({ name, message })}\n`);
}
