import { JournalError, type LogPosition } from './item.js';

type Place = number | null;
/** A row of `progress` without its sum. */
export type Progress = [1, string, Place, Place, Place, Place, string | null, number];

/** Returns what reading the file returns; turns its errors into JournalError. */
export function sound<Value>(reading: () => Value): Value {
  try {
    return reading();
  } catch (error) {
    throw new JournalError(`the journal cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

export const isFurther = (position: LogPosition, than: LogPosition | null): boolean =>
  than === null || position.commit > than.commit;

/** A position of the store's log as two columns hold it. */
export function logPosition(commit: Place, prepare: Place): LogPosition | null {
  return commit === null ? null : { commit: BigInt(commit), prepare: BigInt(prepare ?? commit) };
}
