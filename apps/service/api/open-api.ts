import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { commandWords, eventWords } from '#lib/catalogue/described.js';
import type { EntryWords } from '#lib/kernel/index.js';
import { answerSchemas } from './answer-schemas.js';
import { ActorBody, CouncilBody, EventBody, OpeningBody, PackTextBody, PermissionBody } from './bodies.js';
import { catalogueSchemas } from './catalogue-schemas.js';
import { schemaRef } from './documented.js';
import type { Schema } from './field-schema.js';
import { type PayloadClass, commandClasses, payloadClasses } from './payload-classes.js';

const DESCRIPTION = [
  'Events in, projections out. The ledger never refuses a fact. If a protocol forbids it, the projections show a finding.',
  'Only a permission can be refused. Errors are problem documents (RFC 9457) that name every faulty field.',
].join(' ');

/** The API's document, OpenAPI 3.1, from the routes, the payload classes and the catalogue of events. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Evenhand')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .build();
  const classes = [...payloadClasses.values(), ...commandClasses.values()];
  const extraModels = [ActorBody, CouncilBody, EventBody, OpeningBody, PackTextBody, PermissionBody, ...classes];
  const document = SwaggerModule.createDocument(app, config, { extraModels });
  const schemas = { ...(document.components?.schemas ?? {}) } as Record<string, Schema>;
  const events = variantsOf(payloadClasses, { base: schemas['EventBody'], named: 'type', part: 'payload' });
  const commands = variantsOf(commandClasses, { base: schemas['PermissionBody'], named: 'command', part: 'fields' });
  delete schemas['EventBody'];
  delete schemas['PermissionBody'];
  Object.assign(schemas, inWords(schemas, eventWords), inWords(schemas, commandWords));
  Object.assign(schemas, answerSchemas, catalogueSchemas, events, commands, {
    Event: oneOf(payloadClasses, 'type'),
    Events: { oneOf: [schemaRef('Event'), { type: 'array', minItems: 1, maxItems: 1000, items: schemaRef('Event') }] },
    Permission: oneOf(commandClasses, 'command'),
  });
  return { ...document, components: { ...document.components, schemas } };
}

/** The schemas of payloads, each under its name in words. */
function inWords(schemas: Readonly<Record<string, Schema>>, table: Readonly<Record<string, EntryWords>>) {
  const named = Object.entries(table).map(([name, { label, sentence }]): [string, Schema] => {
    return [name, { title: label, description: sentence, ...schemas[name] }];
  });
  return Object.fromEntries(named);
}

interface Envelope {
  readonly base: Schema | undefined;
  /** The member that names the variant. */
  readonly named: string;
  /** The member that holds the variant's own fields. */
  readonly part: string;
}

type Classes = ReadonlyMap<string, PayloadClass>;

const variantOf = (name: string): string => `${name}.envelope`;

function variantsOf(classes: Classes, { base, named, part }: Envelope): Record<string, Schema> {
  const properties = (base?.['properties'] ?? {}) as Record<string, Schema>;
  const variants = [...classes.keys()].map((name): [string, Schema] => {
    const own = { ...properties, [named]: { const: name }, [part]: schemaRef(name) };
    return [variantOf(name), { ...base, properties: own }];
  });
  return Object.fromEntries(variants);
}

function oneOf(classes: Classes, propertyName: string): Schema {
  const mapping = Object.fromEntries([...classes.keys()].map((name) => [name, schemaRef(variantOf(name)).$ref]));
  return {
    oneOf: [...classes.keys()].map((name) => schemaRef(variantOf(name))),
    discriminator: { propertyName, mapping },
  };
}

/** Serves the document at /api/openapi.json and a page to browse it at /api. Both are made when first asked for. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Evenhand API',
    swaggerOptions: { docExpansion: 'list', defaultModelsExpandDepth: 0, defaultModelExpandDepth: 2 },
  });
}
