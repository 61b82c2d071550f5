import { type Workshop, appendBy, emptyLedger, freshEvents, openAt } from './ledgers.js';
import { type Measured, type NotRun, type Sizes, compare, perSecond, seconds } from './measure.js';
import { type PeerName, type PeerRates, installPeers, runPeer } from './peers.js';
import { readingRate } from './read.bench.js';

/** Enough to read for a while, few enough for a peer to write them one at a time. */
const READ_PER_COMMIT = 10;
const BATCHED_WRITERS = 64;

/** Events a second of the fastest peer. */
async function bestRate(
  ready: readonly PeerName[],
  workshop: Workshop,
  asked: { readonly rate: keyof PeerRates; readonly count: number },
): Promise<number> {
  const rates: number[] = [];
  for (const name of ready) {
    const peer = await runPeer(name, workshop, asked.count);
    if (peer !== null) rates.push(peer[asked.rate]);
  }
  if (rates.length === 0) throw new Error(`none of ${ready.join(', ')} came to an end`);
  return Math.max(...rates);
}

/** Events a second of so many writers through the ledger, divided by those of the best durable peer. */
export async function againstPeers(workshop: Workshop, sizes: Sizes, writers: number): Promise<Measured | NotRun> {
  const { ready, missing } = installPeers();
  if (ready.length === 0) return { notRun: missing.join('; ') };
  const path = workshop.path(`peers-${writers}.sqlite`);
  await emptyLedger(path);
  const ledger = await openAt(path);
  const count = sizes.commits * (writers > 1 ? 8 : 1);
  const others = missing.length === 0 ? '' : ` (${missing.join('; ')})`;
  const measured = await compare(
    sizes.rounds,
    async () => {
      const events = freshEvents(count);
      return count / (await seconds(() => appendBy(writers, ledger, events)));
    },
    () => bestRate(ready, workshop, { rate: 'appended', count: Math.ceil(sizes.commits / 2) }),
    (left, right) => `${perSecond(left)} against ${perSecond(right)}, best of ${ready.join(', ')}${others}`,
  );
  await ledger.close();
  return measured;
}

/** Events a second of reading everything, divided by those of the best peer on as many events. */
export async function readingAgainstPeers(workshop: Workshop, sizes: Sizes): Promise<Measured | NotRun> {
  const { ready, missing } = installPeers();
  if (ready.length === 0) return { notRun: missing.join('; ') };
  const count = sizes.commits * READ_PER_COMMIT;
  const path = workshop.path('peers-read.sqlite');
  await emptyLedger(path);
  const ledger = await openAt(path);
  await appendBy(BATCHED_WRITERS, ledger, freshEvents(count));
  const measured = await compare(
    sizes.rounds,
    () => readingRate(ledger),
    () => bestRate(ready, workshop, { rate: 'read', count }),
    (left, right) => `${perSecond(left)} against ${perSecond(right)}, ${count} events, best of ${ready.join(', ')}`,
  );
  await ledger.close();
  return measured;
}
