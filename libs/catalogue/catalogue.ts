import { adviceEvents } from '#lib/features/advice/events.js';
import { attendanceEvents } from '#lib/features/attendance/events.js';
import { concernEvents } from '#lib/features/concerns/events.js';
import { correctionEvents } from '#lib/features/corrections/events.js';
import { groupSupportCommands, groupSupportEvents, groupSupportGrants } from '#lib/features/group-support/events.js';
import { informationEvents } from '#lib/features/information/events.js';
import { meetingEvents } from '#lib/features/meetings/events.js';
import { registerEvents } from '#lib/features/register/events.js';
import { mediaEvents } from '#lib/features/media/events.js';
import { officeEvents } from '#lib/features/offices/events.js';
import { protocolLifeEvents } from '#lib/features/protocol-life/events.js';
import { relationshipEvents } from '#lib/features/relationships/events.js';
import { retentionEvents } from '#lib/features/retention/events.js';
import { staffingCommands, staffingEvents, staffingGrants } from '#lib/features/staffing/events.js';
import { structureEvents } from '#lib/features/structure/events.js';
import {
  type EventTable,
  type FieldList,
  type Payload,
  type Problem,
  type SealedValue,
  isSealedValue,
} from '#lib/kernel/index.js';
import { type SealedField, isRightRemainder, sealedFieldsIn } from './sealed-fields.js';

const events = {
  ...structureEvents,
  ...groupSupportEvents,
  ...attendanceEvents,
  ...adviceEvents,
  ...officeEvents,
  ...informationEvents,
  ...concernEvents,
  ...mediaEvents,
  ...registerEvents,
  ...meetingEvents,
  ...relationshipEvents,
  ...staffingEvents,
  ...retentionEvents,
  ...protocolLifeEvents,
  ...correctionEvents,
} as const;

/** The name of an event that a client may record. */
export type EventName = keyof typeof events;

/** Every event that a client may record, with its field list. */
export const eventCatalogue: EventTable = events;

const sealedFields = sealedFieldsIn(eventCatalogue);

/** The fields of an event that hold personal data. */
export function sealedFieldsOf(type: string): readonly SealedField[] {
  return sealedFields.get(type) ?? [];
}

/** Fields of any event that have this name and hold personal data. */
export function sealedFieldsNamed(name: string): readonly SealedField[] {
  return [...sealedFields.values()].flatMap((fields) => fields.filter((one) => one.name === name));
}

export type CommandName = keyof typeof groupSupportCommands | keyof typeof staffingCommands;

/** Every permission that can be asked for, with its fields. */
export const commandCatalogue: Readonly<Record<CommandName, FieldList>> = {
  ...groupSupportCommands,
  ...staffingCommands,
};

/** The event that each permission grants. */
export const grantedAs: Readonly<Record<CommandName, EventName>> = { ...groupSupportGrants, ...staffingGrants };

const ownEvents = [
  'GroupSupportRequestMisrouted',
  'NoticeObligationOpened',
  'FormalAdviceOwed',
  'BodyConflictDetected',
  'BodyConflictCleared',
  'EnquiryOverdue',
  'FindingRaised',
  'FindingResolved',
] as const;

export type OwnEventName = (typeof ownEvents)[number];

/** Events that the ledger raises itself: read and ignored in files, refused from a client (readings 1.8). */
export const raisedByLedger: ReadonlySet<string> = new Set(ownEvents);

const ofOneOrOther: Readonly<Record<string, readonly (readonly string[])[]>> = {
  GroupBriefingGiven: [['group', 'request']],
  GroupReportSupplied: [['group', 'request']],
  PartyBusinessAdviceGiven: [['meeting', 'group', 'member']],
};

function unknownFields(name: string, list: FieldList, fields: Payload): Problem[] {
  const unknown = Object.keys(fields).filter((key) => !Object.hasOwn(list, key));
  const right = `one of ${Object.keys(list).join(', ')}`;
  return unknown.map((key) => ({ at: `/${key}`, wrong: `${name} has no field ${key}`, right }));
}

function checkField(name: string, key: string, field: FieldList[string], given: unknown): Problem[] {
  const at = `/${key}`;
  if (given === undefined) return field.required ? [{ at, wrong: `${name} needs ${key}`, right: field.right }] : [];
  if (field.sealedUnder !== null && isSealedValue(given)) return checkSealed(name, key, given);
  return field.check(given) ? [] : [{ at, wrong: `${key} of ${name} has a wrong value`, right: field.right }];
}

/** Checks a value that was sealed elsewhere, from an export. Only the part that remains of it is readable. */
function checkSealed(name: string, key: string, given: SealedValue): Problem[] {
  const of = sealedFieldsOf(name).find((one) => one.name === key);
  if (of === undefined || isRightRemainder(of, given)) return [];
  const right = 'the sealed value as it was exported, unchanged';
  return [{ at: `/${key}`, wrong: `the sealed ${key} of ${name} has an impossible remaining value`, right }];
}

function neitherOf(name: string, list: FieldList, fields: Payload): Problem[] {
  const missing = (ofOneOrOther[name] ?? []).filter((keys) => keys.every((key) => fields[key] === undefined));
  return missing.map(([key = '', ...others]) => ({
    at: `/${key}`,
    wrong: `${name} needs ${[key, ...others].join(', or ')}`,
    right: list[key]?.right ?? 'a value',
  }));
}

function checkFields(name: string, list: FieldList, value: unknown): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ at: '', wrong: `the fields of ${name} must be a map`, right: 'a map from field name to value' }];
  }
  const fields = value as Payload;
  const given = (key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);
  return [
    ...unknownFields(name, list, fields),
    ...Object.entries(list).flatMap(([key, field]) => checkField(name, key, field, given(key))),
    ...neitherOf(name, list, fields),
  ];
}

/** Returns every fault of an event's payload: unknown event, unknown or missing field, wrong type. Empty if it is right. */
export function checkPayload(type: string, payload: unknown): Problem[] {
  const list = Object.hasOwn(eventCatalogue, type) ? eventCatalogue[type] : undefined;
  if (list !== undefined) return checkFields(type, list, payload);
  const wrong = raisedByLedger.has(type) ? `${type} is raised by the ledger itself` : `there is no event named ${type}`;
  return [{ at: '/type', wrong, right: 'an event name of the catalogue, such as GroupBriefingGiven' }];
}

/** Returns every fault of a request for permission. Empty if it is right. */
export function checkCommand(name: string, fields: unknown): Problem[] {
  const list = Object.hasOwn(commandCatalogue, name) ? commandCatalogue[name as CommandName] : undefined;
  if (list !== undefined) return checkFields(name, list, fields);
  return [
    {
      at: '/command',
      wrong: `there is no command named ${name}`,
      right: `one of ${Object.keys(commandCatalogue).join(', ')}`,
    },
  ];
}
