import { type DynamicModule, Module } from '@nestjs/common';
import { BusModule, type BusParts } from '#lib/bus/index.js';
import { CouncilsController } from './api/councils.controller.js';
import { EventsController } from './api/events.controller.js';
import { PacksController } from './api/packs.controller.js';
import { ProblemsController } from './api/problems.controller.js';
import { ProjectionsController } from './api/projections.controller.js';
import { LEDGER, SHELF } from './api/tokens.js';

/** The application as a list: the bus over a ledger and a shelf of packs, and the JSON API before it. */
@Module({})
export class AppModule {
  static over(parts: BusParts): DynamicModule {
    return {
      module: AppModule,
      imports: [BusModule.over(parts)],
      controllers: [CouncilsController, EventsController, ProjectionsController, PacksController, ProblemsController],
      providers: [
        { provide: LEDGER, useValue: parts.ledger },
        { provide: SHELF, useValue: parts.shelf },
      ],
    };
  }
}
