import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectionNames } from '#lib/council/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { type Running, idOf, startService } from '../support/service.js';

const noon = Date.parse('2026-06-01T12:00:00Z');

function event(
  number: number,
  occurredAt: string,
  type = 'PoliticalGroupRegistered',
  payload: object = { group: `G-${number}` },
): object {
  return { id: idOf(number), type, occurredAt, payload };
}

describe('reading a projection', () => {
  let service: Running;
  let now = noon;
  beforeEach(async () => {
    now = noon;
    service = await startService({ clock: () => now, waitMs: 200 });
    const opening = { id: 'c', pack: 'northampton-tc', event: idOf(1), occurredAt: '2026-01-01' };
    await service.post('/councils', opening).expect(201);
  });
  afterEach(() => service.close());
  const groups = async (query: object = {}): Promise<string[]> => {
    const { body } = await service.get('/councils/c/projections/even-handedness-by-group').query(query).expect(200);
    return Object.keys(body.data.groups);
  };

  it.each(projectionNames)('answers %s in the one shape', async (name) => {
    const { body } = await service.get(`/councils/c/projections/${name}`).expect(200);
    const shape = ['projection', 'council', 'at', 'knownAt', 'pack', 'position', 'data'];
    expect(Object.keys(body)).toEqual(name.endsWith('findings') ? [...shape, 'rules'] : shape);
    const time = '2026-06-01T12:00:00Z';
    expect(body).toMatchObject({ projection: name, council: 'c', at: time, knownAt: time, position: '2' });
    expect(body.pack.id).toBe('gb-eng/northampton-tc');
  });

  it('sees what was recorded before it was asked, without waiting', async () => {
    await service.post('/councils/c/events', event(2, '2026-02-01')).expect(201);
    expect(await groups()).toEqual(['G-2']);
  });

  it('sees what was true at an instant; a date alone is its last one', async () => {
    await service.post('/councils/c/events', [event(2, '2026-02-01T18:00'), event(3, '2026-02-02T00:00')]).expect(201);
    expect(await groups({ at: '2026-02-01T17:59' })).toEqual([]);
    expect(await groups({ at: '2026-02-01' })).toEqual(['G-2']);
    expect(await groups({ at: '2026-02-02' })).toEqual(['G-2', 'G-3']);
  });

  it('sees what had been recorded at an instant, and says up to which position', async () => {
    await service.post('/councils/c/events', event(2, '2026-02-01')).expect(201);
    now = noon + 60_000;
    await service.post('/councils/c/events', event(3, '2026-02-01')).expect(201);
    expect(await groups()).toEqual(['G-2', 'G-3']);
    expect(await groups({ knownAt: '2026-06-01T12:00:00Z' })).toEqual(['G-2']);
    const path = '/councils/c/projections/findings?knownAt=2026-06-01T12:00:00Z';
    expect((await service.get(path).expect(200)).body.position).toBe('3');
  });

  it('leaves nothing out that is recorded, even where the clock went back', async () => {
    await service.post('/councils/c/events', event(2, '2026-02-01')).expect(201);
    now = Date.parse('2026-03-01T00:00:00Z');
    expect(await groups()).toEqual(['G-2']);
  });

  it('can be judged by another pack', async () => {
    const { body } = await service.get('/councils/c/projections/findings?pack=alsager-tc').expect(200);
    expect(body.pack.id).toBe('gb-eng/alsager-tc');
  });

  it('waits for a position that is still to come', async () => {
    const waiting = service.get('/councils/c/projections/even-handedness-by-group?waitFor=3').then(({ body }) => body);
    await service.post('/councils/c/events', event(2, '2026-02-01')).expect(201);
    expect(await waiting).toMatchObject({ position: '3', data: { groups: { 'G-2': {} } } });
  });

  it('does not wait for ever', async () => {
    const { status, body, headers } = await service.get('/councils/c/projections/findings?waitFor=99');
    expect(status).toBe(504);
    expect(body.type).toBe('/api/v1/problems/position_not_reached');
    expect(headers['retry-after']).toBe('1');
  });

  it.each([
    ['/councils/other/projections/findings', 404, 'council_unknown', null],
    ['/councils/c/projections/nothing', 404, 'projection_unknown', 'projection'],
    ['/councils/c/projections/findings?pack=none-tc', 422, 'pack_unknown', 'pack'],
    ['/councils/c/projections/findings?at=yesterday', 422, 'invalid', 'at'],
    ['/councils/c/projections/findings?knownAt=2026-02-30', 422, 'invalid', 'knownAt'],
    ['/councils/c/projections/findings?at=2026-01-01&at=2026-01-02', 422, 'invalid', 'at'],
    ['/councils/c/projections/findings?waitFor=-1', 422, 'invalid', 'waitFor'],
    ['/councils/c/projections/findings?since=2026', 422, 'invalid', 'since'],
  ])('answers %s with %i %s', async (path, status, kind, parameter) => {
    const answer = await service.get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ type: `/api/v1/problems/${kind}`, status });
    if (parameter !== null) expect(answer.body.errors[0]).toMatchObject({ parameter });
  });

  it('says so if no bank holidays are known, which harms nothing else and can be put right', async () => {
    const far = [
      event(2, '2039-12-01'),
      event(3, '2039-12-01'),
      event(4, '2041-06-01', 'GroupReportSupplied', { group: 'G-2', matter: 'MAT-1', version: 'V1' }),
    ];
    await service.post('/councils/c/events', far).expect(201);
    const { status, body } = await service.get('/councils/c/projections/notice-obligations?at=2041-07-01');
    expect(status).toBe(422);
    expect(body.type).toBe('/api/v1/problems/calendar_horizon');

    const today = await service.get('/councils/c/projections/notice-obligations').expect(200);
    expect(today.body.data.rows).toEqual([]);
    const withdrawn = event(5, '2026-05-02', 'EntryWithdrawn', { target: idOf(4), reason: 'wrong_year' });
    await service.post('/councils/c/events', withdrawn).expect(201);
    await service.get('/councils/c/projections/notice-obligations?at=2041-07-01').expect(200);
  });
});

