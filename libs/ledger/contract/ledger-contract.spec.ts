import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type RecordedEvent, accepted } from '#lib/kernel/index.js';
import { type Appended, type Ledger, openMemoryLedger } from '../index.js';
import { type StoreMaker, contractCases, runCase } from './ledger-contract.js';

async function* nothing(): AsyncGenerator<RecordedEvent, void, void> {
  // No event ever comes.
}

/** Accepts every call and keeps nothing. */
const noopLedger: Ledger = {
  capabilities: { isDurable: false, isShared: false, hasJournal: false },
  append: async () => accepted({ events: [], position: 0n, revision: -1n }),
  restore: async () => accepted({ known: 0, stored: 0 }),
  readCouncil: nothing,
  readAll: nothing,
  readTypes: nothing,
  follow: nothing,
  revision: async () => -1n,
  head: async () => 0n,
  councils: async () => [],
  close: async () => undefined,
};

const maker = (open: (clock: () => number) => Ledger, outlivesClose: boolean): StoreMaker => ({
  capabilities: { outlivesClose, clock: 'injected' },
  make: async (clock) => ({ open: async () => open(clock), remove: async () => undefined }),
});

/**
 * Returns the names of the cases that fail for a store, in the contract's order. Cases run concurrently, each on its
 * own store.
 */
async function failuresOf(store: StoreMaker): Promise<string[]> {
  const runs = await Promise.allSettled(contractCases.map((one) => runCase(one, store)));
  return contractCases.filter((_, index) => runs[index]?.status === 'rejected').map(({ name }) => name);
}

async function* map(
  events: AsyncIterable<RecordedEvent>,
  change: (event: RecordedEvent) => readonly RecordedEvent[],
): AsyncGenerator<RecordedEvent, void, void> {
  for await (const event of events) yield* change(event);
}

const changed = (answer: Appended, changes: Partial<Appended>): ReturnType<typeof accepted<Appended>> =>
  accepted({ ...answer, ...changes });

interface Lie {
  /** How the name of the case that must catch it begins. */
  readonly caughtBy: string;
  readonly tell: (truth: Ledger) => Partial<Ledger>;
}

/** Ledgers that break exactly one promise. */
const lies: Readonly<Record<string, Lie>> = {
  'forgets the expected revision': {
    caughtBy: 'the expected revision is honoured',
    tell: (truth) => ({ append: (council, events) => truth.append(council, events) }),
  },
  'returns a position before its last event': {
    caughtBy: 'append returns the position of the last event',
    tell: (truth) => ({
      async append(council, events, options) {
        const answer = await truth.append(council, events, options);
        return answer.ok ? changed(answer.value, { position: answer.value.position - 1n }) : answer;
      },
    }),
  },
  "returns today's revision for a repeated append": {
    caughtBy: 'repeating an append returns its first result',
    tell: (truth) => ({
      async append(council, events, options) {
        const answer = await truth.append(council, events, options);
        return answer.ok ? changed(answer.value, { revision: await truth.revision(council) }) : answer;
      },
    }),
  },
  'stores a batch one by one': {
    caughtBy: 'all or nothing',
    tell: (truth) => ({
      async append(council, events, options) {
        let answer = await truth.append(council, events.slice(0, 1), options);
        for (const event of events.slice(1)) if (answer.ok) answer = await truth.append(council, [event]);
        return answer;
      },
    }),
  },
  'takes a known id for a new event': {
    caughtBy: 'repeating an append returns its first result',
    tell: (truth) => ({
      append: (council, events, options) =>
        truth.append(
          council,
          events.map((event) => ({ ...event, id: randomUUID() })),
          options,
        ),
    }),
  },
  'includes the event at the given position': {
    caughtBy: 'readAll returns all events after a position',
    tell: (truth) => ({
      readAll: (after = 0n) => truth.readAll(after === 0n ? 0n : after - 1n),
    }),
  },
  'returns events of all councils for one': {
    caughtBy: "readCouncil returns the council's events after any position",
    tell: (truth) => ({ readCouncil: (_, after) => truth.readAll(after) }),
  },
  'returns events of every type': {
    caughtBy: 'readTypes returns the events of the given types',
    tell: (truth) => ({ readTypes: (_, after) => truth.readAll(after) }),
  },
  'reads events that came after the call, by types': {
    caughtBy: 'a reading by types crosses pages',
    tell: (truth) => ({
      async *readTypes(types, after) {
        yield* truth.readTypes(types, after);
      },
    }),
  },
  "reads only a council's first thousand events": {
    caughtBy: "readCouncil returns the council's events after any position",
    tell: (truth) => ({
      async *readCouncil(council, after) {
        let left = 1_000;
        for await (const event of truth.readCouncil(council, after)) if (left-- > 0) yield event;
      },
    }),
  },
  'restores with its own recordedAt': {
    caughtBy: 'restore keeps id, recordedAt, order',
    tell: (truth) => ({
      async restore(events) {
        let stored = 0;
        for await (const { council, ...event } of events) {
          await truth.append(council, [event]);
          stored += 1;
        }
        return accepted({ known: 0, stored });
      },
    }),
  },
  'restores events that it already holds': {
    caughtBy: 'an interrupted restore continues',
    tell: (truth) => ({
      async restore(events, onPage) {
        const answer = await truth.restore(events, onPage);
        return answer.ok ? accepted({ known: 0, stored: answer.value.known + answer.value.stored }) : answer;
      },
    }),
  },
  'loses the thousandth event': {
    caughtBy: 'readAll returns all events after a position',
    tell: (truth) => ({
      readAll: (after) => map(truth.readAll(after), (event) => (event.position === 1_000n ? [] : [event])),
    }),
  },
  'reads events that came after the call': {
    caughtBy: 'a reading ends at the event that was newest at the call',
    tell: (truth) => ({
      async *readAll(after = 0n) {
        let from = after;
        while (from < (await truth.head())) {
          for await (const event of truth.readAll(from)) {
            from = event.position;
            yield event;
          }
        }
      },
    }),
  },
  'follows with an event twice': {
    caughtBy: 'follow delivers what is there, then what comes',
    tell: (truth) => ({
      follow: (after, signal) =>
        map(truth.follow(after, signal), (event) => (event.position % 7n === 0n ? [event, event] : [event])),
    }),
  },
  'stops following at the newest event': {
    caughtBy: 'follow delivers what is there, then what comes',
    tell: (truth) => ({ follow: (after) => truth.readAll(after) }),
  },
  'does not stop following at the signal': {
    caughtBy: 'following ends when the signal aborts',
    tell: (truth) => ({
      follow: (after) => truth.follow(after, new AbortController().signal),
    }),
  },
  "uses the sender's time as its own": {
    caughtBy: 'append returns the recorded events in the order given',
    tell: (truth) => ({
      readAll: (after) => map(truth.readAll(after), (event) => [{ ...event, recordedAt: event.occurredAt }]),
    }),
  },
  'does not sort the councils': {
    caughtBy: 'councils are the names of all that have an event, sorted',
    tell: (truth) => ({ councils: async () => [...(await truth.councils())].reverse() }),
  },
  'does not close': {
    caughtBy: 'closing twice is harmless',
    tell: () => ({ close: async () => undefined }),
  },
};

