import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Payload, type RecordedEvent, type SealedValue, canonicalJson } from '#lib/kernel/index.js';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { memoryKeys } from '../../test/support/keys.js';
import { type Recording, recording } from '../../test/support/recorded.js';
import { altered, idOf } from '../../test/support/service.js';
import { replayErasures } from './erasing.js';
import type { GivenEvent } from './given.js';

const now = Date.parse('2026-06-01T12:00:00Z');

function given(number: number, type: string, payload: Payload): GivenEvent {
  return { id: idOf(number), type, occurredAt: now + number, payload, recordedBy: null, causationId: null };
}

const adoption = given(1, 'ProtocolPackAdopted', { packId: 'gb-eng/tower-hamlets-lb', version: '2' });
const arrears = (number: number, person = 'M-1', months = 5): GivenEvent =>
  given(number, 'RentArrearsDisclosed', { person, months });
const relationship = (number: number): GivenEvent =>
  given(number, 'RelationshipDeclared', {
    id: 'REL-1',
    by: 'M-1',
    about: 'O-1',
    category: 'intimate',
    to: 'party_whip',
  });
const erasure = (number: number, subject = 'M-1'): GivenEvent =>
  given(number, 'SealedPayloadDestroyed', { subject, basis: 'request', by: 'O-9' });

let run: Recording;
let ledger: Ledger;

async function recorded(events: readonly GivenEvent[], by = run): Promise<RecordedEvent[]> {
  const answer = await by.record(events);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return [...answer.value.events];
}

/** What is stored, but for the text of the pack that was adopted. */
async function stored(): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of ledger.readCouncil('c')) if (event.type !== 'ProtocolPackPublished') events.push(event);
  return events;
}

const later = now + 1_000_000;
const category = async (by = run): Promise<unknown> => {
  const { 'relationship-register': view } = await by.read({ at: later, knownAt: later });
  return (view as { relationships: Record<string, { category: unknown }> }).relationships['REL-1']?.category;
};

beforeEach(async () => {
  ledger = openMemoryLedger({ clock: () => now });
  run = await recording('c', { ledger });
  run.at(now);
  await run.record([adoption], true);
});

describe('recording', () => {
  it('stores personal data sealed, with what remains of it, under a schema of its own', async () => {
    const [event] = await recorded([arrears(2)]);
    expect(event).toMatchObject({ schema: 2, payload: { person: 'M-1', months: { remains: { barred: true } } } });
    expect(JSON.stringify(event?.payload)).not.toContain('5}');
    expect(Object.keys(event?.payload['months'] as SealedValue)).toEqual(['remains', 'sealed'].toSorted());
  });

  it('leaves what is no personal data as it is given', async () => {
    const payload = { person: 'M-1', item: 'IT-1', category: 'dpi' };
    const [event] = await recorded([given(2, 'InterestDeclaredAtMeeting', payload)]);
    expect(event?.payload).toEqual(payload);
    const correction = { target: idOf(2), set: { category: 'ori' } };
    expect((await recorded([given(3, 'EntryCorrected', correction)]))[0]?.payload).toEqual(correction);
  });

  it('answers the same event as the first time, also after a restart and after the erasure', async () => {
    const first = await recorded([arrears(2), relationship(3)]);
    expect(await recorded([arrears(2), relationship(3)])).toEqual(first);
    const restarted = await recording('c', { ledger, keys: run.keys });
    restarted.at(now);
    expect(await recorded([arrears(2), relationship(3)], restarted)).toEqual(first);
    await recorded([erasure(4)]);
    for (const by of [run, restarted]) {
      expect(await recorded([arrears(2), relationship(3)], by)).toEqual(first);
      expect(await by.record([arrears(2, 'M-2')])).toMatchObject({ ok: false, refusal: { code: 'id_reused' } });
    }
  });

  it('refuses the id of an event for another value of it', async () => {
    await recorded([arrears(2)]);
    expect(await run.record([arrears(2, 'M-1', 6)])).toMatchObject({
      ok: false,
      refusal: { code: 'id_reused', problems: [{ at: '/0/id' }] },
    });
    expect(await stored()).toHaveLength(2);
  });

  it('takes the same event twice in one request for one', async () => {
    const [one, other] = await recorded([arrears(2), arrears(2)]);
    expect(one).toEqual(other);
    expect(await stored()).toHaveLength(2);
  });

  it('seals what a correction sets, before and after what it corrects is there', async () => {
    const set = { set: { months: 77 } };
    await recorded([given(2, 'EntryCorrected', { target: idOf(3), ...set })]);
    await recorded([arrears(3)]);
    await recorded([given(4, 'EntryCorrected', { target: idOf(3), ...set })]);
    const corrections = (await stored()).filter(({ type }) => type === 'EntryCorrected');
    for (const { payload } of corrections)
      expect(payload).toMatchObject({ set: { months: { sealed: expect.any(String), remains: { barred: true } } } });
    expect(corrections).toHaveLength(2);
  });

  it('gives way to nobody who erases between sealing and storing', async () => {
    const other = await recording('c', { ledger, keys: run.keys });
    other.at(now);
    let comes = true;
    const raced = altered(ledger, {
      append: async (...call) => {
        if (comes) {
          comes = false;
          await other.record([erasure(9)]);
        }
        return ledger.append(...call);
      },
    });
    const slow = await recording('c', { ledger: raced, keys: run.keys });
    slow.at(now);
    await recorded([relationship(2)], slow);
    expect(await category(slow)).toBe('intimate');
    expect((await stored()).map(({ type }) => type)).toEqual([
      'ProtocolPackAdopted',
      'SealedPayloadDestroyed',
      'RelationshipDeclared',
    ]);
  });
});

