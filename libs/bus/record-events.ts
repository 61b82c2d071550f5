import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isErasure, needsKeys } from '#lib/sealing/index.js';
import { type Problem, type RecordedEvent, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { NewEvent } from '#lib/ledger/index.js';
import { asArriving, isSameEvent, openerOf, sealEvents } from '#lib/sealing/index.js';
import type { Council, Councils } from './councils.js';
import type { Erasing } from './erasing.js';
import { type Erased, RecordEvents, type RecordRefusal, type Recorded } from './messages.js';
import type { BusParts } from './parts.js';
import { SCHEMA, isAdoption, stampsOf } from './stamp.js';

/** Each attempt seals anew under what others recorded meanwhile. */
const MAX_ATTEMPTS = 32;

type Answer = Result<Recorded, RecordRefusal>;

@CommandHandler(RecordEvents)
export class RecordEventsHandler implements ICommandHandler<RecordEvents> {
  constructor(
    private readonly parts: Required<BusParts>,
    private readonly councils: Councils,
    private readonly erasing: Erasing,
  ) {}

  /** Stamps each event with the pack in force when it occurred, seals personal data, then appends them all. */
  async execute(command: RecordEvents): Promise<Answer> {
    if (command.events.some(needsKeys)) return this.councils.alone(command.council, () => this.#withKeys(command));
    const answer = await this.#attempt(command, false);
    return answer === 'again' ? refused('contended', []) : answer;
  }

  /** An erasure that comes between sealing and storing would leave a value that nobody could ever read: both at one revision. */
  async #withKeys(command: RecordEvents): Promise<Answer> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const answer = await this.#attempt(command, true);
      if (answer !== 'again') return answer;
    }
    return refused('contended', []);
  }

  async #attempt(command: RecordEvents, hasKeys: boolean): Promise<Answer | 'again'> {
    const opens = command.context.opens === true;
    const council = await this.councils.upToNow(command.council);
    if (council.isUnknown && !opens) return refused('council_unknown', []);
    const expectedRevision = opens ? -1n : council.revision;
    const events = this.#withTimes(council, command);
    const strangers = this.#unknownPacks(council, events);
    if (strangers.length > 0) return refused('pack_unknown', strangers);
    const stamped = this.#stamped(council, events);
    const options = opens || hasKeys ? { expectedRevision } : {};
    if (!hasKeys) return this.#append(command, stamped, options);
    const sealed = await this.#sealed(command.council, council, stamped);
    return sealed === 'again' || !sealed.ok ? sealed : this.#append(command, sealed.value, options);
  }

  async #append(
    { council, context }: RecordEvents,
    events: readonly NewEvent[],
    options: { readonly expectedRevision?: bigint },
  ): Promise<Answer | 'again'> {
    const appended = await this.parts.ledger.append(council, events, options);
    if (appended.ok) return this.#answer(council, appended.value);
    const { code, problems } = appended.refusal;
    if (code !== 'conflict') return refused(code, problems);
    return context.opens === true ? refused('council_exists', []) : 'again';
  }

  #withTimes(council: Council, { events, context }: RecordEvents): readonly NewEvent[] {
    const { correlationId } = context;
    return events.map((event) => {
      const occurredAt = event.occurredAt ?? council.find(event.id)?.occurredAt ?? this.parts.clock();
      return { ...event, occurredAt, correlationId, pack: null, schema: SCHEMA };
    });
  }

  #stamped(council: Council, events: readonly NewEvent[]): readonly NewEvent[] {
    const given = events.filter((event) => isAdoption(event) && !council.find(event.id)).map(asArriving);
    const packAt = stampsOf([...council.history.adoptions, ...given], this.parts.shelf);
    return events.map((event) => ({ ...event, pack: packAt(event.occurredAt) }));
  }

  /** What is stored already goes in as it is stored, so that it is the same event and the first answer. */
  async #sealed(
    name: string,
    council: Council,
    events: readonly NewEvent[],
  ): Promise<Result<readonly NewEvent[], 'id_reused'> | 'again'> {
    const fresh = events.filter(({ id }) => council.find(id) === undefined);
    const known = await this.#asStored(name, council, events);
    if (!known.ok) return known;
    const sealed = await sealEvents(this.parts.vault, { council: name, history: council.history }, fresh);
    if (!sealed.ok) return 'again';
    const inOrder = sealed.value.values();
    return accepted(events.map((event) => known.value.get(event) ?? (inOrder.next().value as NewEvent)));
  }

  async #asStored(
    name: string,
    council: Council,
    events: readonly NewEvent[],
  ): Promise<Result<ReadonlyMap<NewEvent, NewEvent>, 'id_reused'>> {
    const repeated = events.filter(({ id }) => council.find(id) !== undefined);
    const open = repeated.length === 0 ? undefined : await openerOf(this.parts.vault, name);
    const known = new Map<NewEvent, NewEvent>();
    for (const event of repeated) {
      const stored = council.history.events[council.orderOf(event.id)];
      if (stored === undefined || open === undefined || !isSameEvent(stored, event, open)) {
        return refused('id_reused', [reusedId(events.indexOf(event), event.id)]);
      }
      known.set(event, { ...event, payload: stored.payload });
    }
    return accepted(known);
  }

  async #answer(name: string, recorded: Omit<Recorded, 'erasures'>): Promise<Answer> {
    const { events, position } = recorded;
    const erasures = events.filter(isErasure);
    if (erasures.length === 0) return accepted({ position, events, erasures: [] });
    return accepted({ position, events, erasures: await this.#erased(name, erasures) });
  }

  async #erased(name: string, erasures: readonly RecordedEvent[]): Promise<readonly Erased[]> {
    await this.erasing.erase(name, erasures);
    const { history } = await this.councils.opened(name);
    return erasures.map(({ id, payload }) => ({ event: id, heldBack: history.heldBack(String(payload['subject'])) }));
  }

  /** Adoptions of packs that are not at hand: judging by them would silently judge nothing. What is stored already stays. */
  #unknownPacks(council: Council, events: readonly NewEvent[]): readonly Problem[] {
    return events.flatMap((event, index) => {
      const packId = String(event.payload['packId']);
      if (!isAdoption(event) || this.parts.shelf.find(packId) || council.find(event.id)) return [];
      const right = this.parts.shelf.all().map(({ ref }) => ref.id);
      return [
        {
          at: `/${index}/payload/packId`,
          wrong: `there is no pack ${packId} here`,
          right: `one of ${right.join(', ')}`,
        },
      ];
    });
  }
}

function reusedId(index: number, id: string): Problem {
  const wrong = `the id ${id} is stored already with another council, type, time or payload`;
  return { at: `/${index}/id`, wrong, right: 'a new id, or exactly what was stored with it' };
}
