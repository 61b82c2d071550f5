import { type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as client from 'openid-client';
import type { Account, Scope } from './account.js';

/** Signatures by a private key only: with `none` or HS256 anybody who knows the public key could sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const TIMEOUT_S = 5;
/** How far the clocks of issuer and service may differ. */
const TOLERANCE_S = 60;
/** A logout token is used at once (OpenID Connect Back-Channel Logout 1.0, 2.6). */
const LOGOUT_TOKEN_AGE_S = 120;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** An unknown key is looked up again at most this often, so that made-up keys cannot make the service ask without end. */
const KEY_COOLDOWN_MS = 5_000;
const SCOPES: readonly Scope[] = ['read', 'record'];

/** Where and as what the service signs people in. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a client without a secret; PKCE protects its codes. */
  readonly clientSecret: string | null;
  /** The audience of tokens for the API. */
  readonly audience: string;
  /** Outside production only: an issuer on this machine without TLS. */
  readonly isInsecure?: boolean;
  readonly keyCooldownMs?: number;
}

/** The issuer cannot be reached: waiting may help. */
export class IssuerUnavailableError extends Error {
  override readonly name = 'IssuerUnavailableError';
}

/** What came from the browser or the issuer does not sign anybody in. `why` is a short code without personal data. */
export class SignInRefusedError extends Error {
  override readonly name = 'SignInRefusedError';
  constructor(
    readonly why: string,
    options?: ErrorOptions,
  ) {
    super(`sign-in refused: ${why}`, options);
  }
}

/** The secrets of one sign-in, known to the service alone. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who signed in. */
export interface SignedIn {
  readonly account: Account;
  readonly sid: string | null;
  readonly idToken: string;
}

interface Known {
  readonly configuration: client.Configuration;
  readonly keys: JWTVerifyGetKey;
}

/** One OpenID Connect issuer: sign-in by authorization code with PKCE, and the check of every token that it signed. */
export class Issuer {
  #known: Promise<Known> | null = null;

  constructor(
    readonly settings: IssuerSettings,
    private readonly clock: () => number,
  ) {}

