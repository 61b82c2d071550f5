import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AskPermissionHandler } from './ask-permission.js';
import { Councils } from './councils.js';
import { type BusParts, WAIT_MS } from './parts.js';
import { ReadProjectionHandler } from './read-projection.js';
import { ReadTimelineHandler } from './read-timeline.js';
import { RecordEventsHandler } from './record-events.js';

/** `CommandBus` and `QueryBus` for the whole application, with the handlers of the four messages. */
@Module({})
export class BusModule {
  static over({ ledger, shelf, clock, waitMs = WAIT_MS }: BusParts): DynamicModule {
    const councils = new Councils(ledger, shelf);
    const handlers = [
      new RecordEventsHandler(ledger, councils, shelf, clock),
      new AskPermissionHandler(ledger, councils, shelf, clock),
      new ReadProjectionHandler({ ledger, shelf, clock, waitMs }, councils),
      new ReadTimelineHandler(ledger),
    ];
    const providers = handlers.map((handler) => ({ provide: handler.constructor, useFactory: () => handler }));
    return { module: BusModule, imports: [CqrsModule.forRoot()], providers };
  }
}
