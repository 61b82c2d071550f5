import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestId } from '../api/request.js';
import { answerEither, escaped } from '../api/html.js';
import { ProblemError } from '../api/problem.js';
import { ACCESS, type Access } from './access.js';
import type { Identity } from './account.js';
import { COOKIES, cookieOf, setCookie } from './cookies.js';
import { CSRF_FIELD } from './csrf.js';
import { Who } from './guard.js';
import { Policy } from './policy.js';
import { endByToken, finishSignIn, startSignIn } from './sign-in.js';

/** From the browser to the issuer and back, and out again. */
@Controller()
@ApiExcludeController()
export class SignInController {
  constructor(@Inject(ACCESS) private readonly given: Access | null) {}

  /** To the issuer. `to` is the page that opens afterwards. */
  @Get('sign-in')
  @Policy('anyone')
  async start(@Query('to') to: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { origin } = this.#access;
    if (`${request.protocol}://${request.headers.host}` !== origin && isOfThisMachine(origin)) {
      // localhost and 127.0.0.1 keep cookies apart, and the issuer leads back to one of them.
      response.redirect(303, new URL(request.originalUrl, origin).href);
      return;
    }
    const { address, secret } = await startSignIn(this.#access, to);
    setCookie(response, COOKIES.signIn, secret);
    response.redirect(303, address.href);
  }

  /** Back from the issuer. */
  @Get('sign-in/back')
  @Policy('anyone')
  async finish(@Req() request: Request, @Res() response: Response, @RequestId() reference: string): Promise<void> {
    const secret = cookieOf(request, COOKIES.signIn);
    const earlier = cookieOf(request, COOKIES.session);
    const address = new URL(request.originalUrl, this.#access.origin);
    setCookie(response, COOKIES.signIn, null);
    const { session, to } = await finishSignIn(this.#access, { address, secret, earlier, reference });
    setCookie(response, COOKIES.session, session.id);
    response.redirect(303, to);
  }

  /** A page with the button that signs out: an address alone signs nobody out. */
  @Get('sign-out')
  @Policy('signed_in')
  ask(@Req() request: Request, @Res() response: Response, @Who() who: Identity | null): void {
    const token = escaped(who?.session?.csrf ?? '');
    const field = `<input type="hidden" name="${CSRF_FIELD}" value="${token}">`;
    const body = `<form method="post" action="/sign-out">${field}<button>Sign out</button></form>`;
    answerEither(request, response, { json: { signedIn: true }, page: { title: 'Sign out of Evenhand', body } });
  }

  @Post('sign-out')
  @Policy('signed_in')
  async end(@Res() response: Response, @Who() who: Identity | null, @RequestId() reference: string): Promise<void> {
    const id = who?.session?.id;
    const session = id === undefined ? undefined : await this.#access.sessions.find(id);
    setCookie(response, COOKIES.session, null);
    if (session === undefined) {
      response.redirect(303, '/');
      return;
    }
    await this.#access.sessions.end(session.id);
    await this.#access.securityLog.note({ what: 'signed_out', identity: who, reference });
    const address = await this.#access.issuer.endAddress(session.idToken, `${this.#access.origin}/`);
    response.redirect(303, address?.href ?? '/');
  }

  /** The issuer loads this address in a frame when somebody signs out there; the cookie does not come with it. */
  @Get('sign-out/front-channel')
  @Policy('issuer')
  async byFrame(@Query('iss') iss: unknown, @Query('sid') sid: unknown, @RequestId() reference: string): Promise<object> {
    const { issuer } = this.#access.issuer.settings;
    if (iss !== issuer || typeof sid !== 'string' || sid === '') throw new ProblemError('sign_in_failed');
    const ended = await this.#access.sessions.endOfIssuer(issuer, sid);
    if (ended > 0) await this.#access.securityLog.note({ what: 'session_ended', why: 'front_channel', reference });
    return {};
  }

  /** The issuer posts a signed token when somebody signs out there. */
  @Post('sign-out/back-channel')
  @HttpCode(200)
  @Policy('issuer')
  async byToken(@Req() request: Request, @RequestId() reference: string): Promise<object> {
    const token = (request.body as { logout_token?: unknown } | undefined)?.logout_token;
    await endByToken(this.#access, typeof token === 'string' ? token : '', reference);
    return {};
  }

  get #access(): Access {
    if (this.given === null) throw new ProblemError('not_found');
    return this.given;
  }
}

const isOfThisMachine = (origin: string): boolean => origin.startsWith('http://');
