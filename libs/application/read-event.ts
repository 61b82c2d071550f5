import type { FindingRow, FindingsView, Viewer } from '#lib/council/index.js';
import { entriesOf, isAmendment, targetOf, targetsAmong } from '#lib/council/record.js';
import { type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import type { Council } from './council.js';
import { seenBy } from './seen.js';
import { viewOf } from './views.js';

/** One event with its amendments and findings. */
export interface EventInContext {
  readonly event: RecordedEvent;
  /** The events that it amends, if it is an amendment. */
  readonly amends: readonly string[];
  /** Ids of the corrections and withdrawals that name it, in order of recording, whether or not they stand. */
  readonly amendedBy: readonly string[];
  /** Findings as of now that rest on the event, or whose subject is the event or the entry that it belongs to. */
  readonly findings: readonly FindingRow[];
}

/** One event of a council; unknown to a viewer who does not see it. Throws CalendarHorizonError and the errors of the ledger and the vault. */
export async function readEvent(
  application: Application,
  name: string,
  id: string,
  viewer: Viewer | null,
): Promise<Result<EventInContext, 'council_unknown' | 'event_unknown'>> {
  const council = await application.councils.opened(name);
  if (council.isUnknown) return refused('council_unknown', []);
  const event = council.find(id);
  const seen = seenBy(application, council, viewer);
  if (event === undefined || seen?.includes(event.id) === false) return refused('event_unknown', []);
  const { amends, amendedBy } = amendmentsOf(council, event);
  const isSeen = (one: string): boolean => seen?.includes(one) !== false;
  const place = seen === null ? event.position : BigInt(seen.indexOf(event.id) + 1);
  return accepted({
    event: { ...event, position: place },
    amends: amends.filter(isSeen),
    amendedBy: amendedBy.filter(isSeen),
    findings: findingsOn(application, council, event, viewer),
  });
}

function amendmentsOf(council: Council, { id }: RecordedEvent): Pick<EventInContext, 'amends' | 'amendedBy'> {
  const entries = entriesOf(council.history.events);
  const targets = targetsAmong(entries);
  const named = (event: (typeof entries)[number]['event']): readonly string[] =>
    isAmendment(event) ? targets.named(targetOf(event)).map((one) => one.event.id) : [];
  const own = entries.find(({ event }) => event.id === id)?.event;
  const amendedBy = entries.filter(({ event }) => named(event).includes(id)).map(({ event }) => event.id);
  return { amends: own === undefined ? [] : named(own), amendedBy };
}

function findingsOn(
  application: Application,
  council: Council,
  event: RecordedEvent,
  viewer: Viewer | null,
): readonly FindingRow[] {
  const now = application.clock();
  const question = { at: now, knownAt: council.knownBy(now), pack: null, viewer };
  const { rows } = viewOf(council.events, application.shelf, question).projection('findings') as FindingsView;
  return rows.filter(({ events, subject }) => events.includes(event.id) || isAbout(subject, event));
}

const ENTRY_FIELDS = ['id', 'request', 'meeting', 'item', 'interest', 'matter'];

/** A subject has words, each followed by the token that it names: `item IT-1 person M-1`. */
function isAbout(subject: string, { id, payload }: RecordedEvent): boolean {
  const [noun, token, ...rest] = subject.replace(/^information request /, 'request ').split(' ');
  if (noun === 'event') return token === id;
  if (token === undefined || !ENTRY_FIELDS.some((field) => payload[field] === token)) return false;
  const { person } = payload;
  return rest[0] !== 'person' || typeof person !== 'string' || rest[1] === person;
}
