import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { type Running, idOf, startService } from '../support/service.js';

const request = { id: 'REQ-1', group: 'G-A', form: 'attendance', matter: 'MAT-1', to: 'proper_officer' };

function event(number: number, type: string, payload: object): object {
  return { id: idOf(number), type, occurredAt: '2026-03-02T09:30', payload };
}

const registered = (number: number): object => event(number, 'PoliticalGroupRegistered', { group: `G-${number}` });

describe('a council', () => {
  let service: Running;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.close());

  it('is opened by adopting a pack, which its receipt and its timeline show', async () => {
    const opened = await service.post('/councils', {
      id: 'fernhill',
      pack: 'alsager-tc',
      event: idOf(1),
      basis: 'MIN-1',
    });
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ council: 'fernhill', position: '2', events: [{ id: idOf(1), position: '2' }] });
    const { body } = await service.get('/councils/fernhill/timeline').expect(200);
    const pack = { id: 'gb-eng/alsager-tc' };
    const payload = { packId: 'gb-eng/alsager-tc', basis: 'MIN-1' };
    expect(body.events).toMatchObject([
      {
        type: 'ProtocolPackPublished',
        pack,
        payload: { packId: 'gb-eng/alsager-tc', version: '2019', part: 1, parts: 1 },
      },
      { type: 'ProtocolPackAdopted', pack, payload },
    ]);
    expect(body.next).toBeNull();
    expect((await service.get('/councils')).body).toEqual({ councils: ['fernhill'] });
  });

  it('is the same council when it is opened again with the same event', async () => {
    const body = { id: 'fernhill', pack: 'alsager-tc', event: idOf(1) };
    const first = await service.post('/councils', body).expect(201);
    await service.post('/councils/fernhill/events', registered(2)).expect(201);
    const again = await service.post('/councils', body).expect(201);
    expect(again.body).toEqual(first.body);
  });

  it('is opened once', async () => {
    await service.post('/councils', { id: 'fernhill', pack: 'alsager-tc', event: idOf(1) }).expect(201);
    const again = await service.post('/councils', { id: 'fernhill', pack: 'alsager-tc', event: idOf(2) });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ type: '/api/v1/problems/council_exists', status: 409 });
    expect(await service.ledger.head()).toBe(2n);
  });

  it('is opened under a pack that is at hand', async () => {
    const opened = await service.post('/councils', { id: 'fernhill', pack: 'nowhere-tc', event: idOf(1) });
    expect(opened.status).toBe(422);
    expect(opened.body.errors).toMatchObject([
      { pointer: '#/pack', right: expect.stringContaining('gb-eng/alsager-tc') },
    ]);
  });

  it('changes its pack for what occurs from the day of the new one', async () => {
    await service
      .post('/councils', { id: 'c', pack: 'alsager-tc', event: idOf(1), effectiveFrom: '2026-01-01' })
      .expect(201);
    const next = { packId: 'gb-eng/old-marston-pc', version: '2023-05-15', effectiveFrom: '2026-03-02' };
    const events = [
      { ...event(2, 'ProtocolPackAdopted', next), occurredAt: '2026-02-01' },
      { ...registered(3), occurredAt: '2026-03-01T23:59' },
      { ...registered(4), occurredAt: '2026-03-02T00:00' },
      { ...registered(5), occurredAt: '2025-12-31T12:00' },
    ];
    const { body } = await service.post('/councils/c/events', events).expect(201);
    const packs = body.events.map(({ pack }: { pack: { id: string } | null }) => pack?.id ?? null);
    const [alsager, marston] = ['gb-eng/alsager-tc', 'gb-eng/old-marston-pc'];
    expect(packs).toEqual([alsager, alsager, marston, null]);
  });

  it('is not opened by an overlay, which stands beside a pack of its own', async () => {
    const opened = await service.post('/councils', { id: 'c', pack: 'statutory-overlay', event: idOf(1) });
    expect(opened.status).toBe(422);
    expect(opened.body.errors).toEqual([
      {
        pointer: '#/pack',
        detail: "statutory-overlay stands beside a council's own pack",
        right: expect.not.stringContaining('overlay'),
      },
    ]);
  });

  it('adopts an overlay beside its pack, which goes on judging', async () => {
    await service
      .post('/councils', { id: 'c', pack: 'alsager-tc', event: idOf(1), occurredAt: '2026-01-01' })
      .expect(201);
    const overlay = { packId: 'gb-eng/statutory-overlay', version: '1.0.0', effectiveFrom: '2026-02-01' };
    const item = { person: 'M-1', item: 'IT-1' };
    const events = [
      { ...event(2, 'ProtocolPackAdopted', overlay), occurredAt: '2026-02-01' },
      event(3, 'InterestDeclaredAtMeeting', { ...item, category: 'dpi' }),
      event(4, 'VoteCast', item),
    ];
    const { body } = await service.post('/councils/c/events', events).expect(201);
    const packs = body.events.map(({ pack }: { pack: { id: string } }) => pack.id);
    expect(new Set(packs)).toEqual(new Set(['gb-eng/alsager-tc']));
    const read = (name: string): Promise<Response> => service.get(`/councils/c/projections/${name}?at=2026-03-03`);
    expect((await read('findings')).body.data.rows).toEqual([]);
    expect((await read('statutory-findings')).body).toMatchObject({
      projection: 'statutory-findings',
      pack: { id: 'gb-eng/alsager-tc' },
      data: { rows: [{ level: 'BREACH', clauses: ['LA2011 s31(4)'] }] },
    });
  });
});

