const ANY_ORIGIN = 'http://here.invalid';
const MAX_LENGTH = 2_000;
/** Pages of the sign-in itself would lead round in a circle. */
const OWN = /^\/(sign-in|sign-out|development)(\/|\?|$)/;

/** The address within this service that follows a sign-in; `/` for anything that could lead elsewhere. */
export function returnTo(given: unknown): string {
  if (typeof given !== 'string' || given.length > MAX_LENGTH || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given)) return '/';
  if (given.includes('\\') || !URL.canParse(given, ANY_ORIGIN)) return '/';
  const url = new URL(given, ANY_ORIGIN);
  const path = `${url.pathname}${url.search}`;
  return url.origin === ANY_ORIGIN && !path.startsWith('//') && !OWN.test(path) ? path : '/';
}
