import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#lib/kernel/index.js';
import { type Ledger, type NewEvent, openMemoryLedger } from '#lib/ledger/index.js';
import { altered, idOf } from '../../test/support/service.js';
import { type Derived, Follower } from './follower.js';

const now = Date.parse('2026-06-01T12:00:00Z');
const event = (number: number, type: string): NewEvent => ({
  ...{ id: idOf(number), type, occurredAt: now, payload: {}, recordedBy: null },
  ...{ pack: null, correlationId: null, causationId: null, schema: 2 },
});

let ledger: Ledger;
let end: AbortController;
beforeEach(async () => {
  ledger = openMemoryLedger({ clock: () => now });
  end = new AbortController();
  for (const [index, type] of ['A', 'B', 'A'].entries()) await ledger.append('c', [event(index + 1, type)]);
});

/** Keeps what it takes, with its position; ends the follower after a number of events. */
function keeping(
  upTo: number,
  kept: { position: bigint; taken: string[] },
  fails: () => boolean = () => false,
): Derived {
  return {
    types: ['A'],
    position: () => Promise.resolve(kept.position),
    take: async ({ id, position }: RecordedEvent) => {
      if (fails()) throw new Error('the place where it is kept is away');
      kept.taken.push(id);
      kept.position = position;
      if (kept.taken.length === upTo) end.abort();
    },
  };
}

const nobody = (error: unknown): never => {
  throw error;
};

describe('a follower', () => {
  it('takes the events of its types that are there and those that come, once each and in order', async () => {
    const kept = { position: 0n, taken: [] as string[] };
    const follower = new Follower(ledger, keeping(3, kept));
    expect(follower.status).toEqual({ position: null, stoppedAt: null });
    const running = follower.run(end.signal, nobody);
    await ledger.append('d', [event(4, 'B'), event(5, 'A')]);
    await running;
    expect(kept.taken).toEqual([1, 3, 5].map(idOf));
    expect(follower.status).toEqual({ position: 5n, stoppedAt: null });
  });

  it('goes on from the position that was kept with what it derived', async () => {
    const kept = { position: 1n, taken: [] as string[] };
    await new Follower(ledger, keeping(1, kept)).run(end.signal, nobody);
    expect(kept).toEqual({ position: 3n, taken: [idOf(3)] });
  });

  it('reads nothing but its types, and follows from the end of the ledger', async () => {
    const asked: unknown[] = [];
    const watched = altered(ledger, {
      readAll: nobody,
      readTypes: (...call) => {
        asked.push(call);
        return ledger.readTypes(...call);
      },
      follow: (after, signal) => {
        asked.push(after);
        return ledger.follow(after, signal);
      },
    });
    const kept = { position: 0n, taken: [] as string[] };
    const running = new Follower(watched, keeping(3, kept)).run(end.signal, nobody);
    await ledger.append('c', [event(4, 'A')]);
    await running;
    expect(asked).toEqual([[['A'], 0n], expect.anything()]);
    expect(asked[1]).toBeGreaterThanOrEqual(3n);
  });

  it('stops at what it cannot take, names its position, and tries it again', async () => {
    const kept = { position: 0n, taken: [] as string[] };
    const stopped: unknown[] = [];
    const follower = new Follower(
      ledger,
      keeping(2, kept, () => kept.taken.length === 1 && stopped.length === 0),
    );
    await follower.run(end.signal, (_error, stoppedAt) => {
      stopped.push(stoppedAt, follower.status);
    });
    expect(stopped).toEqual([3n, { position: 1n, stoppedAt: 3n }]);
    expect(kept.taken).toEqual([idOf(1), idOf(3)]);
    expect(follower.status.stoppedAt).toBeNull();
  });
});
