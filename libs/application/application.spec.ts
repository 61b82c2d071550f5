import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Payload } from '#lib/kernel/index.js';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { memoryKeys } from '../../test/support/keys.js';
import { type Application, applicationOver } from './application.js';
import { type Ask, askPermission } from './ask-permission.js';
import { Councils } from './councils.js';
import type { GivenEvent } from './given.js';
import { recordEvents } from './record-events.js';

const shelf = builtInPacks();
const now = Date.parse('2026-06-01T12:00:00Z');
const clock = (): number => now;
const alone = { correlationId: null };
const keys = await memoryKeys();
const over = (ledger: Ledger): Application => applicationOver({ ledger, shelf, clock, ...keys });

const idOf = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

function given(number: number, type: string, payload: Payload): GivenEvent {
  return { id: idOf(number), type, occurredAt: now - 1000, payload, recordedBy: null, causationId: null };
}

const group = (number: number): GivenEvent => given(number, 'PoliticalGroupRegistered', { group: `G-${number}` });
const adoption = given(1, 'ProtocolPackAdopted', { packId: 'gb-eng/northampton-tc', version: '0.1.0' });

/** A ledger that notes from where each council was read, and does something before each append. */
function watched(ledger: Ledger, before: (append: number) => Promise<unknown> = () => Promise.resolve()) {
  const reads: string[] = [];
  let appends = 0;
  const seen: Ledger = {
    capabilities: ledger.capabilities,
    append: async (...call) => {
      appends += 1;
      await before(appends);
      return ledger.append(...call);
    },
    readCouncil: (council, after = 0n) => {
      reads.push(`${council} after ${after}`);
      return ledger.readCouncil(council, after);
    },
    restore: (...call) => ledger.restore(...call),
    readAll: (...call) => ledger.readAll(...call),
    readTypes: (...call) => ledger.readTypes(...call),
    follow: (...call) => ledger.follow(...call),
    revision: (...call) => ledger.revision(...call),
    head: () => ledger.head(),
    councils: () => ledger.councils(),
    close: () => ledger.close(),
  };
  return { ledger: seen, reads, appends: () => appends };
}

async function open(ledger: Ledger, name: string, first: number): Promise<void> {
  const opening = [{ ...adoption, id: idOf(first) }];
  const opened = await recordEvents(over(ledger), name, opening, { ...alone, opens: true });
  expect(opened.ok).toBe(true);
}

