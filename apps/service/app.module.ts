import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import type { Application } from '#lib/application/index.js';
import { BusModule } from '#lib/bus/index.js';
import { ACCESS, type Access } from './access/access.js';
import { AccessGuard } from './access/guard.js';
import { SecurityLogController } from './access/security-log.controller.js';
import { SignInController } from './access/sign-in.controller.js';
import { CatalogueController } from './api/catalogue.controller.js';
import { CouncilsController } from './api/councils.controller.js';
import { EventsController } from './api/events.controller.js';
import { HomeController } from './api/home.controller.js';
import { PacksController } from './api/packs.controller.js';
import { ProblemFilter } from './api/problem.filter.js';
import { ProblemsController } from './api/problems.controller.js';
import { ExplainController } from './api/explain.controller.js';
import { ProjectionsController } from './api/projections.controller.js';
import { LEDGER, SHELF } from './api/tokens.js';
import { HealthController } from './operation/health.controller.js';
import { MetricsController } from './operation/metrics.controller.js';
import type { Metrics } from './operation/metrics.js';
import type { Logger } from './log.js';
import { CLOSES, type Close, Closing } from './operation/closing.js';
import { Erasures } from './operation/erasures.js';
import { LOG, METRICS, OPERATION, type OperationParts } from './operation/parts.js';

interface AppParts {
  readonly application: Application;
  readonly metrics: Metrics;
  readonly operation: OperationParts;
  readonly log: Logger;
  /** Sign-in; null if nobody signs in and the service answers this machine alone. */
  readonly access: Access | null;
  /** Functions that close the resources of the service, in this order, once no request is left. */
  readonly closes: readonly Close[] | undefined;
}

const ofApi = [
  CouncilsController,
  EventsController,
  ProjectionsController,
  ExplainController,
  PacksController,
  ProblemsController,
  CatalogueController,
  SecurityLogController,
];

/** The root module: the bus over a ledger and a shelf of packs, the JSON API, health and metrics. */
@Module({})
export class AppModule {
  static over(parts: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [BusModule.over(parts.application), TerminusModule.forRoot({ logger: false })],
      controllers: [...ofApi, SignInController, HomeController, HealthController, MetricsController],
      providers: [
        { provide: LEDGER, useValue: parts.application.ledger },
        { provide: SHELF, useValue: parts.application.shelf },
        { provide: METRICS, useValue: parts.metrics },
        { provide: OPERATION, useValue: parts.operation },
        { provide: LOG, useValue: parts.log },
        { provide: CLOSES, useValue: parts.closes ?? [] },
        { provide: ACCESS, useValue: parts.access },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        Erasures,
        Closing,
      ],
    };
  }
}
