import { createHash } from 'node:crypto';
import { entriesOf, packNameOf, saysWhichPack, wholeTextsIn, withPublished } from '#lib/council/record.js';
import { type Payload, type Problem, type Result, accepted, refused, uuidFromDigest } from '#lib/kernel/index.js';
import { type Pack, type PackName, type PackShelf, namingOf, partsOf } from '#lib/protocol/record.js';
import { type Arriving, type PackRecord, type PackRefusal, checkTexts, recordWith } from './check-texts.js';
import { isAdoption } from './stamp.js';

/** The fields that publish a text, one payload for each part. */
function publishing(pack: Pack, text: string): readonly Payload[] {
  const parts = partsOf(text);
  return parts.map((part, index) => ({
    ...namingOf(pack),
    hash: pack.ref.hash,
    part: index + 1,
    parts: parts.length,
    text: part,
  }));
}

/** The id of a published part. It follows from council and text, so that a council holds one text once. */
function partId(council: string, { hash, part }: Payload): string {
  return uuidFromDigest(
    createHash('sha256')
      .update(JSON.stringify([council, hash, part]))
      .digest(),
  );
}

/** The events that publish a pack's text in a council, one for each part; the rest of each event is as in `like`. */
export function publishingEvents<Like extends object>(
  council: string,
  pack: Pack,
  text: string,
  like: Like,
): readonly (Like & Arriving)[] {
  return publishing(pack, text).map((payload) => {
    return { ...like, id: partId(council, payload), type: 'ProtocolPackPublished', payload };
  });
}

/** A shelf with the packs of a council's own record first, then those that come with the program. */
export function ownShelf({ adoptions, shelf }: Pick<PackRecord, 'adoptions' | 'shelf'>): PackShelf {
  return withPublished(entriesOf(adoptions), shelf);
}

/**
 * Returns the events with the parts of each adopted text before its adoption, if the council's record lacks them. Refuses an
 * adoption of an unknown pack, and lists every problem of the published texts. The `at` of a problem begins with the index of
 * its event in the list.
 */
export function withTexts<Event extends Arriving>(
  record: PackRecord,
  arriving: readonly Event[],
): Result<readonly Event[], PackRefusal> {
  if (!arriving.some((event) => saysWhichPack(event) && !record.isStored(event.id))) return accepted(arriving);
  const texts = checkTexts(record, arriving, (text, { id }) => record.shelf.faultsIn(text, `${id}.yaml`));
  if (!texts.ok) return texts;
  let known = recordWith(record, arriving);
  const events: Event[] = [];
  const unknown: Problem[] = [];
  for (const [index, event] of arriving.entries()) {
    if (isAdoption(event) && !record.isStored(event.id)) {
      const name = packNameOf(event);
      const pack = ownShelf(known).byReference(name);
      if (pack === undefined) unknown.push(unknownPack(name, ownShelf(known), `/${index}/payload`));
      else {
        const parts = partsBefore(event, pack, known);
        events.push(...parts);
        known = recordWith(known, parts);
      }
    }
    events.push(event);
  }
  return unknown.length > 0 ? refused('pack_unknown', unknown) : accepted(events);
}

/** The parts of a text that must be recorded before its adoption. None if they are recorded or if the text is not available. */
function partsBefore<Event extends Arriving>(
  adoption: Event,
  pack: Pack,
  { council, shelf, adoptions }: PackRecord,
): readonly Event[] {
  const isPublished = wholeTextsIn(adoptions).some(({ hash }) => hash === pack.ref.hash);
  const text = isPublished ? undefined : shelf.textOf(pack);
  return text === undefined ? [] : publishingEvents(council, pack, text, adoption);
}

/** Says which of id, version and revision is unknown, and what would be right. */
function unknownPack(name: Required<PackName>, shelf: PackShelf, at: string): Problem {
  const ofId = shelf.all().filter(({ ref }) => ref.id === name.id);
  const [pack] = ofId;
  if (pack === undefined) {
    const right = `one of ${shelf
      .all()
      .map(({ ref }) => ref.id)
      .join(', ')}, or the id of a pack published in this council`;
    return { at: `${at}/packId`, wrong: `no pack is named ${name.id} here`, right };
  }
  const versions = [...new Set(ofId.map(({ ref }) => ref.version))];
  if (!versions.includes(name.version)) {
    const right = `one of ${versions.join(', ')}, or a version published in this council`;
    return { at: `${at}/version`, wrong: `${name.id} has no version ${name.version} here`, right };
  }
  const revisions = ofId.filter(({ ref }) => ref.version === name.version).map(({ revision }) => revision);
  const right = `one of ${revisions.join(', ')} (1 if it is left out)`;
  return { at: `${at}/revision`, wrong: `${name.id} ${name.version} has no revision ${name.revision} here`, right };
}
