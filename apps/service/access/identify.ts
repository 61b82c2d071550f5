import type { Request } from 'express';
import type { Access } from './access.js';
import { type Account, type Identity, type Scope, type Standing, standingsMark } from './account.js';
import { COOKIES, cookieOf } from './cookies.js';
import { SignInRefusedError } from './issuer.js';

const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/;
const ALL: ReadonlySet<Scope> = new Set(['read', 'record']);

/** The directory cannot be asked who the account is: nobody is anybody until it answers. */
export class PeopleAwayError extends Error {
  override readonly name = 'PeopleAwayError';
}

/** Who sent the request; null for a stranger. A bearer token wins over a cookie. */
export async function identityOf(access: Access, request: Request): Promise<Identity | null> {
  const { authorization } = request.headers;
  return authorization === undefined ? bySession(access, request) : byToken(access, authorization);
}

/** The standings of an account today. Throws PeopleAwayError. */
export async function standingsNow({ parts, now }: Access, account: Account): Promise<readonly Standing[]> {
  const standings = await parts.people.standingsOf(account, now);
  if (standings === 'away') throw new PeopleAwayError('the directory is away');
  return standings;
}

export function isAdministrator({ parts }: Access, { issuer, subject }: Account): boolean {
  const { administrator } = parts;
  return administrator !== null && administrator.issuer === issuer && administrator.subject === subject;
}

/** Throws SignInRefusedError for a token that is not valid, which is never taken for no token. */
async function byToken(access: Access, authorization: string): Promise<Identity> {
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw new SignInRefusedError('malformed');
  const { account, scopes } = await access.issuer.bearer(token);
  const standings = await standingsNow(access, account);
  return { account, standings, scopes, isAdministrator: isAdministrator(access, account), session: null };
}

/** A session whose account has other roles, or is another person, than at sign-in has ended. */
async function bySession(access: Access, request: Request): Promise<Identity | null> {
  const id = cookieOf(request, COOKIES.session);
  const session = id === null ? undefined : await access.sessions.find(id);
  if (session === undefined) return null;
  const { account, csrf } = session;
  const standings = await standingsNow(access, account);
  const identity = { account, standings, scopes: ALL, isAdministrator: isAdministrator(access, account) };
  if (standingsMark(standings) !== session.standings) {
    await access.sessions.end(session.id);
    const reference = String(request.id);
    await access.securityLog.note({ what: 'session_ended', why: 'standing_changed', account, reference });
    return null;
  }
  return { ...identity, session: { id: session.id, csrf } };
}
