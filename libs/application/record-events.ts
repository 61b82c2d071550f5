import { type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import { isErasure, needsKeys } from '#lib/sealing/record.js';
import type { Application } from './application.js';
import { eraseRecorded } from './erase.js';
import type { GivenEvent, RecordContext } from './given.js';
import type { PackRefusal } from './check-texts.js';
import { prepared } from './prepare.js';

/** Each attempt seals again after what others recorded meanwhile. */
const MAX_ATTEMPTS = 32;

export interface Recorded {
  /** A reader that has reached this position sees every event recorded here. */
  readonly position: bigint;
  /** The events in the order given, each as first stored. */
  readonly events: readonly RecordedEvent[];
  /** One entry for each erasure among the events. All are carried out before the answer. */
  readonly erasures: readonly Erased[];
}

/** The result of an erasure. Values are gone for good, except those stored before there was a vault. */
interface Erased {
  /** Id of the event that recorded it. */
  readonly event: string;
  /** Number of stored events that still hold such a value in plain. No view shows it; the bytes stay. */
  readonly heldBack: number;
}

/**
 * `council_exists` refuses only an opening, `council_unknown` anything else. `contended`: others recorded faster than this
 * could seal personal data; send the events again.
 */
export type RecordRefusal = 'council_unknown' | 'council_exists' | PackRefusal | 'id_reused' | 'contended';

/**
 * Records 1 to 1,000 events of one council, all or nothing. They are durable when this resolves. Stamps each with the pack in
 * force when it occurred and seals its personal data. Puts the text of a pack before its adoption, once in each council. Stores
 * sealed values at the revision at which they were sealed, or seals them again: an erasure in between would leave a value that
 * can never be read.
 * Throws the errors of the ledger and the vault.
 */
export async function recordEvents(
  application: Application,
  council: string,
  events: readonly GivenEvent[],
  context: RecordContext,
): Promise<Result<Recorded, RecordRefusal>> {
  const endTurn = events.some(needsKeys) ? await application.councils.turn(council) : undefined;
  try {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const ready = await prepared(application, council, events, context);
      if (ready === 'again') continue;
      if (!ready.ok) return ready;
      const appended = await application.ledger.append(council, ready.value.events, ready.value.options);
      if (appended.ok) return accepted(await withErasures(application, council, asGiven(events, appended.value)));
      const { code, problems } = appended.refusal;
      if (code !== 'conflict') return refused(code, problems);
      if (context.opens === true) return refused('council_exists', []);
    }
    return refused('contended', []);
  } finally {
    endTurn?.();
  }
}

/** The recorded events that were given, without the parts of pack texts that were recorded with them. */
function asGiven(
  given: readonly GivenEvent[],
  { position, events }: Omit<Recorded, 'erasures'>,
): Omit<Recorded, 'erasures'> {
  if (events.length === given.length) return { position, events };
  const ids = new Set(given.map(({ id }) => id.toLowerCase()));
  return { position, events: events.filter(({ id }) => ids.has(id)) };
}

/** Carries out the erasures among what was recorded. */
async function withErasures(
  application: Application,
  council: string,
  { position, events }: Omit<Recorded, 'erasures'>,
): Promise<Recorded> {
  const erasures = events.filter(isErasure);
  if (erasures.length === 0) return { position, events, erasures: [] };
  await eraseRecorded(application, council, erasures);
  const { history } = await application.councils.opened(council);
  const carriedOut = erasures.map(({ id, payload }) => {
    return { event: id, heldBack: history.heldBack(String(payload['subject'])) };
  });
  return { position, events, erasures: carriedOut };
}
