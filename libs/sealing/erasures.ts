import type { Payload } from '#lib/kernel/index.js';
import { type Targets, amend, entriesOf, isAmendment, targetOf, targetsAmong } from '#lib/council/record.js';
import { eventCatalogue, sealedFieldsNamed, sealedFieldsOf } from '#lib/catalogue/record.js';
import { type CouncilEvent, type Entry, byOccurrence } from '#lib/council/record.js';
import { personsOf } from '#lib/catalogue/record.js';

/** One erasure of a person: everything recorded before it that names them. */
export interface Erasure {
  readonly subject: string;
  readonly order: number;
  readonly event: CouncilEvent;
  /** Which one of this person it is, counted from 1: it destroys the person's keys up to this generation. */
  readonly generation: number;
  /** Which one of the council it is, counted from 1: the generation of keys that belong to no person. */
  readonly ofAll: number;
}

export function isErasure({ type }: { readonly type: string }): boolean {
  return type === 'SealedPayloadDestroyed';
}

/** Returns the person whom an erasure erases. */
export function erasedBy({ payload }: { readonly payload: Payload }): string {
  return String(payload['subject']);
}

/** The field's own name: `months` of `set/months`. */
export const nameIn = (path: string): string => path.replace(/^set\//, '');

/** The holder of what an amendment sets while nothing is recorded under its target. No token holds a line break. */
export const holderOf = (target: string, name: string): string => `entry\n${target}\n${name}`;

/** Counts erasures in order of recording: whose keys are of which generation. */
export class Generations {
  readonly #bySubject: Map<string, number>;
  #all: number;

  constructor(before?: Generations) {
    this.#bySubject = new Map(before === undefined ? [] : before.#bySubject);
    this.#all = before === undefined ? 0 : before.#all;
  }

  /** Notes the next event, in order of recording. */
  note(event: { readonly type: string; readonly payload: Payload }): void {
    if (!isErasure(event)) return;
    const subject = erasedBy(event);
    this.#bySubject.set(subject, (this.#bySubject.get(subject) ?? 0) + 1);
    this.#all += 1;
  }

  /** Generation of the person's keys from now on. */
  of(subject: string): number {
    return 1 + (this.#bySubject.get(subject) ?? 0);
  }

  /** Generation of keys that belong to no person. */
  get ofNobody(): number {
    return 1 + this.#all;
  }
}

function erasuresIn(entries: readonly Entry[]): Erasure[] {
  const generations = new Generations();
  return entries.flatMap(({ event, order }) => {
    if (!isErasure(event)) return [];
    const subject = erasedBy(event);
    const erasure = { subject, order, event, generation: generations.of(subject), ofAll: generations.ofNobody };
    generations.note(event);
    return [erasure];
  });
}

/**
 * What the erasures of a council reach, worked out from its record alone: which keys must not exist, and which readable
 * values must not be shown: those stored in plain, or under the key of a person whom they did not concern.
 */
export class Erasures {
  readonly all: readonly Erasure[];
  readonly #entries: readonly Entry[];
  readonly #targets: Targets;
  readonly #amended: ReadonlyMap<number, Payload>;

  /** Takes all events of the council, in order of recording. */
  constructor(events: readonly CouncilEvent[]) {
    this.#entries = entriesOf(events);
    this.all = erasuresIn(this.#entries);
    this.#targets = targetsAmong(this.#entries);
    const amendments = this.#entries.filter(({ event }) => isAmendment(event));
    const amended = amend(this.#entries, byOccurrence(amendments), this.#targets);
    this.#amended = new Map(amended.map(({ event, order }) => [order, event.payload]));
  }

  /** Up to which generation the keys of each subject must not exist. */
  destroyed(): ReadonlyMap<string, number> {
    return this.destroyedBy(this.all);
  }

  /**
   * What some of the erasures destroy: the keys of the persons they erase, and the keys of values that were set before
   * their person was known.
   */
  destroyedBy(erasures: readonly Erasure[]): ReadonlyMap<string, number> {
    const upTo = new Map<string, number>();
    const destroy = (subject: string, generation: number): void =>
      void upTo.set(subject, Math.max(upTo.get(subject) ?? 0, generation));
    for (const { subject, generation } of erasures) destroy(subject, generation);
    for (const { entry, name, holder } of this.#ownHolders()) {
      const persons = this.#persons(entry, `set/${name}`);
      const last = erasures.findLast((one) => one.order > entry.order && persons.has(one.subject));
      if (last !== undefined) destroy(holder, last.ofAll);
    }
    return upTo;
  }

  /** What corrections set while nothing that has such a field was recorded under their target. */
  #ownHolders(): readonly { readonly entry: Entry; readonly name: string; readonly holder: string }[] {
    const corrections = this.#entries.filter(({ event }) => event.type === 'EntryCorrected');
    return corrections.flatMap((entry) => {
      const earlier = this.#targetsOf(entry).filter(({ order }) => order < entry.order);
      const names = Object.keys(setOf(entry.event)).filter((name) => sealedFieldsNamed(name).length > 0);
      return names
        .filter((name) => !earlier.some(({ event }) => Object.hasOwn(eventCatalogue[event.type] ?? {}, name)))
        .map((name) => ({ entry, name, holder: holderOf(targetOf(entry.event), name) }));
    });
  }

  /** True for an event that some erasure comes after. */
  isBefore(order: number): boolean {
    return (this.all.at(-1)?.order ?? -1) > order;
  }

  /**
   * The first erasure, after an event, of a person whom one of its sealed fields is about, as recorded or as amended:
   * `months`, or `set/months` in an amendment.
   */
  reaching(order: number, path: string): Erasure | undefined {
    return this.#firstAfter(order, (entry) => this.#persons(entry, path));
  }

  /** The first that may have destroyed a key of it: of any person it was ever said to be about. */
  explaining(order: number, path: string): Erasure | undefined {
    return this.#firstAfter(order, (entry) => this.#persons(entry, path, this.#setsOf(entry, path)));
  }

  #firstAfter(order: number, personsOfEntry: (entry: Entry) => ReadonlySet<string>): Erasure | undefined {
    const entry = this.#entries[order];
    if (entry === undefined || !this.isBefore(order)) return undefined;
    const persons = personsOfEntry(entry);
    return this.all.find((one) => one.order > order && persons.has(one.subject));
  }

  #persons(entry: Entry, path: string, sets: readonly Payload[] = []): ReadonlySet<string> {
    const name = nameIn(path);
    const set = name === path ? {} : setOf(entry.event);
    const inSet = sealedFieldsNamed(name).flatMap((field) => personsOf(field, set));
    const persons = this.#aboutOf(entry, path).flatMap(({ event, order }) => {
      const amended = this.#amended.get(order) ?? {};
      const payloads = [event.payload, amended, ...[set, ...sets].map((one) => ({ ...event.payload, ...one }))];
      return sealedFieldsOf(event.type)
        .filter((field) => field.name === name)
        .flatMap((field) => payloads.flatMap((payload) => personsOf(field, payload)));
    });
    return new Set([...inSet, ...persons]);
  }

  /** What any correction ever set in what the value is about. */
  #setsOf(entry: Entry, path: string): readonly Payload[] {
    const about = new Set(this.#aboutOf(entry, path));
    return this.#entries.flatMap((one) =>
      one.event.type === 'EntryCorrected' && this.#targetsOf(one).some((target) => about.has(target))
        ? [setOf(one.event)]
        : [],
    );
  }

  #aboutOf(entry: Entry, path: string): readonly Entry[] {
    return nameIn(path) === path ? [entry] : this.#targetsOf(entry);
  }

  #targetsOf({ event }: Entry): readonly Entry[] {
    return this.#targets.named(targetOf(event)).filter((one) => !isAmendment(one.event));
  }
}

const setOf = ({ payload }: CouncilEvent): Payload => payload['set'] as Payload;
