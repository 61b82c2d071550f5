import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Instant } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import { AskPermissionHandler } from './ask-permission.js';
import { Councils } from './councils.js';
import { ReadProjectionHandler } from './read-projection.js';
import { ReadTimelineHandler } from './read-timeline.js';
import { RecordEventsHandler } from './record-events.js';

/** What the handlers work on; the application chooses each. */
export interface BusParts {
  readonly ledger: Ledger;
  readonly shelf: PackShelf;
  readonly clock: () => Instant;
}

/** `CommandBus` and `QueryBus` for the whole application, with the handlers of the four messages. */
@Module({})
export class BusModule {
  static over({ ledger, shelf, clock }: BusParts): DynamicModule {
    const councils = new Councils(ledger, shelf);
    const handlers = [
      new RecordEventsHandler(ledger, councils, shelf, clock),
      new AskPermissionHandler(ledger, councils, shelf, clock),
      new ReadProjectionHandler(ledger, councils, shelf, clock),
      new ReadTimelineHandler(ledger),
    ];
    const providers = handlers.map((handler) => ({ provide: handler.constructor, useFactory: () => handler }));
    return { module: BusModule, imports: [CqrsModule.forRoot()], providers };
  }
}
