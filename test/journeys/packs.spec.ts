import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { type PackShelf, builtInPacks, loadPack, partsOf, shelfOf } from '#lib/protocol/index.js';
import { evenhand } from '../support/command-line.js';
import { type Running, idOf, startService } from '../support/service.js';

const folder = join(import.meta.dirname, '..', 'vectors', 'packs');
const path = join(folder, 'example-unitary.yaml');
const text = readFileSync(path, 'utf8');
const source = readFileSync(join(folder, 'example-unitary.txt'), 'utf8');
const id = 'gb-eng/example-ua';
const reference = { id, version: '2026.1', hash: createHash('sha256').update(text).digest('hex') };
/** The same protocol read differently: what was a breach is shown and no more. */
const softer = text.replace(/(clr\.equal_treatment: +\{stance: )must, mode: breach/, '$1should, mode: record');
/** So long that it takes several parts. */
const long = `${text}# ${'é'.repeat(50_000)}\n`;

const event = (number: number, type: string, payload: object, occurredAt = '2026-06-02T09:30') => ({
  id: idOf(number),
  type,
  occurredAt,
  payload,
});
const adopts = (number: number, change: object = {}) =>
  event(number, 'ProtocolPackAdopted', { packId: id, version: '2026.1', effectiveFrom: '2026-05-01', ...change });
/** Two councillors ask for the same; one is told nothing, and not why. */
const unevenly = [
  event(50, 'InformationRequested', { id: 'IR-1', member: 'M-1', to: 'service_head', matter: 'MAT-1' }),
  event(51, 'InformationRequested', { id: 'IR-2', member: 'M-2', to: 'service_head', matter: 'MAT-1' }),
  event(52, 'InformationProvided', { id: 'IR-1' }, '2026-06-03T09:30'),
  event(53, 'InformationRefused', { id: 'IR-2' }, '2026-06-04T09:30'),
];
const unequal = { rule: 'clr.equal_treatment', level: 'BREACH', clauses: ['1.2', '4.1'] };

interface Findings {
  readonly data: { readonly rows: readonly { readonly rule: string }[] };
}

const ofEquality = ({ data }: Findings): unknown[] => data.rows.filter(({ rule }) => rule === unequal.rule);

let ledger: Ledger;
let service: Running;
const running: Running[] = [];
const start = async (shelf?: PackShelf): Promise<Running> => {
  const started = await startService({ ledger, ...(shelf === undefined ? {} : { shelf }) });
  running.push(started);
  return started;
};
beforeEach(async () => {
  ledger = openMemoryLedger({ clock: Date.now });
  service = await start();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.app.close();
  await ledger.close();
});

const open = (council = 'c', more: object = { pack: 'northampton-tc' }) =>
  service.post('/councils', { id: council, event: idOf(1), occurredAt: '2026-04-01T09:00', ...more });
const findings = async (from: Running): Promise<unknown[]> => {
  const { body } = await from.get('/councils/c/projections/findings?at=2026-06-30').expect(200);
  return ofEquality(body as Findings);
};

describe('the pack of a council that did not come with the program', () => {
  it('cites the clauses of its protocol, and passes every check', () => {
    const addresses = [...source.matchAll(/^(\d+\.\d+) /gm)].map(([, address]) => address);
    const listed = /clauses: \[([^\]]*)\]/.exec(text)?.[1]?.match(/\d+\.\d+/g);
    expect(listed).toEqual(addresses);
    expect(loadPack(text, 'example-unitary.yaml')).toMatchObject({
      ok: true,
      value: { ref: reference, fairnessUnits: ['councillor'] },
    });
    const dangling = text.replace('src: ["2.4"]', 'src: ["2.9"]');
    expect(loadPack(dangling, 'x.yaml')).toMatchObject({
      ok: false,
      refusal: { problems: [{ wrong: 'check 2: the source has no clause 2.9' }] },
    });
  });

  it.each([
    ['application/yaml', text],
    ['application/json', JSON.stringify({ text })],
  ])('is checked as %s and records nothing', async (type, body) => {
    const { body: answer } = await service.post('/packs/check', body).type(type).expect(200);
    expect(answer).toMatchObject({
      ok: true,
      pack: { ...reference, revision: 1, catalogue: 1, council: 'Example Unitary Council' },
    });
    expect(await ledger.head()).toBe(0n);
  });

  it('is told fault by fault, with place and line, what is wrong with it', async () => {
    const wrong = text
      .replace('  ins.no_daily_management:', '  ins.no_weekly_management:')
      .replace('mode: by_step', 'mode: loud');
    const { body } = await service.post('/packs/check', wrong).type('application/yaml').expect(200);
    const lineOf = (part: string): number => wrong.slice(0, wrong.indexOf(part)).split('\n').length;
    expect(body).toMatchObject({
      ok: false,
      errors: [{ pointer: '#/rules/rel.declare/mode', line: lineOf('mode: loud') }],
    });
    const more = wrong.replace('mode: loud', 'mode: by_step');
    const { body: checks } = await service.post('/packs/check', more).type('text/yaml').expect(200);
    expect(checks.errors).toMatchObject([
      { pointer: '#/rules/ins.no_weekly_management', line: lineOf('ins.no_weekly'), right: 'an id of the catalogue' },
      { pointer: '#/rules', detail: expect.stringContaining('ins.no_daily_management is missing') },
    ]);
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x00]), 'application/yaml', 200],
    ['no body of a kind that is read', text, 'text/plain', 415],
    ['JSON without a text', '{"txt": "a"}', 'application/json', 422],
  ])('is refused as %s', async (_what, body, type, status) => {
    const { body: answer } = await service
      .post('/packs/check', '')
      .type(type)
      .send(body as string)
      .expect(status);
    expect(status === 200 ? answer.errors.length : answer.status).toBe(status === 200 ? 1 : status);
  });

  it('is published, adopted and judges, over HTTP, without a restart', async () => {
    await open().expect(201);
    const { body } = await service.post('/councils/c/packs', text).type('application/yaml').expect(201);
    expect(body).toMatchObject({ council: 'c', isNew: true, position: '3', pack: reference });
    await service.post('/councils/c/events', [adopts(3), ...unevenly]).expect(201);
    expect(await findings(service)).toMatchObject([unequal]);
    const { body: packs } = await service.get('/councils/c/packs').expect(200);
    expect(packs.packs).toMatchObject([{ id: 'gb-eng/northampton-tc' }, { ...reference, parts: 1 }]);
    const { body: timeline } = await service.get('/councils/c/timeline').expect(200);
    const types = timeline.events.slice(0, 4).map(({ type }: { type: string }) => type);
    expect(types).toEqual([
      'ProtocolPackPublished',
      'ProtocolPackAdopted',
      'ProtocolPackPublished',
      'ProtocolPackAdopted',
    ]);
    expect(timeline.events.at(-1).pack).toEqual(reference);
  });

  it('is seen by a replica that was there before, and judges all by name', async () => {
    const other = await start();
    await open().expect(201);
    await other.get('/councils/c/projections/findings').expect(200);
    await service.post('/councils/c/packs', text).type('application/yaml').expect(201);
    await other.post('/councils/c/events', [adopts(3), ...unevenly]).expect(201);
    expect(await findings(other)).toMatchObject([unequal]);
    await open('d', { pack: 'alsager-tc', event: idOf(9) }).expect(201);
    await other.get('/councils/d/projections/findings?pack=example-ua').expect(422);
    const { body } = await other.get('/councils/c/projections/findings?at=2026-06-30&pack=example-ua').expect(200);
    expect(body.pack).toEqual(reference);
  });

  it.each([
    ['knows no packs', shelfOf([])],
    ['brings another text under the same name', shelfOf([...builtInPacks().all(), packOf(softer)])],
  ])('is judged by its text if a later build %s', async (_what, later) => {
    await open('c', { text, occurredAt: '2026-05-01T09:00' }).expect(201);
    await service.post('/councils/c/events', unevenly).expect(201);
    expect(await findings(await start(later))).toMatchObject([unequal]);
  });

  it('opens a council with its text, once', async () => {
    const { body } = await open('c', { text }).expect(201);
    expect(body).toMatchObject({ council: 'c', events: [{ id: idOf(1), position: '2', pack: reference }] });
    expect((await open('c', { text }).expect(201)).body).toEqual(body);
    expect(await ledger.head()).toBe(2n);
  });

  it.each([
    ['neither a pack nor a text', {}, 'invalid', '#/pack'],
    ['both', { pack: 'alsager-tc', text }, 'invalid', '#/pack'],
    ['a text that fails a check', { text: text.replace('mode: by_step', 'mode: loud') }, 'pack_invalid', '#/text'],
    [
      'a version that nobody has',
      { pack: 'alsager-tc', version: '2031' },
      'pack_unknown',
      expect.stringMatching(/version$/),
    ],
  ])('opens no council with %s', async (_what, more, kind, pointer) => {
    const { body } = await open('c', more).expect(422);
    expect(body).toMatchObject({ type: `/api/v1/problems/${kind}`, errors: [{ pointer }] });
    expect(await ledger.head()).toBe(0n);
  });

  it('is published once, from however many senders it comes', async () => {
    await open().expect(201);
    const other = await start();
    const send = (to: Running) => to.post('/councils/c/packs', text).type('application/yaml');
    const answers = await Promise.all([service, other, service, other].map((one) => send(one)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect((await send(service).expect(201)).body).toMatchObject({ isNew: false });
    expect(await ledger.revision('c')).toBe(2n);
  });

  it('takes as many parts as its text needs', async () => {
    await open().expect(201);
    const { body } = await service.post('/councils/c/packs', { text: long }).expect(201);
    expect(body).toMatchObject({ isNew: true, pack: { id } });
    await service.post('/councils/c/events', [adopts(3), ...unevenly]).expect(201);
    expect(await findings(await start(shelfOf([])))).toMatchObject([unequal]);
    expect((await service.get('/councils/c/packs').expect(200)).body.packs[1]).toMatchObject({ id, parts: 3 });
  });

  it('has no second text under the same version and revision, and another revision is another text', async () => {
    await open('c', { text }).expect(201);
    const { body } = await service.post('/councils/c/packs', { text: softer }).expect(409);
    expect(body).toMatchObject({
      type: '/api/v1/problems/pack_taken',
      errors: [{ detail: expect.stringContaining(reference.hash) }],
    });
    const second = softer.replace('version: "2026.1"', 'version: "2026.1", revision: 2');
    await service.post('/councils/c/packs', { text: second }).expect(201);
    await service.post('/councils/c/events', unevenly).expect(201);
    expect(await findings(service)).toMatchObject([unequal]);
    await service.post('/councils/c/events', adopts(3, { revision: 2, effectiveFrom: '2026-06-01' })).expect(201);
    expect(await findings(service)).toEqual([]);
  });

  it('may not call itself as one that comes with the program', async () => {
    await open('c', { text }).expect(201);
    const alsager = builtInPacks().textOf(builtInPacks().find('alsager-tc')!)!;
    const { body } = await service.post('/councils/c/packs', { text: `${alsager}\n` }).expect(409);
    expect(body.type).toBe('/api/v1/problems/pack_taken');
  });
});

