import { createRequire } from 'node:module';
import { status } from '@grpc/grpc-js';
import type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendOutcome, Expected, Proposed } from './log.js';
import { type Refusal, refusal, streamName } from './stand-in-refusal.js';

const load = createRequire(import.meta.url);
const { AppendResp } = load('@eventstore/db-client/generated/streams_pb') as typeof Streams;
const { Empty } = load('@eventstore/db-client/generated/shared_pb') as typeof Shared;

/** An append whose messages are still coming. */
export interface Appending {
  stream: string;
  expected: Expected;
  readonly events: Proposed[];
}

export function takeMessage(appending: Appending, message: Streams.AppendReq): void {
  const options = message.getOptions();
  if (options !== undefined) {
    appending.stream = streamName(options.getStreamIdentifier());
    appending.expected = expectedOf(options);
  }
  const proposed = message.getProposedMessage();
  if (proposed === undefined) return;
  const named = proposed.getMetadataMap();
  appending.events.push({
    id: (proposed.getId()?.getString() ?? '').toLowerCase(),
    type: named.get('type') ?? '',
    contentType: named.get('content-type') ?? '',
    data: Buffer.from(proposed.getData_asU8()),
    metadata: Buffer.from(proposed.getCustomMetadata_asU8()),
  });
}

function expectedOf(options: Streams.AppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return options.hasAny() ? 'any' : BigInt(options.getRevision());
}

/** As 23.10 counts: the data alone. */
export function sizeOf({ events }: Appending): number {
  return events.reduce((sum, { data }) => sum + data.length, 0);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function appendRefusal({ events }: Appending, bytes: number, limit: number): Refusal | undefined {
  if (events.some(({ id }) => !UUID.test(id))) return refusal(status.UNKNOWN, 'Exception was thrown by handler.');
  if (bytes <= limit) return undefined;
  return refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });
}

export function appendAnswer(
  answer: Streams.AppendResp,
  expected: Expected,
  outcome: Exclude<AppendOutcome, { kind: 'deleted' }>,
): Streams.AppendResp {
  if (outcome.kind === 'wrong_version') answer.setWrongExpectedVersion(wrongVersion(expected, outcome.current));
  else {
    const success = new AppendResp.Success();
    success.setCurrentRevision(String(outcome.revision));
    if (outcome.position === null) success.setNoPosition(new Empty());
    else {
      const position = new AppendResp.Position();
      position.setCommitPosition(String(outcome.position));
      position.setPreparePosition(String(outcome.position));
      success.setPosition(position);
    }
    answer.setSuccess(success);
  }
  return answer;
}

function wrongVersion(expected: Expected, current: bigint | null): Streams.AppendResp.WrongExpectedVersion {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (current === null) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return wrong;
}
