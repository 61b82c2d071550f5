import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { SealedHistory } from '#lib/sealing/index.js';
import { checkPayload, eventCatalogue } from '#lib/catalogue/index.js';
import { projectionNames, replay } from '#lib/council/index.js';
import { formatInstant, parseInstant } from '#lib/kernel/index.js';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { createService } from '../service.js';
import { readOn } from '#lib/sealing/index.js';
import { type Keys, memoryKeys } from '../../../test/support/keys.js';
import type { DiaryEntry } from './diary.js';
import { SettableClock, loadDemonstration } from './load.js';
import { DEMONSTRATION, YEAR_END, demonstrationYear, yearPacks } from './year.js';

const shelf = builtInPacks();
const families = {
  advice: 'GroupReportSupplied',
  attendance: 'OfficerAttendedGroupMeeting',
  concerns: 'NeutralityConcernRaised',
  corrections: 'EntryCorrected',
  'group-support': 'GroupSupportRequestDeclined',
  information: 'InformationRequested',
  interests: 'InterestDeclaredAtMeeting',
  media: 'MediaStatementIssued',
  offices: 'OfficeHolderBriefingHeld',
  'protocol-life': 'ProtocolAdoptionMinuted',
  relationships: 'RelationshipDeclared',
  retention: 'RetentionPeriodSet',
  staffing: 'CandidateRelationshipDeclared',
  structure: 'PoliticalGroupRegistered',
};

function year(): readonly DiaryEntry[] {
  const packs = yearPacks(shelf);
  if (packs === undefined) throw new Error('no built-in pack obliges notice to the other groups');
  return demonstrationYear(packs);
}

describe('the made-up year', () => {
  it('is the same in every run, each event with an id of its own', () => {
    expect(year()).toEqual(year());
    expect(new Set(year().map(({ id }) => id)).size).toBe(year().length);
  });

  it('holds about 450 events between November 2025 and October 2026, in order of writing', () => {
    const entries = year();
    expect(entries.length).toBeGreaterThan(430);
    expect(entries.length).toBeLessThan(480);
    for (const { occurredAt, recordedAt } of entries) {
      expect(occurredAt).toBeGreaterThanOrEqual(Date.UTC(2025, 10, 1));
      expect(recordedAt).toBeGreaterThan(occurredAt);
      expect(recordedAt).toBeLessThan(Date.UTC(2026, 10, 1));
    }
    expect(entries.map(({ recordedAt }) => recordedAt)).toEqual(
      entries.map((one) => one.recordedAt).sort((a, b) => a - b),
    );
  });

  it('is right by the catalogue and shows every family', () => {
    const entries = year();
    expect(entries.flatMap(({ type, payload }) => checkPayload(type, payload))).toEqual([]);
    const types = new Set(entries.map(({ type }) => type));
    for (const type of Object.values(families)) {
      expect(Object.hasOwn(eventCatalogue, type)).toBe(true);
      expect(types).toContain(type);
    }
  });
});

