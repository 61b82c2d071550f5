import { correctionFaults, correctionsOf } from '#lib/council/index.js';
import { givesGround, groundFaults } from '#lib/catalogue/index.js';
import {
  type CouncilEvent,
  type Targets,
  entriesOf,
  isNamed,
  packsInForce,
  saysWhichPack,
  targetsAmong,
} from '#lib/council/record.js';
import { type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Application } from './application.js';
import type { Council } from './council.js';
import { type GivenEvent, occurringNow } from './given.js';

/**
 * Checks live input against the council's record. Refuses a correction that sets a field that no named event has, and a ground
 * that is in neither the catalogue nor the pack in force. Each problem gives its place, `/0/payload/ground` for the first
 * event. Events that are already stored are not checked. Throws the errors of the ledger.
 */
export async function checkEvents(
  { councils, shelf, clock }: Application,
  name: string,
  events: readonly GivenEvent[],
): Promise<Result<null, 'invalid'>> {
  if (!events.some((event) => event.type === 'EntryCorrected' || givesGround(event.type, event.payload))) {
    return accepted(null);
  }
  const council = await councils.upToNow(name);
  const given = occurringNow(events, clock());
  const targets = targetsOf(council, given);
  const packAt = packsInForce(entriesOf([...council.history.adoptions, ...given.filter(saysWhichPack)]), shelf);
  const faults = given.flatMap((event, index): Problem[] => {
    if (council.find(event.id) !== undefined) return [];
    const packThen = packAt(event.at);
    const inSet = correctionsOf(event, targets).flatMap((said) => groundFaults(said.type, said.payload, packThen));
    const found = [
      ...groundFaults(event.type, event.payload, packThen),
      ...inSet.map((one) => ({ ...one, at: `/set${one.at}` })),
      ...correctionFaults(event, targets),
    ];
    return found.map((one) => ({ ...one, at: `/${index}/payload${one.at}` }));
  });
  return faults.length === 0 ? accepted(null) : refused('invalid', faults);
}

/** The events that the corrections in a list name, from the council and from the list itself. */
function targetsOf({ history }: Council, given: readonly CouncilEvent[]): Targets {
  const named = new Set(given.filter(({ type }) => type === 'EntryCorrected').map(({ payload }) => payload['target']));
  return targetsAmong(entriesOf([...history.events.filter((event) => isNamed(event, named)), ...given]));
}
