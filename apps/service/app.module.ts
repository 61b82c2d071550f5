import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { Application } from '#lib/application/index.js';
import { BusModule } from '#lib/bus/index.js';
import { CatalogueController } from './api/catalogue.controller.js';
import { CouncilsController } from './api/councils.controller.js';
import { EventsController } from './api/events.controller.js';
import { HomeController } from './api/home.controller.js';
import { PacksController } from './api/packs.controller.js';
import { ProblemsController } from './api/problems.controller.js';
import { ProjectionsController } from './api/projections.controller.js';
import { LEDGER, SHELF } from './api/tokens.js';
import { HealthController } from './operation/health.controller.js';
import { MetricsController } from './operation/metrics.controller.js';
import type { Metrics } from './operation/metrics.js';
import { METRICS, OPERATION, type OperationParts } from './operation/parts.js';

interface AppParts {
  readonly application: Application;
  readonly metrics: Metrics;
  readonly operation: OperationParts;
}

const ofApi = [
  CouncilsController,
  EventsController,
  ProjectionsController,
  PacksController,
  ProblemsController,
  CatalogueController,
];

/** The application as a list: the bus over a ledger and a shelf of packs, and the JSON API before it, and what operators ask. */
@Module({})
export class AppModule {
  static over(parts: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [BusModule.over(parts.application), TerminusModule.forRoot({ logger: false })],
      controllers: [...ofApi, HomeController, HealthController, MetricsController],
      providers: [
        { provide: LEDGER, useValue: parts.application.ledger },
        { provide: SHELF, useValue: parts.application.shelf },
        { provide: METRICS, useValue: parts.metrics },
        { provide: OPERATION, useValue: parts.operation },
      ],
    };
  }
}
