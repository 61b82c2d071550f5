import { recordedLine } from '#lib/exchange/index.js';
import type { RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import { ask } from './arguments.js';
import { addressOption, withCluster } from './cluster.js';
import type { CommandTable } from './command.js';
import { ledgerPath, withLedger } from './ledger-file.js';
import { dataOption } from './options.js';
import { EXIT, Stop } from './outcome.js';
import { write } from './output.js';
import { restoreInto } from './restoring.js';

export const table: CommandTable = {
  name: 'move',
  brief: 'take a ledger file to an EventStoreDB or KurrentDB cluster',
  does: [
    'Stores every event of a ledger file in a cluster as it was recorded, each once, and compares all of them at the end: order, ' +
      'ids, times and bytes. A move that was cut off goes on where it was when the command is given again. The file stays as it is.',
    'Stop the service first. Afterwards start it with EVENHAND_LEDGER set to the same address; the journal that it reads from is filled.',
  ],
  operands: [],
  options: [
    { ...addressOption('to', 'the cluster'), needed: true },
    { ...dataOption, says: 'folder of ledger.sqlite, and of journal.sqlite (default: EVENHAND_DATA, else ./data)' },
  ],
};

/** `evenhand move`: from a ledger file to a cluster. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = ask(args, table);
  const options = {
    path: ledgerPath(asked),
    mustExist: true,
    insteadIfHeld: 'stop the service before moving its ledger',
  };
  await withLedger(options, async (source) => {
    await withCluster({ asked, option: 'to' }, async (target) => {
      const { known, stored } = await restoreInto(target, source.readAll(), {
        total: Number(await source.head()),
        placeOf: (index) => `event ${index + 1} of the ledger`,
      });
      const compared = await compareAll(source, target);
      const before = known > 0 ? `${known} were there already; ` : '';
      write(`moved ${stored} events; ${before}all ${compared} were compared and are the same\n`);
    });
  });
}

/** Reads both ledgers side by side; returns how many events each holds. Stops at the first difference. */
async function compareAll(source: Ledger, target: Ledger): Promise<number> {
  const there = target.readAll()[Symbol.asyncIterator]();
  let count = 0;
  for await (const event of source.readAll()) {
    const other = await there.next();
    count += 1;
    if (other.done === true || recordedLine(other.value) !== recordedLine(event)) throw differs(count, event);
  }
  if ((await there.next()).done !== true)
    throw new Stop(EXIT.findings, `the cluster holds more than the ledger's ${count} events; move into an empty one`);
  return count;
}

function differs(count: number, { id, council }: RecordedEvent): Stop {
  return new Stop(
    EXIT.findings,
    `event ${count} of the ledger, ${id} of ${council}, is not event ${count} of the cluster`,
  );
}
