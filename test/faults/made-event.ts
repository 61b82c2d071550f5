import { createHash } from 'node:crypto';
import { uuidFromDigest } from '#lib/kernel/index.js';
import type { NewEvent } from '#lib/ledger/index.js';

/** Which append of which writer in which round. */
export interface Turn {
  readonly round: number;
  readonly writer: number;
  readonly number: number;
}

export const councilOf = ({ writer }: Turn): string => `council-${writer % 5}`;

/** The events of one append, the same each time they are asked for: 1 to 3 of them. */
export function batchOf(turn: Turn): NewEvent[] {
  return Array.from({ length: 1 + (turn.number % 3) }, (_, index) => {
    const digest = createHash('sha256').update(`${turn.round}/${turn.writer}/${turn.number}/${index}`).digest();
    return {
      id: uuidFromDigest(digest),
      type: 'BriefingGiven',
      occurredAt: Date.UTC(2026, 2, 6) + turn.number,
      recordedBy: { role: 'proper_officer', person: `p-${turn.writer}` },
      pack: null,
      correlationId: null,
      causationId: null,
      schema: 1,
      payload: { ...turn, index, padding: digest.toString('hex').repeat(1 + (turn.number % 7)) },
    };
  });
}
