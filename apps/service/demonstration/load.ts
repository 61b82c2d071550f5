import type { CommandBus } from '@nestjs/cqrs';
import { RecordEvents } from '#lib/bus/index.js';
import type { Instant } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import type { DiaryEntry } from './diary.js';
import { DEMONSTRATION, demonstrationYear, yearPacks } from './year.js';

/** A clock that can be set, so that the made-up year is recorded in its own time. */
export class SettableClock {
  #set: Instant | null = null;

  constructor(private readonly real: () => Instant) {}

  readonly now = (): Instant => this.#set ?? this.real();

  set(instant: Instant | null): void {
    this.#set = instant;
  }
}

interface Parts {
  readonly ledger: Ledger;
  readonly shelf: PackShelf;
  readonly commands: CommandBus;
  readonly clock: SettableClock;
}

/**
 * Records the made-up year in an empty ledger, or its missing events if an earlier start was cut short. Returns the number of
 * its events, or null if the ledger holds anything else.
 */
export async function loadDemonstration({ ledger, shelf, commands, clock }: Parts): Promise<number | null> {
  const packs = yearPacks(shelf);
  if (packs === undefined) return null;
  const year = demonstrationYear(packs);
  if (!(await isDue(ledger, year.length))) return null;
  try {
    for (const [at, entries] of byWriting(year)) {
      clock.set(at);
      const events = entries.map((entry) => ({ ...entry, causationId: null }));
      const opens = entries.includes(year[0] as DiaryEntry);
      const recorded = await commands.execute(new RecordEvents(DEMONSTRATION, events, { correlationId: null, opens }));
      if (!recorded.ok) throw new Error(`the demonstration was refused: ${JSON.stringify(recorded.refusal)}`);
    }
  } finally {
    clock.set(null);
  }
  return year.length;
}

async function isDue(ledger: Ledger, events: number): Promise<boolean> {
  const councils = await ledger.councils();
  if (councils.some((name) => name !== DEMONSTRATION)) return false;
  return (await ledger.revision(DEMONSTRATION)) + 1n < BigInt(events);
}

function byWriting(year: readonly DiaryEntry[]): ReadonlyMap<Instant, readonly DiaryEntry[]> {
  return Map.groupBy(year, ({ recordedAt }) => recordedAt);
}
