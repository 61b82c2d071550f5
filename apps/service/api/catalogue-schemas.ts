import { describedProjections } from '#lib/council/described.js';
import { projectionNames } from '#lib/council/index.js';
import { schemaRef } from './documented.js';
import type { Schema } from './field-schema.js';

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const whole: Schema = { type: 'integer' };
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const wordsOrNull: Schema = { type: ['array', 'null'], items: text };

function object(properties: Readonly<Record<string, Schema>>, required = Object.keys(properties)): Schema {
  return { type: 'object', required, properties };
}

const described = { name: text, label: text, sentence: text };
const example: Schema = { type: ['object', 'null'], description: 'An entry of an event file.' };
const entry = { ...described, fields: listOf(schemaRef('DescribedField')), example };

/** The schemas of the answers about the language itself. */
const ofLanguage: Readonly<Record<string, Schema>> = {
  Catalogue: object({
    events: listOf(object({ ...entry, raisedByLedger: flag })),
    commands: listOf(object(entry)),
    projections: listOf(object({ ...described, figures: listOf(schemaRef('DescribedFigure')) })),
    rules: listOf(object({ ...described, since: whole })),
    routes: listOf(object({ ...described, since: whole })),
    roles: listOf(object(described)),
  }),
  DescribedField: object({
    ...described,
    type: text,
    right: { ...text, description: 'What a right value looks like.' },
    required: flag,
    nullable: flag,
    words: { ...wordsOrNull, description: 'The closed list of words, if there is one.' },
    sealedUnder: { ...wordsOrNull, description: 'For personal data, the fields that name the persons.' },
  }),
  DescribedFigure: object({
    path: { ...text, description: 'Its path in data; * means each row, or each key of a map.' },
    label: text,
    sentence: text,
  }),
};

const time: Schema = { type: 'string', format: 'date-time' };
const envelope = {
  council: text,
  at: time,
  knownAt: time,
  pack: { anyOf: [schemaRef('PackReference'), { type: 'null' }] },
  position: text,
};

/** Projections whose rows name rules. Their documents give the sentence of each rule. */
const OF_FINDINGS: ReadonlySet<string> = new Set(['findings', 'statutory-findings']);

/** The schema of one projection's document, and of its data alone. */
function schemasOf(name: keyof typeof describedProjections): [string, Schema][] {
  const { label, sentence, data } = describedProjections[name];
  const always = { projection: { const: name }, ...envelope, data: schemaRef(`${name}.data`) };
  const namesRules = OF_FINDINGS.has(name) ? { rules: schemaRef('RulesInWords') } : {};
  const document = object(
    { ...always, ...namesRules, page: schemaRef('RowsPage') },
    Object.keys({ ...always, ...namesRules }),
  );
  return [
    [name, { title: label, description: sentence, ...document }],
    [`${name}.data`, { title: label, description: sentence, ...data.schema(false) }],
  ];
}

const projections: Schema = {
  oneOf: projectionNames.map(schemaRef),
  discriminator: {
    propertyName: 'projection',
    mapping: Object.fromEntries(projectionNames.map((name) => [name, schemaRef(name).$ref])),
  },
};

/** The catalogue, and a schema for each projection, from the words and types beside the views. */
export const catalogueSchemas: Readonly<Record<string, Schema>> = {
  ...ofLanguage,
  Projection: projections,
  RulesInWords: {
    type: 'object',
    additionalProperties: schemaRef('RuleInWords'),
    description: 'The rules that the rows name, by id.',
  },
  RuleInWords: object({
    label: text,
    sentence: { ...text, description: 'What the rule asks.' },
    clauses: { ...listOf(text), description: 'The clauses of the protocol behind it.' },
    roles: {
      type: 'object',
      additionalProperties: text,
      description: "The council's title for each role in the rule.",
    },
  }),
  RowsPage: {
    ...object(
      {
        total: { type: 'integer', description: 'Number of rows before filtering.' },
        matched: { type: 'integer', description: 'Number of rows that match the filter.' },
        keys: { ...listOf(text), description: 'Tokens of the rows of a map, in the requested order.' },
        next: { type: ['string', 'null'], description: 'Address of the next rows of the same answer.' },
      },
      ['total', 'matched', 'next'],
    ),
    description: 'Present if the query has filter, sort, after or limit.',
  },
  ...Object.fromEntries(projectionNames.flatMap(schemasOf)),
};
