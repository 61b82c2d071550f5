import { LedgerUnavailableError } from '#lib/ledger/index.js';
import { VaultUnavailableError } from '#lib/vault/index.js';
import type { Account, People, Standing } from './account.js';

/** Who an account is: one person a council. `away` if the directory cannot be read. */
export type Linked = (account: Account) => Promise<readonly { readonly council: string; readonly person: string }[] | 'away'>;

/** Who holds which roles in a council at an instant; undefined for a council that does not exist. */
export type RolesAt = (council: string, at: number) => Promise<ReadonlyMap<string, readonly string[]> | undefined>;

const LEADS = ['monitoring_officer', 'proper_officer'];

/** The people of the ledger: links of accounts, and the roles of the day. */
export function peopleOf(linked: Linked, rolesAt: RolesAt, clock: () => number): People {
  const standingsOf: People['standingsOf'] = async (account, at) => {
    try {
      const links = await linked(account);
      if (links === 'away') return links;
      const standings = links.map(async ({ council, person }): Promise<Standing> => {
        return { council, person, roles: (await rolesAt(council, at))?.get(person) ?? [] };
      });
      return await Promise.all(standings);
    } catch (error) {
      if (error instanceof LedgerUnavailableError || error instanceof VaultUnavailableError) return 'away';
      throw error;
    }
  };
  const isLed: People['isLed'] = async (council) => {
    const roles = [...((await rolesAt(council, clock())) ?? new Map<string, readonly string[]>()).values()].flat();
    return LEADS.some((lead) => roles.includes(lead));
  };
  return { standingsOf, isLed };
}
