import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { type Application, type ApplicationParts, type Watch, applicationOver, readRoles } from '#lib/application/index.js';
import { Access, type AccessParts } from './access/access.js';
import { type Linked, peopleOf } from './access/people.js';
import { serveOpenApi } from './api/open-api.js';
import { YAML_KINDS } from './api/pack-body.js';
import { ProblemError } from './api/problem.js';
import { AppModule } from './app.module.js';
import { type Logger, frameworkLog, openLog, requestLog } from './log.js';
import type { Close } from './operation/closing.js';
import { meteredLedger } from './operation/metered-ledger.js';
import { Metrics } from './operation/metrics.js';
import type { OperationParts } from './operation/parts.js';
import type { Tracing } from './operation/tracing.js';

const BODY_LIMIT = '4mb';
const FORM_LIMIT = '200kb';
/** The largest pack that comes with the program has 28 KB. */
const PACK_LIMIT = '1mb';

export interface ServiceParts extends Omit<ApplicationParts, 'watch' | 'onLoss'> {
  readonly log?: Logger;
  /** The inputs of the health check besides the ledger; none by default. */
  readonly operation?: OperationParts;
  readonly metrics?: Metrics;
  /** Traces nothing unless given. */
  readonly tracing?: Tracing;
  /** Host names that it serves besides this machine's own. */
  readonly names?: readonly string[];
  /** Sign-in; without it nobody signs in, and the service answers this machine alone. */
  readonly signIn?: SignInParts;
  /** Functions that close its resources, in this order; none by default. */
  readonly closes?: readonly Close[];
}

/** Sign-in over the ledger of the service. */
export interface SignInParts extends Omit<AccessParts, 'people'> {
  /** Who an account is. */
  readonly linked: Linked;
  /** Serves everything under a path, before any body is read: the built-in issuer. */
  readonly mounted?: { readonly path: string; readonly handle: (request: Request, response: Response, next: NextFunction) => void };
}

/** Addresses outside the versioned API: the home page and those for operators. */
const SIGN_IN_ROUTES = ['sign-in', 'sign-in/back', 'sign-out', 'sign-out/front-channel', 'sign-out/back-channel'];
const OTHER_ROUTES = ['/', 'health/live', 'health/ready', 'metrics', ...SIGN_IN_ROUTES];
const NO_OPERATION: OperationParts = { data: null, minFreeMb: 0 };

/** Builds the service over a ledger, a shelf of packs and a clock, ready to listen or to be tested. */
export async function createService(parts: ServiceParts): Promise<NestExpressApplication> {
  const log = parts.log ?? openLog('silent');
  const logger = frameworkLog(log);
  const { operation = NO_OPERATION, names = [] } = parts;
  const metrics = parts.metrics ?? new Metrics(operation.journal);
  const { tracing } = parts;
  const ledger = meteredLedger(tracing?.ledger(parts.ledger) ?? parts.ledger, metrics);
  const onLoss: ApplicationParts['onLoss'] = (position, why) => {
    metrics.lost(why);
    log.error({ position, why }, 'a sealed value was not erased but cannot be opened');
  };
  const application = applicationOver({ ...parts, ledger, watch: watching(metrics, tracing), onLoss });
  const access = accessOver(application, parts, log);
  const module = AppModule.over({ application, metrics, operation, log, access, closes: parts.closes });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and means a literal
  const app = await NestFactory.create<NestExpressApplication>(module, { bodyParser: false, logger });
  app.disable('x-powered-by').disable('etag');
  app.use(requestLog(log, { clock: parts.clock, chance: () => randomBytes(16) }));
  if (tracing !== undefined) app.use(tracing.request);
  app.use(onlyUnder(new Set([...LOCAL_NAMES, ...names])));
  app.use(headers);
  const { mounted } = parts.signIn ?? {};
  if (mounted !== undefined) app.use(mounted.path, mounted.handle);
  app.useBodyParser('urlencoded', { limit: FORM_LIMIT, extended: false });
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true });
  app.useBodyParser('raw', { limit: PACK_LIMIT, type: YAML_KINDS });
  app.setGlobalPrefix('api/v1', { exclude: OTHER_ROUTES });
  serveOpenApi(app);
  for (const bus of [CommandBus, QueryBus]) tracing?.messages(app.get<CommandBus | QueryBus>(bus));
  await app.init();
  return app;
}

function accessOver(application: Application, { signIn, clock }: ServiceParts, log: Logger): Access | null {
  if (signIn === undefined) return null;
  const people = peopleOf(signIn.linked, (council, at) => readRoles(application, council, at), clock);
  return new Access({ ...signIn, people }, clock, log);
}

function watching(metrics: Metrics, tracing: Tracing | undefined): Watch {
  if (tracing === undefined) return metrics.watch;
  return (step) => {
    const ends = [tracing.watch(step), metrics.watch(step)];
    return () => ends.forEach((end) => end());
  };
}

// This machine has no TLS to upgrade to.
const security = helmet({
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  strictTransportSecurity: false,
});

function headers(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  security(request, response, next);
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Refuses a request with another host name: a foreign page could point its name at this machine (DNS rebinding). */
function onlyUnder(names: ReadonlySet<string>) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    next(names.has(name) ? undefined : new ProblemError('misdirected'));
  };
}
