import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** Closes one thing that was opened for the service. */
export type Close = () => Promise<unknown>;

export const CLOSES = Symbol('closes');

/** Closes ledger, keys and whatever else was opened, one after the other, when the last request has been answered. */
@Injectable()
export class Closing implements OnApplicationShutdown {
  constructor(@Inject(CLOSES) private readonly closes: readonly Close[]) {}

  async onApplicationShutdown(): Promise<void> {
    for (const close of this.closes) await close();
  }
}
