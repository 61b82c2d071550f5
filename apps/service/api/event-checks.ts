import { type Actor, type Payload, type Problem, isSealedValue } from '#lib/kernel/index.js';
import {
  type CommandName,
  checkCommand,
  checkLiveCommand,
  checkLiveTokens,
  checkPayload,
  checkSense,
} from '#lib/catalogue/index.js';
import type { Ask, GivenEvent } from '#lib/application/index.js';
import { EventBody, PermissionBody } from './bodies.js';
import { faultsOf } from './checking.js';
import { pointerStep } from './json.js';
import { type PayloadClass, commandClasses, payloadClasses } from './payload-classes.js';
import { ProblemError, bodyFaults } from './problem.js';
import { instantOf } from './request.js';

const MAX_EVENTS = 1_000;

/**
 * Returns the events of a body: one, or a list of 1 to 1,000. Throws a problem document that names every faulty field of every
 * event.
 */
export function eventsOf(body: unknown): readonly GivenEvent[] {
  const isList = Array.isArray(body);
  const list: readonly unknown[] = isList ? body : [body];
  if (list.length === 0 || list.length > MAX_EVENTS) {
    throw new ProblemError('invalid', { detail: `One request holds 1 to ${MAX_EVENTS} events, not ${list.length}.` });
  }
  const problems = list.flatMap((one, index) => eventFaults(one, isList ? `/${index}` : ''));
  if (problems.length > 0) throw new ProblemError('invalid', { errors: bodyFaults(problems) });
  return (list as readonly EventBody[]).map(({ id, type, occurredAt, payload, recordedBy, causationId }) => {
    const context = { recordedBy: actorOf(recordedBy), causationId: causationId ?? null };
    return { id: id.toLowerCase(), type, occurredAt: instantOf(occurredAt), payload, ...context };
  });
}

/** Returns the permission that a body asks for. Throws as `eventsOf` does. */
export function askOf(body: unknown): Ask {
  const problems = faultsOf(PermissionBody, body);
  const { command: name, fields: asked } = isMap(body) ? body : {};
  const given = commandClasses.get(String(name));
  if (given !== undefined && isMap(asked)) {
    const found = merged(checkCommand(String(name), asked), { body: given, value: asked, at: '/fields' });
    problems.push(...found, ...elsewhere(checkLiveCommand(String(name), asked), found, '/fields'));
  }
  if (problems.length > 0) throw new ProblemError('invalid', { errors: bodyFaults(problems) });
  const { id, command, fields, occurredAt, recordedBy, causationId } = body as PermissionBody;
  const context = { recordedBy: actorOf(recordedBy), causationId: causationId ?? null };
  return { id: id.toLowerCase(), name: command as CommandName, fields, occurredAt: instantOf(occurredAt), ...context };
}

/** The recorder of an event, without surplus members. */
export function actorOf(given: Actor | undefined): Actor | null {
  return given === undefined ? null : { role: given.role, person: given.person };
}

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function eventFaults(event: unknown, at: string): readonly Problem[] {
  const problems = faultsOf(EventBody, event, at);
  const { type, payload } = isMap(event) ? event : {};
  if (typeof type !== 'string' || problems.some((one) => one.at === `${at}/type`)) return problems;
  const body = payloadClasses.get(type);
  if (body === undefined) return [...problems, ...checkPayload(type, {}).map((one) => ({ ...one, at: `${at}/type` }))];
  if (!isMap(payload)) return problems;
  const catalogue = [...sealedFaults(payload), ...checkPayload(type, payload)];
  const found = merged(catalogue, { body, value: payload, at: `${at}/payload` });
  return [...problems, ...found, ...senseFaults({ ...(event as Payload), type, payload }, found, at)];
}

interface Sensible extends Payload {
  readonly type: string;
  readonly payload: Payload;
}

/** Faults of free text in a token's place and of impossible values, at places without another fault. */
function senseFaults(event: Sensible, found: readonly Problem[], at: string): readonly Problem[] {
  const { type, payload, occurredAt } = event;
  const sense = checkSense(type, payload, typeof occurredAt === 'string' ? instantOf(occurredAt) : null);
  return elsewhere([...checkLiveTokens(type, payload), ...sense], found, `${at}/payload`);
}

/** Faults at places below `at` that have no other fault. */
function elsewhere(faults: readonly Problem[], found: readonly Problem[], at: string): readonly Problem[] {
  const placed = faults.map((one) => ({ ...one, at: `${at}${one.at}` }));
  return placed.filter((one) => !found.some((other) => one.at === other.at || one.at.startsWith(`${other.at}/`)));
}

/** Faults of sealed values. A sealed value opens only in the event that it was sealed for. */
function sealedFaults(payload: Payload): readonly Problem[] {
  const right = 'the value itself';
  const sealedIn = (members: Payload): string[] => Object.keys(members).filter((name) => isSealedValue(members[name]));
  const set = isMap(payload['set']) ? sealedIn(payload['set']) : [];
  return [
    ...sealedIn(payload).map((name) => ({ at: `/${name}`, wrong: `${name} is sealed, as an export shows it`, right })),
    ...set.map((name) => ({ at: '/set', wrong: `${name} in set is sealed, as an export shows it`, right })),
  ];
}

interface Checked {
  readonly body: PayloadClass;
  readonly value: Payload;
  readonly at: string;
}

/** The faults of the catalogue's check, then those that only the class finds; each field once. */
function merged(catalogue: readonly Problem[], { body, value, at }: Checked): readonly Problem[] {
  const found = catalogue.map((one) => ({ ...one, at: `${at}/${pointerStep(one.at.slice(1))}` }));
  const places = new Set(found.map((one) => one.at));
  return [...found, ...faultsOf(body, value, at).filter((one) => !places.has(one.at))];
}