describe('an erasure', () => {
  it('takes the value from every view at once, and leaves every stored byte', async () => {
    await recorded([relationship(2)]);
    expect(await category()).toBe('intimate');
    const before = canonicalJson((await stored()).map(({ payload }) => payload));
    const answer = await run.record([erasure(3, 'O-1')]);
    expect(answer).toMatchObject({ ok: true, value: { erasures: [{ event: idOf(3), heldBack: 0 }] } });
    expect(await category()).toBeNull();
    expect(canonicalJson((await stored()).slice(0, 2).map(({ payload }) => payload))).toBe(before);
    expect(run.losses).toEqual([]);
  });

  it('reaches nothing that is recorded after it', async () => {
    await recorded([relationship(2)]);
    await recorded([erasure(3)]);
    await recorded([{ ...relationship(4), payload: { ...relationship(4).payload, category: 'business' } }]);
    expect(await category()).toBe('business');
    await recorded([erasure(5)]);
    expect(await category()).toBeNull();
    expect(run.losses).toEqual([]);
  });

  it('by another replica is heeded at the next question', async () => {
    await recorded([relationship(2)]);
    const other = await recording('c', { ledger, keys: run.keys });
    other.at(now);
    expect(await category(other)).toBe('intimate');
    await recorded([erasure(3)]);
    expect(await category(other)).toBeNull();
    expect(other.losses).toEqual([]);
  });

  it('of whom an amendment turns out to be about destroys what it set', async () => {
    await recorded([given(2, 'EntryCorrected', { target: 'REL-1', set: { category: 'family' } })]);
    await recorded([relationship(3)]);
    expect(await category()).toBe('family');
    await recorded([erasure(4)]);
    expect(await category()).toBeNull();
    const [, correction] = await stored();
    const { sealed } = (correction?.payload['set'] as Record<string, SealedValue>)['category']!;
    const place = { council: 'c', event: idOf(2), type: 'EntryCorrected', field: 'set/category' };
    expect((await run.keys.vault.keysOf('c')).open(place, sealed)).toEqual({ opened: false, why: 'destroyed' });
  });

  it('is carried out again from the ledger over an older key store', async () => {
    await recorded([relationship(2)]);
    const { vault } = run.keys;
    const restored = await recording('c', {
      ledger,
      // As a copy from before the erasure: nothing is destroyed in it.
      keys: { ...run.keys, vault: { ...bound(vault), destroy: async () => undefined } },
    });
    restored.at(now);
    await recorded([erasure(3)], restored);
    expect(await category()).toBeNull();
    const [, declared] = await stored();
    const place = { council: 'c', event: idOf(2), type: 'RelationshipDeclared', field: 'category' };
    const { sealed } = declared?.payload['category'] as SealedValue;
    expect((await vault.keysOf('c')).open(place, sealed)).toEqual({ opened: false, why: 'destroyed' });
  });

  it('comes back from the list over an older ledger and an older key store', async () => {
    await recorded([relationship(2)]);
    const older = openMemoryLedger({ clock: () => now });
    for (const { recordedAt: _at, council: _council, position: _position, ...event } of await stored())
      await older.append('c', [event]);
    await recorded([erasure(3)]);
    const { entries } = run.keys.erasures;
    expect(entries).toMatchObject([{ council: 'c', event: { id: idOf(3) }, destroyed: [['M-1', 1]] }]);
    const again = await recording('c', { ledger: older, keys: run.keys });
    again.at(now);
    await replayErasures(again.application);
    await replayErasures(again.application);
    expect(await older.revision('c')).toBe(2n);
    expect(await category(again)).toBeNull();
  });
});

