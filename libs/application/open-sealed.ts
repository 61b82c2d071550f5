import { type Actor, type Payload, type Result, accepted, formatInstant, refused } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import type { Council } from './council.js';
import { type RecordRefusal, recordEvents } from './record-events.js';

/** Personal data of one event, opened for a stated reason. */
export interface OpenedEvent {
  /** Id of the event that recorded the opening. */
  readonly opening: string;
  readonly position: bigint;
  /** By path: `months`, or `set/months` in an amendment. */
  readonly values: Payload;
  /** Paths of the values that cannot be opened. */
  readonly unreadable: readonly string[];
}

/** `erased`: gives the time of the erasure. `nothing_sealed`: the event holds no personal data. `unopenable`: lost or damaged. */
export type OpenRefusal = RecordRefusal | 'event_unknown' | 'nothing_sealed' | 'erased' | 'unopenable';

/** Who asks to open which event, and why. */
export interface Opening {
  /** Id of the event that holds the personal data. */
  readonly target: string;
  readonly by: string;
  readonly why: string;
  readonly recordedBy: Actor | null;
}

/**
 * Opens the personal data of an event. Records the opening first, under the id of `context`, so that no value is returned
 * without its event, even if the answer is lost. Throws the errors of the ledger and the vault.
 */
export async function openSealed(
  application: Application,
  name: string,
  { target, by, why, recordedBy }: Opening,
  context: { readonly correlationId: string | null; readonly id: string },
): Promise<Result<OpenedEvent, OpenRefusal>> {
  const council = await application.councils.opened(name);
  if (council.isUnknown) return refused('council_unknown', []);
  if (council.find(target) === undefined) return refused('event_unknown', []);
  const before = valuesOf(council, target);
  if (!before.ok) return before;
  const payload = { target: target.toLowerCase(), by, why };
  const opening = { id: context.id, type: 'SealedPayloadOpened', payload, recordedBy };
  const event = { ...opening, occurredAt: null, causationId: null };
  const recorded = await recordEvents(application, name, [event], { correlationId: context.correlationId });
  if (!recorded.ok) return recorded;
  const after = valuesOf(await application.councils.opened(name), target);
  if (!after.ok) return after;
  return accepted({ opening: context.id, position: recorded.value.position, ...after.value });
}

/** The values of an event that were opened, and the paths that were not. */
function valuesOf(council: Council, target: string): Result<Pick<OpenedEvent, 'values' | 'unreadable'>, OpenRefusal> {
  const { history } = council;
  const order = council.orderOf(target);
  const values: Payload = history.personalDataOf(order);
  const unread = history.unreadOf(order);
  if (Object.keys(values).length > 0) return accepted({ values, unreadable: unread.map(({ path }) => path) });
  if (unread.length === 0) return refused('nothing_sealed', []);
  const erased = unread.find(({ why }) => why === 'erased');
  if (erased === undefined) return refused('unopenable', []);
  const when = erased.erasure === null ? '' : ` on ${formatInstant(erased.erasure.event.at)}`;
  const wrong = `erased${when}`;
  return refused('erased', [{ at: '/event', wrong, right: 'nothing: an erased value can never be read again' }]);
}
