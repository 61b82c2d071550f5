import type { CouncilSummary, EventInContext, OpenedEvent, Recorded } from '#lib/application/index.js';
import { formatInstant, type Problem, type RecordedEvent } from '#lib/kernel/index.js';

/** An event as the API shows it: times in UTC, the position as text because JSON numbers are too small for it. */
export function eventAnswer(event: RecordedEvent): Readonly<Record<string, unknown>> {
  const { position, id, type, council, occurredAt, recordedAt, ...rest } = event;
  const times = { occurredAt: formatInstant(occurredAt), recordedAt: formatInstant(recordedAt) };
  return { position: position.toString(), id, type, council, ...times, ...rest };
}

/** One event with its amendments and findings. */
export function eventInContextAnswer({ event, ...context }: EventInContext): Readonly<Record<string, unknown>> {
  return { event: eventAnswer(event), ...context };
}

/** A summary of a council. */
export function councilAnswer({ position, openedAt, ...rest }: CouncilSummary): Readonly<Record<string, unknown>> {
  return { ...rest, position: position.toString(), openedAt: formatInstant(openedAt) };
}

/** The answer to recording: the ids and positions of the events, and the erasures. */
export function receiptOf({ events, position, erasures }: Recorded): Readonly<Record<string, unknown>> {
  const receipts = events.map(({ id, position: own, recordedAt, pack }) => {
    return { id, position: own.toString(), recordedAt: formatInstant(recordedAt), pack };
  });
  return { position: position.toString(), events: receipts, ...(erasures.length === 0 ? {} : { erasures }) };
}

/** Opened personal data. No other answer holds personal data in plain. */
export function openingAnswer({ position, ...rest }: OpenedEvent): Readonly<Record<string, unknown>> {
  return { position: position.toString(), ...rest };
}

/** Notes on events that may hold a mistake; the member is left out if there are none. */
export function notesAnswer(notes: readonly Problem[], isList: boolean): { readonly notes?: readonly Problem[] } {
  if (notes.length === 0) return {};
  return { notes: isList ? notes : notes.map(({ at, ...note }) => ({ at: at.slice('/0'.length), ...note })) };
}
