import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { type CryptoKey, SignJWT, exportJWK, generateKeyPair } from 'jose';
import type Provider from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { isOwnAddress } from '../../doubts.js';
import { ProblemError } from '../../api/problem.js';
import { isForwarded } from '../guard.js';
import type { IssuerSettings } from '../issuer.js';
import { demonstrationAccounts } from './accounts.js';
import { accountsPage } from './page.js';

/** Where the built-in issuer is mounted. */
export const DEVELOPMENT_PATH = '/development';
const CLIENT = 'evenhand';
const AUDIENCE = 'evenhand-api';
const KEY_ID = 'development';
const TOKEN_LIFE = '12h';
const BODY_LIMIT = 10_000;

/** The built-in issuer of the demonstration. */
export interface DevelopmentIssuer {
  readonly settings: IssuerSettings;
  /** Serves everything under `/development`. */
  handle(request: Request, response: Response, next: NextFunction): void;
}

/** Makes the issuer of a service at `origin`, with keys that live as long as the process. Outside production only. */
export async function openDevelopmentIssuer(origin: string): Promise<DevelopmentIssuer> {
  const { default: OidcProvider, interactionPolicy } = await import('oidc-provider');
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const issuer = origin + DEVELOPMENT_PATH;
  const jwk = { ...(await exportJWK(privateKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' };
  const policy = interactionPolicy.base();
  // Without this the account of before would be signed in again, and no other could be chosen.
  policy.get('login')?.checks.add(
    new interactionPolicy.Check('choose', 'an account is chosen each time', (ctx: KoaContextWithOIDC) => {
      return ctx.oidc.result?.login === undefined
        ? interactionPolicy.Check.REQUEST_PROMPT
        : interactionPolicy.Check.NO_NEED_TO_PROMPT;
    }),
  );
  const provider = new OidcProvider(issuer, { ...configuration(origin), jwks: { keys: [jwk] }, interactions: { policy, url: pageOf } });
  const settings = { issuer, clientId: CLIENT, clientSecret: null, audience: AUDIENCE, isInsecure: true };
  return { settings, handle: handlerOf(provider, { issuer, privateKey, origin }) };
}

const pageOf = (_ctx: unknown, { uid }: { readonly uid: string }): string => `${DEVELOPMENT_PATH}/as/${uid}`;

function configuration(origin: string): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${origin}/sign-in/back`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    cookies: { keys: [KEY_ID] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Grant: 600, Interaction: 600, Session: 600 },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  };
}

interface Signing {
  readonly issuer: string;
  readonly privateKey: CryptoKey;
  readonly origin: string;
}

/** Answers this machine alone, under its own names, and nothing that a proxy passed on. */
function isOfThisMachine(request: Request): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return isOwnAddress(address) && (name === 'localhost' || isOwnAddress(name)) && !isForwarded(request);
}

function handlerOf(provider: Provider, signing: Signing): DevelopmentIssuer['handle'] {
  const rest = provider.callback();
  return (request, response, next) => {
    if (!isOfThisMachine(request)) {
      next(new ProblemError('misdirected'));
      return;
    }
    const own = ownAnswer(provider, signing, request, response);
    if (own === null) void rest(request, response);
    else own.catch(next);
  };
}

/** The pages that are not the provider's; null for its own. */
function ownAnswer(provider: Provider, signing: Signing, request: Request, response: Response): Promise<void> | null {
  const { method, path } = request;
  if (/^\/as\/[\w-]+$/.test(path)) return method === 'POST' ? choose(provider, request, response) : show(request, response);
  return method === 'POST' && path === '/token-for' ? tokenFor(signing, request, response) : null;
}

async function show(request: Request, response: Response): Promise<void> {
  response.type('html').send(accountsPage(request.originalUrl));
}

async function choose(provider: Provider, request: Request, response: Response): Promise<void> {
  const accountId = await accountIn(request);
  await provider.interactionFinished(request, response, { login: { accountId, remember: false } });
}

/** A bearer token for a program on this machine. A page of another site cannot read the answer. */
async function tokenFor({ issuer, privateKey }: Signing, request: Request, response: Response): Promise<void> {
  const token = await new SignJWT({ scope: 'read record' })
    .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'at+jwt' })
    .setIssuer(issuer)
    .setSubject(await accountIn(request))
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(TOKEN_LIFE)
    .sign(privateKey);
  response.type('text/plain').send(`${token}\n`);
}

/** The account that a form names. Throws a problem for one that does not exist. */
async function accountIn(request: Request): Promise<string> {
  const subject = new URLSearchParams(await textOf(request)).get('account');
  const found = demonstrationAccounts.find((one) => one.subject === subject);
  if (found === undefined) throw new ProblemError('not_found');
  return found.subject;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += String(part);
    if (text.length > BODY_LIMIT) throw new ProblemError('too_large');
  }
  return text;
}
