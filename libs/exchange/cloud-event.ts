import {
  type EventEnvelope,
  type Payload,
  type Result,
  accepted,
  canonicalJson,
  formatInstant,
  refused,
} from '#lib/kernel/index.js';
import { Members } from './members.js';

const SPECVERSION = '1.0';
const TYPE_PREFIX = 'evenhand.';
const CONTENT_TYPE = 'application/json';
/** Digits of `sequence`, so that text sorts as the numbers do. */
const SEQUENCE_DIGITS = 12;

const sourceOf = (council: string): string => `/api/v1/councils/${encodeURIComponent(council)}`;

function orAbsent(name: string, value: string | undefined | null): Payload {
  return value === undefined || value === null ? {} : { [name]: value };
}

/**
 * EXCHANGE SHAPE: one recorded event as a CloudEvent 1.0 in its JSON form, on one line of canonical JSON. `sequence` is the
 * event's place in its council's record, counted from 1. Names of extensions are lower-case letters and digits, as the
 * specification asks.
 */
export function cloudEventLine(event: EventEnvelope, sequence: number): string {
  const { id, type, council, recordedBy, pack, payload } = event;
  return canonicalJson({
    specversion: SPECVERSION,
    id,
    source: sourceOf(council),
    type: `${TYPE_PREFIX}${type}`,
    subject: council,
    time: formatInstant(event.occurredAt),
    datacontenttype: CONTENT_TYPE,
    recordedtime: formatInstant(event.recordedAt),
    sequence: String(sequence).padStart(SEQUENCE_DIGITS, '0'),
    schemaversion: event.schema,
    ...orAbsent('correlationid', event.correlationId),
    ...orAbsent('causationid', event.causationId),
    ...orAbsent('recordedbyrole', recordedBy?.role),
    ...orAbsent('recordedbyperson', recordedBy?.person),
    ...orAbsent('packid', pack?.id),
    ...orAbsent('packversion', pack?.version),
    ...orAbsent('packhash', pack?.hash),
    data: payload,
  });
}

/** True for a JSON object that is meant as a CloudEvent. */
export function isCloudEvent(value: Payload): boolean {
  return value['specversion'] !== undefined;
}

/** The event that a CloudEvent of ours carries. Refused with every attribute at fault; a payload is not looked into. */
export function fromCloudEvent(value: Payload): Result<EventEnvelope, 'not_recorded'> {
  const members = new Members(value);
  const council = members.text('subject', 'the name of a council');
  members.text('specversion', SPECVERSION, (text) => text === SPECVERSION);
  members.text('source', sourceOf(council), (text) => text === sourceOf(council));
  members.text('datacontenttype', CONTENT_TYPE, (text) => text === CONTENT_TYPE);
  members.text('sequence', "the place in the council's record, as digits", (text) => /^\d+$/.test(text));
  const type = members.text('type', `${TYPE_PREFIX}EVENT, such as ${TYPE_PREFIX}GroupBriefingGiven`, (text) =>
    text.startsWith(TYPE_PREFIX),
  );
  const event: EventEnvelope = {
    id: members.uuid('id'),
    type: type.slice(TYPE_PREFIX.length),
    council,
    occurredAt: members.instant('time'),
    recordedAt: members.instant('recordedtime'),
    recordedBy: actorOf(members),
    pack: packOf(members),
    correlationId: members.textOrNull('correlationid'),
    causationId: members.textOrNull('causationid'),
    schema: members.wholeNumber('schemaversion'),
    payload: members.map('data'),
  };
  members.noOthers();
  return members.problems.length > 0 ? refused('not_recorded', members.problems) : accepted(event);
}

const ACTOR = 'recordedbyrole and recordedbyperson together, or neither';
const PACK = 'packid, packversion and packhash together, or none of them';

function actorOf(members: Members): EventEnvelope['recordedBy'] {
  const names = ['recordedbyrole', 'recordedbyperson'];
  if (names.every((name) => members.any(name) === null)) return null;
  return { role: members.text('recordedbyrole', ACTOR), person: members.text('recordedbyperson', ACTOR) };
}

function packOf(members: Members): EventEnvelope['pack'] {
  const names = ['packid', 'packversion', 'packhash'];
  if (names.every((name) => members.any(name) === null)) return null;
  const [id, version, hash] = names.map((name) => members.text(name, PACK));
  return { id: id ?? '', version: version ?? '', hash: hash ?? '' };
}
