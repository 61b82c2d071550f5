/**
 * What a failed call means. `revision`: the stream is at another revision. `too_large`: over the store's limit.
 * `deleted`: the stream was tombstoned. `denied`: credentials. `untrusted`: TLS. `not_leader`: the client finds the
 * leader by itself. `too_slow`: the store ended a subscription that fell behind. `unreachable`: anything else; whether
 * the store carried out the call is unknown.
 */
export type StoreFailureKind =
  'revision' | 'too_large' | 'deleted' | 'denied' | 'untrusted' | 'not_leader' | 'too_slow' | 'unreachable';

export interface StoreFailure {
  readonly kind: StoreFailureKind;
  /** For operators; holds no credentials and no payload. */
  readonly message: string;
  /** Most bytes of one append, if the store named the limit. */
  readonly limit?: number;
  /** True if no answer came in time. */
  readonly isSilence: boolean;
}

/** Thrown for a call that we gave up, or whose connection we closed. */
export class StoreCallError extends Error {
  override readonly name = 'StoreCallError';
  readonly type = 'given-up';
}

/**
 * Thrown if the store will never accept these events; nothing was written. `reason` says which of its rules they break.
 */
export class LedgerRefusedError extends Error {
  override readonly name = 'LedgerRefusedError';
  constructor(
    message: string,
    readonly reason: 'too_large' | 'deleted' | 'denied' | 'untrusted',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface ClientError {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly maxAppendSize?: unknown;
  readonly expectedVersion?: bigint | string;
  readonly actualVersion?: bigint | string;
}

/** The `type` of the client's error classes. */
const KINDS: Readonly<Record<string, StoreFailureKind>> = {
  'wrong-expected-version': 'revision',
  'maximum-append-size-exceeded': 'too_large',
  'stream-deleted': 'deleted',
  'access-denied': 'denied',
  'not-leader': 'not_leader',
};

/** Status codes of gRPC. */
const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;
const ABORTED = 10;
const UNAUTHENTICATED = 16;

const TLS_TROUBLE = /certificate|self.signed|unable to verify|altname|EPROTO|wrong version number|ERR_SSL|ERR_TLS/i;

/** Reads an error of the client, which may lack class, message or code (it has several kinds for one fault). */
export function storeFailure(error: unknown): StoreFailure {
  const { type, code, maxAppendSize } = (error ?? {}) as ClientError;
  const message = describe(error);
  const kind = (typeof type === 'string' ? KINDS[type] : undefined) ?? kindOfCode(code, message);
  const isSilence = type === 'deadline-exceeded' || type === 'given-up';
  return { kind, message, isSilence, ...(typeof maxAppendSize === 'number' ? { limit: maxAppendSize } : {}) };
}

function kindOfCode(code: unknown, message: string): StoreFailureKind {
  if (code === ABORTED && message.includes('too slow')) return 'too_slow';
  if (code === PERMISSION_DENIED || code === UNAUTHENTICATED) return 'denied';
  if (code === RESOURCE_EXHAUSTED && message.includes('larger than max')) return 'too_large';
  return TLS_TROUBLE.test(message) ? 'untrusted' : 'unreachable';
}

/** What makes two messages about one fault differ: times, memory addresses, empty notes. */
const NOISE = / \(\d{4}-\d\d-\d\dT[^)]*\)|[0-9A-F]{12,}:error:\w+:|:[\w./]*\.c:\d+:\s*|\. Resolution note:\s*/g;

/** A refused revision has an empty message; only its properties tell. */
function describe(error: unknown): string {
  const { type, code, message, expectedVersion, actualVersion } = (error ?? {}) as ClientError;
  const parts: string[] = [];
  if (typeof type === 'string') parts.push(type);
  if (typeof message === 'string' && message !== '') parts.push(message.replaceAll(NOISE, '').trim());
  else if (typeof code === 'number') parts.push(`code ${code}`);
  if (expectedVersion !== undefined) parts.push(`expected ${String(expectedVersion)}, found ${String(actualVersion)}`);
  return parts.join(': ') || 'no reason given';
}

/** Messages to operators and callers about a refusal that repeating cannot change. */
export const REFUSALS: Readonly<Record<LedgerRefusedError['reason'], string>> = {
  too_large: 'these events are more than the event store accepts at once; send fewer at a time',
  deleted: 'the stream of this council was tombstoned; no event can be written to it',
  denied: 'the event store refuses our credentials; check user, password and access list',
  untrusted: "the event store's certificate is not trusted; check tlsCAFile and the host name",
};
