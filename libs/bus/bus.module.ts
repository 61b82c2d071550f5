import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AskPermissionHandler } from './ask-permission.js';
import { Councils } from './councils.js';
import { Erasing } from './erasing.js';
import { OpenSealedHandler } from './open-sealed.js';
import { type BusParts, type Step, type Watch, withDefaults } from './parts.js';
import { ReadNotesHandler } from './read-notes.js';
import { ReadProjectionHandler } from './read-projection.js';
import { ReadTimelineHandler } from './read-timeline.js';
import { RecordEventsHandler } from './record-events.js';

/** `CommandBus` and `QueryBus` for the whole application, with the handlers of every message. */
@Module({})
export class BusModule {
  static over(given: BusParts): DynamicModule {
    const parts = withDefaults(given);
    const { ledger, shelf, clock, watch } = parts;
    const councils = new Councils(parts);
    const erasing = new Erasing(parts, councils);
    const record = new RecordEventsHandler(parts, councils, erasing);
    const handlers = [
      watched('RecordEvents', record, watch),
      watched('OpenSealed', new OpenSealedHandler(councils, record), watch),
      watched('AskPermission', new AskPermissionHandler(parts, councils), watch),
      watched('ReadProjection', new ReadProjectionHandler(parts, councils), watch),
      watched('ReadTimeline', new ReadTimelineHandler(ledger), watch),
      watched('ReadNotes', new ReadNotesHandler(councils, shelf, clock), watch),
    ];
    const providers = handlers.map((handler) => ({ provide: handler.constructor, useFactory: () => handler }));
    const erasures = { provide: Erasing, useValue: erasing };
    return {
      module: BusModule,
      imports: [CqrsModule.forRoot()],
      providers: [...providers, erasures],
      exports: [Erasing],
    };
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
