import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEventFile } from '#lib/event-file/index.js';
import { type Running, idOf, startService } from '../support/service.js';

let number = 10;

function event(type: string, payload: object): object {
  number += 1;
  return { id: idOf(number), type, occurredAt: '2026-03-05T10:00', payload };
}

let service: Running;
beforeAll(async () => {
  service = await startService();
  const council = { id: 'c', pack: 'northampton-tc', event: idOf(1), occurredAt: '2025-01-01' };
  await service.post('/councils', council).expect(201);
});
afterAll(() => service.close());

async function faultsOf(path: string, body: object): Promise<{ pointer: string; right: string }[]> {
  const answer = await service.post(path, body).expect(422);
  return (answer.body as { errors: { pointer: string; right: string }[] }).errors;
}

const PROSE = 'Cllr Example asked twice, and by telephone';

describe('free text passes as a token no more, live', () => {
  it.each<[string, string, object, string]>([
    ['a token', 'ConcernRaised', { id: 'CASE-1', about: PROSE }, '#/payload/about'],
    ['a role', 'GroupSupportRequestAccepted', { id: 'REQ-1', by: PROSE }, '#/payload/by'],
    ['a token in a list', 'WardMembersRegistered', { ward: 'W-1', members: ['M-1', PROSE] }, '#/payload/members'],
    ['a role in a list', 'RoleVacated', { roles: [PROSE] }, '#/payload/roles'],
    ['a key of a map', 'MeetingConvened', { meeting: 'MTG-1', items: { [PROSE]: 'ordinary' } }, '#/payload/items'],
    ['a token that may be null', 'GroupMembershipChanged', { member: 'M-1', group: PROSE }, '#/payload/group'],
    ['what a correction sets', 'EntryCorrected', { target: 'REQ-1', set: { officer: PROSE } }, '#/payload/set/officer'],
    ['65 letters', 'PoliticalGroupRegistered', { group: 'g'.repeat(65) }, '#/payload/group'],
    ['a plus elsewhere', 'PoliticalGroupRegistered', { group: 'G-A+recommendation' }, '#/payload/group'],
  ])('%s is refused, with its place and without its text', async (_what, type, payload, pointer) => {
    const errors = await faultsOf('/councils/c/events', event(type, payload));
    expect(errors).toMatchObject([{ pointer, right: expect.stringContaining('letters, digits and -_.:/') }]);
    expect(JSON.stringify(errors)).not.toContain('Example');
  });

  it.each<[string, object]>([
    ['ConcernRaised', { id: 'CASE-1', about: 'M_1.2:3/4-5' }],
    ['PoliticalGroupRegistered', { group: 'g'.repeat(64) }],
    ['PoliticalGroupRegistered', { group: 'Grŵp-1' }],
    ['ProtocolGapRecorded', { clause: '6.1(k)' }],
    [
      'AdviceEquivalenceDetermined',
      {
        matter: 'MAT-1',
        versions: ['V1', 'V1+recommendation', 'V1+politicalImplications'],
        outcome: 'different',
        by: 'proper_officer',
      },
    ],
  ])('%s %j is recorded', async (type, payload) => {
    await service.post('/councils/c/events', event(type, payload)).expect(201);
  });

  it('in the envelope, in a permission and in a new council neither', async () => {
    const id = idOf(5);
    const fields = { id: 'REQ 1', by: 'proper_officer' };
    const permission = { id, command: 'AcceptGroupSupportRequest', fields };
    expect(await faultsOf('/councils/c/permissions', permission)).toMatchObject([{ pointer: '#/fields/id' }]);
    const council = { id: 'Hill Top', pack: 'northampton-tc', event: idOf(6) };
    expect(await faultsOf('/councils', council)).toMatchObject([{ pointer: '#/id' }]);
    const by = { role: 'proper_officer', person: PROSE };
    const given = { ...event('PoliticalGroupRegistered', { group: 'G-A' }), recordedBy: by };
    expect(await faultsOf('/councils/c/events', given)).toMatchObject([{ pointer: '#/recordedBy' }]);
  });

  it('while a file of old events stays readable', () => {
    const line = { t: '2019-03-05T10:00', e: 'ConcernRaised', id: 'CASE 1', about: PROSE };
    expect(readEventFile(JSON.stringify(line), 'old.jsonl')).toMatchObject({ ok: true });
  });
});

