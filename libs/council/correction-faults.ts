import { eventCatalogue } from '#lib/catalogue/record.js';
import { type Payload, type Problem, instant, nearestName } from '#lib/kernel/index.js';
import { type Targets, fieldOf, fieldReaches, isAmendment, isTakenBy, targetOf } from './amendments.js';
import type { CouncilEvent } from './history.js';
import { isPublication } from './published.js';

/** A member's name as a step of a JSON pointer (RFC 6901). */
const step = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TEXT_STAYS: Problem = {
  at: '/target',
  wrong: 'the published text of a pack stays as it is',
  right: 'another revision of the pack, published and adopted',
};

const AMENDED: Problem = {
  at: '/target',
  wrong: 'a correction or a withdrawal is not corrected',
  right: 'EntryWithdrawn of it, and another correction',
};

const OWN_ID = 'the own id of an event as target, where t is to be set';

/** What is wrong with one member of what a correction sets; nothing where an event that it reaches takes it (readings 2.1). */
function faultOf([name, value]: [string, unknown], target: string, targets: Targets): Problem[] {
  const at = `/set/${step(name)}`;
  const reached = fieldReaches(name, target, targets);
  if (reached.some(({ event }) => isTakenBy(event, name, value))) return [];
  const types = [...new Set(targets.named(target).map(({ event }) => event.type))];
  if (name === 't' && reached.length === 0) return [{ at, wrong: `${target} is no event's own id`, right: OWN_ID }];
  const field = name === 't' ? instant : types.map((type) => fieldOf(type, name)).find((one) => one !== undefined);
  if (field !== undefined) {
    return [{ at, wrong: `${name} of ${types.join(' or ')} cannot be set to this`, right: field.right }];
  }
  const time = fieldReaches('t', target, targets).length > 0 ? ['t'] : [];
  const known = [...time, ...new Set(types.flatMap((type) => Object.keys(eventCatalogue[type] ?? {})))];
  const nearest = nearestName(name, known);
  const meant = nearest === null ? '' : `${nearest}, if that is meant: `;
  return [{ at, wrong: `${types.join(' or ')} has no field ${name}`, right: `${meant}one of ${known.join(', ')}` }];
}

/** The types of the events that a correction names. */
function typesNamed(event: CouncilEvent, targets: Targets): readonly string[] {
  if (event.type !== 'EntryCorrected') return [];
  const named = targets.named(targetOf(event)).filter((entry) => !isAmendment(entry.event));
  return [...new Set(named.map((entry) => entry.event.type))];
}

/** The payload of one named event with the values that a correction sets. */
interface Said {
  readonly type: string;
  readonly payload: Payload;
}

/** The same for each type of event that a correction names. */
export function correctionsOf(event: CouncilEvent, targets: Targets): readonly Said[] {
  const { set } = event.payload;
  if (!isMap(set)) return [];
  return typesNamed(event, targets).map((type) => ({ type, payload: set }));
}

/**
 * Returns the faults of values that no named event can take, because they would change nothing. Empty if the correction names
 * no event; a note reports that.
 */
export function correctionFaults(event: CouncilEvent, targets: Targets): Problem[] {
  if (event.type !== 'EntryCorrected') return [];
  const target = targetOf(event);
  const named = targets.named(target);
  const { set } = event.payload;
  if (named.length === 0 || !isMap(set)) return [];
  if (named.every((one) => isAmendment(one.event))) return [AMENDED];
  if (named.every((one) => isPublication(one.event))) return [TEXT_STAYS];
  return Object.entries(set).flatMap((one) => faultOf(one, target, targets));
}
