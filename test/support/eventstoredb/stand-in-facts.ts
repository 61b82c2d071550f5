import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import {
  END,
  type EventStoreDBClient,
  NO_STREAM,
  STREAM_EXISTS,
  jsonEvent,
  streamNameFilter,
} from '@eventstore/db-client';

/** One measured answer of the real server: `run` throws if the server under test answers otherwise. */
export interface Fact {
  readonly name: string;
  readonly run: (client: EventStoreDBClient, options: { readonly credentials: Credentials }) => Promise<void>;
}

type Credentials = { username: string; password: string };
type Position = { commit: bigint; prepare: bigint };

const newStream = (): string => `facts-${randomUUID()}`;
const event = (id: string = randomUUID(), text = 'x') =>
  jsonEvent({ id, type: 'Fact', data: { text }, metadata: { m: 1 } });

async function failure(work: Promise<unknown>): Promise<Record<string, unknown>> {
  return work.then(
    (value) => ({ none: value }),
    (error: unknown) => error as Record<string, unknown>,
  );
}

async function collect(
  stream: AsyncIterable<{ event?: { streamId: string; type: string; position?: unknown; data: unknown } }>,
) {
  const found: { streamId: string; type: string; position: Position; data: unknown }[] = [];
  for await (const { event: one } of stream) if (one !== undefined) found.push(one as never);
  return found;
}

const newest = async (client: EventStoreDBClient, credentials: Credentials): Promise<Position> => {
  const [last] = await collect(client.readAll({ direction: 'backwards', fromPosition: END, maxCount: 1, credentials }));
  return last!.position;
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

export const appendingFacts: readonly Fact[] = [
  {
    name: 'revision as expected: success, revision and position of the last event',
    async run(client, options) {
      const stream = newStream();
      const first = await client.appendToStream(stream, [event(), event(), event()], {
        ...options,
        expectedRevision: NO_STREAM,
      });
      expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n });
      const found = await collect(client.readStream(stream, options));
      expect(found.at(-1)?.position).toEqual(first.position);
      expect(
        (await client.appendToStream(stream, event(), { ...options, expectedRevision: 2n })).nextExpectedRevision,
      ).toBe(3n);
    },
  },
  {
    name: 'revision not as expected: an error with properties and an empty message',
    async run(client, options) {
      const stream = newStream();
      await client.appendToStream(stream, event(), options);
      const wrong = await failure(client.appendToStream(stream, event(), { ...options, expectedRevision: 5n }));
      expect(wrong).toMatchObject({
        type: 'wrong-expected-version',
        streamName: stream,
        expectedVersion: 5n,
        actualVersion: 0n,
        message: '',
      });
      expect(wrong['code']).toBeUndefined();
      const none = await failure(client.appendToStream(newStream(), event(), { ...options, expectedRevision: 0n }));
      expect(none).toMatchObject({ expectedVersion: 0n, actualVersion: 'no_stream' });
    },
  },
  {
    name: 'same ids again at the same revision: success with the first position, nothing written, other data ignored',
    async run(client, options) {
      const stream = newStream();
      const batch = [event(), event()];
      const first = await client.appendToStream(stream, batch, { ...options, expectedRevision: NO_STREAM });
      await client.appendToStream(stream, event(), options);
      for (const expectedRevision of [NO_STREAM, STREAM_EXISTS, 'any'] as const) {
        const again = await client.appendToStream(stream, batch, { ...options, expectedRevision });
        expect(again).toMatchObject({ success: true, nextExpectedRevision: 1n, position: first.position });
      }
      const other = batch.map(({ id }) => event(id, 'other'));
      expect(await client.appendToStream(stream, other, { ...options, expectedRevision: NO_STREAM })).toMatchObject({
        success: true,
      });
      const found = await collect(client.readStream(stream, options));
      expect(found.map(({ data }) => data)).toEqual([{ text: 'x' }, { text: 'x' }, { text: 'x' }]);
    },
  },
  {
    name: 'same id at the revision of today: written again; twice in one batch: written twice',
    async run(client, options) {
      const stream = newStream();
      const one = event();
      await client.appendToStream(stream, one, { ...options, expectedRevision: NO_STREAM });
      await client.appendToStream(stream, one, { ...options, expectedRevision: 0n });
      const twice = event();
      await client.appendToStream(stream, [twice, twice], { ...options, expectedRevision: 1n });
      expect(await collect(client.readStream(stream, options))).toHaveLength(4);
    },
  },
  {
    name: 'some ids known, some new, or a known id beyond the end: wrong revision',
    async run(client, options) {
      const stream = newStream();
      const known = event();
      await client.appendToStream(stream, known, { ...options, expectedRevision: NO_STREAM });
      for (const expectedRevision of [NO_STREAM, 'any'] as const) {
        const mixed = await failure(client.appendToStream(stream, [known, event()], { ...options, expectedRevision }));
        expect(mixed).toMatchObject({ type: 'wrong-expected-version' });
      }
      const beyond = await failure(client.appendToStream(stream, known, { ...options, expectedRevision: 9n }));
      expect(beyond).toMatchObject({ type: 'wrong-expected-version', actualVersion: 0n });
    },
  },
  {
    name: 'an append of 1,000 events and 1,048,576 bytes in all is taken, one of a byte more in data alone is not',
    async run(client, options) {
      // Newer servers also count metadata and, in UTF-16, the type: 26 bytes beside the text, 11 of them data.
      const batch = (bytes: number, beside: number) =>
        Array.from({ length: 1_000 }, (_, index) => {
          const own = Math.floor(bytes / 1_000) + (index === 0 ? bytes % 1_000 : 0);
          return event(randomUUID(), 'a'.repeat(own - beside));
        });
      const stream = newStream();
      const taken = await client.appendToStream(stream, batch(1_048_576, 26), options);
      expect(taken).toMatchObject({ nextExpectedRevision: 999n });
      expect(await failure(client.appendToStream(stream, batch(1_048_577, 11), options))).toMatchObject({
        type: 'maximum-append-size-exceeded',
      });
      expect(await collect(client.readStream(stream, options))).toHaveLength(1_000);
    },
  },
  {
    name: 'over the limit, and an id that is no UUID',
    async run(client, options) {
      const big = jsonEvent({ type: 'Fact', data: { text: 'a'.repeat(1_048_576) } });
      expect(await failure(client.appendToStream(newStream(), big, options))).toMatchObject({
        type: 'maximum-append-size-exceeded',
        maxAppendSize: 1_048_576,
      });
      const wrong = { ...event(), id: 'no-uuid' };
      expect(await failure(client.appendToStream(newStream(), wrong, options))).toMatchObject({
        type: 'unknown',
        code: 2,
      });
    },
  },
];

