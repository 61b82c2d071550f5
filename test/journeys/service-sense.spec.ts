import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Running, idOf, startService } from '../support/service.js';

interface Fault {
  readonly pointer: string;
  readonly detail: string;
  readonly right: string;
}

interface Note {
  readonly at: string;
  readonly wrong: string;
  readonly right: string;
}

let number = 10;

/** An event of 5 March 2026 with an id of its own. */
function event(type: string, payload: object, occurredAt = '2026-03-05T10:00'): object {
  number += 1;
  return { id: idOf(number), type, occurredAt, payload };
}

const interest = (fields: object): object =>
  event('InterestRegistered', { person: 'M-1', category: 'dpi', interest: 'I-1', ...fields });

describe('an event that cannot be meant', () => {
  let service: Running;
  beforeAll(async () => {
    service = await startService();
    const council = { id: 'c', pack: 'northampton-tc', event: idOf(1), occurredAt: '2025-01-01' };
    await service.post('/councils', council).expect(201);
  });
  afterAll(() => service.close());

  const stored = async (): Promise<number> => {
    const { body } = await service.get('/councils/c/timeline?limit=1000').expect(200);
    return (body as { events: unknown[] }).events.length;
  };

  async function faultsOf(body: object): Promise<string[]> {
    const before = await stored();
    const answer = await service.post('/councils/c/events', body).expect(422);
    expect(await stored()).toBe(before);
    const { errors } = answer.body as { errors: readonly Fault[] };
    for (const { detail, right } of errors) {
      expect(detail).toMatch(/\S/);
      expect(right).toMatch(/\S/);
    }
    return errors.map(({ pointer }) => pointer);
  }

  it.each<[string, object, string[]]>([
    ['employment', {}, ['occupation', 'employer']],
    ['sponsorship', { sponsor: 'S-1' }, ['receivedOn']],
    ['contracts', { party: 'CO-1' }, ['subject']],
    ['land', { land: ' ' }, ['land']],
    ['licences', { land: 'LAND-1', months: 'three' }, ['months']],
    ['corporate_tenancies', { tenant: 'CO-1' }, ['land']],
    ['securities', { body: 'CO-1' }, ['nominalValue']],
  ])('a DPI of kind %s without its particulars is answered with each of them', async (kind, details, missing) => {
    const pointers = missing.map((name) => `#/payload/details/${name}`);
    expect(await faultsOf(interest({ kind, details }))).toEqual(pointers);
  });

  it('names the particulars if there are no details at all, or a text', async () => {
    expect(await faultsOf(interest({ kind: 'land' }))).toEqual(['#/payload/details/land']);
    expect(await faultsOf(interest({ kind: 'land', details: 'a field' }))).toEqual(['#/payload/details/land']);
  });

  it.each<[string, object, string]>([
    ['DispensationRecorded', { person: 'M-1', scope: 'speak', until: '2026-03-04' }, 'until'],
    ['TenancyDeclared', { person: 'M-1', since: '2026-03-06' }, 'since'],
    [
      'GiftOrHospitalityRecorded',
      { person: 'M-1', gift: 'G-1', outcome: 'received', receivedOn: '2026-04' },
      'receivedOn',
    ],
    ['PartyBusinessSegmentStarted', { meeting: 'MTG-1', until: '2026-03-05T09:59' }, 'until'],
    [
      'SensitiveInterestDetermined',
      { person: 'M-1', interest: 'I-1', by: 'proper_officer', outcome: 'agreed', reviewOn: '2025' },
      'reviewOn',
    ],
    [
      'CandidateRelationshipDeclared',
      { person: 'M-1', candidate: 'K-1', to: 'proper_officer', knownAt: '2026-03-05T10:01' },
      'knownAt',
    ],
  ])('%s with an end before its beginning is answered with the field', async (type, payload, field) => {
    expect(await faultsOf(event(type, payload))).toEqual([`#/payload/${field}`]);
  });

  it('a year 0204 is no year, wherever it stands', async () => {
    const dispensation = { person: 'M-1', scope: 'speak', until: '0204-03-05' };
    expect(await faultsOf(event('DispensationRecorded', dispensation))).toEqual(['#/payload/until']);
    expect(await faultsOf(event('VoteCast', { person: 'M-1', item: 'IT-1' }, '0204-03-05T10:00'))).toEqual([
      '#/occurredAt',
    ]);
    const set = { t: '0204-03-05', until: '2201', person: 'M-2' };
    expect(await faultsOf(event('EntryCorrected', { target: 'E-1', set }))).toEqual([
      '#/payload/set/t',
      '#/payload/set/until',
    ]);
    const items = { 'IT-1': { kind: 'ordinary', opensAt: '0204-03-05T19:00' } };
    expect(await faultsOf(event('MeetingConvened', { meeting: 'MTG-1', items }))).toEqual([
      '#/payload/items/IT-1/opensAt',
    ]);
  });

  it.each<[string, object, string]>([
    ['RelationshipDeclared', { id: 'REL-1', by: 'M-1', about: 'M-1', to: 'proper_officer' }, 'about'],
    ['CandidateRelationshipDeclared', { person: 'M-1', candidate: 'M-1', to: 'proper_officer' }, 'candidate'],
  ])('%s about oneself is answered with the second of the two', async (type, payload, field) => {
    expect(await faultsOf(event(type, payload))).toEqual([`#/payload/${field}`]);
  });

  it('is answered with everything wrong in every event at once, and holds back the whole request', async () => {
    const right = event('VoteCast', { person: 'M-1', item: 'IT-1' });
    const tenancy = event('TenancyDeclared', { person: 'M-1', since: '2027', until: '2028' });
    const about = event('RelationshipDeclared', { id: 'REL-1', by: 'M-1', about: 'M-1' });
    expect(await faultsOf([right, tenancy, about])).toEqual([
      '#/1/payload/until',
      '#/1/payload/since',
      '#/2/payload/to',
      '#/2/payload/about',
    ]);
  });

  it('says nothing of whom it is about in its text', async () => {
    const body = event('RelationshipDeclared', { id: 'REL-1', by: 'M-77', about: 'M-77', to: 'proper_officer' });
    const answer = await service.post('/councils/c/events', body).expect(422);
    expect(JSON.stringify(answer.body)).not.toContain('M-77');
  });
});

