import { type Particular, dpiKinds, isDpiKind } from '#lib/features/register/dpi-kinds.js';
import {
  type Instant,
  type Payload,
  type Problem,
  localDay,
  parseInstant,
  parsePartialDate,
} from '#lib/kernel/index.js';
import { eventCatalogue } from './catalogue.js';

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member's name as a step of a JSON pointer (RFC 6901). */
const step = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function has({ names, type }: Particular, details: Payload): boolean {
  return names.some((name) => {
    const value = details[name];
    return type === 'number' ? typeof value === 'number' : typeof value === 'string' && value.trim() !== '';
  });
}

/** Faults of a DPI that lacks the details of its kind. */
function particularFaults(type: string, { category, kind, details }: Payload): Problem[] {
  if (type !== 'InterestRegistered' || category !== 'dpi' || !isDpiKind(kind)) return [];
  const given = isMap(details) ? details : {};
  const missing = dpiKinds[kind].filter((particular) => !has(particular, given));
  return missing.map(({ names: [name = ''], right }) => {
    return { at: `/details/${name}`, wrong: `details of a DPI of kind ${kind} lack ${name}`, right };
  });
}

/** Fields whose time must be before or after the event. */
const sides: Readonly<Record<string, readonly [field: string, side: 'before' | 'after']>> = {
  CandidateRelationshipDeclared: ['knownAt', 'before'],
  DispensationRecorded: ['until', 'after'],
  GiftOrHospitalityRecorded: ['receivedOn', 'before'],
  OfficerAllocatedToSupport: ['until', 'after'],
  OfficerAttendedGroupMeeting: ['until', 'after'],
  PartyBusinessSegmentStarted: ['until', 'after'],
  SensitiveInterestDetermined: ['reviewOn', 'after'],
  TenancyDeclared: ['since', 'before'],
};

function isOnSide(text: string, kind: string | undefined, side: 'before' | 'after', at: Instant): boolean {
  if (kind === 'instant') {
    const time = parseInstant(text, side === 'before' ? 'start' : 'end') ?? at;
    return side === 'before' ? time <= at : time >= at;
  }
  const date = parsePartialDate(text);
  if (date === null) return true;
  return side === 'before' ? date.first <= localDay(at) : date.last >= localDay(at);
}

/** Faults of times on the wrong side of the event: an end before its beginning, a report before the fact. */
function orderFaults(type: string, payload: Payload, at: Instant | null): Problem[] {
  const [field, side] = sides[type] ?? [];
  if (field === undefined || side === undefined || at === null) return [];
  const value = payload[field];
  if (typeof value !== 'string' || isOnSide(value, eventCatalogue[type]?.[field]?.kind, side, at)) return [];
  const [wrong, right] = side === 'after' ? ['before', 'on or after'] : ['after', 'on or before'];
  return [{ at: `/${field}`, wrong: `${field} is ${wrong} the event`, right: `a time ${right} the event's own` }];
}

/** Pairs of fields that must name two different people. */
const twoPeople: Readonly<Record<string, readonly [string, string]>> = {
  RelationshipDeclared: ['by', 'about'],
  CandidateRelationshipDeclared: ['person', 'candidate'],
};

function oneselfFaults(type: string, payload: Payload): Problem[] {
  const [one, other] = twoPeople[type] ?? [];
  if (one === undefined || other === undefined || payload[one] === undefined || payload[one] !== payload[other]) {
    return [];
  }
  return [
    {
      at: `/${other}`,
      wrong: `${other} is the same as ${one}`,
      right: 'another person: no one is related to themselves',
    },
  ];
}

/** Fields of each name that hold a time in any event; for values without their event. */
const timeChecks = new Map<string, ((value: unknown) => boolean)[]>();
for (const list of Object.values(eventCatalogue)) {
  for (const [name, { kind, check }] of Object.entries(list)) {
    if (kind === 'date' || kind === 'instant') timeChecks.set(name, [...(timeChecks.get(name) ?? []), check]);
  }
}

const TIME = 'an ISO 8601 time or a date between 1900 and 2200';

function setFaults(payload: Payload): Problem[] {
  const set = isMap(payload['set']) ? payload['set'] : {};
  return Object.entries(set).flatMap(([name, value]) => {
    const checks = name === 't' ? [(text: unknown) => parseInstant(String(text)) !== null] : timeChecks.get(name);
    if (checks === undefined || checks.some((check) => check(value))) return [];
    return [{ at: `/set/${step(name)}`, wrong: `${name} in set is not a possible time`, right: TIME }];
  });
}

function agendaFaults(payload: Payload): Problem[] {
  const items = isMap(payload['items']) ? payload['items'] : {};
  return Object.entries(items).flatMap(([item, about]) => {
    const opensAt = isMap(about) ? about['opensAt'] : undefined;
    if (opensAt === undefined || (typeof opensAt === 'string' && parseInstant(opensAt) !== null)) return [];
    return [{ at: `/items/${step(item)}/opensAt`, wrong: 'opensAt is not a possible time', right: TIME }];
  });
}

/**
 * Returns faults of fields that are right alone but impossible together. For live input only, because its sender can be asked;
 * a file, a replay and the ledger take such an event unchanged. `at` is the time of occurrence; null if it is unknown.
 */
export function checkSense(type: string, payload: Payload, at: Instant | null): Problem[] {
  return [
    ...particularFaults(type, payload),
    ...orderFaults(type, payload, at),
    ...oneselfFaults(type, payload),
    ...(type === 'EntryCorrected' ? setFaults(payload) : []),
    ...(type === 'MeetingConvened' ? agendaFaults(payload) : []),
  ];
}
