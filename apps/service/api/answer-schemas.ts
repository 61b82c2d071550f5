import type { Schema } from './field-schema.js';
import { schemaRef } from './documented.js';

const text: Schema = { type: 'string' };
const time: Schema = { type: 'string', format: 'date-time' };
const uuid: Schema = { type: 'string', format: 'uuid' };
const position: Schema = {
  type: 'string',
  pattern: '^\\d+$',
  description: 'Place in the order of recording of the whole ledger.',
};
const tokenOrNull: Schema = { type: ['string', 'null'] };
const packOrNull: Schema = { anyOf: [schemaRef('PackReference'), { type: 'null' }] };
const listOf = (items: Schema): Schema => ({ type: 'array', items });

function object(properties: Readonly<Record<string, Schema>>, required = Object.keys(properties)): Schema {
  return { type: 'object', required, properties };
}

const recorded = object({ id: uuid, position, recordedAt: time, pack: packOrNull });
const receipt = { position, events: listOf(recorded) };
const required = Object.keys(receipt);
const erased = object({
  event: uuid,
  heldBack: {
    type: 'integer',
    minimum: 0,
    description:
      'Number of stored events that still hold a value of the person in plain, from before personal data was sealed; no view shows it.',
  },
});
const fault = object(
  { pointer: text, parameter: text, line: { type: 'integer', minimum: 1 }, detail: text, right: text },
  ['detail', 'right'],
);

const notAsked: Schema = {
  ...object({ rules: listOf(text), routes: listOf(text) }),
  description: 'What came into the catalogue after the pack was written: neither spoken of nor silent.',
};
const packSummary = object({
  id: text,
  version: text,
  revision: { type: 'integer', minimum: 1 },
  hash: text,
  tag: text,
  state: text,
  overlay: { type: 'boolean', description: "Stands beside a council's own pack." },
  council: text,
  title: text,
  catalogue: {
    type: 'integer',
    minimum: 1,
    description: 'Version of the rule catalogue that the pack was written for.',
  },
  notAsked,
  rules: { type: 'object', additionalProperties: { type: 'integer' }, description: 'Number of rules by mode.' },
});

/** The schemas of the API's answers, by name, for the components of its document. */
export const answerSchemas: Readonly<Record<string, Schema>> = {
  PackReference: object({ id: text, version: text, hash: text }),
  Note: {
    ...object({ at: { ...text, description: 'JSON pointer into the body (RFC 6901).' }, wrong: text, right: text }),
    description: 'Notes on events that were recorded as given and may hold a mistake.',
  },
  Receipt: object({ ...receipt, erasures: listOf(erased), notes: listOf(schemaRef('Note')) }, required),
  Opening: object({
    opening: { ...uuid, description: 'Id of the event that records the opening.' },
    position,
    values: { type: 'object', description: 'By field: months, or set/months in a correction.' },
    unreadable: { ...listOf(text), description: 'Fields that can no longer be opened.' },
  }),
  SealedValue: {
    ...object({ sealed: text, remains: { type: 'object' } }, ['sealed']),
    description:
      'Personal data as stored: ciphertext, and the part that remains when it cannot be opened. Never posted.',
  },
  CouncilReceipt: object({ council: text, ...receipt }),
  Councils: object({ councils: listOf(text) }),
  Council: object({ council: text, pack: packOrNull, events: { type: 'integer' }, position, openedAt: time }),
  EventInContext: object({
    event: schemaRef('RecordedEvent'),
    amends: { ...listOf(uuid), description: 'Events that it names, if it is a correction or a withdrawal.' },
    amendedBy: { ...listOf(uuid), description: 'Corrections and withdrawals that name it.' },
    findings: { ...listOf({ type: 'object' }), description: 'Rows of the projection findings.' },
  }),
  RecordedEvent: object({
    position,
    id: uuid,
    type: text,
    council: text,
    occurredAt: time,
    recordedAt: time,
    recordedBy: { anyOf: [object({ role: text, person: text }), { type: 'null' }] },
    pack: packOrNull,
    correlationId: tokenOrNull,
    causationId: tokenOrNull,
    schema: { type: 'integer' },
    payload: { type: 'object', description: 'Personal data appears in it as SealedValue.' },
  }),
  ExplainedFigure: object({
    projection: text,
    council: tokenOrNull,
    at: time,
    knownAt: time,
    pack: packOrNull,
    position,
    row: text,
    figure: text,
    value: { description: 'The figure itself, as the projection has it.' },
    lines: listOf(
      object({
        of: { ...text, description: 'The token or the own id of what is counted.' },
        line: { ...text, description: 'The same in one plain line.' },
        events: { ...listOf(text), description: 'The events that say so, in order of occurrence.' },
      }),
    ),
  }),
  Timeline: object({
    events: listOf(schemaRef('RecordedEvent')),
    next: { ...tokenOrNull, description: 'Address of the next page.' },
  }),
  Grant: object({ outcome: { const: 'granted' }, position, event: schemaRef('RecordedEvent') }),
  Packs: object({ packs: listOf(schemaRef('PackSummary')) }),
  PackSummary: packSummary,
  PackCheck: {
    ...object({ ok: { type: 'boolean' }, pack: packSummary, errors: listOf(fault) }, ['ok', 'errors']),
    description: 'The pack, where it passes every check; else each fault, with its place in the text and its line.',
  },
  PublishedPack: object({
    council: text,
    position,
    isNew: { type: 'boolean', description: 'False where the same text was on record already.' },
    pack: packSummary,
  }),
  CouncilPacks: object({
    council: text,
    packs: listOf(
      object({ ...(packSummary['properties'] as Record<string, Schema>), parts: { type: 'integer', minimum: 1 } }),
    ),
  }),
  Pack: object({ ref: schemaRef('PackReference'), rules: { type: 'object' }, routes: { type: 'object' } }),
  SecurityLog: object({
    council: text,
    entries: listOf(
      object({
        at: { type: 'string', format: 'date-time' },
        what: text,
        why: tokenOrNull,
        route: tokenOrNull,
        council: tokenOrNull,
        person: tokenOrNull,
        account: tokenOrNull,
        reference: text,
      }),
    ),
  }),
  ProblemKind: object({
    type: text,
    title: text,
    status: { type: 'integer' },
    means: { ...text, description: 'What happened.' },
    instead: { ...text, description: 'What to do about it.' },
  }),
  Problem: {
    ...object(
      {
        type: { type: 'string', format: 'uri-reference' },
        title: text,
        status: { type: 'integer' },
        detail: text,
        instance: { type: 'string', format: 'uri-reference' },
        errors: listOf(fault),
        rule: tokenOrNull,
        rules: schemaRef('RulesInWords'),
        clauses: listOf(text),
      },
      ['type', 'title', 'status'],
    ),
    description: 'A problem document, RFC 9457.',
  },
};
