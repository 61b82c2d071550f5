import { createRequire } from 'node:module';
import {
  type Metadata,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type UntypedServiceImplementation,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import type * as FeaturesGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type * as Features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type * as StreamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import { StoreLog } from './log.js';
import { readAll, readStream } from './stand-in-reading.js';
import { type Refusal, refusal, streamDeleted, streamName } from './stand-in-refusal.js';
import { type Appending, appendAnswer, appendRefusal, sizeOf, takeMessage } from './stand-in-appending.js';

const load = createRequire(import.meta.url);
const { StreamsService } = load('@eventstore/db-client/generated/streams_grpc_pb') as typeof StreamsGrpc;
const { AppendResp, DeleteResp, TombstoneResp } = load('@eventstore/db-client/generated/streams_pb') as typeof Streams;
const { ServerFeaturesService } = load('@eventstore/db-client/generated/serverfeatures_grpc_pb') as typeof FeaturesGrpc;
const { SupportedMethods, SupportedMethod } = load(
  '@eventstore/db-client/generated/serverfeatures_pb',
) as typeof Features;

/** What goes wrong, changed while the server runs. */
export interface Faults {
  /** Appends whose answer is lost after they were stored. */
  loseAnswers: number;
  /** Appends that are not answered at all and not stored. */
  ignoreAppends: number;
  /** Calls answered as a server does that has just started. */
  notReady: number;
  /** Where the leader is, on a server that is not. */
  leader: { host: string; port: number } | null;
  /** `user:password`; every other is refused. */
  credentials: string | null;
  maxAppendBytes: number;
}

export interface StandIn {
  readonly port: number;
  readonly log: StoreLog;
  readonly faults: Faults;
  /** Calls by method. */
  readonly calls: Record<string, number>;
  stop(): Promise<void>;
}

export interface StandInOptions {
  readonly file?: string;
  readonly port?: number;
  readonly log?: StoreLog;
  readonly tls?: { readonly key: string; readonly certificate: string };
}

/** Starts a server that answers like EventStoreDB 23.10.8 as far as this ledger asks. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const log = options.log ?? new StoreLog(options.file);
  const faults: Faults = {
    loseAnswers: 0,
    ignoreAppends: 0,
    notReady: 0,
    leader: null,
    credentials: null,
    maxAppendBytes: 1_048_576,
  };
  const calls: Record<string, number> = {};
  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  server.addService(StreamsService, streamsOf(log, faults, calls));
  server.addService(ServerFeaturesService, { getSupportedMethods });
  const { tls } = options;
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [
          { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
        ]);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${options.port ?? 0}`, credentials, (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  const stop = async (): Promise<void> => {
    server.forceShutdown();
    log.close();
  };
  return { port, log, faults, calls, stop };
}

/** Also names the batch path, which the client then takes unless it is kept from it. */
function getSupportedMethods(_: unknown, callback: sendUnaryData<Features.SupportedMethods>): void {
  const method = new SupportedMethod();
  method.setServiceName('event_store.client.streams.Streams');
  method.setMethodName('batchappend');
  const answer = new SupportedMethods();
  answer.setEventStoreServerVersion('23.10.8');
  answer.setMethodsList([method]);
  callback(null, answer);
}

function streamsOf(log: StoreLog, faults: Faults, calls: Record<string, number>): UntypedServiceImplementation {
  const refuse = (name: string, metadata: Metadata): Refusal | undefined => {
    calls[name] = (calls[name] ?? 0) + 1;
    return refusalOf(faults, metadata);
  };
  return {
    append: (
      call: ServerReadableStream<Streams.AppendReq, Streams.AppendResp>,
      answer: sendUnaryData<Streams.AppendResp>,
    ) => {
      const refused = refuse('append', call.metadata);
      if (refused !== undefined) answer(refused);
      else takeAppend(log, faults, call, answer);
    },
    read: (call: ServerWritableStream<Streams.ReadReq, Streams.ReadResp>) => {
      const refused = refuse('read', call.metadata);
      if (refused !== undefined) call.emit('error', refused);
      else if (call.request.getOptions()?.hasAll() === true) void readAll(log, call);
      else void readStream(log, call);
    },
    delete: (
      call: ServerUnaryCall<Streams.DeleteReq, Streams.DeleteResp>,
      answer: sendUnaryData<Streams.DeleteResp>,
    ) => {
      const refused = refuse('delete', call.metadata);
      const stream = streamName(call.request.getOptions()?.getStreamIdentifier());
      const done = refused ?? log.delete(stream);
      if (done === 'deleted') answer(streamDeleted(stream));
      else if (typeof done === 'bigint') answer(null, new DeleteResp());
      else answer(done);
    },
    tombstone: (
      call: ServerUnaryCall<Streams.TombstoneReq, Streams.TombstoneResp>,
      answer: sendUnaryData<Streams.TombstoneResp>,
    ) => {
      const refused = refuse('tombstone', call.metadata);
      const stream = streamName(call.request.getOptions()?.getStreamIdentifier());
      const done = refused ?? log.tombstone(stream);
      if (done === 'deleted') answer(streamDeleted(stream));
      else if (typeof done === 'bigint') answer(null, new TombstoneResp());
      else answer(done);
    },
    batchAppend: (call: ServerDuplexStream<Streams.BatchAppendReq, Streams.BatchAppendResp>) => {
      calls['batchAppend'] = (calls['batchAppend'] ?? 0) + 1;
      call.emit('error', refusal(status.UNIMPLEMENTED, 'the shared path must not be taken'));
    },
  };
}

function refusalOf(faults: Faults, metadata: Metadata): Refusal | undefined {
  if (faults.notReady > 0) {
    faults.notReady -= 1;
    return refusal(status.UNKNOWN, 'Could not recognize Server Is Not Ready');
  }
  const given = String(metadata.get('authorization')[0] ?? '');
  if (faults.credentials !== null && given !== `Basic ${Buffer.from(faults.credentials).toString('base64')}`) {
    return refusal(status.UNAUTHENTICATED, 'Bad HTTP status code: Unauthorized');
  }
  if (faults.leader !== null && metadata.get('requires-leader')[0] === 'true') {
    const { host, port } = faults.leader;
    return refusal(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    });
  }
  return undefined;
}

