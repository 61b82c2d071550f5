import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Ledger, openEventStoreLedger, openMemoryLedger } from '#lib/ledger/index.js';
import { type StandIn, startStandIn } from '../support/eventstoredb/stand-in.js';
import { journalFolder } from '../support/eventstoredb/stores.js';
import { NOON, all, event } from '#lib/ledger/contract/store.js';

/** One append: so many new events, and some of those sent before, in the order given by `isKnownFirst`. */
interface Step {
  readonly replica: number;
  readonly council: number;
  readonly fresh: number;
  /** How many appends ago the ones to repeat were sent; 0 for none. */
  readonly back: number;
  readonly isKnownFirst: boolean;
  readonly isAltered: boolean;
  /** Added to the true revision; null to expect none. */
  readonly wrongBy: number | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  replica: fc.nat(1),
  council: fc.nat(2),
  fresh: fc.nat(3),
  back: fc.nat(4),
  isKnownFirst: fc.boolean(),
  isAltered: fc.boolean(),
  wrongBy: fc.option(fc.constantFrom(0, 0, 0, -1, 1), { nil: null }),
});

/** What may be compared between ledgers: positions differ, order does not. */
const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, one: unknown) => {
      if (key === 'position') return undefined;
      return typeof one === 'bigint' ? String(one) : one;
    }),
  );

let server: StandIn;
let folder: ReturnType<typeof journalFolder>;
beforeAll(async () => {
  server = await startStandIn();
  folder = journalFolder();
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

async function answers(
  steps: readonly Step[],
  ledgers: readonly Ledger[],
  sent: ReturnType<typeof event>[][],
): Promise<unknown[]> {
  const found = [];
  for (const [index, one] of steps.entries()) {
    const council = `council-${one.council}`;
    const ledger = ledgers[one.replica % ledgers.length]!;
    const options =
      one.wrongBy === null ? {} : { expectedRevision: (await ledger.revision(council)) + BigInt(one.wrongBy) };
    found.push(await ledger.append(council, sent[index]!, options));
  }
  return found;
}

/** The events of each step: the same for every ledger. */
function eventsOf(steps: readonly Step[]): ReturnType<typeof event>[][] {
  const sent: ReturnType<typeof event>[][] = [];
  for (const { fresh, back, isKnownFirst, isAltered, council } of steps) {
    const known = (back === 0 ? [] : (sent.at(-back) ?? [])).map((one) =>
      isAltered ? { ...one, payload: { altered: council } } : one,
    );
    const created = Array.from({ length: known.length === 0 ? fresh + 1 : fresh }, () => event());
    sent.push(isKnownFirst ? [...known, ...created] : [...created, ...known]);
  }
  return sent;
}

it('two replicas on EventStoreDB, asked in turns, answer as one ledger in memory does', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      run += 1;
      const url = `esdb://127.0.0.1:${server.port}?tls=false`;
      const sent = eventsOf(steps);
      const memory = openMemoryLedger({ clock: () => NOON });
      const [left, right] = await Promise.all(
        ['left', 'right'].map((name) =>
          openEventStoreLedger({
            url,
            prefix: `run-${run}-`,
            journalPath: folder.path(`${name}-${run}`),
            clock: () => NOON,
          }),
        ),
      );
      try {
        expect(comparable(await answers(steps, [left!, right!], sent))).toEqual(
          comparable(await answers(steps, [memory], sent)),
        );
        const expected = comparable(await all(memory.readAll()));
        expect(comparable(await all(left!.readAll()))).toEqual(expected);
        expect(comparable(await all(right!.readAll()))).toEqual(expected);
      } finally {
        for (const ledger of [left!, right!, memory]) await ledger.close();
      }
    }),
    { numRuns: Number(process.env['EVENHAND_RUNS'] ?? 200), seed: 17 },
  );
});
