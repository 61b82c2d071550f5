import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord, StoreLog } from './log.js';
import { refusal, streamDeleted, streamName } from './stand-in-refusal.js';

const load = createRequire(import.meta.url);
const { ReadResp } = load('@eventstore/db-client/generated/streams_pb') as typeof Streams;
const { StreamIdentifier, UUID } = load('@eventstore/db-client/generated/shared_pb') as typeof Shared;

type Call = ServerWritableStream<Streams.ReadReq, Streams.ReadResp>;

const BACKWARDS = 1;
const TICKS_PER_MS = 10_000n;
/** Foreign records between two checkpoints if the filter names no window. */
const WINDOW = 32;

const isGone = (call: Call): boolean => call.cancelled || call.destroyed || call.writableEnded;

/** Resolves once the client can take more: a slow reader holds the server back. */
async function send(call: Call, answer: Streams.ReadResp): Promise<void> {
  if (isGone(call) || call.write(answer)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      for (const name of ['drain', 'close', 'cancelled']) call.off(name, done);
      resolve();
    };
    for (const name of ['drain', 'close', 'cancelled']) call.on(name, done);
  });
}

function eventAnswer(record: LogRecord): Streams.ReadResp {
  const stored = new ReadResp.ReadEvent.RecordedEvent();
  const id = new UUID();
  id.setString(record.id);
  const stream = new StreamIdentifier();
  stream.setStreamName(Buffer.from(record.stream).toString('base64'));
  stored.setId(id);
  stored.setStreamIdentifier(stream);
  stored.setStreamRevision(String(record.revision));
  stored.setCommitPosition(String(record.position));
  stored.setPreparePosition(String(record.position));
  stored.getMetadataMap().set('type', record.type);
  stored.getMetadataMap().set('content-type', record.contentType);
  stored.getMetadataMap().set('created', String(BigInt(record.created) * TICKS_PER_MS));
  stored.setData(new Uint8Array(record.data));
  stored.setCustomMetadata(new Uint8Array(record.metadata));
  const event = new ReadResp.ReadEvent();
  event.setEvent(stored);
  event.setCommitPosition(String(record.position));
  const answer = new ReadResp();
  answer.setEvent(event);
  return answer;
}

/** A reading (inclusive) or a subscription (exclusive) of everything. */
export async function readAll(log: StoreLog, call: Call): Promise<void> {
  const options = call.request.getOptions();
  const isSubscription = options?.hasSubscription() === true;
  const from = startOf(log, options, isSubscription);
  if (from === 'inside') {
    const details = isSubscription ? 'Exception was thrown by handler.' : 'Unexpected ReadAllResult: Error';
    call.emit('error', refusal(status.UNKNOWN, details));
  } else if (isSubscription) await subscribe(log, call, from);
  else {
    const count = Number(options?.getCount() ?? 0);
    const isBackwards = Number(options?.getReadDirection()) === BACKWARDS;
    const records = isBackwards ? log.records.slice(0, from).reverse() : log.records.slice(from);
    for (const record of records.slice(0, count)) {
      if (isGone(call)) return;
      await send(call, eventAnswer(record));
    }
    call.end();
  }
}

function startOf(log: StoreLog, options: Streams.ReadReq.Options | undefined, isExclusive: boolean): number | 'inside' {
  const all = options?.getAll();
  if (all?.hasEnd() === true) return log.records.length;
  const position = all?.getPosition();
  if (position === undefined) return 0;
  const index = log.indexAt(BigInt(position.getCommitPosition()));
  return index === 'inside' || !isExclusive ? index : Math.min(index + 1, log.records.length);
}

async function subscribe(log: StoreLog, call: Call, from: number): Promise<void> {
  const filter = filterOf(call.request.getOptions()?.getFilter());
  let next = log.records[from]?.position ?? (log.records.at(-1)?.position ?? -1n) + 1n;
  let wake = (): void => undefined;
  const stop = log.onAppend(() => {
    wake();
  });
  for (const name of ['close', 'cancelled', 'error'])
    call.on(name, () => {
      wake();
    });
  await send(call, confirmation());
  let isCaughtUp = false;
  let passed = 0;
  while (!isGone(call)) {
    const record = log.records[log.firstFrom(next)];
    if (record === undefined) {
      if (!isCaughtUp) await send(call, caughtUp());
      isCaughtUp = true;
      if (log.records[log.firstFrom(next)] === undefined && !isGone(call)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      continue;
    }
    next = record.position + 1n;
    if (filter.matches(record)) await send(call, eventAnswer(record));
    passed += 1;
    if (filter.window > 0 && passed % filter.window === 0) await send(call, checkpoint(record));
  }
  stop();
}

interface Filter {
  readonly matches: (record: LogRecord) => boolean;
  /** Records between two checkpoints; 0 for none. */
  readonly window: number;
}

function filterOf(filter: Streams.ReadReq.Options.FilterOptions | undefined): Filter {
  if (filter === undefined) return { matches: () => true, window: 0 };
  const onType = filter.getEventType();
  const expression = onType ?? filter.getStreamIdentifier();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = new RegExp(expression?.getRegex() ?? '');
  const matches = (record: LogRecord): boolean => {
    const text = onType === undefined ? record.stream : record.type;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
  return { matches, window: (filter.hasMax() ? filter.getMax() : WINDOW) * filter.getCheckpointintervalmultiplier() };
}

function confirmation(): Streams.ReadResp {
  const confirmed = new ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(randomUUID());
  const answer = new ReadResp();
  answer.setConfirmation(confirmed);
  return answer;
}

function caughtUp(): Streams.ReadResp {
  const answer = new ReadResp();
  answer.setCaughtUp(new ReadResp.CaughtUp());
  return answer;
}

function checkpoint({ position }: LogRecord): Streams.ReadResp {
  const reached = new ReadResp.Checkpoint();
  reached.setCommitPosition(String(position));
  reached.setPreparePosition(String(position));
  const answer = new ReadResp();
  answer.setCheckpoint(reached);
  return answer;
}

export async function readStream(log: StoreLog, call: Call): Promise<void> {
  const options = call.request.getOptions();
  const identifier = options?.getStream()?.getStreamIdentifier();
  const name = streamName(identifier);
  const visible = log.visible(name);
  if (visible === 'deleted') {
    call.emit('error', streamDeleted(name));
    return;
  }
  if (visible === undefined) await send(call, notFound(identifier));
  else {
    const first = options?.getStream()?.getRevision() ?? '';
    const wanted = visible.filter(({ revision }) => first === '' || revision >= BigInt(first));
    const ordered = Number(options?.getReadDirection()) === BACKWARDS ? [...visible].reverse() : wanted;
    for (const record of ordered.slice(0, Number(options?.getCount() ?? 0))) await send(call, eventAnswer(record));
  }
  call.end();
}

function notFound(identifier: Shared.StreamIdentifier | undefined): Streams.ReadResp {
  const missing = new ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifier);
  const answer = new ReadResp();
  answer.setStreamNotFound(missing);
  return answer;
}
