import type { MasterKey } from './master-key.js';
import { unwrapKey } from './master-key.js';
import type { KeyName, WrappedKey } from './store.js';
import { type SubjectKey, subjectKey } from './subject-key.js';

/** One key in this process: unwrapped when it is first used, and dropped when it is destroyed. */
export class HeldKey {
  readonly id: string;
  readonly name: KeyName;
  /** The ring's turn in which it came. */
  readonly turn: number;
  readonly #master: MasterKey;
  #row: WrappedKey | undefined;
  #key: SubjectKey | 'damaged' | undefined;

  constructor(row: WrappedKey, master: MasterKey, turn: number) {
    this.id = row.id;
    this.name = row;
    this.turn = turn;
    this.#row = row;
    this.#master = master;
  }

  /** `damaged` if the store's row does not unwrap; undefined once it is dropped. */
  get key(): SubjectKey | 'damaged' | undefined {
    if (this.#row === undefined) return undefined;
    if (this.#key === undefined) {
      const key = unwrapKey(this.#master, this.#row);
      this.#key = key === undefined ? 'damaged' : subjectKey(key);
    }
    return this.#key;
  }

  drop(): void {
    this.#row = undefined;
    this.#key = undefined;
  }
}

/**
 * The keys of one council that this process holds, one object per id, so that dropping it ends every use of it. A reply
 * of the store may arrive late, after a destruction or creation that it does not include; the ring remembers both.
 */
export class KeyRing {
  readonly #master: MasterKey;
  readonly #held = new Map<string, HeldKey>();
  /** The generation up to which this process has destroyed a subject's keys. */
  readonly #gone = new Map<string, number>();
  #turn = 0;

  constructor(master: MasterKey) {
    this.#master = master;
  }

  /** To be taken before the store is asked for all keys. */
  nextTurn(): number {
    this.#turn += 1;
    return this.#turn;
  }

  hold(row: WrappedKey): HeldKey | 'destroyed' {
    if (this.#isGone(row)) return 'destroyed';
    let held = this.#held.get(row.id);
    if (held === undefined) {
      held = new HeldKey(row, this.#master, this.#turn);
      this.#held.set(row.id, held);
    }
    return held;
  }

  /** Takes the store's reply to a request of that turn, and drops the keys that were destroyed elsewhere. */
  refresh(rows: readonly WrappedKey[], turn: number): ReadonlyMap<string, HeldKey> {
    const found = new Map<string, HeldKey>();
    for (const row of rows) {
      const held = this.hold(row);
      if (held !== 'destroyed') found.set(row.id, held);
    }
    this.#drop((held) => held.turn < turn && !found.has(held.id));
    return found;
  }

  destroy({ subject, generation }: KeyName): void {
    this.#gone.set(subject, Math.max(generation, this.#gone.get(subject) ?? 0));
    this.#drop(({ name }) => this.#isGone(name));
  }

  clear(): void {
    this.#drop(() => true);
  }

  #isGone({ subject, generation }: KeyName): boolean {
    return generation <= (this.#gone.get(subject) ?? 0);
  }

  #drop(which: (held: HeldKey) => boolean): void {
    for (const held of [...this.#held.values()].filter(which)) {
      held.drop();
      this.#held.delete(held.id);
    }
  }
}
