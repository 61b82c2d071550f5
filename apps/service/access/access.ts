import type { Logger } from 'pino';
import type { TemporaryStore } from '#lib/temporary/index.js';
import type { Account, People } from './account.js';
import { Drafts } from './drafts.js';
import { Issuer, type IssuerSettings } from './issuer.js';
import { SecurityLog } from './security-log.js';
import { Sessions } from './sessions.js';

/** The name under which the parts of sign-in are provided; null there means that nobody signs in, on this machine alone. */
export const ACCESS = Symbol('access');

/** What sign-in is made of. */
export interface AccessParts {
  /** Null until it is known, as with the built-in issuer of a service that does not listen yet. */
  readonly issuer: () => IssuerSettings | null;
  /** The service's own address for browsers, without a path; null until it is known. */
  readonly origin: () => string | null;
  readonly store: TemporaryStore;
  readonly people: People;
  /** The first administrator; null for none. */
  readonly administrator: Account | null;
}

/** Sign-in over a store: sessions, drafts, the log, and the issuer once it is known. */
export class Access {
  readonly sessions: Sessions;
  readonly drafts: Drafts;
  readonly securityLog: SecurityLog;
  #issuer: Issuer | null = null;

  constructor(
    readonly parts: AccessParts,
    private readonly clock: () => number,
    log: Logger,
  ) {
    this.sessions = new Sessions(parts.store, clock);
    this.drafts = new Drafts(parts.store, clock);
    this.securityLog = new SecurityLog(parts.store, log, clock);
  }

  get now(): number {
    return this.clock();
  }

  get issuer(): Issuer {
    const settings = this.#issuer?.settings ?? this.parts.issuer();
    if (settings === null) throw new Error('the issuer is asked before the service listens');
    this.#issuer ??= new Issuer(settings, this.clock);
    return this.#issuer;
  }

  get origin(): string {
    const origin = this.parts.origin();
    if (origin === null) throw new Error('the own address is asked before the service listens');
    return origin;
  }
}
