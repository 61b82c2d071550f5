import { type CouncilEvent, packsInForce } from '#lib/council/record.js';
import { type Opener, SealedHistory, isErasure } from '#lib/sealing/index.js';
import type { FileEvent } from '#lib/event-file/index.js';
import { type Instant, type PackReference, type Problem, accepted } from '#lib/kernel/index.js';
import type { Ledger, NewEvent } from '#lib/ledger/index.js';
import { NO_PACK, builtInPacks } from '#lib/protocol/index.js';
import { type Keys, erase, isSameEvent, openNothing, openerOf, sealEvents } from '#lib/sealing/index.js';
import { councilEvent } from './ledger-file.js';
import { EXIT, Stop, badFile } from './outcome.js';
import { openProgress } from './progress.js';

/** Few enough that a killed import has lost little, many enough that each is worth its sync. */
const BATCH = 500;
/** Version of the payloads' shape: 2 since personal data is sealed. */
const SCHEMA = 2;

/** Events of one file on their way into the ledger of a council. */
export interface Recording {
  readonly council: string;
  /** The file's name, for error texts. */
  readonly name: string;
  readonly events: readonly FileEvent[];
}

/** A ledger, and what seals what goes into it; null where nothing of it is personal. */
export interface Store {
  readonly ledger: Ledger;
  readonly keys: Keys | null;
}

/** Records what the ledger does not have yet; answers how many events that were. Stops, with nothing written, where an id is taken. */
export async function record({ ledger, keys }: Store, { council, name, events }: Recording): Promise<number> {
  const history = new SealedHistory(builtInPacks());
  const stored = new Map<string, CouncilEvent>();
  for await (const event of ledger.readCouncil(council)) {
    stored.set(event.id, councilEvent(event));
    history.add(councilEvent(event));
  }
  const open = keys === null ? openNothing : await openerOf(keys.vault, council);
  const taken = events.flatMap((event) => takenBy(event, stored.get(event.id), open));
  if (taken.length > 0) throw badFile(name, taken, 'nothing was imported');
  const fresh = events.filter(({ id }) => !stored.has(id));
  const packAt = packsOf([...stored.values(), ...fresh.map(occurred)]);
  const progress = openProgress(fresh.length);
  try {
    for (let from = 0; from < fresh.length; from += BATCH) {
      const batch = fresh.slice(from, from + BATCH).map((event) => newEvent(event, packAt(event.at)));
      await append({ ledger, keys }, { council, history }, batch, from);
      progress.advance(batch.length);
    }
  } finally {
    progress.close();
  }
  return fresh.length;
}

interface Place {
  readonly council: string;
  readonly history: SealedHistory;
}

/** Seals and stores one batch, and carries out the erasures in it. */
async function append({ ledger, keys }: Store, place: Place, batch: readonly NewEvent[], from: number): Promise<void> {
  const sealed = keys === null ? accepted(batch) : await sealEvents(keys.vault, place, batch);
  if (!sealed.ok) throw new Stop(EXIT.ledger, `${refusalText(from, sealed.refusal.problems)}; import the file again`);
  const result = await ledger.append(place.council, sealed.value);
  if (!result.ok) throw new Stop(EXIT.badInput, refusalText(from, result.refusal.problems));
  const { events } = result.value;
  for (const event of events) place.history.add(councilEvent(event));
  const erasures = events.filter(isErasure);
  if (keys !== null && erasures.length > 0) await erase(keys, place, erasures);
}

function takenBy(event: FileEvent, stored: CouncilEvent | undefined, open: Opener): Problem[] {
  if (stored === undefined || isSameEvent(stored, { ...event, occurredAt: event.at }, open)) return [];
  const wrong = `event ${event.source ?? event.id} is in the ledger already with another body`;
  return [{ at: '/event', line: event.line, wrong, right: 'the body recorded first, or another event id' }];
}

function occurred({ id, type, at, rec, payload }: FileEvent): CouncilEvent {
  return { id, type, at, rec, payload, pack: null, position: '' };
}

/** The pack in force at an instant, from the adoptions in the ledger and in the file. */
function packsOf(events: readonly CouncilEvent[]): (at: Instant) => PackReference | null {
  const adoptions = events.filter(({ type }) => type === 'ProtocolPackAdopted').sort((a, b) => a.at - b.at);
  const packAt = packsInForce(
    adoptions.map((event, order) => ({ event, order })),
    builtInPacks(),
  );
  return (at) => {
    const pack = packAt(at);
    return pack === NO_PACK ? null : pack.ref;
  };
}

function newEvent({ id, type, at, payload }: FileEvent, pack: PackReference | null): NewEvent {
  const unknown = { recordedBy: null, correlationId: null, causationId: null };
  return { id, type, occurredAt: at, payload, pack, schema: SCHEMA, ...unknown };
}

function refusalText(from: number, problems: readonly Problem[]): string {
  const why = problems.map(({ wrong }) => wrong).join('; ');
  return `the ledger refused an event: ${why}; ${from} events before it are recorded`;
}
