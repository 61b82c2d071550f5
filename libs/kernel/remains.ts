import type { Payload } from './event.js';
import type { FieldList } from './fields.js';

/** What stays readable of a sealed field after its keys are destroyed: enough to keep every figure unchanged. */
export interface Remains<Pack> {
  /** Its facts; none is personal data. */
  readonly members: FieldList;
  /** Made when the value is sealed, from what the field accepts and the pack in force when the event occurred. */
  readonly of: (value: never, payload: Payload, pack: Pack) => Payload;
  /** True if it stands before a field of that name that was given beside the value, as the value itself does. */
  readonly first: boolean;
}

/** By event type and field. */
export type RemainsTable<Pack> = Readonly<Record<string, Readonly<Record<string, Remains<Pack>>>>>;
