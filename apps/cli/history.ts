import { type CouncilEvent } from '#lib/council/record.js';
import { type Decided, decide } from '#lib/council/index.js';
import type { EventFile, FileCommand, FileEvent } from '#lib/event-file/index.js';
import { type Instant, formatInstant } from '#lib/kernel/index.js';
import type { RulesInWords } from '#lib/protocol/described.js';
import type { Pack, PackShelf } from '#lib/protocol/index.js';

/** A request for permission and its outcome. */
export interface Outcome {
  readonly command: FileCommand;
  readonly decision: Decided;
}

/** The history of a file: its events and its granted commands. */
export interface History {
  /** In order of recording, granted events in the place of their commands. */
  readonly events: readonly CouncilEvent[];
  /** In the order of decision. */
  readonly outcomes: readonly Outcome[];
}

/**
 * Decides each command on the events that had occurred and been recorded by its own time, earlier grants included (readings
 * 1.8).
 */
export function play(file: EventFile, shelf: PackShelf, pack: Pack | null): History {
  const commands = file.entries.filter((entry) => entry.kind === 'command').sort((a, b) => a.at - b.at);
  const granted = new Map<FileCommand, Decided & { outcome: 'granted' }>();
  const outcomes = commands.map((command): Outcome => {
    const question = { at: command.at, knownAt: command.at, pack };
    const decision = decide(eventsOf(file, granted), shelf, { name: command.name, fields: command.fields }, question);
    if (decision.outcome === 'granted') granted.set(command, decision);
    return { command, decision };
  });
  return { events: eventsOf(file, granted), outcomes };
}

function eventsOf(
  file: EventFile,
  granted: ReadonlyMap<FileCommand, Decided & { outcome: 'granted' }>,
): CouncilEvent[] {
  const events: CouncilEvent[] = [];
  for (const entry of file.entries) {
    const event = entry.kind === 'event' ? entry : granted.get(entry)?.event;
    if (event !== undefined) events.push(councilEvent(entry, event, events.length + 1));
  }
  return events;
}

function councilEvent(
  entry: FileEvent | FileCommand,
  event: Pick<FileEvent, 'type' | 'payload'>,
  position: number,
): CouncilEvent {
  return {
    id: entry.id,
    ...(entry.source === null ? {} : { source: entry.source }),
    type: event.type,
    at: entry.at,
    rec: entry.rec,
    payload: event.payload,
    pack: null,
    position: String(position),
  };
}

/** The last instants at which an entry occurred and was recorded, each on its own (readings 1.3); null if there is no entry. */
export function lastInstants(file: EventFile): { readonly at: Instant; readonly knownAt: Instant } | null {
  if (file.entries.length === 0) return null;
  let [at, knownAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const entry of file.entries) {
    at = Math.max(at, entry.at);
    knownAt = Math.max(knownAt, entry.rec);
  }
  return { at, knownAt };
}

/** The `commands` of a replay: those inside `at` and `knownAt` (projections.md, Shapes). */
export function commandRows(outcomes: readonly Outcome[], at: Instant, knownAt: Instant): object[] {
  const inside = outcomes.filter(({ command }) => command.at <= at && command.rec <= knownAt);
  return inside.map(({ command, decision }) => {
    const { id, request, officer, company } = command.fields;
    const what = id ?? request;
    return {
      t: formatInstant(command.at),
      command: command.name,
      ...(what === undefined ? { officer, company } : { id: what }),
      outcome: decision.outcome,
      ...(decision.outcome === 'refused' && decision.rule !== null
        ? { rule: decision.rule, clauses: decision.clauses }
        : {}),
    };
  });
}

/** The rules that refused commands inside `at` and `knownAt`, in words; the latest refusal by each counts. */
export function rulesOf(outcomes: readonly Outcome[], at: Instant, knownAt: Instant): RulesInWords {
  const inside = outcomes.filter(({ command }) => command.at <= at && command.rec <= knownAt);
  return Object.fromEntries(
    inside.flatMap(({ decision }) => (decision.outcome === 'refused' ? Object.entries(decision.rules) : [])),
  );
}