describe('a ground is a word of a list, live', () => {
  it.each<[string, object, string]>([
    ['GroupSupportRequestDeclined', { id: 'REQ-1', ground: 'costs' }, 'cost, if that is meant'],
    ['InformationRefused', { id: 'INF-1', ground: 'because' }, 'no_need_shown'],
    ['NeedToKnowDetermined', { id: 'INF-1', outcome: 'refused', ground: 'because' }, 'curiosity'],
    ['InformationRequested', { id: 'INF-1', basis: 'fisching' }, 'fishing'],
    ['DispensationRecorded', { person: 'M-1', scope: 'speak', grounds: 'because' }, 'business_impeded'],
    ['SealedPayloadDestroyed', { subject: 'M-1', basis: 'because', by: 'O-1' }, 'request'],
  ])('%s %j is refused with the list and the nearest word', async (type, payload, named) => {
    const field = Object.keys(payload).find((name) => /^(?:grounds?|basis)$/.test(name));
    const [fault, ...rest] = await faultsOf('/councils/c/events', [event(type, payload)]);
    expect(rest).toEqual([]);
    expect(fault).toMatchObject({ pointer: `#/0/payload/${field}`, right: expect.stringContaining(named) });
  });

  it('and may be left open: then it is an unexplained refusal', async () => {
    const declined = event('GroupSupportRequestDeclined', { id: 'REQ-1', ground: null });
    await service.post('/councils/c/events', [declined]).expect(201);
    await service.post('/councils/c/events', event('GroupSupportRequestDeclined', { id: 'REQ-1' })).expect(201);
  });

  it("or one that the pack's own rules list", async () => {
    const council = { id: 'th', pack: 'tower-hamlets-lb', event: idOf(900), occurredAt: '2025-01-01' };
    await service.post('/councils', council).expect(201);
    const refused = (ground: string): object => event('InformationRefused', { id: 'INF-1', ground });
    await service.post('/councils/th/events', refused('severe_damage')).expect(201);
    await service.post('/councils/c/events', refused('severe_damage')).expect(422);
  });

  it('in a correction too, of an event that is there or comes with it', async () => {
    const declined = event('GroupSupportRequestDeclined', { id: 'REQ-77' });
    const corrected = event('EntryCorrected', { target: 'REQ-77', set: { ground: 'because' } });
    const errors = await faultsOf('/councils/c/events', [corrected, declined]);
    expect(errors).toMatchObject([{ pointer: '#/0/payload/set/ground' }]);
    await service.post('/councils/c/events', declined).expect(201);
    expect(await faultsOf('/councils/c/events', corrected)).toMatchObject([{ pointer: '#/payload/set/ground' }]);
  });
});

describe('what a correction cannot set', () => {
  it('is refused with the place and the nearest field, and the same correction with a right field is not', async () => {
    await service
      .post('/councils/c/events', event('GroupSupportRequested', { id: 'REQ-78', group: 'G-A', form: 'attendance' }))
      .expect(201);
    const set = (fields: object): object => event('EntryCorrected', { target: 'REQ-78', set: fields });
    expect(await faultsOf('/councils/c/events', set({ mater: 'MAT-1', form: 'letter' }))).toMatchObject([
      { pointer: '#/payload/set/mater', right: expect.stringContaining('matter, if that is meant') },
      { pointer: '#/payload/set/form', right: expect.stringContaining('written_report') },
    ]);
    await service.post('/councils/c/events', set({ matter: 'MAT-1' })).expect(201);
  });

  it('is left to a note if nothing has that name', async () => {
    const nowhere = event('EntryCorrected', { target: 'REQ-87', set: { mater: 'MAT-1' } });
    const { body } = await service.post('/councils/c/events', nowhere).expect(201);
    expect(body).toMatchObject({ notes: [{ at: '/payload/target', right: expect.stringContaining('REQ-7') }] });
  });
});
