import { type Instant, uuidv7 } from '#lib/kernel/index.js';
import { openMemoryLedger } from '#lib/ledger/index.js';
import { openSqliteKeyStore, openVault } from '#lib/vault/index.js';
import type { GivenEvent } from '#lib/application/index.js';
import { memoryErasures, memoryKeys, randomMasterKey } from '../support/keys.js';
import { recording } from '../support/recorded.js';
import { type Workshop, openAt } from './ledgers.js';
import { type Measured, type Sizes, compare, perSecond, seconds } from './measure.js';

const PERSONS = 40;
/** An adoption brings the text of its pack along: a little room is left for it. */
const BATCH = 900;
const NOON: Instant = Date.parse('2026-06-01T12:00:00Z');
const PACK = { packId: 'gb-eng/tower-hamlets-lb', version: '2' };

function given(number: number, type: string, payload: GivenEvent['payload']): GivenEvent {
  const id = uuidv7(NOON + number, crypto.getRandomValues(new Uint8Array(16)));
  return { id, type, occurredAt: NOON + number, payload, recordedBy: null, causationId: null };
}

const adoption = (): GivenEvent => given(0, 'ProtocolPackAdopted', PACK);
const plain = (number: number): GivenEvent => given(number, 'TenancyDeclared', { person: `M-${number % PERSONS}` });
const sealed = (number: number): GivenEvent =>
  given(number, 'RentArrearsDisclosed', { person: `M-${number % PERSONS}`, months: number % 7 });

/** Recording events with one sealed value each, one durable append after the other, against events with none. */
export async function sealedAppends(workshop: Workshop, { rounds, commits }: Sizes): Promise<Measured> {
  const store = await openSqliteKeyStore(workshop.path('sealing-keys.sqlite'));
  const keys = { vault: await openVault(store, randomMasterKey()), erasures: memoryErasures() };
  const ledger = await openAt(workshop.path('sealing.sqlite'));
  const run = await recording('c', { ledger, keys });
  run.at(NOON);
  await run.record([adoption()], true);
  // Every person's key is there before anything is measured.
  for (let number = 0; number < PERSONS; number += 1) await run.record([sealed(number)]);
  let next = PERSONS;
  const rate = async (made: (number: number) => GivenEvent): Promise<number> => {
    const took = await seconds(async () => {
      for (let count = 0; count < commits; count += 1) await run.record([made((next += 1))]);
    });
    return commits / took;
  };
  try {
    return await compare(
      rounds,
      () => rate(sealed),
      () => rate(plain),
      (ours, theirs) => `${perSecond(ours)} sealed, ${perSecond(theirs)} plain`,
    );
  } finally {
    await ledger.close();
    await keys.vault.close();
  }
}

/** Reading and folding a council in which every event holds a sealed value, against the same stored in plain. */
export async function sealedFold({ rounds, events }: Sizes): Promise<Measured> {
  const size = Math.min(events, 20_000);
  const keys = await memoryKeys();
  const ledger = openMemoryLedger({ clock: () => NOON });
  const run = await recording('c', { ledger, keys });
  run.at(NOON);
  const all = [adoption(), ...Array.from({ length: size }, (_, number) => sealed(number + 1))];
  for (let from = 0; from < all.length; from += BATCH) await run.record(all.slice(from, from + BATCH), from === 0);
  const inPlain = openMemoryLedger({ clock: () => NOON });
  const unstamped = { pack: null, correlationId: null, schema: 1 };
  for (let from = 0; from < all.length; from += BATCH) {
    const page = all.slice(from, from + BATCH);
    await inPlain.append(
      'c',
      page.map((one) => ({ ...one, ...unstamped, occurredAt: one.occurredAt ?? NOON })),
    );
  }
  const rate = async (of: typeof ledger): Promise<number> => {
    const reading = await recording('c', { ledger: of, keys });
    return size / (await seconds(() => reading.read({ at: NOON + 10_000_000, knownAt: NOON + 10_000_000 })));
  };
  return compare(
    rounds,
    () => rate(ledger),
    () => rate(inPlain),
    (ours, theirs) => `${perSecond(ours)} with unsealing, ${perSecond(theirs)} without`,
  );
}