describe('the councils in memory', () => {
  let base: Ledger;
  beforeEach(async () => {
    base = openMemoryLedger({ clock });
    await open(base, 'a', 1);
    await open(base, 'b', 2);
  });

  it('are read on from where they were left', async () => {
    const { ledger, reads } = watched(base);
    const councils = new Councils(over(ledger));
    await councils.upToNow('a');
    await councils.upToNow('a');
    expect(reads).toEqual(['a after 0', 'a after 2']);
  });

  it('share a reading that has not begun, and see what was there when they asked', async () => {
    const { ledger, reads } = watched(base);
    const councils = new Councils(over(ledger));
    const early = [councils.upToNow('a'), councils.upToNow('a')];
    await Promise.resolve();
    await base.append('a', [{ ...group(3), occurredAt: now, pack: null, correlationId: null, schema: 1 }]);
    const late = [councils.upToNow('a'), councils.upToNow('a'), councils.upToNow('a')];
    for (const council of await Promise.all(late)) expect(council.size).toBe(3);
    await Promise.all(early);
    expect(reads).toHaveLength(2);
  });

  it('are dropped when there are too many, the one used longest ago first, and read again when needed', async () => {
    const { ledger, reads } = watched(base);
    const councils = new Councils(over(ledger), 150);
    for (const name of ['a', 'b', 'b', 'a']) expect((await councils.upToNow(name)).isUnknown).toBe(false);
    expect(reads).toEqual(['a after 0', 'b after 0', 'b after 4', 'a after 0']);
  });

  it('keep nothing of a council that does not exist', async () => {
    const { ledger, reads } = watched(base);
    const councils = new Councils(over(ledger));
    expect((await councils.upToNow('nowhere')).isUnknown).toBe(true);
    const first = await councils.upToNow('nowhere');
    expect(await councils.upToNow('nowhere')).not.toBe(first);
    expect(reads).toHaveLength(3);
  });

  it('begin anew after a reading that failed', async () => {
    const { ledger } = watched(base);
    let fails = true;
    const readCouncil: Ledger['readCouncil'] = (...call) => {
      if (fails) throw new Error('no');
      return base.readCouncil(...call);
    };
    const councils = new Councils(over({ ...ledger, readCouncil }));
    const attempts = await Promise.allSettled([councils.upToNow('a'), councils.upToNow('a')]);
    expect(attempts.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect((await councils.upToNow('a')).size).toBe(2);
  });
});

describe('a permission under a race', () => {
  const ask = (id: number): Ask => ({
    id: idOf(id),
    name: 'AcceptGroupSupportRequest',
    fields: { id: 'REQ-1', by: 'proper_officer' },
    occurredAt: null,
    recordedBy: null,
    causationId: null,
  });
  let base: Ledger;
  beforeEach(async () => {
    base = openMemoryLedger({ clock });
    await open(base, 'a', 1);
    const request = given(2, 'GroupSupportRequested', { id: 'REQ-1', group: 'G-A', form: 'attendance' });
    await recordEvents(over(base), 'a', [request], alone);
  });

  const interfere = async (number: number): Promise<void> => {
    await base.append('a', [{ ...group(100 + number), occurredAt: now, pack: null, correlationId: null, schema: 1 }]);
  };

  function handler(before: (append: number) => Promise<void>) {
    const { ledger, appends } = watched(base, before);
    const application = over(ledger);
    return { asking: (id: number) => askPermission(application, 'a', ask(id), alone), appends };
  }

  it('is decided anew each time another came first', async () => {
    const { asking, appends } = handler((append) => (append <= 5 ? interfere(append) : Promise.resolve()));
    const answer = await asking(10);
    expect(answer).toMatchObject({ ok: true, value: { outcome: 'granted', event: { id: idOf(10), occurredAt: now } } });
    expect(appends()).toBe(6);
  });

  it('is given up when others always come first, and leaves no event', async () => {
    const { asking, appends } = handler(interfere);
    const answer = await asking(10);
    expect(answer).toEqual({ ok: false, refusal: { code: 'contended', problems: [] } });
    expect(appends()).toBe(32);
    expect(await base.revision('a')).toBe(34n);
  });

  it('that another has granted with the same id is that grant', async () => {
    const other = handler(() => Promise.resolve());
    const { asking } = handler(async (append) => {
      if (append === 1) await other.asking(10);
    });
    const answer = await asking(10);
    expect(answer).toMatchObject({ ok: true, value: { outcome: 'granted' } });
    expect(await base.revision('a')).toBe(3n);
  });
});

describe('recording', () => {
  it('answers the second opening of a council as such, also when both come at once', async () => {
    const ledger = openMemoryLedger({ clock });
    const application = over(ledger);
    const openings = [1, 2].map((id) =>
      recordEvents(application, 'a', [{ ...adoption, id: idOf(id) }], { ...alone, opens: true }),
    );
    const answers = await Promise.all(openings);
    expect(answers.map((one) => (one.ok ? 'opened' : one.refusal.code))).toEqual(['opened', 'council_exists']);
  });

  it('gives an event without a time the time of its recording, and keeps it when it is repeated', async () => {
    let time = now;
    const ledger = openMemoryLedger({ clock: () => time });
    const application = applicationOver({ ledger, shelf, clock: () => time, ...keys });
    const record = () => recordEvents(application, 'a', [{ ...adoption, occurredAt: null }], { ...alone, opens: true });
    const first = await record();
    time += 60_000;
    expect(await record()).toEqual(first);
    expect(first).toMatchObject({ ok: true, value: { events: [{ occurredAt: now }] } });
  });

  it('takes 1,000 events that adopt a pack together with the text of that pack', async () => {
    const ledger = openMemoryLedger({ clock });
    const events = [adoption, ...Array.from({ length: 999 }, (_, index) => group(index + 2))];
    const answer = await recordEvents(over(ledger), 'a', events, { ...alone, opens: true });
    expect(answer).toMatchObject({ ok: true });
    expect(await ledger.revision('a')).toBe(1_000n);
  });
});