export const readingFacts: readonly Fact[] = [
  {
    name: 'readAll is inclusive, rejects a position inside a record, and gives nothing beyond the end',
    async run(client, { credentials }) {
      const { position } = await client.appendToStream(newStream(), event(), { credentials });
      await client.appendToStream(newStream(), event(), { credentials });
      const found = await collect(client.readAll({ fromPosition: position!, credentials }));
      expect(found[0]?.position).toEqual(position);
      const inside = { commit: position!.commit + 1n, prepare: position!.prepare + 1n };
      expect(await failure(collect(client.readAll({ fromPosition: inside, credentials })))).toMatchObject({
        type: 'unknown',
        message: expect.stringContaining('Unexpected ReadAllResult: Error'),
      });
      const beyond = { commit: 10n ** 12n, prepare: 10n ** 12n };
      expect(await collect(client.readAll({ fromPosition: beyond, credentials }))).toEqual([]);
    },
  },
  {
    name: 'a subscription is exclusive, catches up, is filtered, and says how far it is',
    async run(client, { credentials }) {
      const stream = newStream();
      const first = await client.appendToStream(stream, event(), { credentials });
      await client.appendToStream(stream, event(), { credentials });
      const heard: unknown[] = [];
      const filter = streamNameFilter({
        prefixes: [stream],
        maxSearchWindow: 5,
        checkpointInterval: 1,
        checkpointReached: (_, { commit }) => {
          heard.push(['checkpoint', commit > first.position!.commit]);
        },
      });
      const subscription = client.subscribeToAll({ fromPosition: first.position!, filter, credentials });
      subscription.on('caughtUp', () => heard.push('caughtUp'));
      subscription.on('data', ({ event: one }) => heard.push(one?.revision));
      subscription.on('error', () => undefined);
      await settled();
      expect(heard.filter((one) => typeof one !== 'object')).toEqual([1n, 'caughtUp']);
      for (let foreign = 0; foreign < 12; foreign += 1)
        await client.appendToStream(newStream(), event(), { credentials });
      await client.appendToStream(stream, event(), { credentials });
      await settled();
      await subscription.unsubscribe();
      expect(heard).toContainEqual(['checkpoint', true]);
      expect(heard.filter((one) => typeof one === 'bigint')).toEqual([1n, 2n]);
    },
  },
  {
    name: 'a missing stream is not found',
    async run(client, options) {
      expect(await failure(collect(client.readStream(newStream(), options)))).toMatchObject({
        type: 'stream-not-found',
      });
    },
  },
];

