import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryLedger } from '#lib/ledger/index.js';
import { VaultUnavailableError } from '#lib/vault/index.js';
import { type Keys, memoryKeys } from '../support/keys.js';
import { type Running, idOf, startService } from '../support/service.js';

let service: Running;
let keys: Keys;
beforeEach(async () => {
  keys = await memoryKeys();
  service = await startService({ keys });
  const adoption = { id: 'c', pack: 'tower-hamlets-lb', event: idOf(1), occurredAt: '2026-01-05' };
  await service.post('/councils', adoption).expect(201);
});
afterEach(() => service.close());

const event = (number: number, type: string, payload: object): object => ({
  id: idOf(number),
  type,
  occurredAt: '2026-03-02T09:30',
  payload,
});
const arrears = (number: number): object => event(number, 'RentArrearsDisclosed', { person: 'M-1', months: 5 });
const erasure = (number: number): object =>
  event(number, 'SealedPayloadDestroyed', { subject: 'M-1', basis: 'request', by: 'O-9' });
const asked = { by: 'O-9', why: 'subject_access' };
const open = (number: number, body: object = asked) =>
  service.post(`/councils/c/events/${idOf(number)}/openings`, body);

describe('opening personal data', () => {
  it('records who opens it and why, and answers it', async () => {
    await service.post('/councils/c/events', arrears(2)).expect(201);
    const { body } = await open(2).expect(201);
    expect(body).toMatchObject({ values: { months: 5 }, unreadable: [] });
    const { body: timeline } = await service.get('/councils/c/timeline?after=3').expect(200);
    expect(timeline.events).toMatchObject([
      {
        id: body.opening,
        type: 'SealedPayloadOpened',
        payload: { target: idOf(2), ...asked },
        position: body.position,
      },
    ]);
  });

  it('is refused without a person, without a reason, or if there is nothing to open, and then records nothing', async () => {
    await service.post('/councils/c/events', [arrears(2), event(3, 'TenancyDeclared', { person: 'M-1' })]).expect(201);
    expect((await open(2, { by: 'O-9' }).expect(422)).body.errors).toMatchObject([{ pointer: '#/why' }]);
    expect((await open(3).expect(422)).body.type).toBe('/api/v1/problems/nothing_sealed');
    expect((await open(4).expect(404)).body.type).toBe('/api/v1/problems/event_unknown');
    expect(await service.ledger.head()).toBe(4n);
  });

  it('says of what is erased that it is, and when', async () => {
    await service.post('/councils/c/events', [arrears(2), erasure(3)]).expect(201);
    const { body } = await open(2).expect(410);
    expect(body).toMatchObject({
      type: '/api/v1/problems/erased',
      errors: [{ detail: 'erased on 2026-03-02T09:30:00Z' }],
    });
    expect(await service.ledger.head()).toBe(4n);
  });
});

describe('recording', () => {
  it('answers an erasure when it is done', async () => {
    await service.post('/councils/c/events', arrears(2)).expect(201);
    const { body } = await service.post('/councils/c/events', erasure(3)).expect(201);
    expect(body.erasures).toEqual([{ event: idOf(3), heldBack: 0 }]);
    expect((await service.post('/councils/c/events', erasure(3)).expect(201)).body).toEqual(body);
  });

  it('takes no sealed value, neither in a field nor in a correction', async () => {
    const months = { sealed: 'AAAA', remains: { barred: true } };
    const sent = [
      event(2, 'RentArrearsDisclosed', { person: 'M-1', months }),
      event(3, 'InterestRegistered', { person: 'M-1', category: 'ori', interest: 'I-1', details: { sealed: 'AAAA' } }),
      event(4, 'EntryCorrected', { target: idOf(2), set: { months } }),
    ];
    const { body } = await service.post('/councils/c/events', sent).expect(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining(['#/0/payload/months', '#/1/payload/details', '#/2/payload/set']),
    );
    expect(JSON.stringify(body)).toContain('is sealed, as an export shows it');
    expect(await service.ledger.head()).toBe(2n);
  });
});

describe('a key store out of reach', () => {
  it('leaves everything that is not personal to be recorded, and says when to ask again', async () => {
    await service.post('/councils/c/events', arrears(2)).expect(201);
    const away = (): Promise<never> => Promise.reject(new VaultUnavailableError('away', 2_000));
    const cut = await startService({
      ledger: service.ledger,
      keys: {
        ...keys,
        vault: { seal: away, standIn: away, keysOf: away, destroy: away, close: async () => undefined },
      },
    });
    await cut.post('/councils/c/events', event(3, 'TenancyDeclared', { person: 'M-1' })).expect(201);
    const refused = await cut.post('/councils/c/events', arrears(4)).expect(503);
    expect(refused.body.type).toBe('/api/v1/problems/keys_unavailable');
    expect(refused.headers['retry-after']).toBe('2');
    await cut.get('/councils/c/projections/interests-register').expect(503);
    await cut.app.close();
  });

  it('does not lose an erasure: repeated, it is carried out', async () => {
    const ledger = openMemoryLedger({ clock: Date.now });
    let isAway = false;
    const { vault, erasures } = await memoryKeys();
    const flaky: Keys['vault'] = {
      seal: (...call) => vault.seal(...call),
      standIn: (...call) => vault.standIn(...call),
      keysOf: (...call) => vault.keysOf(...call),
      destroy: (...call) =>
        isAway ? Promise.reject(new VaultUnavailableError('away', 1_000)) : vault.destroy(...call),
      close: () => vault.close(),
    };
    const own = await startService({ ledger, keys: { vault: flaky, erasures } });
    await own.post('/councils', { id: 'c', pack: 'tower-hamlets-lb', event: idOf(1) }).expect(201);
    await own.post('/councils/c/events', arrears(2)).expect(201);
    isAway = true;
    await own.post('/councils/c/events', erasure(3)).expect(503);
    expect(erasures.entries).toHaveLength(1);
    isAway = false;
    await own.post('/councils/c/events', erasure(3)).expect(201);
    await own.post(`/councils/c/events/${idOf(2)}/openings`, asked).expect(410);
    await own.close();
  });
});