describe('the ledger contract', () => {
  it('fails in every case, and skips none, for a store that does nothing', async () => {
    for (const outlivesClose of [true, false]) {
      const failed = await failuresOf(maker(() => noopLedger, outlivesClose));
      expect(failed).toEqual(contractCases.map(({ name }) => name));
    }
  });

  it('has no two cases of one name', () => {
    expect(new Set(contractCases.map(({ name }) => name)).size).toBe(contractCases.length);
  });

  it('fails for a store that keeps nothing but declares that it does', async () => {
    const failed = await failuresOf(maker((clock) => openMemoryLedger({ clock }), true));
    expect(failed).toEqual([
      'a ledger reports whether it is durable, as declared, and the other ways in which stores differ',
      'an append is durable once it resolves: it is there when the store is reopened, as declared',
      'after reopening, order, revisions and recordedAt continue where they stopped',
      'an append can be repeated for ever: its first result and its refusals survive reopening, as declared',
      'close finishes the appends in progress',
    ]);
  });

  const honest = (truth: Ledger): Ledger => ({
    capabilities: truth.capabilities,
    append: (...given) => truth.append(...given),
    restore: (...given) => truth.restore(...given),
    readCouncil: (...given) => truth.readCouncil(...given),
    readAll: (...given) => truth.readAll(...given),
    readTypes: (...given) => truth.readTypes(...given),
    follow: (...given) => truth.follow(...given),
    revision: (...given) => truth.revision(...given),
    head: () => truth.head(),
    councils: () => truth.councils(),
    close: () => truth.close(),
  });

  it('passes a ledger that forwards every call to a correct one', async () => {
    expect(await failuresOf(maker((clock) => honest(openMemoryLedger({ clock })), false))).toEqual([]);
  });

  for (const [name, { caughtBy, tell }] of Object.entries(lies)) {
    it(`catches a ledger that ${name}`, async () => {
      const open = (clock: () => number): Ledger => {
        const truth = openMemoryLedger({ clock });
        return { ...honest(truth), ...tell(truth) };
      };
      const catching = contractCases.filter((one) => one.name.startsWith(caughtBy));
      expect(catching).toHaveLength(1);
      for (const one of catching) await expect(runCase(one, maker(open, false))).rejects.toThrow();
    });
  }
});
