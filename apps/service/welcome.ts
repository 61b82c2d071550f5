import type { Ledger } from '#lib/ledger/index.js';
import type { Config } from './config.js';
import { DEMONSTRATION, YEAR_END } from './demonstration/year.js';
import { isOwnAddress } from './doubts.js';

interface Started {
  readonly ledger: Ledger;
  readonly config: Config;
  /** Number of recorded demonstration events; null if none was due. */
  readonly loaded: number | null;
}

const SHOWN = ['even-handedness-by-group', 'even-handedness-by-matter', 'notice-obligations', 'findings'];

/** The welcome text: addresses, and what the start did. */
export async function welcome(url: string, started: Started): Promise<readonly string[]> {
  const { ledger, config } = started;
  const isOwn = isOwnAddress(config.host);
  const where = ledger.capabilities.hasJournal
    ? `Keeps the ledger in an event store, its journal in ${config.data}.`
    : `Keeps the ledger in ${config.data}.`;
  return [
    `Listening on ${url}, ${isOwn ? 'for this machine only, because there is no sign-in yet' : 'for the proxy in front of it'}.`,
    `Browse and try the API at ${url}/api`,
    ...(await yearLines(url, started)),
    where,
  ];
}

async function yearLines(url: string, { ledger, loaded }: Started): Promise<readonly string[]> {
  // A shared store may be unreachable; the service is then alive but not ready.
  if (ledger.capabilities.isShared || !(await ledger.councils()).includes(DEMONSTRATION)) return [];
  const made = `the made-up year of the council ${DEMONSTRATION}, ${loaded} events`;
  return [
    ...(loaded === null ? [] : [`The data folder was empty: loaded ${made}.`]),
    'Read what it shows:',
    ...SHOWN.map((name) => `  ${url}/api/v1/councils/${DEMONSTRATION}/projections/${name}?at=${YEAR_END}`),
  ];
}
