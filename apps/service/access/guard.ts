import { type CanActivate, type ExecutionContext, Inject, Injectable, createParamDecorator } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ProblemError, type ProblemKind } from '../api/problem.js';
import { ACCESS, type Access } from './access.js';
import { type Identity, standingIn } from './account.js';
import { isOwnForm, isUnsafe } from './csrf.js';
import { identityOf } from './identify.js';
import { SignInRefusedError } from './issuer.js';
import { type Decision, decide, isForeign, policies, policyOf } from './policy.js';
import type { SecurityEvent } from './security-log.js';

/** Media types that take the record out of the service. */
const EXPORTS = /^(text\/csv|application\/(jsonl|x-ndjson)|application\/pdf)/;
/** Headers that a proxy adds: without sign-in the service answers this machine alone, and no proxy. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

const refusals: Readonly<Record<Exclude<Decision, 'allowed'>, ProblemKind>> = {
  unauthenticated: 'unauthenticated',
  hidden: 'council_unknown',
  forbidden: 'forbidden',
};

/** True for a request that came through a proxy. */
export const isForwarded = ({ headers }: Request): boolean => FORWARDED.some((name) => headers[name] !== undefined);

interface WithIdentity {
  identity?: Identity | null;
}

/** Who sent the request; null if the route needs nobody, or where nobody signs in. */
export const Who = createParamDecorator((_data: unknown, context: ExecutionContext): Identity | null => {
  return context.switchToHttp().getRequest<WithIdentity>().identity ?? null;
});

/** Who sent the request, and its reference. */
export interface Calling {
  readonly who: Identity | null;
  readonly correlationId: string;
}

/** The same as `Who`, with the request's reference: the correlation of its events. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Calling => {
  const { id, identity = null } = context.switchToHttp().getRequest<WithIdentity & { readonly id: unknown }>();
  return { who: identity, correlationId: String(id) };
});

/** Holds every route to its policy. A route without one answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(ACCESS) private readonly access: Access | null) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = policyOf(context.getHandler());
    if (policy === undefined) throw new Error('a route declares no policy');
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (this.access === null) {
      if (policies[policy].of !== 'nobody' && isForwarded(request)) throw new ProblemError('misdirected');
      return true;
    }
    if (policies[policy].of === 'nobody' && (isForeign(policy) || !isUnsafe(request.method))) return true;
    const identity = await this.#identity(this.access, request);
    (request as WithIdentity).identity = identity;
    const council = councilOf(request);
    const isLed = council !== null && identity?.isAdministrator === true && (await this.access.parts.people.isLed(council));
    const decision = decide({ policy, identity, council, isLed });
    if (decision !== 'allowed') throw await this.#refused(request, { what: 'refused', why: decision }, refusals[decision]);
    await this.#checkForm(this.access, request, identity);
    this.#watchExports(this.access, request, http.getResponse<Response>());
    return true;
  }

  async #identity(access: Access, request: Request): Promise<Identity | null> {
    try {
      return await identityOf(access, request);
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) throw error;
      throw await this.#refused(request, { what: 'token_refused', why: error.why }, 'unauthenticated');
    }
  }

  /** A session rides with every request of the browser, so a form must show that it is ours. A bearer token does not. */
  async #checkForm({ origin }: Access, request: Request, identity: Identity | null): Promise<void> {
    const session = identity?.session ?? null;
    if (session === null || !isUnsafe(request.method) || isOwnForm(request, { csrf: session.csrf, origin })) return;
    throw await this.#refused(request, { what: 'foreign_request' }, 'foreign_request');
  }

  async #refused(request: Request, noted: { what: SecurityEvent; why?: string }, kind: ProblemKind): Promise<ProblemError> {
    const identity = (request as WithIdentity).identity ?? null;
    await this.access?.securityLog.note({ ...noted, ...placeOf(request), identity });
    return new ProblemError(kind);
  }

  #watchExports({ securityLog }: Access, request: Request, response: Response): void {
    response.once('finish', () => {
      const type = response.getHeader('content-type');
      if (typeof type !== 'string' || !EXPORTS.test(type)) return;
      const identity = (request as WithIdentity).identity ?? null;
      void securityLog.note({ what: 'exported', why: type.split(';')[0] ?? '', ...placeOf(request), identity });
    });
  }
}

const councilOf = ({ params }: Request): string | null =>
  typeof params['council'] === 'string' ? params['council'] : null;

/** Where a request went, by the pattern of its route: an address may hold what somebody typed. */
function placeOf(request: Request): { readonly route: string; readonly council: string | null; readonly reference: string } {
  const { path } = (request.route ?? { path: '' }) as { readonly path: string };
  return { route: `${request.method} ${path}`, council: councilOf(request), reference: String(request.id) };
}

/** The signed-in person of a council and the roles of the day: what narrows every answer. Null where nobody signs in. */
export function viewerIn(identity: Identity | null, council: string): { readonly person: string; readonly roles: readonly string[] } | null {
  const standing = identity === null ? undefined : standingIn(identity, council);
  return standing === undefined ? null : { person: standing.person, roles: standing.roles };
}
