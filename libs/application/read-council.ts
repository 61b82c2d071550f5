import { type Instant, type PackReference, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import { stampsOf } from './stamp.js';

/** What a council's ledger holds, without what it amounts to. */
export interface CouncilSummary {
  readonly council: string;
  /** The protocol in force now; null where none is yet. */
  readonly pack: PackReference | null;
  /** Number of recorded events. */
  readonly events: number;
  /** Of its newest event. */
  readonly position: bigint;
  /** When its first event was recorded. */
  readonly openedAt: Instant;
}

/** One council in a few words. Throws what the ledger throws. */
export async function readCouncil(
  { councils, shelf, clock }: Application,
  name: string,
): Promise<Result<CouncilSummary, 'council_unknown'>> {
  const council = await councils.upToNow(name);
  const [first] = council.history.events;
  if (first === undefined) return refused('council_unknown', []);
  const pack = stampsOf(council.history.adoptions, shelf)(clock());
  return accepted({ council: name, pack, events: council.size, position: council.position, openedAt: first.rec });
}
