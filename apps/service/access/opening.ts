import { join } from 'node:path';
import type { RootedVault } from '#lib/vault/index.js';
import { TemporaryStore, openPostgresTemporaryRows, openSqliteTemporaryRows } from '#lib/temporary/index.js';
import type { Config } from '../config.js';
import type { Account } from './account.js';
import type { IssuerSettings } from './issuer.js';

/** Opens the store of sessions: in the data folder, or in PostgreSQL if the keys are there. Throws TemporaryStoreError. */
export async function openTemporaryStore(
  { keyStore, data }: Config,
  vault: RootedVault,
  clock: () => number,
): Promise<TemporaryStore> {
  const rows =
    keyStore === 'sqlite'
      ? openSqliteTemporaryRows(join(data, 'sessions.sqlite'))
      : await openPostgresTemporaryRows(keyStore);
  return new TemporaryStore(rows, vault.keyFor('temporary'), clock);
}

/** The issuer of the settings; null if there is none. */
export function issuerIn({ mode, issuer, clientId, clientSecret, audience }: Config): IssuerSettings | null {
  if (issuer === null || clientId === null) return null;
  const isInsecure = mode === 'development' && issuer.startsWith('http://');
  return { issuer, clientId, clientSecret, audience: audience ?? clientId, isInsecure };
}

/** The first administrator of the settings; null if there is none. */
export function administratorIn({ administrator }: Config): Account | null {
  const [issuer, subject] = administrator?.split(/\s+/) ?? [];
  return issuer === undefined || subject === undefined ? null : { issuer, subject };
}
