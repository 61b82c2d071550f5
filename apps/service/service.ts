import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { BusParts } from '#lib/bus/index.js';
import { serveOpenApi } from './api/open-api.js';
import { ProblemError } from './api/problem.js';
import { ProblemFilter } from './api/problem.filter.js';
import { AppModule } from './app.module.js';
import { type Logger, frameworkLog, openLog, requestLog } from './log.js';

const BODY_LIMIT = '4mb';

export interface ServiceParts extends BusParts {
  readonly log?: Logger;
}

/** The service over a ledger, a shelf of packs and a clock, ready to listen or to be asked in a test. */
export async function createService(parts: ServiceParts): Promise<NestExpressApplication> {
  const log = parts.log ?? openLog('silent');
  const logger = frameworkLog(log);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and means a literal
  const app = await NestFactory.create<NestExpressApplication>(AppModule.over(parts), { bodyParser: false, logger });
  app.disable('x-powered-by').disable('etag');
  app.use(requestLog(log, { clock: parts.clock, chance: () => randomBytes(16) }));
  app.use(onlyThisMachine);
  app.use(headers);
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true });
  app.setGlobalPrefix('api/v1');
  app.useGlobalFilters(new ProblemFilter(log));
  serveOpenApi(app);
  await app.init();
  return app;
}

// Without TLS on this machine there is nothing to upgrade to.
const security = helmet({
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  strictTransportSecurity: false,
});

function headers(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  security(request, response, next);
}

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses a request that came under another name: a page elsewhere could have pointed its name at this machine. */
function onlyThisMachine(request: Request, _response: Response, next: NextFunction): void {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  next(LOCAL_NAMES.has(name) ? undefined : new ProblemError('misdirected'));
}
