/** What a connection string says, as far as it decides whether the service may start. Never shown: it holds a password. */
export interface StoreAddress {
  /** True where what is sent can be read and altered on the way: `tls=false`. */
  readonly isInsecure: boolean;
  /** True for one node on this machine; a cluster, wherever it is asked, sends its clients to other addresses. */
  readonly isLoopback: boolean;
  readonly user: string | null;
  readonly password: string | null;
}

const SHAPE =
  /^esdb(\+discover)?:\/\/(?:([^:@/?]+):([^@/?]+)@)?([\w.-]+(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*)\/?(?:\?(.+))?$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3})(:\d+)?$/i;

/** The client prints the whole connection string, password included, for an option that it does not know. */
const OPTIONS = new Set([
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'nodepreference',
  'tls',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
]);

/** Reads a connection string as the store's client does; null for what it could not use or would use in another way. */
export function storeAddressOf(text: string): StoreAddress | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, discover, user, password, hosts = '', query] = match;
  const options = query === undefined ? [] : query.split('&').map(optionOf);
  const isUnderstood = options.every(({ key, value }) => OPTIONS.has(key) && value !== '');
  const tls = options.filter(({ key }) => key === 'tls').map(({ value }) => value);
  if (!isUnderstood || tls.length > 1 || tls.some((value) => value !== 'true' && value !== 'false')) return null;
  const decoded = [user, password].map((part) => (part === undefined ? null : decode(part)));
  if (decoded.includes(undefined)) return null;
  return {
    isInsecure: tls[0] === 'false',
    isLoopback: discover === undefined && LOOPBACK.test(hosts),
    user: decoded[0] ?? null,
    password: decoded[1] ?? null,
  };
}

function optionOf(text: string): { key: string; value: string } {
  const [key = '', ...rest] = text.split('=');
  // The client takes TLS, tls and t-l-s for one option.
  return { key: key.trim().toLowerCase().replaceAll(/[_-]/g, ''), value: rest.join('=').trim() };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
