// holder.ts <path>: opens the ledger and holds it, or writes why it could not.
import { openSqliteLedger } from '#lib/ledger/index.js';

const [path = ''] = process.argv.slice(2);

try {
  await openSqliteLedger({ path, clock: Date.now });
  process.stdout.write('held\n');
  setInterval(() => undefined, 60_000);
} catch (error) {
  const { name, message } = error as Error;
  process.stdout.write(`refused ${JSON.stringify({ name, message })}\n`);
}
