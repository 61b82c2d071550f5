import { isIP } from 'node:net';
import type { Problem } from '#lib/kernel/index.js';
import { type Config, NAMES } from './settings.js';
import { type StoreAddress, storeAddressOf } from '#lib/ledger/index.js';

/** The event store's default user and password. */
const SHIPPED = { user: 'admin', password: 'changeit' } as const;

/**
 * Finds settings that are doubtful together although each is valid alone. No message holds a value, because a connection string
 * is a secret.
 */
export function doubtsOf(config: Config): readonly Problem[] {
  return [...listeningDoubts(config), ...storeDoubts(config), ...keyDoubts(config)];
}

/** True for an address that only this machine can reach. */
export function isOwnAddress(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function listeningDoubts({ host, behindProxy, names }: Config): readonly Problem[] {
  if (isOwnAddress(host)) return [];
  const problems: Problem[] = [];
  if (behindProxy !== 'yes') {
    const wrong = 'is open to other machines, and there is no sign-in';
    const right = `127.0.0.1, or set ${NAMES.behindProxy}=yes if only a proxy that controls access can reach it`;
    problems.push({ at: NAMES.host, wrong, right });
  }
  if (names.length === 0) {
    const wrong = 'is missing, so no client on another machine could send a request';
    problems.push({ at: NAMES.names, wrong, right: 'the host names that other machines use for the service' });
  }
  return problems;
}

function storeDoubts(config: Config): readonly Problem[] {
  if (config.ledger === 'sqlite') return [];
  const address = storeAddressOf(config.ledger);
  if (address === null) {
    const wrong = 'is neither sqlite nor a connection string that the service can follow exactly';
    return [{ at: NAMES.ledger, wrong, right: 'esdb://user:password@host:2113?tlsCAFile=ca.crt, each option once' }];
  }
  if (config.mode !== 'production') return [];
  return address.isInsecure ? insecureDoubts(config, address) : secretDoubts(address);
}

/** An insecure store needs two settings, because anyone who reaches it can read and write everything. */
function insecureDoubts(config: Config, { isLoopback }: StoreAddress): readonly Problem[] {
  if (isLoopback) return [];
  const problems: Problem[] = [];
  if (config.insecureStore !== 'accept') {
    const wrong = `is not set, and ${NAMES.ledger} names a store without TLS on another machine`;
    problems.push({ at: NAMES.insecureStore, wrong, right: 'accept, or take tls=false out of the connection string' });
  }
  if (config.insecureStoreReason === '') {
    const wrong = `is not set, and ${NAMES.ledger} names a store without TLS on another machine`;
    problems.push({ at: NAMES.insecureStoreReason, wrong, right: 'the reason why that is safe here, in a sentence' });
  }
  return problems;
}

function secretDoubts({ user, password }: StoreAddress): readonly Problem[] {
  const right = 'esdb://user:password@…, of a user made for this service';
  if (user === null) return [{ at: NAMES.ledger, wrong: 'has no user and password', right }];
  if (user === SHIPPED.user && password === SHIPPED.password) {
    return [{ at: NAMES.ledger, wrong: "has the store's default password", right }];
  }
  return [];
}

/** Finds keys that could be lost or that another replica would lack. */
function keyDoubts({ mode, ledger, masterKey, masterKeyFile, keyStore }: Config): readonly Problem[] {
  const right = `a file with 32 random bytes as base64, kept apart from every backup; or the key itself as ${NAMES.masterKey}`;
  if (masterKey !== null && masterKeyFile !== null) {
    return [{ at: NAMES.masterKey, wrong: `is given beside ${NAMES.masterKeyFile}`, right: 'one of the two' }];
  }
  if (mode !== 'production') return [];
  const problems: Problem[] = [];
  if (masterKey === null && masterKeyFile === null) {
    problems.push({
      at: NAMES.masterKeyFile,
      wrong: 'is missing; the service needs a master key to seal personal data',
      right,
    });
  }
  if (ledger !== 'sqlite' && keyStore === 'sqlite') {
    const wrong = `is sqlite, and ${NAMES.ledger} names a store that replicas share: each would seal under keys of its own`;
    problems.push({
      at: NAMES.keyStore,
      wrong,
      right: 'postgres://user:password@host/database, the same for every replica',
    });
  }
  return problems;
}
