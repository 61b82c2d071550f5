import { isSealedValue } from '#lib/kernel/index.js';
import { sealedFieldsOf } from '#lib/catalogue/record.js';
import type { CouncilEvent } from '#lib/council/record.js';
import { STAND_IN, personsOf } from '#lib/catalogue/record.js';

const keyOf = (persons: readonly string[], value: string): string =>
  `${persons.find((one) => one !== value) ?? value}\n${value}`;

/**
 * Stand-ins for persons who are named in plain by events recorded before there was a vault: the id of the first event
 * that names the two together. Values sealed later about the same two get the same stand-in, so that rows stay grouped.
 */
export class StandIns {
  readonly #byPair = new Map<string, string>();

  /** Notes the next stored event, in order of recording. */
  note(event: CouncilEvent): void {
    for (const field of sealedFieldsOf(event.type)) {
      const value = event.payload[field.name];
      if (!field.isPerson || typeof value !== 'string' || isSealedValue(value)) continue;
      const key = keyOf(personsOf(field, event.payload), value);
      if (!this.#byPair.has(key)) this.#byPair.set(key, standInFrom(event.id));
    }
  }

  /** The stand-in for a value that was named together with these persons; undefined if it never was in plain. */
  find(persons: readonly string[], value: string): string | undefined {
    return this.#byPair.get(keyOf(persons, value));
  }
}

/** As long as one that the vault makes; it does not reveal whom it stands for. */
export function standInFrom(eventId: string): string {
  return `${STAND_IN}${Buffer.from(eventId.replaceAll('-', ''), 'hex').toString('base64url')}`;
}
