import { ProblemError } from '../api/problem.js';
import type { Access } from './access.js';
import { standingsMark } from './account.js';
import { isAdministrator, standingsNow } from './identify.js';
import { SignInRefusedError, type SignInSecrets, type SignedIn } from './issuer.js';
import { returnTo } from './return-to.js';
import { type Session, newSecret } from './sessions.js';

/** A sign-in that takes longer begins anew. */
const SIGN_IN_MS = 10 * 60_000;
/** A logout token counts once within the time for which it is valid. */
const LOGOUT_TOKEN_MS = 10 * 60_000;
const KIND = 'sign-in';
const BACK = '/sign-in/back';

interface UnderWay {
  readonly secrets: SignInSecrets;
  readonly to: string;
}

/** Begins a sign-in: the address at the issuer, and the secret that the browser must bring back. */
export async function startSignIn(access: Access, to: unknown): Promise<{ readonly address: URL; readonly secret: string }> {
  const { address, secrets } = await access.issuer.begin(access.origin + BACK);
  const secret = newSecret();
  const value: UnderWay = { secrets, to: returnTo(to) };
  await access.parts.store.put({ kind: KIND, id: secret, owner: '', until: access.now + SIGN_IN_MS, version: 1, value });
  return { address, secret };
}

interface CameBack {
  /** The whole address at which the browser came back. */
  readonly address: URL;
  /** The secret of the sign-in that this browser began; null if it began none. */
  readonly secret: string | null;
  /** The id of a session that the browser already had. */
  readonly earlier: string | null;
  readonly reference: string;
}

/** Ends a sign-in with a new session. Throws a problem, having logged why. */
export async function finishSignIn(
  access: Access,
  { address, secret, earlier, reference }: CameBack,
): Promise<{ readonly session: Session; readonly to: string }> {
  // Taken, and so used up, whatever comes of it.
  const found = secret === null ? undefined : await access.parts.store.take(KIND, secret);
  if (found === undefined) throw await refusedFor(access, 'no_sign_in_under_way', reference);
  const { secrets, to } = found.value as UnderWay;
  const { account, sid, idToken } = await finished(access, { address, secrets, reference });
  const standings = await standingsNow(access, account);
  if (earlier !== null) await access.sessions.end(earlier);
  const session = await access.sessions.begin({ account, sid, idToken, standings: standingsMark(standings) });
  const identity = { account, standings, isAdministrator: isAdministrator(access, account), scopes: new Set<never>(), session };
  await access.securityLog.note({ what: 'signed_in', identity, reference });
  return { session, to };
}

interface Finishing {
  readonly address: URL;
  readonly secrets: SignInSecrets;
  readonly reference: string;
}

async function finished(access: Access, { address, secrets, reference }: Finishing): Promise<SignedIn> {
  try {
    return await access.issuer.finish(address, secrets);
  } catch (error) {
    if (error instanceof SignInRefusedError) throw await refusedFor(access, error.why, reference);
    throw error;
  }
}

async function refusedFor(access: Access, why: string, reference: string): Promise<ProblemError> {
  await access.securityLog.note({ what: 'sign_in_refused', why, reference });
  return new ProblemError('sign_in_failed');
}

/** Ends the sessions that a logout token names. Throws a problem for a token that is not valid or came before. */
export async function endByToken(access: Access, token: string, reference: string): Promise<void> {
  const { issuer } = access.issuer.settings;
  try {
    const { subject, sid, jti } = await access.issuer.logout(token);
    const used = { kind: 'logout-token', id: jti, owner: '', until: access.now + LOGOUT_TOKEN_MS, version: 1, value: null };
    if (!(await access.parts.store.put(used))) throw new SignInRefusedError('replayed');
    if (sid === null) await access.sessions.endOf({ issuer, subject: subject ?? '' });
    else await access.sessions.endOfIssuer(issuer, sid);
    await access.securityLog.note({ what: 'session_ended', why: 'back_channel', reference });
  } catch (error) {
    if (error instanceof SignInRefusedError) throw await refusedFor(access, error.why, reference);
    throw error;
  }
}
