import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Running, idOf, startService } from '../support/service.js';

describe('the service', () => {
  let service: Running;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it('tries', async () => {
    const made = await service.post('/councils', { id: 'fernhill', pack: 'northampton-tc', event: idOf(1) });
    console.log(made.status, JSON.stringify(made.body));
    const bad = await service.post('/councils/fernhill/events', [
      { id: 'x', type: 'GroupBriefingGiven', occurredAt: 'never', payload: { foo: 1, flags: 3, a: null } },
      {},
      3,
      { id: idOf(5), type: 'Foo', occurredAt: '2026-01-01', payload: {}, extra: 1 },
    ]);
    console.log(bad.status, JSON.stringify(bad.body, null, 1));
    for (const path of [
      '/councils',
      '/packs',
      '/packs/gb-eng/northampton-tc',
      '/councils/fernhill/timeline',
      '/councils/fernhill/projections/findings',
      '/councils/fernhill/projections/findings?at=x&pack=..&foo=1',
      '/councils/no/timeline',
      '/nowhere',
    ]) {
      const got = await service.get(path);
      console.log(path, got.status, got.headers['content-type'], JSON.stringify(got.body).slice(0, 600));
    }
    expect(made.status).toBe(201);
  });
});
