import { dirname } from 'node:path';
import { type FileRecorded, readEventFile } from '#lib/event-file/index.js';
import type { EventEnvelope } from '#lib/kernel/index.js';
import type { Asked } from './arguments.js';
import { nameOf, textOf } from './files.js';
import { ledgerPath, makeFolder, withLedger } from './ledger-file.js';
import { EXIT, Stop, badFile } from './outcome.js';
import { write } from './output.js';
import { restoreInto } from './restoring.js';

/** `evenhand import --as-recorded`: stores the events of an export as they were recorded, in empty councils. */
export async function importAsRecorded(asked: Asked): Promise<void> {
  const path = asked.positionals[0] ?? '';
  const name = nameOf(path);
  const recorded = recordedIn(asked, path, name);
  const file = ledgerPath(asked);
  makeFolder(dirname(file));
  const insteadIfHeld = 'stop the service before filling its ledger';
  await withLedger({ path: file, mustExist: false, insteadIfHeld }, async (ledger) => {
    const { known, stored } = await restoreInto(ledger, eventsOf(recorded), {
      total: recorded.length,
      placeOf: (index) => `${name}:${recorded[index]?.line ?? recorded.length}`,
    });
    const before = known > 0 ? `; ${known} were there already` : '';
    write(stored === 0 ? `nothing was written${before}\n` : `stored ${stored} events as they were recorded${before}\n`);
  });
}

function recordedIn(asked: Asked, path: string, name: string): readonly FileRecorded[] {
  const council = asked.text('council');
  const read = readEventFile(textOf(path), path, council === undefined ? {} : { council });
  if (!read.ok) throw badFile(name, read.refusal.problems, 'nothing was imported');
  const { recorded } = read.value;
  if (recorded === null)
    throw new Stop(
      EXIT.badInput,
      `${name} holds no recorded events; --as-recorded needs a file that evenhand export wrote`,
    );
  return council === undefined ? recorded : recorded.filter(({ event }) => event.council === council);
}

async function* eventsOf(recorded: readonly FileRecorded[]): AsyncGenerator<EventEnvelope, void, void> {
  for (const { event } of recorded) yield event;
}
