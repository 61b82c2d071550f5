import type { IncomingMessage, ServerResponse } from 'node:http';

/** The browser sends these back to this host alone, over TLS or to this machine, and shows them to no script. */
export const COOKIES = { session: '__Host-evenhand', signIn: '__Host-evenhand-sign-in' } as const;
type Cookie = (typeof COOKIES)[keyof typeof COOKIES];

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';
/** 32 bytes as base64url: 256 bits of chance. */
const VALUE = /^[A-Za-z0-9_-]{43}$/;

/** The value of a cookie; null if it is missing, malformed or sent more than once. */
export function cookieOf(request: IncomingMessage, name: Cookie): string | null {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
  const [value, ...more] = values;
  return value !== undefined && more.length === 0 && VALUE.test(value) ? value : null;
}

/** Sets a cookie for the time that the browser runs, or with null removes it. */
export function setCookie(response: ServerResponse, name: Cookie, value: string | null): void {
  response.appendHeader('set-cookie', value === null ? `${name}=; ${ATTRIBUTES}; Max-Age=0` : `${name}=${value}; ${ATTRIBUTES}`);
}
