import { type Pack, type PackName, type PackShelf, isCalled, isPackNamed } from '#lib/protocol/record.js';
import type { CouncilEvent, Entry } from './event.js';

/** A pack's text as a council's record publishes it, in one part or several. */
export interface Publication {
  readonly name: Required<PackName>;
  /** SHA-256 in hex of the whole file, from its parts. */
  readonly hash: string;
  /** Number of parts that its events state. */
  readonly parts: number;
  /** Text by part number, from 1; if two parts have one number, the first recorded counts. */
  readonly texts: ReadonlyMap<number, string>;
}

/** True for an event that publishes a part of a pack's text. The fold ignores it, and no amendment changes it. */
export function isPublication({ type }: Pick<CouncilEvent, 'type'>): boolean {
  return type === 'ProtocolPackPublished';
}

/** True for an event that determines the judging pack: an adoption, or a part of a pack's text. */
export function saysWhichPack(event: Pick<CouncilEvent, 'type'>): boolean {
  return event.type === 'ProtocolPackAdopted' || isPublication(event);
}

/** The pack that an adoption or a publication names. */
export function packNameOf({ payload }: Pick<CouncilEvent, 'payload'>): Required<PackName> {
  const { packId, version, revision } = payload;
  return { id: String(packId), version: String(version), revision: typeof revision === 'number' ? revision : 1 };
}

/** The texts that publishing events give, in order of recording, complete or not. */
export function publicationsIn(published: Iterable<Pick<CouncilEvent, 'payload'>>): readonly Publication[] {
  const found = new Map<string, Publication & { readonly texts: Map<number, string> }>();
  for (const event of published) {
    const { hash, part, parts, text } = event.payload;
    const name = packNameOf(event);
    const key = JSON.stringify([name.id, name.version, name.revision, hash, parts]);
    const publication = found.get(key) ?? { name, hash: String(hash), parts: Number(parts), texts: new Map() };
    if (!publication.texts.has(Number(part))) publication.texts.set(Number(part), String(text));
    found.set(key, publication);
  }
  return [...found.values()];
}

/** The texts that a record holds whole, among its adoptions and publications. */
export function wholeTextsIn(recorded: readonly CouncilEvent[]): readonly Publication[] {
  return publicationsIn(recorded.filter(isPublication)).filter((one) => textOf(one) !== null);
}

/** The whole text; null while a part is missing. */
export function textOf({ parts, texts }: Publication): string | null {
  let whole = '';
  for (let part = 1; part <= parts; part += 1) {
    const text = texts.get(part);
    if (text === undefined) return null;
    whole += text;
  }
  return whole;
}

interface Own {
  readonly pack: Pack;
  readonly text: string;
}

/** The packs whose whole text is published, read from that text, by the name of publication. */
function ownPacks(publications: readonly Publication[], shelf: PackShelf): readonly Own[] {
  return publications.flatMap((publication) => {
    const text = textOf(publication);
    const pack = text === null ? undefined : shelf.published(text, publication.hash);
    return text === null || pack === undefined || !isPackNamed(pack, publication.name) ? [] : [{ pack, text }];
  });
}

/** A shelf with the packs that a council published first, then those that come with the program. */
export function withPublished(entries: readonly Entry[], shelf: PackShelf): PackShelf {
  const publications = publicationsIn(entries.map(({ event }) => event).filter(isPublication));
  if (publications.length === 0) return shelf;
  const own = ownPacks(publications, shelf);
  const packs = own.map(({ pack }) => pack);
  const ids = new Set(packs.map(({ ref }) => ref.id));
  return {
    all: () => [...shelf.all().filter(({ ref }) => !ids.has(ref.id)), ...packs],
    find: (name) => packs.findLast(({ ref }) => isCalled(ref.id, name)) ?? shelf.find(name),
    // If two texts have one name, the first recorded counts; recording refuses a second.
    byReference: (name) => packs.find((pack) => isPackNamed(pack, name)) ?? shelf.byReference(name),
    first: (name) => shelf.first(name) ?? packs.find(({ ref }) => isCalled(ref.id, name)),
    textOf: (pack) => own.find((one) => one.pack === pack)?.text ?? shelf.textOf(pack),
    published: (text, hash) => shelf.published(text, hash),
    faultsIn: (text, name) => shelf.faultsIn(text, name),
  };
}