describe('an adoption or a publication that is posted as an event', () => {
  const published = (whole: string, change: object = {}) => {
    const parts = partsOf(whole);
    const hash = createHash('sha256').update(whole).digest('hex');
    return parts.map((part, index) => {
      const payload = { packId: id, version: '2026.1', hash, part: index + 1, parts: parts.length, text: part };
      return event(20 + index, 'ProtocolPackPublished', { ...payload, ...change });
    });
  };
  const post = (events: object) => service.post('/councils/c/events', events);
  beforeEach(() => open().expect(201));

  it('is taken whole, in one request with the adoption', async () => {
    await post([...published(long), adopts(3), ...unevenly]).expect(201);
    expect(await findings(service)).toMatchObject([unequal]);
  });

  it.each([
    [
      'of a pack that there is not',
      () => adopts(3),
      'pack_unknown',
      '#/payload/packId',
      /no pack is named gb-eng\/example-ua/,
    ],
    [
      'of a version that there is not',
      () => adopts(3, { packId: 'gb-eng/alsager-tc', version: '2031' }),
      'pack_unknown',
      '#/payload/version',
      /no version 2031/,
    ],
    [
      'of a revision that there is not',
      () => adopts(3, { packId: 'gb-eng/alsager-tc', version: '2019', revision: 9 }),
      'pack_unknown',
      '#/payload/revision',
      /no revision 9/,
    ],
    ['without a part', () => published(long).slice(1), 'pack_invalid', '#/0/payload/parts', /lacks part 1 of 3/],
    ['with a part too many', () => published(text, { part: 2 }), 'pack_invalid', '#/0/payload/part', /part 2 of 1/],
    [
      'with another hash',
      () => published(text, { hash: 'a'.repeat(64) }),
      'pack_invalid',
      '#/0/payload/hash',
      /another hash/,
    ],
    ['of a text that is not a pack', () => published('a: 1\n'), 'pack_invalid', '#/0/payload/text', /is not a pack/],
    [
      'of a text that is another pack',
      () => published(text, { version: '9' }),
      'pack_invalid',
      '#/0/payload/packId',
      /names itself gb-eng\/example-ua 2026.1/,
    ],
    [
      'of a text that fails a check',
      () => published(text.replace('src: ["2.4"]', 'src: ["2.9"]')),
      'pack_invalid',
      '#/0/payload/text',
      /line \d+, .*no clause 2.9/,
    ],
  ])('is refused %s, by name, and nothing is recorded', async (_what, events, kind, pointer, detail) => {
    const before = await ledger.head();
    const { body } = await post(events()).expect(422);
    expect(body).toMatchObject({
      type: `/api/v1/problems/${kind}`,
      errors: [{ pointer, detail: expect.stringMatching(detail), right: expect.stringMatching(/./) }],
    });
    expect(await ledger.head()).toBe(before);
  });
});

