import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SettableClock, loadDemonstration } from '../../apps/service/demonstration/load.js';
import { CommandBus } from '@nestjs/cqrs';
import { projectionNames } from '#lib/council/index.js';
import { openMemoryLedger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { type Running, startService } from '../support/service.js';

type Json = Readonly<Record<string, unknown>>;

const clock = new SettableClock(() => Date.parse('2026-11-01T12:00:00Z'));
let service: Running;
beforeAll(async () => {
  const ledger = openMemoryLedger({ clock: clock.now });
  service = await startService({ ledger, clock: clock.now });
  const commands = service.app.get(CommandBus);
  expect(await loadDemonstration({ ledger, shelf: builtInPacks(), commands, clock })).toBeGreaterThan(400);
});
afterAll(() => service.close());

const get = async (path: string, status = 200): Promise<Json> => (await service.get(path).expect(status)).body as Json;
const rowsOf = (body: Json): readonly Json[] => (body['data'] as { rows: readonly Json[] }).rows;
const eventsOf = (body: Json): readonly (Json & { payload: Json })[] =>
  body['events'] as readonly (Json & { payload: Json })[];
/** The address of a page without the part that every test path leaves out. */
const pathOf = (address: unknown): string => String(address).slice('/api/v1'.length);

describe('GET /councils/{council}', () => {
  it('answers name, protocol in force, number of events, position and when it was opened', async () => {
    const { body } = await service.get('/councils/fernhill').expect(200);
    const timeline = eventsOf(await get('/councils/fernhill/timeline?limit=1000'));
    expect(body).toEqual({
      council: 'fernhill',
      pack: timeline.at(-1)?.['pack'],
      events: timeline.length,
      position: timeline.at(-1)?.['position'],
      openedAt: timeline[0]?.['recordedAt'],
    });
    await get('/councils/nowhere', 404);
  });
});

describe('GET /councils/{council}/projections/{name}/explain', () => {
  const explain = (row: string, figure: string, status = 200): Promise<Json> =>
    get(`/councils/fernhill/projections/findings/explain?row=${row}&figure=${figure}`, status);

  it.each(['BREACH.open', 'BREACH.total', 'WARN.open', 'INFO.total'])('%s is made of so many lines', async (figure) => {
    const { data } = await get('/councils/fernhill/projections/findings');
    const [level = '', state = ''] = figure.split('.');
    const { totals } = data as { totals: Record<string, Record<string, number>> };
    const body = await explain('totals', figure);
    expect(body).toMatchObject({ projection: 'findings', council: 'fernhill', row: 'totals', figure });
    expect(body).toMatchObject({ value: totals[level]?.[state], lines: { length: totals[level]?.[state] } });
  });

  it('says which rows and figures there are, and what a question lacks', async () => {
    expect(await explain('G-ASH', 'BREACH.open', 404)).toMatchObject({
      type: expect.stringContaining('figure_unknown'),
      errors: [{ parameter: 'row', right: 'one of totals' }],
    });
    expect(await explain('totals', 'BREACH', 404)).toMatchObject({
      errors: [{ parameter: 'figure', right: expect.stringMatching(/^one of BREACH\.open, BREACH\.total/) }],
    });
    const { errors } = await get('/councils/fernhill/projections/findings/explain?row=totals', 422);
    expect(errors).toMatchObject([{ parameter: 'figure' }]);
    await get('/councils/fernhill/projections/nowhere/explain?row=totals&figure=open', 404);
  });
});

describe('GET /councils/{council}/events/{event}', () => {
  const ofType = async (type: string): Promise<readonly (Json & { payload: Json })[]> =>
    eventsOf(await get(`/councils/fernhill/timeline?limit=1000&type=${type}`));

  it('answers the event with what amended it, and the amendment with what it amends', async () => {
    const [correction] = await ofType('EntryCorrected');
    const context = await get(`/councils/fernhill/events/${String(correction?.['id'])}`);
    expect(context).toMatchObject({ event: correction, amendedBy: [] });
    const amends = context['amends'] as readonly string[];
    expect(amends.length).toBeGreaterThan(0);
    for (const id of amends) {
      const amended = await get(`/councils/fernhill/events/${id}`);
      expect(amended).toMatchObject({ event: { id }, amendedBy: [correction?.['id']], amends: [] });
    }
  });

  it('answers the findings about the event or its entry', async () => {
    const findings = rowsOf(await get('/councils/fernhill/projections/findings'));
    const subject = findings.map((row) => String(row['subject'])).find((one) => one.startsWith('request '));
    const requests = await ofType('GroupSupportRequested');
    const about = requests.find(({ payload }) => subject === `request ${String(payload['id'])}`);
    const context = await get(`/councils/fernhill/events/${String(about?.['id'])}`);
    expect(context['findings']).toEqual(
      findings.filter(
        (row) => row['subject'] === subject || row['subject'] === `matter ${String(about?.payload['matter'])}`,
      ),
    );
  });

  it('is 404 if the council has no such event', async () => {
    expect(await get('/councils/fernhill/events/nothing', 404)).toMatchObject({
      type: '/api/v1/problems/event_unknown',
    });
  });
});

describe('the timeline', () => {
  let all: readonly (Json & { payload: Json })[];
  beforeAll(async () => {
    all = eventsOf(await get('/councils/fernhill/timeline?limit=1000'));
  });

  it.each<[string, string, (event: Json & { payload: Json }) => boolean]>([
    ['type', 'type=VoteCast', ({ type }) => type === 'VoteCast'],
    ['person', 'person=M-06', ({ payload }) => JSON.stringify(payload).includes('"M-06"')],
    ['matter', 'matter=MAT-10', ({ payload }) => JSON.stringify(payload).includes('"MAT-10"')],
    [
      'period',
      'from=2026-01-01&until=2026-01-31',
      ({ occurredAt }) => String(occurredAt) >= '2026-01-01' && String(occurredAt) < '2026-02-01',
    ],
    [
      'several',
      'type=VoteCast&person=M-06',
      ({ type, payload }) => type === 'VoteCast' && payload['person'] === 'M-06',
    ],
  ])('is filtered by %s, page by page', async (_what, query, isWanted) => {
    const wanted = all.filter(isWanted).map(({ id }) => id);
    const seen: unknown[] = [];
    let path: string | null = `/councils/fernhill/timeline?${query}&limit=7`;
    while (path !== null) {
      const page: Json = await get(path);
      seen.push(...eventsOf(page).map(({ id }) => id));
      path = page['next'] === null ? null : pathOf(page['next']);
    }
    expect(seen).toEqual(wanted);
  });

  it('refuses an event that nobody knows, and a time that is none', async () => {
    const { errors } = await get('/councils/fernhill/timeline?type=Vote&until=soon', 422);
    expect(errors).toMatchObject([{ parameter: 'type' }, { parameter: 'until' }]);
  });
});

describe('the rows of a projection', () => {
  const path = '/councils/fernhill/projections/findings';

  it('are filtered, sorted and paged, while totals stay those of all', async () => {
    const whole = await get(path);
    const wanted = rowsOf(whole).filter(({ level, state }) => level !== 'INFO' && state === 'open');
    expect(wanted.length).toBeGreaterThan(4);
    const seen: Json[] = [];
    let next: unknown = `/api/v1${path}?filter[level]=BREACH&filter[level]=WARN&filter[state]=open&sort=-occurredAt,rule&limit=3`;
    while (next !== null) {
      const body = await get(pathOf(next));
      expect(body).toMatchObject({ data: { totals: (whole['data'] as Json)['totals'] } });
      expect(body['page']).toMatchObject({ total: rowsOf(whole).length, matched: wanted.length });
      seen.push(...rowsOf(body));
      next = (body['page'] as Json)['next'];
    }
    const keyOf = (row: Json): string => JSON.stringify(row);
    expect(seen.map(keyOf).toSorted()).toEqual(wanted.map(keyOf).toSorted());
    for (const [index, row] of seen.entries()) {
      const before = seen[index - 1];
      if (before === undefined) continue;
      const [one, other] = [String(before['occurredAt']), String(row['occurredAt'])];
      expect(one > other || (one === other && String(before['rule']) <= String(row['rule']))).toBe(true);
    }
  });

  it('answer what is not there to null, and put it last', async () => {
    const open = rowsOf(await get(`${path}?filter[remediedAt]=null`));
    expect(new Set(open.map(({ state }) => state))).toEqual(new Set(['open']));
    const sorted = rowsOf(await get(`${path}?sort=remediedAt`)).map(({ remediedAt }) => remediedAt);
    expect(sorted.indexOf(null)).toBe(sorted.filter((one) => one !== null).length);
  });

  it('of a map have their token as key, and keep their order in page', async () => {
    const groups = '/councils/fernhill/projections/even-handedness-by-group';
    const body = await get(`${groups}?sort=-requests&limit=2`);
    expect(body['page']).toMatchObject({ total: 4, matched: 4, keys: ['G-ASH', 'G-BIRCH'] });
    const whole = await get(groups);
    const one = await get(`${groups}?filter[key]=G-ELM`);
    const all = (whole['data'] as { groups: Json }).groups;
    expect((one['data'] as Json)['groups']).toEqual({ 'G-ELM': all['G-ELM'] });
  });

  it.each(projectionNames)('can be chosen from, or the projection says it has none: %s', async (name) => {
    const address = `/councils/fernhill/projections/${name}`;
    const plain = await service.get(address).expect(200);
    const paged = await service.get(`${address}?limit=1`);
    if (paged.status === 422) {
      expect(paged.body).toMatchObject({ errors: [{ detail: `${name} has no rows to choose from` }] });
      expect(['protocol-status', 'meeting-participation', 'office-holder-briefings']).toContain(name);
    } else {
      expect(paged.body).toMatchObject({ page: { total: expect.any(Number) } });
      expect(Object.keys((paged.body as { data: object }).data)).toEqual(
        Object.keys((plain.body as { data: object }).data),
      );
    }
    expect(plain.body).not.toHaveProperty('page');
  });

  it('are refused by an unknown field with its name, the nearest and the list', async () => {
    const { errors } = await get(`${path}?filter[levle]=BREACH&sort=occured`, 422);
    expect(errors).toMatchObject([
      {
        parameter: 'filter[levle]',
        right: expect.stringMatching(/^level, if that is meant: one of finding, rule, clauses, level/),
      },
      { parameter: 'sort', detail: 'a row has no field occured' },
    ]);
    await get(`${path}?filter=BREACH`, 422);
    await get(`${path}?limit=0`, 422);
  });
});
