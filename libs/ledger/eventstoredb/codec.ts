import { isUuid, type EventEnvelope } from '#lib/kernel/index.js';
import { type Body, bodiesOf } from '../body.js';
import type { StoreEvent, StoreRecord } from './deliveries.js';
import type { JournalItem, Retention, StreamMetadata } from '../journal/item.js';

/** The metadata of an event in the store: no personal data, and nothing that the payload holds already. */
interface StoreMetadata {
  readonly recordedAt: number;
  readonly occurredAt: number;
  readonly recordedBy: EventEnvelope['recordedBy'];
  readonly pack: EventEnvelope['pack'];
  readonly schema: number;
  /** Names that the store's own tools know. */
  readonly $correlationId?: string;
  readonly $causationId?: string;
}

type Meta = Pick<EventEnvelope, 'recordedBy' | 'pack' | 'correlationId' | 'causationId' | 'schema'>;

/** The event as the store keeps it: id and type are ours. */
export function storeEvent(body: Body, recordedAt: number): StoreEvent {
  const { recordedBy, pack, schema, correlationId, causationId } = JSON.parse(body.meta) as Meta;
  const metadata: StoreMetadata = {
    recordedAt,
    occurredAt: body.occurredAt,
    recordedBy,
    pack,
    schema,
    ...(correlationId === null ? {} : { $correlationId: correlationId }),
    ...(causationId === null ? {} : { $causationId: causationId }),
  };
  const data = JSON.parse(body.payload) as Readonly<Record<string, unknown>>;
  return { id: body.id, type: body.type, data, metadata: { ...metadata } };
}

/** Most bytes that any server counts for an event against its limit of one append (23.10 counts the data alone). */
export function storedBytes(body: Body): number {
  // recordedAt, occurredAt and the names of the members come on top of `meta`.
  return Buffer.byteLength(body.payload) + Buffer.byteLength(body.meta) + 2 * body.type.length + 200;
}

const METADATA_STREAM = '$$';
/** `$tb` of a deleted stream: the greatest 64-bit revision. */
const DELETED = 2 ** 63;

/** Returns what a record means for the journal; undefined for a record that is not ours. */
export function journalItem(record: StoreRecord, prefix: string): JournalItem | undefined {
  const { stream, type } = record;
  const position = Number(record.position.commit);
  if (stream.startsWith(METADATA_STREAM + prefix)) {
    const council = stream.slice(METADATA_STREAM.length + prefix.length);
    return type === '$metadata' ? { kind: 'metadata', position, council, says: metadataOf(record.data) } : undefined;
  }
  if (!stream.startsWith(prefix)) return undefined;
  const council = stream.slice(prefix.length);
  if (type === '$streamDeleted') return { kind: 'tombstone', position, council };
  const { revision } = record;
  const found = readEvent(record, council);
  if (typeof found === 'string') return { kind: 'unreadable', position, council, revision, id: record.id, why: found };
  return { kind: 'event', position, council, revision, ...found };
}

function metadataOf(data: unknown): StreamMetadata {
  const { $acl, ...rest } = (isMap(data) ? data : {}) as { readonly $acl?: unknown };
  const isOwnRule = isMap($acl) && Object.keys($acl).length > 0;
  return { retention: retentionOf(rest), access: isOwnRule ? JSON.stringify($acl) : null };
}

function retentionOf({ $maxAge, $maxCount, $tb }: Readonly<Record<string, unknown>>): Retention {
  return {
    ...(typeof $maxAge === 'number' ? { maxAge: $maxAge } : {}),
    ...(typeof $maxCount === 'number' ? { maxCount: $maxCount } : {}),
    ...(typeof $tb === 'number' && $tb > 0 ? { truncateBefore: $tb, isDeleted: $tb >= DELETED } : {}),
  };
}

function readEvent(record: StoreRecord, council: string): { body: Body; recordedAt: number } | string {
  const { data, metadata } = record;
  if (!isMap(data)) return 'its data is not a JSON object';
  if (!isMap(metadata) || !isStoreMetadata(metadata)) return 'its metadata is not that of an Evenhand event';
  if (!isUuid(record.id)) return 'its id is not a UUID';
  const { recordedAt, occurredAt, recordedBy, pack, schema, $correlationId, $causationId } = metadata;
  const event = {
    id: record.id,
    type: record.type,
    occurredAt,
    recordedBy,
    pack,
    correlationId: $correlationId ?? null,
    causationId: $causationId ?? null,
    schema,
    payload: data,
  };
  try {
    const [body] = bodiesOf(council, [event]);
    return body === undefined ? 'it is empty' : { body, recordedAt };
  } catch (error) {
    return (error as Error).message;
  }
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const isTextMap = (value: unknown, ...names: string[]): boolean =>
  value === null || (isMap(value) && names.every((name) => typeof value[name] === 'string'));

function isStoreMetadata(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & StoreMetadata {
  const { recordedAt, occurredAt, recordedBy, pack, schema, $correlationId, $causationId } = value;
  return (
    [recordedAt, occurredAt, schema].every((one) => Number.isSafeInteger(one)) &&
    isTextMap(recordedBy, 'role', 'person') &&
    isTextMap(pack, 'id', 'version', 'hash') &&
    [$correlationId, $causationId].every((one) => one === undefined || typeof one === 'string')
  );
}