describe('evenhand packs publish', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'evenhand-packs-'));
  });
  afterEach(() => rmSync(data, { recursive: true }));
  const file = (name: string, content: string): string => {
    writeFileSync(join(data, name), content);
    return join(data, name);
  };
  const ledgerOf = ['--council', 'c', '--data'];
  const lines = (events: readonly ReturnType<typeof event>[]): string =>
    events.map((one) => JSON.stringify({ t: one.occurredAt, e: one.type, event: one.id, ...one.payload })).join('\n');

  it('lets a council adopt its own pack by command, and judges by it', () => {
    expect(evenhand(['packs', 'check', path])).toMatchObject({ code: 0 });
    const none = evenhand(['packs', 'publish', path, ...ledgerOf, data]);
    expect(none).toMatchObject({ code: 5 });
    const opening = file(
      'open.jsonl',
      lines([event(1, 'WorkingCalendarSet', { dates: ['2026-12-28'] }, '2026-04-01T09:00')]),
    );
    expect(evenhand(['import', opening, ...ledgerOf, data, '--create', '--pack', 'northampton-tc'])).toMatchObject({
      code: 0,
    });
    const history = file('events.jsonl', lines([adopts(3), ...unevenly]));
    expect(evenhand(['import', history, ...ledgerOf, data])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/:1: packId: no pack is named gb-eng\/example-ua here/),
    });
    expect(evenhand(['packs', 'publish', path, ...ledgerOf, data])).toMatchObject({
      code: 0,
      out: 'gb-eng/example-ua 2026.1, revision 1 is on the record of c\n',
    });
    expect(evenhand(['packs', 'publish', path, ...ledgerOf, data]).out).toContain('already');
    expect(evenhand(['import', history, ...ledgerOf, data])).toMatchObject({ code: 0 });
    const asked = evenhand(['projection', 'findings', ...ledgerOf, data, '--at', '2026-06-30', '--json']);
    expect(ofEquality(JSON.parse(asked.out) as Findings)).toMatchObject([unequal]);
    const changed = evenhand(['packs', 'publish', file('softer.yaml', softer), ...ledgerOf, data]);
    expect(changed).toMatchObject({ code: 3, err: expect.stringContaining('nothing was published') });
    const exported = evenhand(['export', ...ledgerOf, data]);
    const replayed = evenhand([
      'replay',
      '--file',
      file('out.jsonl', exported.out),
      '--at',
      '2026-06-30',
      '--json',
      '--projection',
      'findings',
    ]);
    expect(ofEquality(JSON.parse(replayed.out) as Findings)).toMatchObject([unequal]);
  });

  it('tells what is wrong with a text in a file that is replayed', () => {
    const hash = createHash('sha256').update(long).digest('hex');
    const [first = '', second = ''] = partsOf(long);
    const part = (number: number, of: string) =>
      event(20 + number, 'ProtocolPackPublished', {
        packId: id,
        version: '2026.1',
        hash,
        part: number,
        parts: 3,
        text: of,
      });
    const run = evenhand([
      'replay',
      '--file',
      file('parts.jsonl', lines([part(1, first), part(2, second), adopts(3)])),
    ]);
    expect(run).toMatchObject({ code: 3, err: expect.stringMatching(/:1: parts: .* lacks part 3 of 3/) });
  });
});

function packOf(content: string) {
  const loaded = loadPack(content, 'softer.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
  return loaded.value;
}
