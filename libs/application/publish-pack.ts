import { isPublication, publicationsIn, textOf } from '#lib/council/record.js';
import { type Actor, type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import { type Pack, loadPack } from '#lib/protocol/index.js';
import type { Application } from './application.js';
import type { Council } from './council.js';
import type { GivenEvent } from './given.js';
import { ownShelf, partId, publishing } from './pack-texts.js';
import { packRecordOf } from './prepare.js';
import { type RecordRefusal, recordEvents } from './record-events.js';

/** A pack's text that somebody wants on record. */
export interface Publishing {
  /** The whole file, in UTF-8. */
  readonly text: string;
  /** What the text is called where something is wrong with it. */
  readonly fileName: string;
  readonly recordedBy: Actor | null;
}

export interface PublishedPack {
  readonly pack: Pack;
  /** False where the council's record had this text already: nothing was recorded. */
  readonly isNew: boolean;
  /** A reader that has reached it finds the pack. */
  readonly position: bigint;
}

/** Everything that the loader's checks find wrong with a text; else the pack. Each problem gives place and line in the text. */
export function checkPack(text: string, fileName: string): Result<Pack, 'pack_invalid'> {
  return loadPack(text, fileName);
}

/** The events that publish a text in a council, one a part; the same text gives the same events. */
export function publicationOf(council: string, { pack, text }: Text, recordedBy: Actor | null): readonly GivenEvent[] {
  return publishing(pack, text).map((payload) => {
    const id = partId(council, payload);
    return { id, type: 'ProtocolPackPublished', occurredAt: null, payload, recordedBy, causationId: null };
  });
}

interface Text {
  readonly pack: Pack;
  readonly text: string;
}

/**
 * Puts the text of a pack on the record of a council, once it has passed the loader's checks, so that it can be adopted there
 * from then on, on every replica. Throws what the ledger throws.
 */
export async function publishPack(
  application: Application,
  council: string,
  { text, fileName, recordedBy }: Publishing,
  context: { readonly correlationId: string | null },
): Promise<Result<PublishedPack, RecordRefusal>> {
  const checked = checkPack(text, fileName);
  if (!checked.ok) return checked;
  const pack = checked.value;
  const known = await application.councils.upToNow(council);
  if (known.isUnknown) return refused('council_unknown', []);
  if (publishedIn(known).some(({ hash }) => hash === pack.ref.hash)) {
    return accepted({ pack, isNew: false, position: known.position });
  }
  const events = publicationOf(council, { pack, text }, recordedBy);
  const recorded = await recordEvents(application, council, events, context);
  if (recorded.ok) return accepted({ pack, isNew: true, position: recorded.value.position });
  const { code, problems } = recorded.refusal;
  return refused(code, code === 'pack_taken' ? problems.map(asOfText) : problems);
}

/** The events were made here: what is wrong with them is wrong with the text. */
const asOfText = (problem: Problem): Problem => ({ ...problem, at: '/pack' });

const publishedIn = ({ history }: Council) =>
  publicationsIn(history.adoptions.filter(isPublication)).filter((one) => textOf(one) !== null);

/** A pack on the record of a council. */
export interface CouncilPack {
  readonly pack: Pack;
  /** How many parts its text has. */
  readonly parts: number;
}

/** The packs whose texts a council's record holds, in the order of their publication. Throws what the ledger throws. */
export async function readPacks(
  application: Application,
  name: string,
): Promise<Result<readonly CouncilPack[], 'council_unknown'>> {
  const council = await application.councils.upToNow(name);
  if (council.isUnknown) return refused('council_unknown', []);
  const shelf = ownShelf(packRecordOf(application, name, council));
  return accepted(
    publishedIn(council).flatMap(({ name: named, parts, hash }) => {
      const pack = shelf.byReference(named);
      return pack?.ref.hash === hash ? [{ pack, parts }] : [];
    }),
  );
}
