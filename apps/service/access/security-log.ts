import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { TemporaryStore } from '#lib/temporary/index.js';
import { type Account, type Identity, standingIn } from './account.js';

/** How long an entry can be read here; the process's own log is the operator's to keep. */
const KEPT_MS = 400 * 24 * 60 * 60_000;
const HOUR = 3_600_000;
/** The most entries an hour of requests that nobody signed in for: a stranger cannot fill the disk. */
const STRANGERS_AN_HOUR = 1_000;
const KIND = 'security-log';
/** Owner of the entries that belong to no council. */
const OF_NO_COUNCIL = '';

/** What is worth an entry. */
export type SecurityEvent =
  'signed_in' | 'sign_in_refused' | 'signed_out' | 'session_ended' | 'token_refused' | 'refused' | 'foreign_request' | 'exported';

/** One entry: who, what, when, where and with which outcome. No name, address or subject of an account stands in it. */
export interface SecurityEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly what: SecurityEvent;
  /** A short code of ours or of the OpenID client; null if the event says everything. */
  readonly why: string | null;
  /** Pattern of the route; null outside one. */
  readonly route: string | null;
  readonly council: string | null;
  /** Token of the person, where the account is one in that council. */
  readonly person: string | null;
  /** A pseudonym of the account: the same for the same account. */
  readonly account: string | null;
  /** The request's reference. */
  readonly reference: string;
}

interface Noted {
  readonly what: SecurityEvent;
  readonly why?: string;
  readonly route?: string | null;
  readonly council?: string | null;
  readonly identity?: Identity | null;
  readonly account?: Account;
  readonly reference: string;
}

/** The log of sign-ins, refusals and exports: a line for the operator, and an entry that the council's auditors read. */
export class SecurityLog {
  #hour = 0;
  #strangers = 0;

  constructor(
    private readonly store: TemporaryStore,
    private readonly log: Logger,
    private readonly clock: () => number,
  ) {}

  /** Writes an entry; for an account without a council in the address, one for each council that it is somebody in. */
  async note(noted: Noted): Promise<void> {
    const { identity = null, council = null } = noted;
    const account = noted.account ?? identity?.account;
    const councils = council === null ? (identity?.standings.map((one) => one.council) ?? []) : [council];
    for (const name of councils.length === 0 ? [null] : councils) {
      const entry = {
        at: new Date(this.clock()).toISOString(),
        what: noted.what,
        why: noted.why ?? null,
        route: noted.route ?? null,
        council: identity === null || name === null || standingIn(identity, name) === undefined ? null : name,
        person: identity === null || name === null ? null : (standingIn(identity, name)?.person ?? null),
        account: account === undefined ? null : this.store.pseudonym(JSON.stringify([account.issuer, account.subject])),
        reference: noted.reference,
      };
      this.log.info({ security: entry }, `security: ${entry.what}`);
      if (account !== undefined || this.#hasRoom()) await this.#keep(entry);
    }
  }

  /** The newest entries of a council, and those of no council, such as refused sign-ins. The newest first, at most 1,000. */
  async read(council: string): Promise<readonly SecurityEntry[]> {
    const lists = [council, OF_NO_COUNCIL].map((owner) => this.store.list({ kind: KIND, owner }));
    const entries = (await Promise.all(lists)).flat().map(({ value }) => value as SecurityEntry);
    return entries.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, STRANGERS_AN_HOUR);
  }

  async #keep(entry: SecurityEntry): Promise<void> {
    const until = this.clock() + KEPT_MS;
    const kept = { kind: KIND, id: randomUUID(), owner: entry.council ?? OF_NO_COUNCIL, until, version: 1, value: entry };
    // A log that cannot be written must not keep anybody from signing out; the line above is written.
    await this.store.put(kept).catch((error: unknown) => this.log.error({ err: error }, 'a security entry was not kept'));
  }

  #hasRoom(): boolean {
    const hour = Math.floor(this.clock() / HOUR);
    if (hour !== this.#hour) [this.#hour, this.#strangers] = [hour, 0];
    this.#strangers += 1;
    return this.#strangers <= STRANGERS_AN_HOUR;
  }
}
