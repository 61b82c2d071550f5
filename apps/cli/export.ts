import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cloudEventLine, recordedLine } from '#lib/exchange/index.js';
import type { Instant, RecordedEvent } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import { type Asked, ask, instantOf, misuse } from './arguments.js';
import { addressOption, withCluster } from './cluster.js';
import type { CommandTable } from './command.js';
import { ledgerPath, withLedger } from './ledger-file.js';
import { TIMES, councilOption, dataOption } from './options.js';
import { EXIT, Stop } from './outcome.js';

export const table: CommandTable = {
  name: 'export',
  brief: 'write a ledger, a council or a period as a file of recorded events',
  does: [
    'Writes what a ledger recorded, an event a line, as JSON Lines: equal events are equal bytes. Personal data stays sealed as it ' +
      'is stored. `replay` reads the file to the same figures, and `import --as-recorded` stores it again.',
  ],
  operands: [],
  options: [
    { ...councilOption, says: 'only this council (default: all councils, in the order of recording)' },
    { name: 'from', takes: 'T', says: 'events recorded at this time or later; a date alone means its first instant' },
    { name: 'until', takes: 'T', says: 'events recorded up to this time; a date alone means its last instant' },
    dataOption,
    addressOption('ledger', 'a cluster instead of the ledger file'),
    { name: 'cloudevents', says: 'each event as a CloudEvent 1.0' },
    { name: 'out', takes: 'FILE', says: 'the file to write (default: standard output)', offers: 'file' },
  ],
  notes: [TIMES],
};

interface Wanted {
  readonly council: string | undefined;
  readonly from: Instant;
  readonly until: Instant;
  readonly cloudEvents: boolean;
}

/** Number of characters in one write. */
const CHUNK = 65_536;

/** `evenhand export`: from a ledger to a file of recorded events. */
export async function run(args: readonly string[]): Promise<void> {
  const asked = ask(args, table);
  const wanted = wantedFrom(asked);
  const path = `/api/v1/councils/${encodeURIComponent(wanted.council ?? 'COUNCIL')}/timeline`;
  const insteadIfHeld = `ask its API: GET ${path} with Accept: application/jsonl`;
  const options = { path: ledgerPath(asked), mustExist: true, insteadIfHeld };
  const work = async (ledger: Ledger): Promise<void> => {
    if (wanted.council !== undefined) await checkKnown(ledger, wanted.council);
    await writeTo(asked.text('out'), chunksOf(linesOf(ledger, wanted)));
  };
  if (asked.text('ledger') === undefined) await withLedger(options, work);
  else await withCluster({ asked, option: 'ledger' }, work);
}

function wantedFrom(asked: Asked): Wanted {
  const from = instantOf(asked, 'from', 'start') ?? -Infinity;
  const until = instantOf(asked, 'until') ?? Infinity;
  if (from > until) throw misuse('--from is later than --until');
  return { council: asked.text('council'), from, until, cloudEvents: asked.flag('cloudevents') };
}

async function checkKnown(ledger: Ledger, council: string): Promise<void> {
  if ((await ledger.revision(council)) >= 0n) return;
  const known = await ledger.councils();
  throw new Stop(EXIT.notFound, `the ledger has no council ${council}; it has ${known.join(', ') || 'none'}`);
}

async function* linesOf(ledger: Ledger, wanted: Wanted): AsyncGenerator<string, void, void> {
  const { council, from, until, cloudEvents } = wanted;
  const sequences = new Map<string, number>();
  for await (const event of council === undefined ? ledger.readAll() : ledger.readCouncil(council)) {
    // Counts every event, so that an export of a part says which part it is.
    const sequence = nextOf(sequences, event);
    if (event.recordedAt < from || event.recordedAt > until) continue;
    yield `${cloudEvents ? cloudEventLine(event, sequence) : recordedLine(event)}\n`;
  }
}

function nextOf(sequences: Map<string, number>, { council }: RecordedEvent): number {
  const sequence = (sequences.get(council) ?? 0) + 1;
  sequences.set(council, sequence);
  return sequence;
}

async function* chunksOf(lines: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Writes to standard output, or to a file that gets its name only when it is complete. */
async function writeTo(path: string | undefined, chunks: AsyncIterable<string>): Promise<void> {
  if (path === undefined) {
    await pipeline(Readable.from(chunks), process.stdout, { end: false });
    return;
  }
  const part = `${path}.part`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(part, { mode: 0o600 }));
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new Stop(EXIT.badInput, `${path} cannot be written (${code}); name another with --out`);
  }
}
