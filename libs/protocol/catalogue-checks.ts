import { routeIds, ruleIds } from './catalogue.js';
import { type Check, type Checked, entriesOf, mappings, textPlaces } from './checked.js';
import { type Block, blockAt, textAt, textsAt } from './document.js';
import type { Fault, Path } from './fault.js';

/** How two blocks that together should be a catalogue fail to be one. */
function partition(
  ids: readonly string[],
  spoken: readonly string[],
  silent: readonly string[],
  names: readonly [string, string],
): Fault[] {
  const [here, there] = names;
  const faults: Fault[] = [];
  const unknown = (list: readonly string[], name: string, place: (id: string, index: number) => Path): void =>
    list.forEach((id, index) => {
      if (!ids.includes(id))
        faults.push({
          path: place(id, index),
          wrong: `${id} in ${name} is not in the catalogue`,
          right: 'an id of the catalogue',
        });
    });
  unknown(spoken, here, (id) => [here, id]);
  unknown(silent, there, (id, index) => (there === 'silent' ? [there, index] : [there, id]));
  for (const id of ids) {
    const count = silent.filter((one) => one === id).length;
    if (count > 1) faults.push({ path: [there], wrong: `${id} stands ${count} times in ${there}`, right: 'once' });
    if (spoken.includes(id) && count > 0)
      faults.push({ path: [here, id], wrong: `${id} is in ${here} and in ${there}`, right: 'in one of them' });
    if (!spoken.includes(id) && count === 0)
      faults.push({ path: [here], wrong: `${id} is missing`, right: `${id} in ${here} or in ${there}` });
  }
  return faults;
}

/** Check 1: what a pack says and what it is silent on are together the catalogue, once each. */
export const wholeCatalogue: Check = ({ document }) => [
  ...partition(ruleIds, Object.keys(blockAt(document, 'rules')), textsAt(document, 'silent'), ['rules', 'silent']),
  ...partition(routeIds, Object.keys(blockAt(document, 'routes')), Object.keys(blockAt(document, 'silent_routes')), [
    'routes',
    'silent_routes',
  ]),
];

/** The addresses that the pack's source has: the pack's own list, else the known one; null where there is neither. */
function addressesOf({ document, clauses }: Checked): ReadonlySet<string> | null {
  if (clauses === null) return null;
  const source = blockAt(document, 'source');
  if (Object.hasOwn(source, 'clauses')) return new Set(textsAt(source, 'clauses'));
  return clauses.get(textAt(source, 'file') ?? '') ?? null;
}

function cited(block: Block, path: Path): readonly { readonly text: string; readonly path: Path }[] {
  const keys = Object.keys(block).filter((key) => key === 'src' || key.endsWith('_src'));
  return keys.flatMap((key) => textPlaces(block, key, path));
}

/** Check 2: every rule and route says where it stands, and every clause that is cited is in the source. */
export const citedClauses: Check = (checked) => {
  const faults: Fault[] = [];
  for (const name of ['rules', 'routes']) {
    for (const [id, entry] of entriesOf(checked.document, name)) {
      if (textsAt(entry, 'src').length === 0)
        faults.push({ path: [name, id], wrong: `${id} cites no clause`, right: 'src with at least one clause' });
    }
  }
  const addresses = addressesOf(checked);
  if (addresses === null) return faults;
  const dangling = textAt(blockAt(blockAt(checked.document, 'groups'), 'dangling'), 'clause');
  const places = [...mappings(checked.document)].flatMap(({ block, path }) => cited(block, path));
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
