import { type Check, type Checked, entriesOf, mappings, textPlaces } from './checked.js';
import { type Block, blockAt, isBlock, textAt, texts, textsAt, writtenFor } from './document.js';
import type { Fault, Path } from './fault.js';

/** Two blocks that together should be a catalogue: ids with their places. */
interface Side {
  readonly name: string;
  readonly places: readonly { readonly id: string; readonly path: Path }[];
}

/** The ids that a pack must speak of or name as silent, and the version of the catalogue that asks for them. */
interface Asked {
  readonly since: ReadonlyMap<string, number>;
  readonly version: number;
}

/** Why an id has no place in the pack: no catalogue has it, or a later one than the pack was written for. */
function stranger(id: string, name: string, { since, version }: Asked): Pick<Fault, 'wrong' | 'right'> {
  const came = since.get(id);
  if (came === undefined) return { wrong: `${id} in ${name} is not in the catalogue`, right: 'an id of the catalogue' };
  return {
    wrong: `${id} in ${name} came with version ${came} of the catalogue; the pack was written for version ${version}`,
    right: `pack: {catalogue: ${came}}, or no ${id}`,
  };
}

/** How two blocks that together should be a catalogue fail to be one. */
function partition(asked: Asked, spoken: Side, silent: Side): Fault[] {
  const left = new Set([...asked.since].filter(([, since]) => since <= asked.version).map(([id]) => id));
  const met = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { name, places } of [spoken, silent]) {
    for (const { id, path } of places) {
      const before = met.get(id);
      if (before !== undefined) {
        faults.push({ path, wrong: `${id} in ${name} stands in ${before} already`, right: 'once, in one of them' });
      } else if (!left.delete(id)) {
        faults.push({ path, ...stranger(id, name, asked) });
      }
      met.set(id, name);
    }
  }
  for (const id of left) {
    faults.push({
      path: [spoken.name],
      wrong: `${id} is missing`,
      right: `${id} in ${spoken.name} or in ${silent.name}`,
    });
  }
  return faults;
}

function sideOf(document: Block, name: string): Side {
  if (Array.isArray(document[name]))
    return { name, places: textPlaces(document, name, []).map(({ text, path }) => ({ id: text, path })) };
  return { name, places: Object.keys(blockAt(document, name)).map((id) => ({ id, path: [name, id] })) };
}

/** Check 1: what a pack says and what it is silent on are together the catalogue that it was written for, once each. */
export const wholeCatalogue: Check = ({ document, catalogue }) => {
  const version = writtenFor(document);
  if (version > catalogue.version) {
    const wrong = `the pack was written for version ${version} of the catalogue; this program knows ${catalogue.version}`;
    return [{ path: ['pack', 'catalogue'], wrong, right: `a number from 1 to ${catalogue.version}` }];
  }
  const { rules, routes } = catalogue;
  return [
    ...partition({ since: rules, version }, sideOf(document, 'rules'), sideOf(document, 'silent')),
    ...partition({ since: routes, version }, sideOf(document, 'routes'), sideOf(document, 'silent_routes')),
  ];
};

/** The addresses that the pack's source has: the pack's own list, else the known one; null if there is neither. */
function addressesOf({ document, clauses }: Checked): ReadonlySet<string> | null {
  if (clauses === null) return null;
  const source = blockAt(document, 'source');
  if (Object.hasOwn(source, 'clauses')) return new Set(textsAt(source, 'clauses'));
  return clauses.get(textAt(source, 'file') ?? '') ?? null;
}

interface Cited {
  readonly text: string;
  readonly path: Path;
}

/** What clauses stand under a member: of a map under each of its members. */
function clausePlaces(block: Block, key: string, path: Path): readonly Cited[] {
  const map = block[key];
  if (!isBlock(map)) return textPlaces(block, key, path);
  return Object.keys(map).flatMap((name) => textPlaces(map, name, [...path, key]));
}

function cited(block: Block, path: Path): readonly Cited[] {
  const keys = Object.keys(block).filter((key) => key === 'src' || key === 'src_of' || key.endsWith('_src'));
  return keys.flatMap((key) => clausePlaces(block, key, path));
}

const KINDS: readonly string[] = ['members', 'officers'];
const CLAUSES = 'a list with at least one clause';

/** What is wrong with the map by whom clauses bind: it has one list at least, each with a clause, and nothing else. */
function mapFaults(rule: Block, path: Path): Fault[] {
  const src = rule['src'];
  if (!isBlock(src)) return [];
  const keys = Object.keys(src);
  const place = [...path, 'src'];
  if (keys.length === 0) return [{ path: place, wrong: 'src binds nobody', right: `members or officers, ${CLAUSES}` }];
  return keys.flatMap((key): Fault[] => {
    if (!KINDS.includes(key))
      return [{ path: [...place, key], wrong: `unknown key ${key}`, right: KINDS.join(' or ') }];
    const isList = Array.isArray(src[key]) && texts(src[key]).length === src[key].length && src[key].length > 0;
    return isList ? [] : [{ path: [...place, key], wrong: `${key} has no clauses`, right: CLAUSES }];
  });
}

/** The clauses of single words are some of the rule's own. */
function wordFaults(rule: Block, path: Path): Fault[] {
  const own = new Set(clausePlaces(rule, 'src', path).map(({ text }) => text));
  const params = blockAt(rule, 'params');
  if (!Object.hasOwn(params, 'src_of')) return [];
  const place = [...path, 'params', 'src_of'];
  const words = params['src_of'];
  if (!isBlock(words)) return [{ path: place, wrong: 'no mapping', right: 'a mapping from word to clauses' }];
  const empty = Object.keys(words).filter((word) => textsAt(words, word).length === 0);
  return [
    ...empty.map((word) => ({ path: [...place, word], wrong: `${word} has no clauses`, right: CLAUSES })),
    ...clausePlaces(params, 'src_of', [...path, 'params'])
      .filter(({ text }) => !own.has(text))
      .map(({ text, path: at }) => ({ path: at, wrong: `${text} is not in src`, right: 'clauses of the same rule' })),
  ];
}

/** Rules and routes that say nowhere where they stand, and rules whose lists do not. */
function citing(document: Block): Fault[] {
  const faults: Fault[] = [];
  for (const name of ['rules', 'routes']) {
    for (const [id, entry] of entriesOf(document, name)) {
      const path = [name, id];
      if (!isBlock(entry['src']) && textsAt(entry, 'src').length === 0)
        faults.push({ path, wrong: `${id} cites no clause`, right: 'src with at least one clause' });
      if (name === 'rules') faults.push(...mapFaults(entry, path), ...wordFaults(entry, path));
    }
  }
  return faults;
}

/** Check 2: every rule and route says where it stands, and every clause that is cited is in the source. */
export const citedClauses: Check = (checked) => {
  const faults = citing(checked.document);
  const addresses = addressesOf(checked);
  if (addresses === null) return faults;
  const dangling = textAt(blockAt(blockAt(checked.document, 'groups'), 'dangling'), 'clause');
  const places = mappings(checked.document).flatMap(({ block, path }) => cited(block, path));
  if (dangling !== null) places.push({ text: dangling, path: ['groups', 'dangling', 'clause'] });
  for (const { text, path } of places) {
    if (!addresses.has(text))
      faults.push({
        path,
        wrong: `the source has no clause ${text}`,
        right: 'a clause address of the source, in its own numbering',
      });
  }
  return faults;
};