function takeAppend(
  log: StoreLog,
  faults: Faults,
  call: ServerReadableStream<Streams.AppendReq, Streams.AppendResp>,
  answer: sendUnaryData<Streams.AppendResp>,
): void {
  const appending: Appending = { stream: '', expected: 'any', events: [] };
  call.on('data', (message: Streams.AppendReq) => {
    takeMessage(appending, message);
  });
  // A connection that breaks ends the call too, and is known to be broken a turn later: half an append is never stored.
  call.on('end', () => {
    setImmediate(() => {
      if (!call.cancelled) answerAppend(log, faults, appending, answer);
    });
  });
}

function answerAppend(
  log: StoreLog,
  faults: Faults,
  appending: Appending,
  answer: sendUnaryData<Streams.AppendResp>,
): void {
  if (faults.ignoreAppends > 0) {
    faults.ignoreAppends -= 1;
    return;
  }
  const refused = appendRefusal(appending, sizeOf(appending), faults.maxAppendBytes);
  if (refused !== undefined) {
    answer(refused);
    return;
  }
  const outcome = log.append(appending.stream, appending.expected, appending.events);
  if (faults.loseAnswers > 0) {
    faults.loseAnswers -= 1;
    answer(refusal(status.UNAVAILABLE, 'Connection dropped'));
  } else if (outcome.kind === 'deleted') answer(streamDeleted(appending.stream));
  else answer(null, appendAnswer(new AppendResp(), appending.expected, outcome));
}
