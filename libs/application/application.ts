import { Councils } from './councils.js';
import type { ApplicationParts, Watch } from './parts.js';

const unwatched: Watch = () => () => undefined;
const WAIT_MS = 5_000;

/** The parts and the councils kept in memory. Every use case takes it as its first argument. */
export interface Application extends Required<ApplicationParts> {
  readonly councils: Councils;
}

/** The application over a ledger, a shelf of packs, a vault and a clock. One for each ledger of a process. */
export function applicationOver(given: ApplicationParts): Application {
  const parts = { waitMs: WAIT_MS, watch: unwatched, onLoss: () => undefined, ...given };
  return { ...parts, councils: new Councils(parts) };
}
