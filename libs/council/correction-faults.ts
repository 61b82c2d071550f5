import { eventCatalogue } from '#lib/catalogue/record.js';
import { type Field, type Payload, type Problem, nearestName } from '#lib/kernel/index.js';
import { type Targets, isAmendment, takes, targetOf } from './amendments.js';
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

/** The fields of one name that the named events have. */
function fieldsNamed(name: string, types: readonly string[]): Field<unknown>[] {
  return types.flatMap((type) => {
    const list = eventCatalogue[type] ?? {};
    const field = Object.hasOwn(list, name) ? list[name] : undefined;
    return field === undefined ? [] : [field];
  });
}

function faultOf([name, value]: [string, unknown], types: readonly string[]): Problem[] {
  if (name === 't') return [];
  const at = `/set/${step(name)}`;
  const fields = fieldsNamed(name, types);
  if (fields.some((field) => takes(field, name, value))) return [];
  const [field] = fields;
  if (field !== undefined)
    return [{ at, wrong: `${name} of ${types.join(' or ')} cannot be set to this`, right: field.right }];
  const known = ['t', ...new Set(types.flatMap((type) => Object.keys(eventCatalogue[type] ?? {})))];
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
  const types = typesNamed(event, targets);
  const { set } = event.payload;
  if (types.length > 0 && types.every((type) => isPublication({ type }))) return [TEXT_STAYS];
  if (types.length === 0 || !isMap(set)) return [];
  return Object.entries(set).flatMap((one) => faultOf(one, types));
}
