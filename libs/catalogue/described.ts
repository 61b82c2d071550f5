import type { EntryWords, FieldList, Payload } from '#lib/kernel/index.js';
import { commandCatalogue, eventCatalogue, raisedByLedger } from './catalogue.js';
import { EXAMPLE_TIME, exampleOf } from './examples.js';
import { commandWords, eventWords, ownEventWords } from './words.js';

export { commandWords, eventWords } from './words.js';

/** A field in words. */
export interface DescribedField {
  readonly name: string;
  readonly label: string;
  readonly sentence: string;
  /** The kind of value: token, role, instant, list of token … */
  readonly type: string;
  /** What a right value looks like. */
  readonly right: string;
  readonly required: boolean;
  readonly nullable: boolean;
  /** The closed list of words; null if any value of the type is right. */
  readonly words: readonly string[] | null;
  /** Personal data: the fields that name the persons under whose keys it is sealed; null for any other field. */
  readonly sealedUnder: readonly string[] | null;
}

/** An event or a command in words, with an entry of an event file as an example. */
export interface DescribedEntry {
  readonly name: string;
  readonly label: string;
  readonly sentence: string;
  readonly fields: readonly DescribedField[];
  readonly example: Payload;
}

/** An event in words. An event that the ledger raises itself has no fields and no example, and a client may not post it. */
export interface DescribedEvent extends Omit<DescribedEntry, 'example'> {
  readonly raisedByLedger: boolean;
  readonly example: Payload | null;
}

function fieldsOf(list: FieldList, words: EntryWords['fields']): DescribedField[] {
  return Object.entries(list).map(([name, { kind, right, required, nullable, values, sealedUnder }]) => {
    const [label = name, sentence = ''] = words[name] ?? [];
    return { name, label, sentence, type: kind, right, required, nullable, words: values ?? null, sealedUnder };
  });
}

type Member = 'e' | 'command';

function described(member: Member, name: string, list: FieldList, words: EntryWords): DescribedEntry {
  const { label, sentence } = words;
  const example = { t: EXAMPLE_TIME, [member]: name, ...exampleOf(name, list) };
  return { name, label, sentence, fields: fieldsOf(list, words.fields), example };
}

/** Every event by name: those that may be recorded, in the order of the families, then those that the ledger raises itself. */
export function describedEvents(): readonly DescribedEvent[] {
  const recorded = Object.entries(eventWords).map(([name, words]) => ({
    ...described('e', name, eventCatalogue[name] ?? {}, words),
    raisedByLedger: false,
  }));
  const raised = Object.entries(ownEventWords).map(([name, [label, sentence]]) => {
    return { name, label, sentence, fields: [], example: null, raisedByLedger: raisedByLedger.has(name) };
  });
  return [...recorded, ...raised];
}

/** Every permission that can be asked for. */
export function describedCommands(): readonly DescribedEntry[] {
  return Object.entries(commandCatalogue).map(([name, list]) =>
    described('command', name, list, commandWords[name as keyof typeof commandWords]),
  );
}
