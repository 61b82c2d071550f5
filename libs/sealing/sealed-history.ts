import type { Payload } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/record.js';
import { entriesOf, isAmendment, isNamed, targetOf } from '#lib/council/record.js';
import { Erasures, Generations, isErasure } from './erasures.js';
import { type CouncilEvent, type PackAt, packsInForce, saysWhichPack } from '#lib/council/record.js';
import { type Opener, type Reading, type Unread, holdsSealed, personalDataIn, readingOf } from './readings.js';
import { StandIns } from './stand-ins.js';
import type { Known } from './to-seal.js';

/** What is to be read next, and which keys must not exist before it is. */
export interface ReadingPlan {
  readonly from: number;
  readonly to: number;
  /** Null if no erasure comes after the events that are to be read. */
  readonly erasures: Erasures | null;
  /** Up to which generation the keys of each subject must not exist; those done before are left out. */
  readonly destroyed: ReadonlyMap<string, number>;
  /** False if nothing of it is sealed. */
  readonly needsKeys: boolean;
}

/** A stored value that cannot be read although no erasure covers it. */
export interface Loss {
  readonly position: string;
  readonly why: 'lost' | 'damaged';
}

/**
 * The record of one council, fed event by event in order of recording: as it is stored, and as far as it can be read.
 * After an erasure everything is read again, so that no value opened before stays in memory.
 */
export class SealedHistory {
  /** As stored. */
  readonly events: CouncilEvent[] = [];
  readonly generations = new Generations();
  readonly #adoptions: CouncilEvent[] = [];
  readonly #standIns = new StandIns();
  readonly #targets = new Set<string>();
  #readings: Reading[] = [];
  #asReadable: CouncilEvent[] = [];
  #anew = false;
  #sealedFrom = Infinity;
  readonly #destroyed = new Map<string, number>();

  constructor(private readonly shelf: PackShelf) {}

  add(event: CouncilEvent): void {
    const hasErasures = this.generations.ofNobody > 1;
    // An earlier erasure may now cover other values, because the person whom an entry is about has changed.
    if (isErasure(event) || (hasErasures && (isAmendment(event) || isNamed(event, this.#targets)))) this.#anew = true;
    if (isAmendment(event)) this.#targets.add(targetOf(event));
    if (saysWhichPack(event)) this.#adoptions.push(event);
    if (holdsSealed(event)) this.#sealedFrom = Math.min(this.#sealedFrom, this.events.length);
    this.generations.note(event);
    this.#standIns.note(event);
    this.events.push(event);
  }

  /** The adoptions recorded, and the texts published of what they adopt, in order of recording. */
  get adoptions(): readonly CouncilEvent[] {
    return this.#adoptions;
  }

  /** The events read so far, opened as far as possible; a new list after everything was read again. */
  get readable(): readonly CouncilEvent[] {
    return this.#asReadable;
  }

  /** What is known when these arrive. */
  knownWith(arriving: readonly CouncilEvent[]): Known {
    const adopted = arriving.filter(saysWhichPack);
    const entries = entriesOf([...this.#adoptions, ...adopted]);
    let packAt: PackAt | undefined;
    return {
      events: () => [...this.events, ...arriving],
      packAt: (at) => (packAt ??= packsInForce(entries, this.shelf))(at),
      standIns: this.#standIns,
    };
  }

  /** Keys that must not exist and that this process has not yet destroyed. */
  #undone(erasures: Erasures | null): ReadonlyMap<string, number> {
    const all = [...(erasures?.destroyed() ?? [])];
    return new Map(all.filter(([subject, upTo]) => (this.#destroyed.get(subject) ?? 0) < upTo));
  }

  /** Null if everything has been read. */
  plan(): ReadingPlan | null {
    const to = this.events.length;
    const from = this.#anew ? 0 : this.#readings.length;
    if (from === to) return null;
    const erasures = this.#anew ? new Erasures(this.events.slice()) : null;
    return { from, to, erasures, destroyed: this.#undone(erasures), needsKeys: this.#sealedFrom < to };
  }

  /** Reads what was planned; returns what is lost in it. Nothing may have been read since the plan was made. */
  read({ from, to, erasures, destroyed }: ReadingPlan, open: Opener): readonly Loss[] {
    for (const [subject, upTo] of destroyed) this.#destroyed.set(subject, upTo);
    const reader = { open, erasures, known: this.knownWith([]) };
    const readings = this.events
      .slice(from, to)
      .map((event, index) => readingOf({ event, order: from + index }, reader));
    if (from === 0) [this.#readings, this.#asReadable] = [[], []];
    this.#readings.push(...readings);
    this.#asReadable.push(...readings.map(({ event }) => event));
    if (erasures !== null && to === this.events.length) this.#anew = false;
    return readings.flatMap(({ event, unread }) => unread.flatMap((one) => lossOf(event, one)));
  }

  /** What of an event cannot be read; empty if it has not been read yet. */
  unreadOf(order: number): readonly Unread[] {
    return this.#readings[order]?.unread ?? [];
  }

  /** The personal data of an event that can be read, by path: `months`, or `set/months` in an amendment. */
  personalDataOf(order: number): Payload {
    const event = this.#readings[order]?.event;
    return event === undefined ? {} : personalDataIn(event, this.knownWith([]));
  }

  /** The number of events that hold an erased person's value in a form that the erasure could not destroy. */
  heldBack(subject: string): number {
    return this.#readings.filter(({ unread }) =>
      unread.some(({ erasure, isReadable }) => isReadable && erasure?.subject === subject),
    ).length;
  }
}

function lossOf({ position }: CouncilEvent, { why }: Unread): Loss[] {
  return why === 'erased' ? [] : [{ position, why }];
}
