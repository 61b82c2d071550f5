import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** Closes one resource of the service. */
export type Close = () => Promise<unknown>;

export const CLOSES = Symbol('closes');

/** Closes ledger, keys and all other resources one by one after the last answer. */
@Injectable()
export class Closing implements OnApplicationShutdown {
  constructor(@Inject(CLOSES) private readonly closes: readonly Close[]) {}

  async onApplicationShutdown(): Promise<void> {
    for (const close of this.closes) await close();
  }
}
