import type { Actor, Instant, PackReference, Payload } from '#lib/kernel/index.js';

/** An event of one council, in order of recording. */
export interface CouncilEvent {
  readonly id: string;
  /** The file's own token of the event, if its id was made from it. */
  readonly source?: string;
  readonly type: string;
  readonly at: Instant;
  readonly rec: Instant;
  /** As stored: P21 shows this one. */
  readonly payload: Payload;
  /** The payload with its sealed fields opened, if they can be; absent if none was opened. Only the fold sees it. */
  readonly opened?: Payload;
  /** The pack in force as known at recording; the fold computes it again. */
  readonly pack: PackReference | null;
  readonly position: string;
  /** Null where nobody is named, absent in a file. */
  readonly recordedBy?: Actor | null;
}

/** An event with its place in the order of recording. */
export interface Entry {
  readonly event: CouncilEvent;
  readonly order: number;
}