describe('loading the made-up year', () => {
  const clock = new SettableClock(() => Date.UTC(2026, 11, 1));
  let ledger: Ledger;
  let app: NestExpressApplication;
  let keys: Keys;
  const load = (): Promise<number | null> => loadDemonstration({ ledger, shelf, commands: app.get(CommandBus), clock });
  const read = async (name: string, query = `at=${YEAR_END}`): Promise<unknown> => {
    const path = `/api/v1/councils/${DEMONSTRATION}/projections/${name}?${query}`;
    const { body } = await request(app.getHttpServer()).get(path).expect(200);
    return (body as { data: unknown }).data;
  };

  beforeEach(async () => {
    ledger = openMemoryLedger({ clock: clock.now });
    keys = await memoryKeys();
    app = await createService({ ledger, shelf, clock: clock.now, ...keys });
  });
  afterEach(() => app.close());

  it('happens once', async () => {
    expect(await load()).toBe(year().length);
    expect(await load()).toBeNull();
    // Revisions count from 0, and each of the two adoptions brings the text of its pack.
    expect(await ledger.revision(DEMONSTRATION)).toBe(BigInt(year().length) + 1n);
  });

  it('goes on where an earlier start was cut short', async () => {
    const [first] = year();
    if (first === undefined) throw new Error('the year is empty');
    clock.set(first.recordedAt);
    await ledger.append(DEMONSTRATION, [{ ...first, pack: null, correlationId: null, causationId: null, schema: 1 }]);
    clock.set(null);
    expect(await load()).toBe(year().length);
    // The adoption that is there already brings no text, the other one does.
    expect(await ledger.revision(DEMONSTRATION)).toBe(BigInt(year().length));
  });

  it('leaves a ledger alone that holds anything else', async () => {
    const [first] = year();
    if (first === undefined) throw new Error('the year is empty');
    await ledger.append('another', [{ ...first, pack: null, correlationId: null, causationId: null, schema: 1 }]);
    expect(await load()).toBeNull();
    expect(await ledger.councils()).toEqual(['another']);
  });

  it('shows uneven demand, refusals with and without ground, late and missed notices, versions and a correction', async () => {
    await load();
    expect(await read('even-handedness-by-group')).toMatchObject({
      groups: { 'G-ASH': { requests: 17 }, 'G-ELM': { requests: 2 } },
      council: { unexplainedRefusals: 2, matters: { UNEVEN: 2, REVIEW: 2 } },
    });
    expect(await read('notice-obligations')).toMatchObject({ totals: { metLate: 2, missed: 2, open: 0, overdue: 0 } });
    expect(await read('even-handedness-by-matter')).toMatchObject({
      matters: { 'MAT-05': { equivalence: 'substantially_same', versionsHeld: 2 }, 'MAT-09': { status: 'UNEVEN' } },
    });
    expect(await read('findings')).toMatchObject({ totals: { BREACH: { open: 5 }, WARN: { open: 7, total: 13 } } });
  });

  it('shows returns, a sensitive entry whose review is due, gifts, and an entry that met an item undeclared', async () => {
    await load();
    const register = (await read('interests-register')) as { rows: Record<string, unknown>[]; gifts: unknown[] };
    expect(register.rows.filter(({ sensitive }) => sensitive === true)).toMatchObject([
      { person: 'M-15', interest: 'INT-6', reviewOn: '2026-09-30', reviewDue: true },
    ]);
    expect(register.gifts).toMatchObject([
      { gift: 'GIFT-1', outcome: 'received' },
      { gift: 'GIFT-2', outcome: 'refused' },
    ]);
    const returns = (await read('register-returns')) as { rows: Record<string, unknown>[]; reviews: unknown[] };
    const byPerson = new Map(returns.rows.map((row) => [row['person'], row]));
    expect(byPerson.get('M-01')).toMatchObject({ latest: { basis: 'annual' }, carriedForward: ['INT-1'] });
    expect(byPerson.get('M-03')).toMatchObject({ latest: { nil: true }, entriesNow: [] });
    expect(byPerson.get('M-06')).toMatchObject({ latest: null, entriesNow: ['INT-4'] });
    expect(returns.reviews).toMatchObject([{ person: 'M-15', due: true }]);
    expect(await read('declaration-prompts')).toMatchObject({
      rows: [{ when: 'question', item: 'IT-20', person: 'M-16', interest: 'INT-5' }],
    });
    expect(await read('declaration-prompts', 'at=2026-04-24')).toMatchObject({
      rows: [
        { when: 'before', person: 'M-06' },
        { when: 'before', person: 'M-16' },
      ],
    });
  });

  it('shows where relationships touched support, what has been kept long enough, and who was erased', async () => {
    await load();
    const touch = (await read('relationship-touch')) as { rows: Record<string, unknown>[]; withoutMitigation: number };
    expect(touch.rows.filter(({ relationship }) => relationship === 'REL-3')).toMatchObject([
      { kind: 'nomination', officer: 'O-3', group: 'G-ASH', mitigation: null },
      { kind: 'delivery', request: 'REQ-14-1', mitigation: null },
      { kind: 'delivery', request: null, officer: 'O-3', mitigation: null },
    ]);
    expect(touch.rows.some(({ relationship, mitigation }) => relationship === 'REL-1' && mitigation !== null)).toBe(
      true,
    );
    expect(await read('retention-due')).toMatchObject({
      classes: { gifts: { period: { years: 6 }, source: 'SCHEDULE-2025' }, arrears: { period: null } },
      rows: [{ class: 'interests_register', person: 'M-21', entry: 'INT-7', due: '2026-05-09', erased: true }],
    });
  });

  it('holds no readable word of whom it erased, and keeps the entry', async () => {
    await load();
    const { rows } = (await read('interests-register')) as { rows: Record<string, unknown>[] };
    expect(rows.find(({ person }) => person === 'M-21')).toMatchObject({ interest: 'INT-7', state: 'ended' });
    const stored: unknown[] = [];
    for await (const { payload } of ledger.readCouncil(DEMONSTRATION)) stored.push(payload);
    expect(JSON.stringify(stored)).not.toContain('baker');
    expect(JSON.stringify(await read('audit-timeline'))).not.toContain('baker');
  });

  it('is what a full fold of its events gives', async () => {
    await load();
    const history = new SealedHistory(shelf);
    for await (const one of ledger.readCouncil(DEMONSTRATION)) {
      const { id, type, payload, pack, occurredAt: at, recordedAt: rec, recordedBy } = one;
      history.add({ id, type, payload, pack, at, rec, position: String(one.position), recordedBy });
    }
    await readOn(keys.vault, { council: DEMONSTRATION, history });
    const at = parseInstant(YEAR_END, 'end') ?? 0;
    const view = replay(history.readable, shelf, { at, knownAt: clock.now(), pack: null, viewer: null });
    for (const name of projectionNames)
      expect(await read(name)).toEqual(JSON.parse(JSON.stringify(view.projection(name))));
  });

  it('can be seen as it was known before the correction', async () => {
    await load();
    const correction = year().find(({ type }) => type === 'EntryCorrected');
    const query = `at=${YEAR_END}&knownAt=${formatInstant((correction?.recordedAt ?? 0) - 1)}`;
    expect(await read('even-handedness-by-matter', query)).toMatchObject({
      matters: { 'MAT-07': { status: 'REVIEW' } },
    });
    expect(await read('even-handedness-by-matter')).toMatchObject({ matters: { 'MAT-07': { status: 'EVEN' } } });
  });
});
