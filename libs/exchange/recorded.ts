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

/**
 * EXCHANGE SHAPE: one recorded event as one line, without the line feed. The line is canonical JSON (RFC 8785), so that
 * equal events are equal bytes; times are in UTC with `Z`, milliseconds only if they are not zero. The position stays
 * out: it belongs to one store, and the order of the lines says the same.
 */
export function recordedLine(event: EventEnvelope): string {
  const { id, type, council, occurredAt, recordedAt, recordedBy, pack, correlationId, causationId, schema, payload } =
    event;
  const times = { occurredAt: formatInstant(occurredAt), recordedAt: formatInstant(recordedAt) };
  return canonicalJson({ id, type, council, ...times, recordedBy, pack, correlationId, causationId, schema, payload });
}

/** True for a JSON object that is meant as a recorded event. */
export function isRecorded(value: Payload): boolean {
  return value['recordedAt'] !== undefined;
}

/** Reads what `recordedLine` wrote, parsed as JSON. Refused with every member at fault; a payload is not looked into. */
export function recordedFrom(value: Payload): Result<EventEnvelope, 'not_recorded'> {
  const members = new Members(value);
  const event: EventEnvelope = {
    id: members.uuid('id'),
    type: members.text('type', 'the name of an event, such as GroupBriefingGiven'),
    council: members.text('council', 'the name of a council'),
    occurredAt: members.instant('occurredAt'),
    recordedAt: members.instant('recordedAt'),
    recordedBy: members.texts('recordedBy', ['role', 'person']),
    pack: members.texts('pack', ['id', 'version', 'hash']),
    correlationId: members.textOrNull('correlationId'),
    causationId: members.textOrNull('causationId'),
    schema: members.wholeNumber('schema'),
    payload: members.map('payload'),
  };
  members.noOthers();
  return members.problems.length > 0 ? refused('not_recorded', members.problems) : accepted(event);
}
