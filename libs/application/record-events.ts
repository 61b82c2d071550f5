import { type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import { isErasure, needsKeys } from '#lib/sealing/record.js';
import type { Application } from './application.js';
import { eraseRecorded } from './erase.js';
import type { GivenEvent, RecordContext } from './given.js';
import type { PackRefusal } from './check-texts.js';
import { prepared } from './prepare.js';

/** Each attempt seals anew under what others recorded meanwhile. */
const MAX_ATTEMPTS = 32;

export interface Recorded {
  /** A reader that has reached it sees every event recorded here. */
  readonly position: bigint;
  /** In the order given, each as it was stored the first time. */
  readonly events: readonly RecordedEvent[];
  /** One for each erasure among them, carried out when the answer is there. */
  readonly erasures: readonly Erased[];
}

/** A person's values are gone for good, but for those that were stored before there was a vault. */
interface Erased {
  /** Id of the event that recorded it. */
  readonly event: string;
  /** Number of stored events that still hold such a value: no view shows it, the bytes stay. */
  readonly heldBack: number;
}

/**
 * `council_exists` answers only an opening, `council_unknown` only what is no opening. `contended`: others recorded faster
 * than personal data could be sealed; send it again.
 */
export type RecordRefusal = 'council_unknown' | 'council_exists' | PackRefusal | 'id_reused' | 'contended';

/**
 * Records 1 to 1,000 events of one council, all or nothing; durable when the answer is there. Each is stamped with the pack in
 * force when it occurred, and its personal data sealed; the text of a pack goes before its adoption, once in each council. An
 * erasure that came between sealing and storing would leave a value that nobody could ever read, so that what is sealed is
 * stored at the revision that it was sealed at, or sealed anew.
 * Throws what the ledger and the vault throw.
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

/** What was recorded of what was given: the texts of packs that were recorded with it have an id of their own. */
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
