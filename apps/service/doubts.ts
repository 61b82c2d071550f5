import { isIP } from 'node:net';
import type { Problem } from '#lib/kernel/index.js';
import { type Config, NAMES } from './settings.js';
import { type StoreAddress, storeAddressOf } from '#lib/ledger/index.js';

/** The user and password that the event store is shipped with. */
const SHIPPED = { user: 'admin', password: 'changeit' } as const;

/** What leaves a doubt although each setting is right by itself. No message holds a value: a connection string is a secret. */
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
    const wrong = 'is open to other machines, and nobody signs in here';
    const right = `127.0.0.1, or set ${NAMES.behindProxy}=yes where only a proxy that decides who may can reach it`;
    problems.push({ at: NAMES.host, wrong, right });
  }
  if (names.length === 0) {
    const wrong = 'is missing, and nobody else could ask for anything';
    problems.push({ at: NAMES.names, wrong, right: 'the host names under which others reach it' });
  }
  return problems;
}

function storeDoubts(config: Config): readonly Problem[] {
  if (config.ledger === 'sqlite') return [];
  const address = storeAddressOf(config.ledger);
  if (address === null) {
    const wrong = 'is neither sqlite nor a connection string that can be followed to the letter';
    return [{ at: NAMES.ledger, wrong, right: 'esdb://user:password@host:2113?tlsCAFile=ca.crt, each option once' }];
  }
  if (config.mode !== 'production') return [];
  return address.isInsecure ? insecureDoubts(config, address) : secretDoubts(address);
}

/** Told twice, or not at all: an insecure store lets anyone who reaches it read and write everything. */
function insecureDoubts(config: Config, { isLoopback }: StoreAddress): readonly Problem[] {
  if (isLoopback) return [];
  const problems: Problem[] = [];
  if (config.insecureStore !== 'accept') {
    const wrong = `is not set, and ${NAMES.ledger} names a store without TLS on another machine`;
    problems.push({ at: NAMES.insecureStore, wrong, right: 'accept, or take tls=false out of the connection string' });
  }
  if (config.insecureStoreReason === '') {
    const wrong = `is not set, and ${NAMES.ledger} names a store without TLS on another machine`;
    problems.push({ at: NAMES.insecureStoreReason, wrong, right: 'why that is safe here, in a sentence' });
  }
  return problems;
}

function secretDoubts({ user, password }: StoreAddress): readonly Problem[] {
  const right = 'esdb://user:password@…, of a user made for this service';
  if (user === null) return [{ at: NAMES.ledger, wrong: 'has no user and password', right }];
  if (user === SHIPPED.user && password === SHIPPED.password) {
    return [{ at: NAMES.ledger, wrong: 'has the password that the store is shipped with', right }];
  }
  return [];
}

/** Keys that could be lost, or that another replica would not have. */
function keyDoubts({ mode, ledger, masterKey, masterKeyFile, keyStore }: Config): readonly Problem[] {
  const right = `a file with 32 random bytes as base64, kept apart from every backup; or the key itself as ${NAMES.masterKey}`;
  if (masterKey !== null && masterKeyFile !== null) {
    return [{ at: NAMES.masterKey, wrong: `is given beside ${NAMES.masterKeyFile}`, right: 'one of the two' }];
  }
  if (mode !== 'production') return [];
  const problems: Problem[] = [];
  if (masterKey === null && masterKeyFile === null) {
    problems.push({ at: NAMES.masterKeyFile, wrong: 'is missing: without a master key nothing can be sealed', right });
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
