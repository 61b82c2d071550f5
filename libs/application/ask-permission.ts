import { type CommandName, grantedAs } from '#lib/catalogue/index.js';
import { type Decided, decide } from '#lib/council/index.js';
import {
  type Actor,
  type Instant,
  type Payload,
  type RecordedEvent,
  type Result,
  accepted,
  canonicalJson,
  refused,
} from '#lib/kernel/index.js';
import type { NewEvent } from '#lib/ledger/index.js';
import type { Application } from './application.js';
import type { Council } from './council.js';
import { SCHEMA, stampsOf } from './stamp.js';

/** Each attempt decides again on what others recorded meanwhile. Only a flooded council loses this many in a row. */
const MAX_ATTEMPTS = 32;

/** A request for permission, and the event that a grant records. */
export interface Ask {
  /** Id of the event that a grant records. A second request with the same id gets the same grant. */
  readonly id: string;
  readonly name: CommandName;
  readonly fields: Payload;
  /** Instant of the request; null means now. */
  readonly occurredAt: Instant | null;
  readonly recordedBy: Actor | null;
  readonly causationId: string | null;
}

export type Answer =
  { readonly outcome: 'granted'; readonly event: RecordedEvent } | Extract<Decided, { readonly outcome: 'refused' }>;

/** `contended`: others recorded faster than the permission could be decided; ask again. */
export type AskRefusal = 'council_unknown' | 'id_reused' | 'contended';

/**
 * Asks whether the protocol permits an act. It records a grant; a refusal by the protocol leaves no event. It decides on the
 * council's events at one revision and appends at that revision. If another event came first, it decides again.
 * Throws the errors of the ledger and the vault.
 */
export async function askPermission(
  application: Application,
  name: string,
  ask: Ask,
  { correlationId }: { readonly correlationId: string | null },
): Promise<Result<Answer, AskRefusal>> {
  const { ledger, shelf, clock, councils } = application;
  const now = clock();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const council = await councils.opened(name);
    if (council.isUnknown) return refused('council_unknown', []);
    const stored = council.find(ask.id);
    if (stored !== undefined) return sameGrant(stored, ask);
    // The length that the decision was made on; the list may have grown since.
    const revision = BigInt(council.events.length) - 1n;
    const at = ask.occurredAt ?? now;
    const question = { at, knownAt: council.knownBy(now), pack: null };
    const command = { name: ask.name, fields: ask.fields };
    const decision = decided(application, () => decide(council.events, shelf, command, question));
    if (decision.outcome === 'refused') return accepted(decision);
    const event = eventOf(application, council, { ...ask, ...decision.event, occurredAt: at, correlationId });
    const appended = await ledger.append(name, [event], { expectedRevision: revision });
    if (appended.ok) return accepted(granted(appended.value.events));
    if (appended.refusal.code === 'id_reused') return refused('id_reused', appended.refusal.problems);
  }
  return refused('contended', []);
}

function decided<Decided>({ watch }: Application, decideNow: () => Decided): Decided {
  const ended = watch('decide');
  try {
    return decideNow();
  } finally {
    ended();
  }
}

function eventOf({ shelf }: Application, council: Council, granted: Granted): NewEvent {
  const { id, type, occurredAt, payload, recordedBy, causationId, correlationId } = granted;
  const pack = stampsOf(council.history.adoptions, shelf)(occurredAt);
  return { id, type, occurredAt, payload, recordedBy, causationId, correlationId, pack, schema: SCHEMA };
}

type Granted = Pick<
  NewEvent,
  'id' | 'type' | 'occurredAt' | 'payload' | 'recordedBy' | 'causationId' | 'correlationId'
>;

function granted(events: readonly RecordedEvent[]): Answer {
  const [event] = events;
  if (event === undefined) throw new Error('an append of one event returns one event');
  return { outcome: 'granted', event };
}

/** The first answer again if the question is the same; a refusal if the id names another event. */
function sameGrant(stored: RecordedEvent, ask: Ask): Result<Answer, AskRefusal> {
  const isSameTime = ask.occurredAt === null || ask.occurredAt === stored.occurredAt;
  const isSameBody = stored.type === grantedAs[ask.name] && canonicalJson(stored.payload) === canonicalJson(ask.fields);
  if (isSameTime && isSameBody) return accepted({ outcome: 'granted', event: stored });
  const wrong = `the id ${ask.id} is stored already with another type, time or payload`;
  return refused('id_reused', [{ at: '/id', wrong, right: 'a new id, or exactly the request granted under it' }]);
}
