import type { Loss } from './sealed-history.js';
import type { Opener } from './readings.js';
import type { Vault } from '#lib/vault/index.js';
import type { SealingPlace } from './seal-events.js';

/** Opens sealed values of one council with the keys that are there now. Throws VaultUnavailableError. */
export async function openerOf(vault: Vault, council: string): Promise<Opener> {
  const keys = await vault.keysOf(council);
  return ({ id, type }, path, sealed) => keys.open({ council, event: id, type, field: path }, sealed);
}

/** Used if no key is given. */
export const openNothing: Opener = () => ({ opened: false, why: 'destroyed' });

/** Destroys keys up to a generation each. */
export async function destroyKeys(
  vault: Vault,
  council: string,
  keys: Iterable<readonly [string, number]>,
): Promise<void> {
  for (const [subject, upTo] of keys) await vault.destroy(council, subject, upTo);
}

/**
 * Reads what is new in a council's record. Keys that must not exist are destroyed first: an older key store may have
 * been restored. Returns the values that cannot be read although no erasure covers them. Throws VaultUnavailableError;
 * then nothing was read.
 */
export async function readOn(vault: Vault, { council, history }: SealingPlace): Promise<readonly Loss[]> {
  const plan = history.plan();
  if (plan === null) return [];
  await destroyKeys(vault, council, plan.destroyed);
  return history.read(plan, plan.needsKeys ? await openerOf(vault, council) : openNothing);
}
