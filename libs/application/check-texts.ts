import { createHash } from 'node:crypto';
import {
  type CouncilEvent,
  type Publication,
  isPublication,
  packNameOf,
  publicationsIn,
  textOf,
} from '#lib/council/record.js';
import { type Payload, type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import { type PackName, type PackShelf, isPackNamed } from '#lib/protocol/record.js';
import { isAdoption } from './stamp.js';

/** An event that is about to be recorded. */
export interface Arriving {
  readonly id: string;
  readonly type: string;
  readonly payload: Payload;
}

/** What is known when events arrive. */
export interface PackRecord {
  readonly council: string;
  /** The packs that come with the program. */
  readonly shelf: PackShelf;
  /** Recorded adoptions and publications, in order of recording. */
  readonly adoptions: readonly CouncilEvent[];
  /** True for an event that is already recorded. It is not checked again. */
  readonly isStored: (id: string) => boolean;
}

/**
 * `pack_unknown`: no such pack, version or revision exists. `pack_invalid`: the text is incomplete, has another hash or fails a
 * check of the loader. `pack_taken`: another text already has this name.
 */
export type PackRefusal = 'pack_unknown' | 'pack_invalid' | 'pack_taken';

const nameText = ({ id, version, revision = 1 }: PackName): string => `${id} ${version} revision ${revision}`;

function arrivingEvent({ id, type, payload }: Arriving): CouncilEvent {
  return { id, type, payload, at: 0, rec: 0, pack: null, position: '' };
}

/** The record together with the arriving events. */
export function recordWith(record: PackRecord, arriving: readonly Arriving[]): PackRecord {
  return { ...record, adoptions: [...record.adoptions, ...arriving.filter(isPublication).map(arrivingEvent)] };
}

/** The problems that a check of a whole text finds, each with its place in the text. */
export type TextCheck = (text: string, name: PackName) => readonly Problem[];

/**
 * Checks the arriving parts of a pack's text: every number occurs once, the hash matches the whole text, the text is the pack
 * that it is published as, and no other text has its name. `check` runs further checks on the text; a record that is read again
 * needs none.
 */
export function checkTexts(
  record: PackRecord,
  arriving: readonly Arriving[],
  check: TextCheck = () => [],
): Result<null, PackRefusal> {
  const numbers = arriving.flatMap((event, index) => (isPublication(event) ? numberFaults(event, index) : []));
  if (numbers.length > 0) return refused('pack_invalid', numbers);
  const all = publicationsIn(recordWith(record, arriving).adoptions.filter(isPublication));
  for (const [key, index] of placesOf(record, arriving)) {
    const same = all.filter(({ name, hash }) => JSON.stringify([name, hash]) === key);
    const at = `/${index}/payload`;
    const fault = takenBy(record, all, same) ?? wholeFault(same) ?? textFault(record, same);
    if (fault !== null) return refused(fault.code, [{ ...fault.problem, at: `${at}${fault.problem.at}` }]);
    const problems = same.flatMap((one) => check(textOf(one) ?? '', one.name)).map((one) => asFieldFault(one, at));
    if (problems.length > 0) return refused('pack_invalid', problems);
  }
  return accepted(null);
}

/** Index at which each arriving text begins in the list, by its name and hash. */
function placesOf(record: PackRecord, arriving: readonly Arriving[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, event] of arriving.entries()) {
    if (!isPublication(event) || record.isStored(event.id)) continue;
    const key = JSON.stringify([packNameOf(event), event.payload['hash']]);
    if (!places.has(key)) places.set(key, index);
  }
  return places;
}

function numberFaults({ payload }: Arriving, index: number): Problem[] {
  const [part, parts] = [Number(payload['part']), Number(payload['parts'])];
  if (part <= parts) return [];
  return [{ at: `/${index}/payload/part`, wrong: `part ${part} of ${parts}`, right: `a number from 1 to ${parts}` }];
}

interface TextFault {
  readonly code: PackRefusal;
  readonly problem: Problem;
}

const invalid = (field: string, wrong: string, right: string): TextFault => ({
  code: 'pack_invalid',
  problem: { at: `/${field}`, wrong, right },
});

/** Problems of parts that are incomplete or do not match their hash. `same`: the parts of one name and hash. */
function wholeFault(same: readonly Publication[]): TextFault | null {
  const [publication, other] = same;
  if (publication === undefined) return null;
  const { name, hash, parts, texts } = publication;
  if (other !== undefined) {
    const wrong = `the parts of ${nameText(name)} give both ${parts} and ${other.parts} as the number of parts`;
    return invalid('parts', wrong, 'the same number in every part');
  }
  const text = textOf(publication);
  if (text === null) {
    const missing = Array.from({ length: Math.min(parts, 100) }, (_, index) => index + 1).filter(
      (part) => !texts.has(part),
    );
    const wrong = `${nameText(name)} lacks part ${missing.join(', ')} of ${parts}`;
    return invalid('parts', wrong, 'every part in one request or file');
  }
  if (createHash('sha256').update(text).digest('hex') === hash) return null;
  const right = 'the SHA-256 in hex of the whole text, its parts in order';
  return invalid('hash', `the text of ${nameText(name)} has another hash`, right);
}

/** Problems of a text that is not a pack, or is a different pack from the one named. */
function textFault({ shelf }: PackRecord, [publication]: readonly Publication[]): TextFault | null {
  if (publication === undefined) return null;
  const { name, hash } = publication;
  const pack = shelf.published(textOf(publication) ?? '', hash);
  if (pack === undefined)
    return invalid('text', `the text published as ${nameText(name)} is not a pack`, 'a protocol pack');
  if (isPackNamed(pack, name)) return null;
  const wrong = `the text published as ${nameText(name)} names itself ${nameText({ ...pack.ref, revision: pack.revision })}`;
  return invalid('packId', wrong, "id, version and revision of the text's own `pack`");
}

/** A problem in a text, placed at the field that holds the text. */
function asFieldFault({ at, line, wrong, right }: Problem, place: string): Problem {
  const where = line === undefined ? '' : `line ${line}, `;
  const inside = at.slice(at.indexOf('#') + 1);
  return { at: `${place}/text`, wrong: `${where}${inside === '' ? '/' : inside}: ${wrong}`, right };
}

/** Problem of a name that another text already has: published here, shipped with the program, or adopted here without a text. */
function takenBy(
  { shelf, adoptions }: PackRecord,
  all: readonly Publication[],
  [publication]: readonly Publication[],
): TextFault | null {
  if (publication === undefined) return null;
  const { name, hash } = publication;
  const isSame = (one: PackName): boolean => nameText(one) === nameText(name);
  const own = all.find((one) => isSame(one.name));
  if (own !== undefined && own.hash !== hash) {
    return taken(`${nameText(name)} is already published in this council with another text, of hash ${own.hash}`);
  }
  const atHand = shelf.byReference(name);
  if (atHand !== undefined) {
    if (atHand.ref.hash === hash) return null;
    return taken(`${nameText(name)} comes with this program with another text, of hash ${atHand.ref.hash}`);
  }
  const before = adoptions.filter((event) => isSame(packNameOf(event)));
  const isJudged = before.some(isAdoption) && !before.some(isPublication) && shelf.first(name.id) !== undefined;
  return isJudged ? taken(`${nameText(name)} was adopted here before any text of it was published`) : null;
}

const taken = (wrong: string): TextFault => ({
  code: 'pack_taken',
  problem: { at: '/hash', wrong, right: 'another version or revision of the pack, or the same text' },
});
