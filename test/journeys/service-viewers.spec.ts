import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Test } from 'supertest';
import { type Running, idOf, startService } from '../support/service.js';

const event = (number: number, occurredAt: string, type: string, payload: object) => ({
  ...{ id: idOf(number), type, occurredAt, payload },
  recordedBy: { role: 'members_support_team', person: 'O-3' },
});

const history = [
  event(2, '2026-01-05', 'PoliticalGroupRegistered', { group: 'G-A' }),
  event(3, '2026-01-05', 'PoliticalGroupRegistered', { group: 'G-B' }),
  event(4, '2026-01-06', 'RelationshipDeclared', {
    ...{ id: 'REL-1', by: 'M-7', about: 'O-7', to: 'monitoring_officer', category: 'family' },
  }),
  event(5, '2026-03-02T09:00', 'GroupSupportRequested', {
    ...{ id: 'REQ-1', group: 'G-A', form: 'written_report', to: 'chief_executive', matter: 'MAT-1' },
  }),
  event(6, '2026-03-02T10:00', 'GroupSupportRequested', {
    ...{ id: 'REQ-2', group: 'G-B', form: 'written_report', to: 'chief_executive', matter: 'MAT-1' },
  }),
];

async function opened(takesViewers: boolean): Promise<Running> {
  const service = await startService({ takesViewers, clock: () => Date.UTC(2026, 3, 1) });
  const council = { id: 'c', pack: 'tower-hamlets-lb', event: idOf(1), occurredAt: '2026-01-01' };
  await service.post('/councils', council).expect(201);
  await service.post('/councils/c/events', history).expect(201);
  return service;
}

const leader = { role: 'group_leader', person: 'M-2', group: 'G-B' };
const chief = { role: 'chief_executive', person: 'O-9' };

describe('in development the header X-Evenhand-Viewer names who asks', () => {
  let service: Running;
  beforeAll(async () => void (service = await opened(true)));
  afterAll(() => service.close());
  const as = (viewer: object, path: string): Test =>
    service.get(`/councils/c${path}`).set('X-Evenhand-Viewer', JSON.stringify(viewer));

  it('a projection, its page and its position', async () => {
    const { body } = await as(leader, '/projections/group-support').expect(200);
    expect(body).toMatchObject({ position: '1', data: { rows: [{ request: 'REQ-2' }] } });
    const { body: page } = await as(leader, '/projections/group-support?limit=1').expect(200);
    expect(page).toMatchObject({ page: { next: null }, data: { rows: [{ request: 'REQ-2' }] } });
    const { body: none } = await as(chief, '/projections/body-conflicts?limit=1').expect(200);
    expect(none.data).toEqual({});
  });

  it('a figure', async () => {
    await as(leader, '/projections/even-handedness-by-group/explain?row=G-B&figure=requests').expect(200);
    const { body } = await as(leader, '/projections/even-handedness-by-group/explain?row=G-A&figure=requests').expect(
      404,
    );
    expect(body.errors).toMatchObject([{ right: 'one of G-B' }]);
  });

  it('the timeline, an event and the summary', async () => {
    const { body } = await as(leader, '/timeline').expect(200);
    expect(body.events).toMatchObject([{ id: idOf(6), position: '1' }]);
    await as(leader, `/events/${idOf(6)}`).expect(200);
    for (const hidden of [4, 5]) await as(leader, `/events/${idOf(hidden)}`).expect(404);
    expect((await as(leader, '').expect(200)).body).toMatchObject({ events: 1, position: '1' });
    const { body: chiefs } = await as(chief, '/timeline?limit=3').expect(200);
    const { body: rest } = await service
      .get(chiefs.next.replace('/api/v1', ''))
      .set('X-Evenhand-Viewer', JSON.stringify(chief));
    const all = [...chiefs.events, ...rest.events].map(({ type }: { type: string }) => type);
    expect(all).toHaveLength(3 + Number(rest.events.length));
    expect(all).not.toContain('RelationshipDeclared');
    expect(all.filter((type) => type === 'GroupSupportRequested')).toHaveLength(2);
  });

  it('nobody opens personal data of an event that they do not see', async () => {
    const open = (viewer: object): Test =>
      service
        .post(`/councils/c/events/${idOf(4)}/openings`, { by: 'O-9', why: 'curiosity' })
        .set('X-Evenhand-Viewer', JSON.stringify(viewer));
    await open(chief).expect(404);
    await open({ role: 'monitoring_officer', person: 'O-8' }).expect(201);
  });

  it('several roles are the union', async () => {
    const both = { roles: ['group_leader', 'chief_executive'], person: 'M-2', group: 'G-B' };
    const { body } = await as(both, '/projections/group-support').expect(200);
    expect(body.data.rows).toHaveLength(2);
  });

  it.each(['', '{', '[]', '{}', '{"roles":[]}', '{"role":"mayor","name":"x"}'])('%j names nobody', async (text) => {
    const { body } = await service.get('/councils/c').set('X-Evenhand-Viewer', text).expect(400);
    expect(body).toMatchObject({ type: '/api/v1/problems/viewer_refused', detail: expect.stringContaining('"role"') });
  });

  it('without it everything is answered', async () => {
    const { body } = await service.get('/councils/c/projections/relationship-register').expect(200);
    expect(body).toMatchObject({ data: { rows: 1 } });
    expect(Number(body.position)).toBeGreaterThan(history.length);
  });
});

describe('in production', () => {
  it('the header is refused, and nothing is answered under it', async () => {
    const service = await opened(false);
    const { body } = await service
      .get('/councils/c/projections/findings')
      .set('X-Evenhand-Viewer', '{"role":"auditor"}')
      .expect(400);
    expect(body).toMatchObject({ type: '/api/v1/problems/viewer_refused' });
    await service.get('/councils/c/projections/findings').expect(200);
    await service.close();
  });
});
