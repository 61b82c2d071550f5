import { randomUUID } from 'node:crypto';
import type { MeasuredStore } from './event-store.js';
import { appendBy, councilName, freshEvents } from './ledgers.js';
import { type Measured, type Sizes, compare, perSecond, seconds } from './measure.js';

/** Slices a round: the shorter they are, the more equal are the conditions for both. */
const SLICES = 4;
/** A store's events are read over the network: a fiftieth of the big ledger is enough to tell the rate. */
const SHARE = 50;
const EVENTS_A_STREAM_AND_APPEND = 500;

/** Events a second of so many writers through the ledger, divided by the client used bare, each append a call of its own. */
export async function appendAgainstBare(store: MeasuredStore, sizes: Sizes, writers: number): Promise<Measured> {
  const count = Math.ceil(sizes.commits / 4) * (writers > 1 ? 2 : 1);
  const [ledger, bare] = [await store.ledger(), await store.bare()];
  const measured = await compare(
    sizes.rounds * SLICES,
    async () => {
      const events = freshEvents(count);
      return count / (await seconds(() => appendBy(writers, ledger, events)));
    },
    async () => {
      const events = freshEvents(count);
      return count / (await seconds(() => bare.appendBy(writers, events)));
    },
    (left, right) => `${perSecond(left)} against ${perSecond(right)}, ${store.name}`,
  );
  await ledger.close();
  await bare.close();
  return measured;
}

/** Writes events of 100 councils; returns the prefix of their streams and how many they are. */
async function filled(store: MeasuredStore, sizes: Sizes): Promise<{ prefix: string; count: number }> {
  const prefix = `bench-${randomUUID()}-`;
  const ledger = await store.ledger(prefix);
  const events = freshEvents(Math.max(1_000, Math.ceil(sizes.events / SHARE)));
  for (let from = 0; from < events.length; from += EVENTS_A_STREAM_AND_APPEND) {
    const part = events.slice(from, from + EVENTS_A_STREAM_AND_APPEND);
    const answer = await ledger.append(councilName(from / EVENTS_A_STREAM_AND_APPEND), part);
    if (!answer.ok) throw new Error(answer.refusal.code);
  }
  await ledger.close();
  return { prefix, count: events.length };
}

/** Events a second of filling a new journal, divided by a bare subscription to the same streams. */
export async function fillAgainstBare(store: MeasuredStore, sizes: Sizes): Promise<Measured> {
  const { prefix, count } = await filled(store, sizes);
  const bare = await store.bare();
  const measured = await compare(
    sizes.rounds,
    async () => {
      let close = async (): Promise<void> => undefined;
      const taken = await seconds(async () => {
        const ledger = await store.ledger(prefix);
        close = () => ledger.close();
        if ((await ledger.councils()).length === 0) throw new Error('the journal is empty');
      });
      await close();
      return count / taken;
    },
    async () => {
      const taken = await seconds(async () => {
        if ((await bare.catchUp(prefix)) !== count) throw new Error('the subscription gave another number of events');
      });
      return count / taken;
    },
    (left, right) => `${perSecond(left)} against ${perSecond(right)}, ${store.name}`,
  );
  await bare.close();
  return measured;
}

/** Events a second of reading everything through the ledger, which asks its journal, divided by the client's own reading. */
export async function readAgainstBare(store: MeasuredStore, sizes: Sizes): Promise<Measured> {
  const { prefix } = await filled(store, sizes);
  const [ledger, bare] = [await store.ledger(prefix), await store.bare()];
  await ledger.head();
  const rate = async (read: () => Promise<number>): Promise<number> => {
    let events = 0;
    const taken = await seconds(async () => {
      events = await read();
    });
    return events / taken;
  };
  const measured = await compare(
    sizes.rounds,
    () =>
      rate(async () => {
        let events = 0;
        for await (const { position } of ledger.readAll()) if (position > 0n) events += 1;
        return events;
      }),
    () => rate(() => bare.readAll()),
    (left, right) => `${perSecond(left)} against ${perSecond(right)}, ${store.name}`,
  );
  await ledger.close();
  await bare.close();
  return measured;
}
