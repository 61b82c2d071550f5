import { statfs } from 'node:fs/promises';
import { Controller, Get, HttpException, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  HealthCheckService,
  type HealthIndicatorFunction,
  type HealthIndicatorResult,
  HealthIndicatorService,
} from '@nestjs/terminus';
import type { Response } from 'express';
import type { EventStoreStatus, Ledger } from '#lib/ledger/index.js';
import { Policy } from '../access/policy.js';
import { LEDGER } from '../api/tokens.js';
import { lagOf } from './metrics.js';
import { OPERATION, type OperationParts } from './parts.js';

const STORE_MS = 2_000;
const MEGABYTE = 1_000_000;

/** Health checks for the supervisor of the process: alive, and ready for requests. They reveal nothing of the ledger. */
@Controller('health')
@ApiExcludeController()
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(OPERATION) private readonly parts: OperationParts,
  ) {}

  /** Succeeds as long as the process can answer at all; a restart would mend no other fault. */
  @Get('live')
  @Policy('anyone')
  live(): object {
    return { status: 'ok' };
  }

  /** 503 if a request would fail for a cause in the service, or while it stops. */
  @Get('ready')
  @Policy('anyone')
  async ready(@Res({ passthrough: true }) response: Response): Promise<unknown> {
    try {
      return await this.health.check(this.#checks());
    } catch (error) {
      if (!(error instanceof HttpException)) throw error;
      response.status(error.getStatus()).setHeader('retry-after', '1');
      return error.getResponse();
    }
  }

  #checks(): HealthIndicatorFunction[] {
    const { data } = this.parts;
    const { hasJournal } = this.ledger.capabilities;
    return [
      ...(hasJournal
        ? [() => this.#store(this.#status()), () => this.#journal(this.#status())]
        : [() => this.#ledger()]),
      ...(data === null ? [] : [() => this.#disk(data)]),
    ];
  }

  async #ledger(): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('store');
    const late = Promise.withResolvers<false>();
    const timer = setTimeout(() => late.resolve(false), STORE_MS);
    const isThere = this.ledger.head().then(
      () => true,
      () => false,
    );
    const answered = await Promise.race([isThere, late.promise]);
    clearTimeout(timer);
    return answered ? check.up() : check.down();
  }

  #status(): EventStoreStatus {
    const { journal } = this.parts;
    if (journal === undefined) throw new Error('a ledger has a journal, but its progress is not available');
    return journal();
  }

  #store({ state }: EventStoreStatus): HealthIndicatorResult {
    const check = this.indicators.check('store');
    return state === 'following' || state === 'rebuilding' ? check.up({ link: state }) : check.down({ link: state });
  }

  #journal(status: EventStoreStatus): HealthIndicatorResult {
    const check = this.indicators.check('journal');
    const { progress, state, findings, damage } = status;
    const details = { progress, lagBytes: lagOf(status), streamFindings: findings.length };
    if (damage !== null) return check.down({ ...details, damage });
    return state === 'rebuilding' || state === 'diverged' ? check.down(details) : check.up(details);
  }

  async #disk(folder: string): Promise<HealthIndicatorResult> {
    const check = this.indicators.check('disk');
    const { bavail, bsize } = await statfs(folder);
    const freeMb = Math.floor((bavail * bsize) / MEGABYTE);
    return freeMb < this.parts.minFreeMb ? check.down({ freeMb }) : check.up({ freeMb });
  }
}