describe('an event that is recorded and looks odd', () => {
  let service: Running;
  beforeAll(async () => {
    service = await startService();
    const council = { id: 'c', pack: 'northampton-tc', event: idOf(1), occurredAt: '2025-01-01' };
    await service.post('/councils', council).expect(201);
    const known = [
      event('RoleVacated', { roles: ['proper_officer'] }, '2026-03-01T09:00'),
      event('PoliticalGroupRegistered', { group: 'G-A' }),
      event('GroupSupportRequested', { id: 'REQ-1', group: 'G-A', form: 'attendance' }),
    ];
    await service.post('/councils/c/events', known).expect(201);
  });
  afterAll(() => service.close());

  async function notesOn(body: object): Promise<readonly Note[] | undefined> {
    const answer = await service.post('/councils/c/events', body).expect(201);
    const { position, notes } = answer.body as { position: string; notes?: readonly Note[] };
    expect(position).toMatch(/^\d+$/);
    return notes;
  }

  const gift = (value: number, outcome = 'received'): object =>
    event('GiftOrHospitalityRecorded', { person: 'M-1', gift: `G-${number}`, outcome, value });
  const dispensed = (until: string): object => event('DispensationRecorded', { person: 'M-1', scope: 'speak', until });
  const shares = (details: object): object => interest({ kind: 'securities', details: { body: 'CO-1', ...details } });
  const accepts = (by: string, occurredAt?: string): object =>
    event('GroupSupportRequestAccepted', { id: 'REQ-1', by }, occurredAt);

  it.each<[string, object, string]>([
    ['a share value at the threshold', shares({ nominalValue: 25_000 }), '/payload/details/nominalValue'],
    ['a hundredth of a class', shares({ sharePercent: 1 }), '/payload/details/sharePercent'],
    [
      'a licence of less than a month',
      interest({ kind: 'licences', details: { land: 'LAND-1', months: 0.5 } }),
      '/payload/details/months',
    ],
    ['a gift below the figure', gift(49.99), '/payload/value'],
    ['a dispensation of five years', dispensed('2031-03-04'), '/payload/until'],
    ['a DPI without a kind', interest({}), '/payload/kind'],
    ['a DPI of a kind that is none of the seven', interest({ kind: 'boats' }), '/payload/kind'],
    ['a role that was vacated', accepts('proper_officer'), '/payload/by'],
    ['a role that the protocol does not know', accepts('archivist'), '/payload/by'],
  ])('%s is answered with a note', async (_what, body, at) => {
    const notes = await notesOn(body);
    expect(notes).toMatchObject([{ at }]);
    expect(notes?.[0]?.wrong).toMatch(/\S/);
    expect(notes?.[0]?.right).toMatch(/\S/);
  });

  it.each<[string, object]>([
    ['a share value above the threshold', shares({ nominalValue: 25_000.01 })],
    ['more than a hundredth of a class', shares({ nominalValue: 1, sharePercent: 1.01 })],
    ['a gift at the figure', gift(50)],
    ['a small gift that was refused', gift(5, 'refused')],
    ['a dispensation of four years', dispensed('2030-03-04')],
    ['an other interest without a kind', interest({ category: 'ori' })],
    ['a role held before it was vacated', accepts('proper_officer', '2026-02-28T09:00')],
    ['a role that the protocol knows and nobody spoke of', accepts('monitoring_officer')],
  ])('%s is answered with none', async (_what, body) => {
    expect(await notesOn(body)).toBeUndefined();
  });

  it('names its place in a list, and reads a role that is given in the same request', async () => {
    const given = event('RoleAssigned', { role: 'proper_officer', person: 'O-1' }, '2026-03-02T09:00');
    expect(await notesOn([given, accepts('proper_officer'), gift(1), accepts('archivist')])).toMatchObject([
      { at: '/2/payload/value' },
      { at: '/3/payload/by' },
    ]);
    expect(await notesOn(accepts('proper_officer'))).toBeUndefined();
  });

  it('holds no amount', async () => {
    const notes = await notesOn(shares({ nominalValue: 12_345 }));
    expect(JSON.stringify(notes)).not.toMatch(/12[,.]?345/);
  });
});
