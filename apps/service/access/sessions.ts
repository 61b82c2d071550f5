import { randomBytes } from 'node:crypto';
import type { TemporaryStore } from '#lib/temporary/index.js';
import type { Account } from './account.js';

const MINUTE = 60_000;
/** A session ends after this time without a request; up to a minute later, because it notes its use once a minute. */
export const IDLE_MS = 30 * MINUTE;
/** A session ends after this time, however much it is used. */
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
const NOTED_EVERY_MS = MINUTE;
const SECRET_BYTES = 32;
const KIND = 'session';

/** 256 bits of chance as text. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** A signed-in browser. */
export interface Session {
  readonly id: string;
  readonly account: Account;
  /** The issuer's own session, by which it may end this one; null if the issuer names none. */
  readonly sid: string | null;
  /** The ID token, a hint for the issuer at sign-out. */
  readonly idToken: string;
  /** Who the account was when it signed in: a session ends when that changes. */
  readonly standings: string;
  /** What every form of this session sends back. */
  readonly csrf: string;
}

interface Stored extends Omit<Session, 'id'> {
  readonly startedAt: number;
  readonly seenAt: number;
}

const ownerOf = ({ issuer, subject }: Account): string => JSON.stringify([issuer, subject]);
const markOf = (issuer: string, sid: string): string => JSON.stringify([issuer, sid]);

/** Sessions on the server. The browser holds a random id and nothing else. */
export class Sessions {
  constructor(
    private readonly store: TemporaryStore,
    private readonly clock: () => number,
  ) {}

  /** Begins a session under an id that never existed before. */
  async begin(given: Omit<Session, 'id' | 'csrf'>): Promise<Session> {
    const now = this.clock();
    const session = { ...given, id: newSecret(), csrf: newSecret() };
    await this.#put(session, { startedAt: now, seenAt: now }, 1);
    return session;
  }

  /** The session with this id; undefined if it has ended. Notes its use. */
  async find(id: string): Promise<Session | undefined> {
    const found = await this.store.get(KIND, id);
    if (found === undefined) return undefined;
    const { startedAt, seenAt, ...rest } = found.value as Stored;
    const now = this.clock();
    // A clock that went back would prolong the session.
    if (seenAt > now + MINUTE) {
      await this.end(id);
      return undefined;
    }
    const session = { ...rest, id };
    // If another request notes the use at the same time, that is enough.
    if (now - seenAt >= NOTED_EVERY_MS) await this.#put(session, { startedAt, seenAt: now }, found.version + 1);
    return session;
  }

  async end(id: string): Promise<void> {
    await this.store.take(KIND, id);
  }

  /** Ends every session of an account; answers their number. */
  async endOf(account: Account): Promise<number> {
    return this.store.removeAll({ kind: KIND, owner: ownerOf(account) });
  }

  /** Ends the sessions that belong to a session of the issuer; answers their number. */
  async endOfIssuer(issuer: string, sid: string): Promise<number> {
    return this.store.removeAll({ kind: KIND, mark: markOf(issuer, sid) });
  }

  async #put({ id, ...session }: Session, times: Pick<Stored, 'startedAt' | 'seenAt'>, version: number): Promise<void> {
    const { account, sid } = session;
    const until = Math.min(times.startedAt + ABSOLUTE_MS, times.seenAt + IDLE_MS + NOTED_EVERY_MS);
    const mark = sid === null ? {} : { mark: markOf(account.issuer, sid) };
    await this.store.put({ kind: KIND, id, owner: ownerOf(account), ...mark, until, version, value: { ...session, ...times } });
  }
}
