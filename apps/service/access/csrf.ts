import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** The field of a form, and the header of a script, that send the session's token back. */
export const CSRF_FIELD = '_csrf';
const CSRF_HEADER = 'x-csrf-token';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for a method that may change something. */
export const isUnsafe = (method: string): boolean => !SAFE.has(method);

/**
 * True if a page of ours sent the request: the browser says so (`Sec-Fetch-Site`, or `Origin` from a browser without it), and the
 * token is the session's. A request that says neither is refused.
 */
export function isOwnForm(request: Request, { csrf, origin }: { readonly csrf: string; readonly origin: string }): boolean {
  return isSameOrigin(request, origin) && isSame(tokenOf(request), csrf);
}

function isSameOrigin({ headers }: Request, own: string): boolean {
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined && origin !== own) return false;
  return site !== undefined || origin !== undefined;
}

function tokenOf(request: Request): string {
  const header = request.headers[CSRF_HEADER];
  if (typeof header === 'string') return header;
  const body: unknown = request.body;
  const isForm = request.is('application/x-www-form-urlencoded') !== false && typeof body === 'object' && body !== null;
  const field = isForm ? (body as Record<string, unknown>)[CSRF_FIELD] : undefined;
  return typeof field === 'string' ? field : '';
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time however much of the text is right. */
const isSame = (given: string, right: string): boolean => timingSafeEqual(digest(given), digest(right));