export const deletingFacts: readonly Fact[] = [
  {
    name: 'a deleted stream is not found, its events stay in everything beside the mark, and its numbering goes on',
    async run(client, options) {
      const stream = newStream();
      const start = await newest(client, options.credentials);
      await client.appendToStream(stream, [event(), event()], options);
      await client.deleteStream(stream, options);
      expect(await failure(collect(client.readStream(stream, options)))).toMatchObject({ type: 'stream-not-found' });
      const added = await client.appendToStream(stream, event(), { ...options, expectedRevision: 1n });
      expect(added.nextExpectedRevision).toBe(2n);
      await settled();
      const everything = await collect(client.readAll({ fromPosition: start, ...options }));
      const ours = everything.filter(({ streamId }) => streamId.endsWith(stream));
      expect(ours.map(({ type }) => type)).toEqual(['Fact', 'Fact', '$metadata', 'Fact', '$metadata']);
      expect(ours[2]?.data).toEqual({ $tb: Number(2n ** 63n - 1n) });
      expect(ours[4]?.data).toMatchObject({ $tb: 2 });
      const other = newStream();
      await client.appendToStream(other, event(), options);
      await client.deleteStream(other, options);
      const again = await client.appendToStream(other, event(), { ...options, expectedRevision: NO_STREAM });
      expect(again.nextExpectedRevision).toBe(1n);
    },
  },
  {
    name: 'a tombstoned stream is closed for ever, its events stay in everything beside the mark',
    async run(client, options) {
      const stream = newStream();
      const start = await newest(client, options.credentials);
      await client.appendToStream(stream, event(), options);
      await client.tombstoneStream(stream, options);
      for (const expectedRevision of [0n, NO_STREAM, 'any'] as const) {
        const closed = await failure(client.appendToStream(stream, event(), { ...options, expectedRevision }));
        expect(closed).toMatchObject({ type: 'stream-deleted', streamName: stream });
      }
      const everything = await collect(client.readAll({ fromPosition: start, ...options }));
      const ours = everything.filter(({ streamId }) => streamId === stream);
      expect(ours.map(({ type }) => type)).toEqual(['Fact', '$streamDeleted']);
    },
  },
  {
    name: 'what metadata hides from the stream stays in everything; a repetition of it is answered without a position',
    async run(client, options) {
      const stream = newStream();
      const start = await newest(client, options.credentials);
      const batch = [event(), event(), event()];
      await client.appendToStream(stream, batch, { ...options, expectedRevision: NO_STREAM });
      await client.setStreamMetadata(stream, { truncateBefore: 3 }, options);
      await client.appendToStream(stream, event(), options);
      expect(await collect(client.readStream(stream, options))).toHaveLength(1);
      const everything = await collect(client.readAll({ fromPosition: start, ...options }));
      expect(everything.filter(({ streamId }) => streamId === stream)).toHaveLength(4);
      const again = await client.appendToStream(stream, batch, { ...options, expectedRevision: NO_STREAM });
      expect(again).toEqual({ success: true, nextExpectedRevision: 2n, position: undefined });
    },
  },
];
