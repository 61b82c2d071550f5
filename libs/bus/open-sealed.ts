import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Payload, type Result, accepted, formatInstant, refused } from '#lib/kernel/index.js';
import type { Council, Councils } from './councils.js';
import { OpenSealed, type OpenRefusal, type OpenedEvent, RecordEvents } from './messages.js';
import type { RecordEventsHandler } from './record-events.js';

@CommandHandler(OpenSealed)
export class OpenSealedHandler implements ICommandHandler<OpenSealed> {
  constructor(
    private readonly councils: Councils,
    private readonly record: RecordEventsHandler,
  ) {}

  /** Records the opening, then opens: what is answered is never without its event, even where the answer is lost. */
  async execute({ council: name, target, asked, context }: OpenSealed): Promise<Result<OpenedEvent, OpenRefusal>> {
    const council = await this.councils.opened(name);
    if (council.isUnknown) return refused('council_unknown', []);
    if (council.find(target) === undefined) return refused('event_unknown', []);
    const before = valuesOf(council, target);
    if (!before.ok) return before;
    const { by, why, recordedBy } = asked;
    const payload = { target: target.toLowerCase(), by, why };
    const opening = { id: context.id, type: 'SealedPayloadOpened', payload, recordedBy };
    const event = { ...opening, occurredAt: null, causationId: null };
    const recorded = await this.record.execute(new RecordEvents(name, [event], context));
    if (!recorded.ok) return recorded;
    const after = valuesOf(await this.councils.opened(name), target);
    if (!after.ok) return after;
    return accepted({ opening: context.id, position: recorded.value.position, ...after.value });
  }
}

/** The personal data of an event as far as it was read. */
function valuesOf(council: Council, target: string): Result<Pick<OpenedEvent, 'values' | 'unreadable'>, OpenRefusal> {
  const { history } = council;
  const order = council.orderOf(target);
  const values: Payload = history.personalDataOf(order);
  const unread = history.unreadOf(order);
  if (Object.keys(values).length > 0) return accepted({ values, unreadable: unread.map(({ path }) => path) });
  if (unread.length === 0) return refused('nothing_sealed', []);
  const erased = unread.find(({ why }) => why === 'erased');
  if (erased === undefined) return refused('unopenable', []);
  const when = erased.erasure === null ? '' : ` on ${formatInstant(erased.erasure.event.at)}`;
  const wrong = `erased${when}`;
  return refused('erased', [{ at: '/event', wrong, right: 'nothing: what was erased can never be read again' }]);
}
