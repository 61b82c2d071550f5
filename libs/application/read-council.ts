import { type Instant, type PackReference, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import type { Viewer } from '#lib/council/index.js';
import { seenBy } from './seen.js';
import { stampsOf } from './stamp.js';

/** Facts about a council's record, without any figure. */
export interface CouncilSummary {
  readonly council: string;
  /** The protocol in force now; null if there is none yet. */
  readonly pack: PackReference | null;
  /** Number of recorded events, of those that the viewer sees. */
  readonly events: number;
  /** Position of its newest event; for a viewer its place among those that they see. */
  readonly position: bigint;
  /** Recording time of its first event. */
  readonly openedAt: Instant;
}

/** A summary of one council. Throws the errors of the ledger. */
export async function readCouncil(
  { councils, shelf, clock }: Application,
  name: string,
  viewer: Viewer | null,
): Promise<Result<CouncilSummary, 'council_unknown'>> {
  const council = await councils.upToNow(name);
  const [first] = council.history.events;
  if (first === undefined) return refused('council_unknown', []);
  const pack = stampsOf(council.history.adoptions, shelf)(clock());
  const summary = { council: name, pack, openedAt: first.rec };
  if (viewer === null) return accepted({ ...summary, events: council.size, position: council.position });
  const opened = await councils.opened(name);
  const seen = seenBy({ shelf, clock }, opened, viewer);
  const number = seen?.length ?? council.size;
  return accepted({ ...summary, events: number, position: BigInt(number) });
}
