import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { CalendarHorizonError } from '#lib/kernel/index.js';
import { LedgerFullError, LedgerRefusedError, LedgerUnavailableError } from '#lib/ledger/index.js';
import { TemporaryStoreError } from '#lib/temporary/index.js';
import { VaultUnavailableError } from '#lib/vault/index.js';
import { PeopleAwayError } from '../access/identify.js';
import { IssuerUnavailableError } from '../access/issuer.js';
import type { Metrics } from '../operation/metrics.js';
import { LOG, METRICS } from '../operation/parts.js';
import { ProblemError, type ProblemKind } from './problem.js';

/** Kinds by the status of the errors of the framework and the body parser. */
const kindsByStatus: Readonly<Record<number, ProblemKind>> = {
  400: 'malformed',
  404: 'not_found',
  413: 'too_large',
  415: 'media_type',
};

/** Temporary conditions. The log has their request but no failure. */
const ofTheMoment: ReadonlySet<ProblemKind> = new Set(['position_not_reached', 'contended']);

const SOON_S = 5;

/** Turns every error of a request into a problem document. An unforeseen error shows only a reference. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOG) private readonly log: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const reference = String(http.getRequest<{ id?: unknown }>().id);
    const problem = problemOf(error);
    this.metrics.refused(problem.kind);
    response.locals['problem'] = problem.kind;
    if (problem.status >= 500 && !ofTheMoment.has(problem.kind))
      this.log.error({ reference, kind: problem.kind, err: error }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { retryAfterSeconds } = problem.extra;
    if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem.document(reference)));
  }
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof LedgerFullError) return new ProblemError('ledger_full', { detail: 'Nothing was recorded.' });
  if (error instanceof LedgerUnavailableError) return unavailable(error);
  if (error instanceof LedgerRefusedError) return refusedByStore(error);
  if (error instanceof VaultUnavailableError) return keysUnavailable(error);
  if (error instanceof IssuerUnavailableError) return new ProblemError('issuer_unavailable', { retryAfterSeconds: SOON_S });
  if (error instanceof PeopleAwayError || error instanceof TemporaryStoreError) {
    return new ProblemError('keys_unavailable', { retryAfterSeconds: SOON_S });
  }
  if (error instanceof CalendarHorizonError) return new ProblemError('calendar_horizon', { detail: error.message });
  return fromFramework(error) ?? new ProblemError('fault', { detail: 'Quote the instance when you report this.' });
}

/** An event that the store always refuses is the sender's problem; a setting of the store is a fault of the service. */
function refusedByStore({ reason }: LedgerRefusedError): ProblemError {
  if (reason === 'too_large')
    return new ProblemError('too_large', { detail: 'Nothing was recorded: send fewer events.' });
  if (reason === 'deleted')
    return new ProblemError('ledger_refused', { detail: 'Its stream was deleted in the store.' });
  return new ProblemError('fault', { detail: 'Quote the instance when you report this.' });
}

function keysUnavailable({ retryAfterMs }: VaultUnavailableError): ProblemError {
  const detail = 'What was sent may be recorded already: send it again with the same ids.';
  const retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new ProblemError('keys_unavailable', { detail, retryAfterSeconds });
}

function unavailable(error: LedgerUnavailableError): ProblemError {
  const detail = 'Whether the events were recorded is unknown: send them again with the same ids.';
  return new ProblemError('ledger_unavailable', {
    detail,
    retryAfterSeconds: Math.max(1, Math.ceil(error.retryAfterMs / 1000)),
  });
}

function fromFramework(error: unknown): ProblemError | null {
  const { status } = (error ?? {}) as { status?: unknown };
  const code = error instanceof HttpException ? error.getStatus() : status;
  if (typeof code !== 'number' || code < 400 || code >= 500) return null;
  const kind = kindsByStatus[code];
  return kind === undefined ? new ProblemError('other', { status: code }) : new ProblemError(kind);
}
