import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { createService } from '../../apps/service/service.js';
import type { Logger } from '../../apps/service/log.js';
import type { Instant } from '#lib/kernel/index.js';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { type PackShelf, builtInPacks } from '#lib/protocol/index.js';
import { type Keys, memoryKeys } from './keys.js';

/** The service over HTTP, as a test talks to it. */
export interface Running {
  readonly app: NestExpressApplication;
  readonly ledger: Ledger;
  get(path: string): request.Test;
  post(path: string, body: string | object): request.Test;
  close(): Promise<void>;
}

interface Options {
  readonly ledger?: Ledger;
  readonly clock?: () => Instant;
  readonly log?: Logger;
  readonly keys?: Keys;
  /** The packs that come with the program; those of this build unless given. */
  readonly shelf?: PackShelf;
  /** How long a reader may wait for a position. */
  readonly waitMs?: number;
  /** False as in production: nobody may name who asks. */
  readonly takesViewers?: boolean;
}

/** The whole service over a ledger in memory, unless another is given. Paths begin at /api/v1. */
export async function startService(options: Options = {}): Promise<Running> {
  const clock = options.clock ?? Date.now;
  const ledger = options.ledger ?? openMemoryLedger({ clock });
  const log = options.log === undefined ? {} : { log: options.log };
  const waiting = options.waitMs === undefined ? {} : { waitMs: options.waitMs };
  const keys = options.keys ?? (await memoryKeys());
  const app = await createService({
    ledger,
    shelf: options.shelf ?? builtInPacks(),
    clock,
    ...keys,
    takesViewers: options.takesViewers ?? true,
    ...log,
    ...waiting,
  });
  await app.listen(0, '127.0.0.1');
  const server: Server = app.getHttpServer();
  return {
    app,
    ledger,
    get: (path) => request(server).get(`/api/v1${path}`),
    post: (path, body) => request(server).post(`/api/v1${path}`).type('application/json').send(body),
    close: async () => {
      await app.close();
      await ledger.close();
    },
  };
}

/** A UUID that a number names, so that a test's ids are the same in every run. */
export function idOf(number: number): string {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A ledger that is another one but for the members given. */
export function altered(ledger: Ledger, members: Partial<Ledger>): Ledger {
  return {
    capabilities: ledger.capabilities,
    append: (...given) => ledger.append(...given),
    restore: (...given) => ledger.restore(...given),
    readCouncil: (...given) => ledger.readCouncil(...given),
    readAll: (...given) => ledger.readAll(...given),
    readTypes: (...given) => ledger.readTypes(...given),
    follow: (...given) => ledger.follow(...given),
    revision: (...given) => ledger.revision(...given),
    head: () => ledger.head(),
    councils: () => ledger.councils(),
    close: () => ledger.close(),
    ...members,
  };
}