describe('recording', () => {
  let service: Running;
  beforeEach(async () => {
    service = await startService();
    await service.post('/councils', { id: 'c', pack: 'tower-hamlets-lb', event: idOf(1) }).expect(201);
  });
  afterEach(() => service.close());
  const post = (body: string | object): Promise<Response> => service.post('/councils/c/events', body);

  it('keeps who recorded an event, what led to it, and the request it came with', async () => {
    const recordedBy = { role: 'proper_officer', person: 'O-1' };
    const sent = { ...registered(2), recordedBy, causationId: 'LETTER-7' };
    await service.post('/councils/c/events', sent).set('x-correlation-id', idOf(99)).expect(201);
    const { body } = await service.get('/councils/c/timeline?after=2').expect(200);
    expect(body.events).toMatchObject([{ recordedBy, causationId: 'LETTER-7', correlationId: idOf(99), schema: 2 }]);
    expect(body.events[0].occurredAt).toBe('2026-03-02T09:30:00Z');
  });

  it('answers a repeat as it answered the first time, in whatever case the id is written', async () => {
    const sent = { ...registered(2), id: 'ABCDEF00-0000-7000-8000-000000000002' };
    const first = await post(sent);
    await post(registered(3));
    const again = await post({ ...sent, id: sent.id.toLowerCase() });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await service.ledger.head()).toBe(4n);
  });

  it('takes a thousand events at once', async () => {
    const { status, body } = await post(Array.from({ length: 1000 }, (_, index) => registered(index + 2)));
    expect(status).toBe(201);
    expect(body.position).toBe('1002');
    expect(body.events).toHaveLength(1000);
  });

  it('refuses an id that stands for another event and records nothing beside it', async () => {
    await post(registered(2));
    const { status, body } = await post([registered(3), { ...registered(2), payload: { group: 'G-other' } }]);
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: '/api/v1/problems/id_reused', errors: [{ pointer: '#/1/id' }] });
    expect(await service.ledger.head()).toBe(3n);
  });

  it('refuses a list of which one event is wrong, and records nothing', async () => {
    const { status, body } = await post([registered(2), event(3, 'PoliticalGroupRegistered', { grp: 'G' })]);
    expect(status).toBe(422);
    const pointers = body.errors.map((one: { pointer: string }) => one.pointer);
    expect(pointers.sort()).toEqual(['#/1/payload/group', '#/1/payload/grp']);
    expect(await service.ledger.head()).toBe(2n);
  });

  it('refuses the adoption of a pack that is not at hand', async () => {
    const { status, body } = await post(event(2, 'ProtocolPackAdopted', { packId: 'nowhere-tc', version: '1' }));
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ detail: expect.stringContaining('nowhere-tc') }]);
  });

  it('loses nothing and gives each event one position under 16 writers', async () => {
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const { status } = await post(registered(1000 * (writer + 1) + turn));
        expect(status).toBe(201);
      }
    });
    await Promise.all(writers);
    const { body } = await service.get('/councils/c/timeline?limit=1000').expect(200);
    expect(new Set(body.events.map((one: { id: string }) => one.id)).size).toBe(162);
    expect(new Set(body.events.map((one: { position: string }) => one.position)).size).toBe(162);
  });

  it('is one event when sixteen clients send the same one at once', async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => post(registered(2))));
    for (const { status, body } of answers) {
      expect(status).toBe(201);
      expect(body).toEqual(answers[0]?.body);
    }
    expect(await service.ledger.head()).toBe(3n);
  });
});

