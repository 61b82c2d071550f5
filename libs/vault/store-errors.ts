import { VaultKeyError, VaultUnavailableError } from './errors.js';

const RETRY_MS = 1_000;

export const closedStore = (): VaultUnavailableError =>
  new VaultUnavailableError('the key store is closed; open it again', RETRY_MS);

export const otherEpoch = (): VaultKeyError =>
  new VaultKeyError('the master key was changed while this ran; start again with the new one. Nothing was written');

/** For a failure after which it is unknown how far the call came. */
export const awayStore = (why: string, cause?: unknown): VaultUnavailableError =>
  new VaultUnavailableError(why, RETRY_MS, { cause });