  /** The address at the issuer where a sign-in begins, and its secrets. Throws IssuerUnavailableError. */
  async begin(redirectUri: string): Promise<{ readonly address: URL; readonly secrets: SignInSecrets }> {
    const { configuration } = await this.#discovered();
    const secrets = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid',
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
    });
    return { address, secrets };
  }

  /** Exchanges the code of a callback address. Throws SignInRefusedError, IssuerUnavailableError. */
  async finish(callback: URL, { state, nonce, verifier }: SignInSecrets): Promise<SignedIn> {
    const { configuration } = await this.#discovered();
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(configuration, callback, checks).catch((error: unknown) => {
      throw faultOf(error);
    });
    const idToken = tokens.id_token ?? '';
    // The client trusts the connection for the signature; here the signature is checked as well.
    const claims = await this.#verify(idToken, { audience: this.settings.clientId, requiredClaims: ['sub', 'iat', 'exp'] });
    if (claims['nonce'] !== nonce) throw new SignInRefusedError('nonce');
    if (claims['azp'] !== undefined && claims['azp'] !== this.settings.clientId) throw new SignInRefusedError('azp');
    return { account: this.#accountOf(claims), sid: textOf(claims['sid']), idToken };
  }

  /** Who sent a bearer token, and for what it may be used. Throws SignInRefusedError, IssuerUnavailableError. */
  async bearer(token: string): Promise<{ readonly account: Account; readonly scopes: ReadonlySet<Scope> }> {
    const { audience } = this.settings;
    const claims = await this.#verify(token, { audience, requiredClaims: ['sub', 'exp'] });
    if (claims['nonce'] !== undefined || claims['events'] !== undefined) throw new SignInRefusedError('not_an_access_token');
    const scopes = new Set(SCOPES.filter((one) => grantedIn(claims).includes(one)));
    if (scopes.size === 0) throw new SignInRefusedError('scope');
    return { account: this.#accountOf(claims), scopes };
  }

  /** What a logout token ends. Throws SignInRefusedError, IssuerUnavailableError. */
  async logout(token: string): Promise<{ readonly subject: string | null; readonly sid: string | null; readonly jti: string }> {
    const claims = await this.#verify(token, {
      audience: this.settings.clientId,
      requiredClaims: ['iat', 'jti', 'events'],
      maxTokenAge: LOGOUT_TOKEN_AGE_S,
    });
    const events = claims['events'];
    const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
    const [subject, sid] = [textOf(claims.sub), textOf(claims['sid'])];
    if (!isLogout || claims['nonce'] !== undefined || (subject === null && sid === null)) {
      throw new SignInRefusedError('not_a_logout_token');
    }
    return { subject, sid, jti: String(claims.jti) };
  }

  /** The issuer's own sign-out, which leads back to `back`; null if it has none or cannot be reached. */
  async endAddress(idToken: string, back: string): Promise<URL | null> {
    const known = await this.#discovered().catch(() => null);
    if (known?.configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return client.buildEndSessionUrl(known.configuration, { id_token_hint: idToken, post_logout_redirect_uri: back });
  }

  #accountOf({ sub }: JWTPayload): Account {
    const subject = textOf(sub);
    if (subject === null) throw new SignInRefusedError('sub');
    return { issuer: this.settings.issuer, subject };
  }

  async #verify(token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
    const { keys } = await this.#discovered();
    const { issuer } = this.settings;
    const always = { issuer, algorithms: ALGORITHMS, clockTolerance: TOLERANCE_S, currentDate: new Date(this.clock()) };
    try {
      return (await jwtVerify(token, keys, { ...options, ...always })).payload;
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** Asks once; a failure is forgotten, so that the next sign-in asks again. */
  #discovered(): Promise<Known> {
    this.#known ??= this.#discover().catch((error: unknown) => {
      this.#known = null;
      throw new IssuerUnavailableError('the issuer cannot be reached', { cause: error });
    });
    return this.#known;
  }

  async #discover(): Promise<Known> {
    const { issuer, clientId, clientSecret, isInsecure = false, keyCooldownMs = KEY_COOLDOWN_MS } = this.settings;
    const authentication = clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to an issuer without TLS; outside production, on this machine
    const insecure = isInsecure ? [client.allowInsecureRequests] : [];
    const metadata = { [client.clockTolerance]: TOLERANCE_S };
    const options = { timeout: TIMEOUT_S, execute: insecure };
    const configuration = await client.discovery(new URL(issuer), clientId, metadata, authentication, options);
    const { jwks_uri: address, issuer: named } = configuration.serverMetadata();
    if (address === undefined || named !== issuer) throw new Error('the issuer publishes no keys, or under another name');
    const keys = createRemoteJWKSet(new URL(address), { cooldownDuration: keyCooldownMs, timeoutDuration: TIMEOUT_S * 1_000 });
    return { configuration, keys };
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Scopes of a person's token (`scope`, or `scp` of Entra ID), and roles of a service account's (`roles` of Entra ID). */
function grantedIn(claims: JWTPayload): readonly string[] {
  const texts = [claims['scope'], claims['scp']].filter((one) => typeof one === 'string').flatMap((one) => one.split(' '));
  const lists = [claims['scp'], claims['roles']].filter(Array.isArray).flat();
  return [...texts, ...lists.filter((one) => typeof one === 'string')];
}

const UNREACHED = new Set(['ERR_JWKS_TIMEOUT', 'OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'ERR_JOSE_GENERIC']);

/** An error of the network is the issuer's; anything else refuses the sign-in, with the library's own short code. */
function faultOf(error: unknown): Error {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  const isNetwork = name === 'TypeError' || name === 'TimeoutError' || UNREACHED.has(String(code));
  if (isNetwork) return new IssuerUnavailableError('the issuer did not answer', { cause: error });
  const claim = error instanceof errors.JWTClaimValidationFailed ? `_${error.claim}` : '';
  return new SignInRefusedError(`${String(code ?? 'unknown').toLowerCase()}${claim}`, { cause: error });
}
