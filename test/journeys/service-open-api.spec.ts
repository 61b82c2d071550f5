import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { eventWords } from '#lib/catalogue/described.js';
import { commandCatalogue, eventCatalogue, raisedByLedger } from '#lib/catalogue/index.js';
import { describedProjections } from '#lib/council/described.js';
import { projectionNames } from '#lib/council/index.js';
import type { EntryWords, Words } from '#lib/kernel/index.js';
import { type Running, startService } from '../support/service.js';

type Json = Readonly<Record<string, unknown>>;

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Json }>>;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

interface Found {
  readonly at: string;
  readonly key: string;
  readonly value: unknown;
}

/** Every member of a document, wherever it stands. */
function membersOf(value: unknown, at = '#'): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [{ at, key, value: one }, ...membersOf(one, `${at}/${key}`)]);
}

function targetOf(document: Document, ref: string): unknown {
  let found: unknown = document;
  for (const step of ref.slice(2).split('/')) found = (found as Json | undefined)?.[step];
  return found;
}

function wordsOf(type: string, field: string): Words {
  const words = (eventWords as Readonly<Record<string, EntryWords>>)[type]?.fields[field];
  if (words === undefined) throw new Error(`${type}.${field} has no words`);
  return words;
}

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

describe('the document of the API', () => {
  let service: Running;
  let document: Document;
  beforeAll(async () => {
    service = await startService();
    document = (await request(service.app.getHttpServer()).get('/api/openapi.json').expect(200)).body;
  });
  afterAll(() => service.close());

  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'Evenhand', version: '1' });
  });

  it('describes every route, each with its answer and its problems', () => {
    const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    expect(routes.sort()).toEqual([
      'get /api/v1/catalogue',
      'get /api/v1/councils',
      'get /api/v1/councils/{council}',
      'get /api/v1/councils/{council}/events/{event}',
      'get /api/v1/councils/{council}/packs',
      'get /api/v1/councils/{council}/projections/{name}',
      'get /api/v1/councils/{council}/projections/{name}/explain',
      'get /api/v1/councils/{council}/timeline',
      'get /api/v1/packs',
      'get /api/v1/packs/{id}',
      'get /api/v1/problems/{kind}',
      'post /api/v1/councils',
      'post /api/v1/councils/{council}/events',
      'post /api/v1/councils/{council}/events/{event}/openings',
      'post /api/v1/councils/{council}/packs',
      'post /api/v1/councils/{council}/permissions',
      'post /api/v1/packs/check',
    ]);
    for (const operation of Object.values(document.paths).flatMap((one) => Object.values(one))) {
      expect(operation.summary).toMatch(/\S/);
      const problems = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      expect(problems.length).toBeGreaterThan(2);
      for (const [, { content }] of problems) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
    }
  });

  it('declares each parameter of a path once, and every operation by a name of its own', () => {
    const operations = Object.entries(document.paths).flatMap(([path, one]) =>
      Object.values(one).map((operation) => ({ path, operation })),
    );
    for (const { path, operation } of operations) {
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
      expect(declared.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
    }
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it('refers to nothing that is not there and uses no word that 3.1 dropped', () => {
    const members = membersOf(document);
    const broken = members.filter(
      ({ key, value }) => key === '$ref' && targetOf(document, String(value)) === undefined,
    );
    expect(broken).toEqual([]);
    expect(members.filter(({ key, value }) => key === 'nullable' && typeof value === 'boolean')).toEqual([]);
    const schemas = membersOf(document.components.schemas).filter(
      ({ at, key }) => key === 'type' && !at.endsWith('properties'),
    );
    const wrong = schemas.filter(({ value }) => ![value].flat().every((type) => types.includes(String(type))));
    expect(wrong).toEqual([]);
  });

  it('lists every event with its fields, which are required, and its closed lists', () => {
    const { schemas } = document.components;
    for (const [type, list] of Object.entries(eventCatalogue)) {
      const schema = schemas[type] as { properties: Readonly<Record<string, Json>>; required?: string[] };
      expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(list).sort());
      const required = Object.entries(list).filter(([, field]) => field.required);
      expect((schema.required ?? []).sort()).toEqual(required.map(([name]) => name).sort());
      for (const [name, field] of Object.entries(list)) {
        const property = schema.properties[name] as Json;
        const [label, sentence] = wordsOf(type, name);
        expect(property['title']).toBe(label);
        expect(property['description']).toContain(sentence);
        expect(property['description']).toContain(field.right);
        if (field.values !== undefined) expect(property['enum']).toEqual(field.values);
      }
    }
  });

  it('describes the answer of every projection, with its figures', () => {
    const { schemas } = document.components;
    const answer = schemas['Projection'] as { oneOf: { $ref: string }[] };
    expect(answer.oneOf.map(({ $ref }) => targetOf(document, $ref))).toHaveLength(projectionNames.length);
    for (const name of projectionNames) {
      const { label, sentence, data } = describedProjections[name];
      expect(schemas[name]).toMatchObject({
        title: label,
        description: sentence,
        properties: { projection: { const: name }, data: { $ref: `#/components/schemas/${name}.data` } },
      });
      expect(schemas[`${name}.data`]).toMatchObject(data.schema(false));
      expect(JSON.stringify(schemas[`${name}.data`])).toContain(JSON.stringify(data.figures[0]?.sentence).slice(1, -2));
    }
  });

  it('is the same language that the catalogue answers', async () => {
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/catalogue').expect(200);
    const schema = document.components.schemas['Catalogue'] as { required: string[] };
    expect(Object.keys(body)).toEqual(schema.required);
    const event = body.events.find(({ name }: { name: string }) => name === 'InterestRegistered');
    expect(event).toMatchObject({
      label: 'Interest registered',
      raisedByLedger: false,
      example: { e: 'InterestRegistered' },
    });
    const fields = Object.fromEntries(event.fields.map((field: { name: string }) => [field.name, field]));
    expect(fields).toMatchObject({
      category: { label: 'Category', type: 'choice', required: true, words: ['dpi', 'ori', 'nri'], sealedUnder: null },
      details: { required: false, sealedUnder: ['person'] },
    });
    expect(body.projections.map(({ name }: { name: string }) => name)).toEqual(projectionNames);
    expect(body.rules).toContainEqual({
      name: 'grp.no_recommendation',
      label: 'No recommendation',
      sentence: 'What officers give to a group recommends nothing.',
      since: 1,
    });
    expect(body.roles).toContainEqual(expect.objectContaining({ name: 'party_whip', label: 'Party whip' }));
  });

  it('lets a client send any of them and nothing else', () => {
    const { schemas } = document.components;
    const event = schemas['Event'] as { oneOf: { $ref: string }[]; discriminator: { mapping: Json } };
    expect(Object.keys(event.discriminator.mapping).sort()).toEqual(Object.keys(eventCatalogue).sort());
    expect(event.oneOf).toHaveLength(Object.keys(eventCatalogue).length);
    for (const type of raisedByLedger) expect(schemas[type]).toBeUndefined();
    const permission = schemas['Permission'] as { discriminator: { mapping: Json } };
    expect(Object.keys(permission.discriminator.mapping).sort()).toEqual(Object.keys(commandCatalogue).sort());
  });

  it('can be browsed on a page that needs nothing from elsewhere', async () => {
    const server = service.app.getHttpServer();
    const page = await request(server).get('/api').expect(200);
    expect(page.headers['content-type']).toContain('text/html');
    const links = [...page.text.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      expect(link).toMatch(/^\.\//);
      await request(server)
        .get(`/${link.slice(2)}`)
        .expect(200);
    }
  });
});
