import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Application } from '#lib/application/index.js';
import {
  APPLICATION,
  AskPermissionHandler,
  CheckEventsHandler,
  ExplainFigureHandler,
  OpenCouncilHandler,
  OpenSealedHandler,
  PublishPackHandler,
  ReadCouncilHandler,
  ReadEventHandler,
  ReadNotesHandler,
  ReadPacksHandler,
  ReadProjectionHandler,
  ReadTimelineHandler,
  RecordEventsHandler,
} from './handlers.js';

const handlers = [
  RecordEventsHandler,
  AskPermissionHandler,
  OpenCouncilHandler,
  OpenSealedHandler,
  PublishPackHandler,
  ReadProjectionHandler,
  ExplainFigureHandler,
  ReadTimelineHandler,
  ReadNotesHandler,
  ReadPacksHandler,
  CheckEventsHandler,
  ReadCouncilHandler,
  ReadEventHandler,
];

/** `CommandBus` and `QueryBus` for the whole service, with the handler of every message. */
@Module({})
export class BusModule {
  static over(application: Application): DynamicModule {
    return {
      module: BusModule,
      imports: [CqrsModule.forRoot()],
      providers: [...handlers, { provide: APPLICATION, useValue: application }],
      exports: [APPLICATION],
    };
  }
}
