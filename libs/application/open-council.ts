import {
  type Actor,
  type Instant,
  type Payload,
  type Problem,
  type Result,
  accepted,
  refused,
} from '#lib/kernel/index.js';
import { type Pack, type PackShelf, namingOf } from '#lib/protocol/index.js';
import type { Application } from './application.js';
import type { GivenEvent } from './given.js';
import { publishingEvents } from './pack-texts.js';
import { checkPack } from './publish-pack.js';
import { type RecordRefusal, type Recorded, recordEvents } from './record-events.js';

/** A council to be, and the protocol that it adopts: a pack at hand by its id or the last part of it, or the text of one. */
export interface NewCouncil {
  readonly id: string;
  readonly protocol: { readonly pack: string } | { readonly text: string };
  /** Null: the version of the pack. */
  readonly version: string | null;
  /** `effectiveFrom` and `basis` of the adoption. */
  readonly fields: Payload;
  /** Id of the adoption; the same again is the same council. */
  readonly event: string;
  readonly occurredAt: Instant | null;
  readonly recordedBy: Actor | null;
}

interface Adopted {
  readonly pack: Pack;
  /** Present only if it was given. */
  readonly text: string | null;
}

/**
 * Opens a council by recording the protocol that it adopts, with the pack's text before the adoption. Answers the adoption.
 * A problem of a text that was given is told at `/text`. Throws what the ledger throws.
 */
export async function openCouncil(
  application: Application,
  council: NewCouncil,
  { correlationId }: { readonly correlationId: string | null },
): Promise<Result<Recorded, RecordRefusal>> {
  const adopted = adoptedBy(council, application.shelf);
  if (!adopted.ok) return adopted;
  const { pack, text } = adopted.value;
  const known = await application.councils.upToNow(council.id);
  const { event: id, occurredAt, recordedBy, fields } = council;
  const before = known.find(id)?.payload;
  const naming = namingOf(pack);
  const payload = { ...naming, version: council.version ?? naming.version, ...fields };
  const adoption = { id, type: 'ProtocolPackAdopted', occurredAt, recordedBy, causationId: null };
  const own = { ...adoption, payload: before === undefined ? payload : asBefore(payload, before, council) };
  const parts = text === null || before !== undefined ? [] : partsOf(council, { pack, text });
  const recorded = await recordEvents(application, council.id, [...parts, own], { correlationId, opens: true });
  if (!recorded.ok) return recorded;
  return accepted({
    ...recorded.value,
    events: recorded.value.events.filter((event) => event.id === id.toLowerCase()),
  });
}

/** A later build may bring a newer version or revision of the pack: a council that is opened already keeps its own. */
function asBefore(payload: Payload, before: Payload, { version, protocol }: NewCouncil): Payload {
  if ('text' in protocol || payload['packId'] !== before['packId']) return payload;
  const { revision: _revision, ...rest } = payload;
  const revision = before['revision'] === undefined ? {} : { revision: before['revision'] };
  return { ...rest, ...revision, ...(version === null ? { version: before['version'] } : {}) };
}

function partsOf(
  { id, occurredAt, recordedBy }: NewCouncil,
  { pack, text }: { pack: Pack; text: string },
): readonly GivenEvent[] {
  return publishingEvents(id, pack, text, { occurredAt, recordedBy, causationId: null });
}

function adoptedBy({ protocol }: NewCouncil, shelf: PackShelf): Result<Adopted, 'pack_unknown' | 'pack_invalid'> {
  if ('pack' in protocol) return packAtHand(protocol.pack, shelf);
  const checked = checkPack(protocol.text);
  if (!checked.ok) return refused('pack_invalid', checked.refusal.problems.map(asOfField));
  if (!checked.value.pack.overlay) return checked;
  const wrong = "the text is of a pack that stands beside a council's own";
  return refused('pack_invalid', [{ at: '/text', wrong, right: "the text of a council's own pack" }]);
}

function asOfField({ at, line, wrong, right }: Problem): Problem {
  return { at: '/text', wrong: `line ${line ?? 1}, ${at === '' ? '/' : at}: ${wrong}`, right };
}

/** A pack that can be a council's own; an overlay is adopted beside one. */
function packAtHand(name: string, shelf: PackShelf): Result<Adopted, 'pack_unknown'> {
  const pack = shelf.find(name);
  if (pack?.overlay === false) return accepted({ pack, text: null });
  const wrong = pack === undefined ? `there is no pack named ${name}` : `${name} stands beside a council's own pack`;
  const own = shelf.all().filter(({ overlay }) => !overlay);
  const right = `one of ${own.map(({ ref }) => ref.id).join(', ')}, or the text of a pack`;
  return refused('pack_unknown', [{ at: '/pack', wrong, right }]);
}