describe('a permission', () => {
  let service: Running;
  beforeEach(async () => {
    service = await startService();
    const opening = { id: 'c', pack: 'tower-hamlets-lb', event: idOf(1), effectiveFrom: '2026-01-01' };
    await service.post('/councils', opening).expect(201);
    const requests = [
      event(2, 'GroupSupportRequested', { ...request, to: 'chief_executive', nonCouncillorsExpected: 2 }),
      event(3, 'GroupSupportRequested', { ...request, id: 'REQ-2', to: 'monitoring_officer' }),
    ];
    await service.post('/councils/c/events', requests).expect(201);
  });
  afterEach(() => service.close());

  const authorise = {
    command: 'AuthoriseNonCouncillorAttendance',
    fields: { request: 'REQ-1', by: 'chief_executive' },
  };
  const accept = (id: string): object => ({
    command: 'AcceptGroupSupportRequest',
    fields: { id, by: 'chief_executive' },
  });
  const ask = (id: string, body: object): Promise<Response> => service.post('/councils/c/permissions', { id, ...body });

  it('is granted by an event', async () => {
    const { status, body } = await ask(idOf(10), authorise);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      outcome: 'granted',
      event: { id: idOf(10), type: 'NonCouncillorAttendanceAuthorised' },
    });
    expect(await service.ledger.head()).toBe(5n);
  });

  it('is refused with rule and clauses, and leaves no event', async () => {
    const { status, body } = await ask(idOf(10), accept('REQ-2'));
    expect(status).toBe(403);
    expect(body).toMatchObject({ outcome: 'refused', rule: 'grp.request_addressee', clauses: ['6.4(i)'] });
    expect(body.detail).toBe(
      'Refused by grp.request_addressee: A group sends its request for support to a role that the protocol names.',
    );
    expect(body.rules).toEqual({
      'grp.request_addressee': {
        label: 'Requests go to the right role',
        sentence: 'A group sends its request for support to a role that the protocol names.',
        clauses: ['6.4(i)'],
        roles: expect.objectContaining({ cmt_member: 'member of the Corporate Management Team' }),
      },
    });
    expect(await service.ledger.head()).toBe(4n);
  });

  it('about something unknown is refused without a rule', async () => {
    const { status, body } = await ask(idOf(10), accept('REQ-9'));
    expect(status).toBe(403);
    expect(body).toMatchObject({ rule: null, clauses: [] });
  });

  it('depends on what has been recorded', async () => {
    expect((await ask(idOf(10), accept('REQ-1'))).body.rule).toBe('grp.non_councillor_authorisation');
    expect((await ask(idOf(11), authorise)).status).toBe(201);
    expect((await ask(idOf(10), accept('REQ-1'))).status).toBe(201);
  });

  it('asked again with the same id is the same grant, even if it would be refused now', async () => {
    const first = await ask(idOf(10), { ...authorise, occurredAt: '2026-03-03T09:00' });
    const arrival = { meeting: 'M', officer: 'O-1', role: 'chief_executive', request: 'REQ-1' };
    const came = { ...event(20, 'OfficerAttendedGroupMeeting', arrival), occurredAt: '2026-03-03T08:00' };
    await service.post('/councils/c/events', came).expect(201);
    expect((await ask(idOf(10), authorise)).body).toEqual(first.body);
    expect((await ask(idOf(11), authorise)).status).toBe(403);
  });

  it('cannot be asked with an id that stands for another event', async () => {
    expect((await ask(idOf(2), authorise)).body).toMatchObject({ type: '/api/v1/problems/id_reused', status: 409 });
    await ask(idOf(10), authorise);
    expect((await ask(idOf(10), { ...authorise, fields: { request: 'REQ-2', by: 'chief_executive' } })).status).toBe(
      409,
    );
    expect((await ask(idOf(10), { ...authorise, occurredAt: '2026-01-01' })).status).toBe(409);
  });

  it('names every field at fault', async () => {
    const { status, body } = await service.post('/councils/c/permissions', { id: 'x', command: 'Accept', fields: [] });
    expect(status).toBe(422);
    expect(body.errors.map((one: { pointer: string }) => one.pointer).sort()).toEqual([
      '#/command',
      '#/fields',
      '#/id',
    ]);
    const wrong = await ask(idOf(10), { command: 'AcceptGroupSupportRequest', fields: { by: 3, extra: 1 } });
    const pointers = wrong.body.errors.map((one: { pointer: string }) => one.pointer);
    expect(pointers.sort()).toEqual(['#/fields/by', '#/fields/extra', '#/fields/id']);
  });

  it('is decided on the revision at which it is recorded, whatever others record meanwhile', async () => {
    const arrival = { meeting: 'M', officer: 'O-1', role: 'chief_executive', request: 'REQ-1' };
    const came = { ...event(50, 'OfficerAttendedGroupMeeting', arrival), occurredAt: '2026-03-03T08:00' };
    const races = Array.from({ length: 16 }, async (_, number) => {
      if (number === 8) await service.post('/councils/c/events', came).expect(201);
      else await service.post('/councils/c/events', registered(100 + number)).expect(201);
      return ask(idOf(200 + number), authorise);
    });
    const statuses = (await Promise.all(races)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 403)).toEqual([]);
    const { body } = await service.get('/councils/c/timeline?limit=1000').expect(200);
    const types: string[] = body.events.map((one: { type: string }) => one.type);
    const arrivedAt = types.indexOf('OfficerAttendedGroupMeeting');
    const lastGrant = types.lastIndexOf('NonCouncillorAttendanceAuthorised');
    expect(arrivedAt).toBeGreaterThan(0);
    expect(lastGrant).toBeLessThan(arrivedAt);
    expect(types.filter((type) => type === 'NonCouncillorAttendanceAuthorised')).toHaveLength(
      statuses.filter((status) => status === 201).length,
    );
  });
});
