import type { EventTable } from './event.js';
import type { FieldList } from './fields.js';

/** The plain-English name of a thing, in sentence case, and one sentence that says what it is. */
export type Words = readonly [label: string, sentence: string];

/** The words of an event or of a command, and of each of its fields. */
export interface EntryWords<List extends FieldList = FieldList> {
  readonly label: string;
  readonly sentence: string;
  readonly fields: { readonly [Name in keyof List]: Words };
}

/** The words of every entry of a table: an entry or a field without words does not compile. */
export type WordsOf<Table extends EventTable> = { readonly [Type in keyof Table]: EntryWords<Table[Type]> };
