import { type Instant, type PackReference, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import { stampsOf } from './stamp.js';

/** Facts about a council's record, without any figure. */
export interface CouncilSummary {
  readonly council: string;
  /** The protocol in force now; null if there is none yet. */
  readonly pack: PackReference | null;
  /** Number of recorded events. */
  readonly events: number;
  /** Position of its newest event. */
  readonly position: bigint;
  /** Recording time of its first event. */
  readonly openedAt: Instant;
}

/** A summary of one council. Throws the errors of the ledger. */
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