const bound = (vault: Recording['keys']['vault']): Recording['keys']['vault'] => ({
  seal: (...call) => vault.seal(...call),
  standIn: (...call) => vault.standIn(...call),
  keysOf: (...call) => vault.keysOf(...call),
  destroy: (...call) => vault.destroy(...call),
  close: () => vault.close(),
});

describe('events from before there was a vault', () => {
  const plain = (event: GivenEvent) => ({
    ...event,
    occurredAt: event.occurredAt ?? now,
    pack: null,
    correlationId: null,
    schema: 1,
  });

  it('are folded as before, and no view shows an erased person', async () => {
    await ledger.append('c', [plain(relationship(2)), plain(arrears(3, 'M-2'))]);
    expect(await category()).toBe('intimate');
    expect(await run.record([erasure(4)])).toMatchObject({ value: { erasures: [{ heldBack: 1 }] } });
    expect(await category()).toBeNull();
    expect(await run.record([relationship(2)])).toMatchObject({ ok: true });
  });

  it('keep rows about a candidate together with what was sealed later', async () => {
    const own = { person: 'M-1', candidate: 'K-1' };
    await ledger.append('c', [
      plain(given(2, 'CandidateRelationshipDeclared', { ...own, knownAt: '2026-06-01T12:00Z', to: 'chief_executive' })),
    ]);
    await recorded([
      given(3, 'RecruitmentParticipationDetermined', { ...own, outcome: 'no_further_part', by: 'chief_executive' }),
    ]);
    await recorded([given(4, 'RecruitmentStepTaken', { ...own, step: 'interview' })]);
    const view = async () => (await run.read({ at: later, knownAt: later }))['recruitment-declarations'];
    const before = await view();
    expect(before).toMatchObject({
      rows: [{ candidate: 'K-1', outcome: 'no_further_part', laterParticipation: true }],
    });
    await recorded([erasure(5)]);
    const after = await view();
    expect(after).toMatchObject({ rows: [{ outcome: 'no_further_part', laterParticipation: true }] });
    expect(JSON.stringify(after)).toMatch(/"candidate":"~[\w-]{22}"/);
  });
});

describe('a correction that says that somebody else was meant', () => {
  it('lets the erasure of either take the value', async () => {
    await recorded([given(2, 'ArrearsStatusConfirmed', { person: 'M-1', kind: 'rent', months: 5 })]);
    await recorded([given(3, 'EntryCorrected', { target: idOf(2), set: { person: 'M-2' } })]);
    expect(await run.record([erasure(4, 'M-2')])).toMatchObject({ value: { erasures: [{ heldBack: 1 }] } });
    expect(run.losses).toEqual([]);
  });
});

describe('what cannot be opened though nobody erased it', () => {
  it('is folded by what remains of it, and told once by its position', async () => {
    const [event] = await recorded([relationship(2)]);
    const { sealed, remains } = event?.payload['category'] as SealedValue;
    const flipped = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'Q' : 'A'}`;
    const spoilt = openMemoryLedger({ clock: () => now });
    for (const { recordedAt: _at, council: _council, position: _position, ...one } of await stored())
      await spoilt.append('c', [
        one.id === idOf(2) ? { ...one, payload: { ...one.payload, category: { sealed: flipped, remains } } } : one,
      ]);
    const reading = await recording('c', { ledger: spoilt, keys: run.keys });
    expect(await category(reading)).toBeNull();
    expect(await category(reading)).toBeNull();
    expect(reading.losses).toEqual(['2 damaged']);
  });

  it('has lost its key if the key store is another', async () => {
    await recorded([relationship(2)]);
    const reading = await recording('c', { ledger, keys: await memoryKeys() });
    expect(await category(reading)).toBeNull();
    expect(reading.losses).toEqual(['3 lost']);
  });
});
