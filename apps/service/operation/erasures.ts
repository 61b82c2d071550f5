import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { type Application, erasureFollower, replayErasures } from '#lib/application/index.js';
import { APPLICATION } from '#lib/bus/index.js';
import { LedgerUnavailableError } from '#lib/ledger/index.js';
import type { Logger } from '../log.js';
import { LOG } from './parts.js';

/** Repeats all erasures before the first request and carries out new ones while the service runs. */
@Injectable()
export class Erasures implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #end = new AbortController();
  #isReplayed = false;

  constructor(
    @Inject(APPLICATION) private readonly application: Application,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** An unreachable ledger is tried again later; meanwhile nothing can be read from it. */
  async onModuleInit(): Promise<void> {
    try {
      await this.#replay();
    } catch (error) {
      if (!(error instanceof LedgerUnavailableError)) throw error;
      this.#tell(error);
    }
  }

  onApplicationBootstrap(): void {
    void this.#follow();
  }

  beforeApplicationShutdown(): void {
    this.#end.abort();
  }

  async #replay(): Promise<void> {
    if (!this.#isReplayed) await replayErasures(this.application);
    this.#isReplayed = true;
  }

  async #follow(): Promise<void> {
    const follower = erasureFollower(this.application, () => this.#replay());
    await follower.run(this.#end.signal, (error, stoppedAt) => this.#tell(error, stoppedAt));
  }

  #tell(error: unknown, stoppedAt: bigint | null = null): void {
    const at = stoppedAt === null ? {} : { position: stoppedAt.toString() };
    this.log.warn({ kind: (error as Error).name, ...at }, 'erasures are waiting for the ledger or the key store');
  }
}
