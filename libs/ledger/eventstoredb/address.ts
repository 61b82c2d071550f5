/** The parts of a connection string that decide whether the service may start. Never print it: it holds a password. */
export interface StoreAddress {
  /** True if the traffic is not encrypted: `tls=false`. */
  readonly isInsecure: boolean;
  /** True for one node on this machine; false for a cluster, which sends its clients to other addresses. */
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

/**
 * Reads a connection string as the store's client does; null if the client could not use it or would read it
 * differently.
 */
export function storeAddressOf(text: string): StoreAddress | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, discover, user, password, hosts = '', query] = match;
  const tls = tlsOf(query);
  const decoded = [user, password].map(decode);
  if (tls === null || decoded.includes(undefined)) return null;
  const [decodedUser = null, decodedPassword = null] = decoded;
  const isLoopback = discover === undefined && LOOPBACK.test(hosts);
  return { isInsecure: tls === 'false', isLoopback, user: decodedUser, password: decodedPassword };
}

/** Null if any option is unknown, empty or doubtful. */
function tlsOf(query: string | undefined): 'true' | 'false' | null {
  const options = query === undefined ? [] : query.split('&').map(optionOf);
  if (!options.every(({ key, value }) => OPTIONS.has(key) && value !== '')) return null;
  const [tls = 'true', ...more] = options.filter(({ key }) => key === 'tls').map(({ value }) => value);
  return more.length === 0 && (tls === 'true' || tls === 'false') ? tls : null;
}

function optionOf(text: string): { key: string; value: string } {
  const [key = '', ...rest] = text.split('=');
  // The client reads TLS, tls and t-l-s as the same option.
  return { key: key.trim().toLowerCase().replaceAll(/[_-]/g, ''), value: rest.join('=').trim() };
}

/** Null for an empty text, undefined if it cannot be decoded. */
function decode(text: string | undefined): string | null | undefined {
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