describe('reading the timeline', () => {
  let service: Running;
  beforeEach(async () => {
    service = await startService();
    for (const [council, first] of [
      ['c', 1],
      ['d', 100],
    ] as const) {
      await service.post('/councils', { id: council, pack: 'northampton-tc', event: idOf(first) }).expect(201);
    }
    const events = Array.from({ length: 24 }, (_, index) => event(index + 2, '2026-02-01'));
    await service.post('/councils/c/events', events).expect(201);
  });
  afterEach(() => service.close());

  it.each([1, 7, 26, 27, 1000])('gives every event once in pages of %i', async (limit) => {
    const seen: string[] = [];
    let next: string | null = `/api/v1/councils/c/timeline?limit=${limit}`;
    while (next !== null) {
      const { body }: { body: { events: { id: string }[]; next: string | null } } = await service
        .get(next.slice('/api/v1'.length))
        .expect(200);
      expect(body.events.length).toBeLessThanOrEqual(limit);
      seen.push(...body.events.map(({ id }) => id));
      next = body.next;
    }
    // First the text of the pack, then its adoption and what was recorded.
    expect(seen.slice(1)).toEqual(Array.from({ length: 25 }, (_, index) => idOf(index + 1)));
    expect(new Set(seen).size).toBe(26);
  });

  it('of a council with a slash in its name has addresses that lead back to it', async () => {
    await service.post('/councils', { id: 'gb/x', pack: 'northampton-tc', event: idOf(200) }).expect(201);
    await service.post('/councils/gb%2Fx/events', event(201, '2026-02-01')).expect(201);
    const { body } = await service.get('/councils/gb%2Fx/timeline?limit=2').expect(200);
    const second = await service.get(body.next.slice('/api/v1'.length)).expect(200);
    expect(second.body.events).toMatchObject([{ id: idOf(201), council: 'gb/x' }]);
  });

  it.each([
    ['/councils/other/timeline', 404, 'council_unknown'],
    ['/councils/c/timeline?limit=0', 422, 'invalid'],
    ['/councils/c/timeline?limit=1001', 422, 'invalid'],
    ['/councils/c/timeline?limit=', 422, 'invalid'],
    ['/councils/c/timeline?limit=two', 422, 'invalid'],
    ['/councils/c/timeline?after=x', 422, 'invalid'],
  ])('answers %s with %i %s', async (path, status, kind) => {
    const { body } = await service.get(path).expect(status);
    expect(body.type).toBe(`/api/v1/problems/${kind}`);
  });
});

describe('reading packs', () => {
  let service: Running;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.close());

  it('lists them with the number of rules by mode', async () => {
    const { body } = await service.get('/packs').expect(200);
    expect(body.packs).toHaveLength(builtInPacks().all().length);
    for (const pack of body.packs) {
      expect(pack).toMatchObject({ id: expect.any(String), version: expect.any(String), hash: expect.any(String) });
      const counts: number[] = Object.values(pack.rules);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(builtInPacks().find(pack.id)?.rules.size);
    }
  });

  it.each(['alsager-tc', 'gb-eng/alsager-tc', 'gb-eng%2Falsager-tc'])('shows %s as data', async (name) => {
    const { body } = await service.get(`/packs/${name}`).expect(200);
    expect(body.ref.id).toBe('gb-eng/alsager-tc');
    expect(body.rules['grp.same_advice'].src.both).toContain('49');
  });

  it('knows no others', async () => {
    const { body } = await service.get('/packs/nowhere').expect(404);
    expect(body.type).toBe('/api/v1/problems/pack_unknown');
  });
});
