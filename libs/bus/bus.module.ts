import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AskPermissionHandler } from './ask-permission.js';
import { Councils } from './councils.js';
import { type BusParts, type Step, WAIT_MS, type Watch, unwatched } from './parts.js';
import { ReadNotesHandler } from './read-notes.js';
import { ReadProjectionHandler } from './read-projection.js';
import { ReadTimelineHandler } from './read-timeline.js';
import { RecordEventsHandler } from './record-events.js';

/** `CommandBus` and `QueryBus` for the whole application, with the handlers of every message. */
@Module({})
export class BusModule {
  static over({ ledger, shelf, clock, waitMs = WAIT_MS, watch = unwatched }: BusParts): DynamicModule {
    const councils = new Councils(ledger, shelf);
    const parts = { ledger, shelf, clock, waitMs, watch };
    const handlers = [
      watched('RecordEvents', new RecordEventsHandler(ledger, councils, shelf, clock), watch),
      watched('AskPermission', new AskPermissionHandler(parts, councils), watch),
      watched('ReadProjection', new ReadProjectionHandler(parts, councils), watch),
      watched('ReadTimeline', new ReadTimelineHandler(ledger), watch),
      watched('ReadNotes', new ReadNotesHandler(councils, shelf, clock), watch),
    ];
    const providers = handlers.map((handler) => ({ provide: handler.constructor, useFactory: () => handler }));
    return { module: BusModule, imports: [CqrsModule.forRoot()], providers };
  }
}

interface Handler<Message, Answer> {
  execute(message: Message): Promise<Answer>;
}

/** The same handler, each message seen as a whole. */
function watched<Message, Answer>(step: Step, handler: Handler<Message, Answer>, watch: Watch): object {
  const execute = handler.execute.bind(handler);
  return Object.assign(handler, { execute: (message: Message) => watch(step, () => execute(message)) });
}
