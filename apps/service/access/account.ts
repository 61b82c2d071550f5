/** A signed-in account, as its issuer names it. Both parts are personal data: neither is ever logged. */
export interface Account {
  readonly issuer: string;
  readonly subject: string;
}

/** The person that an account is in one council, with the roles that the ledger gives that person on the day. */
export interface Standing {
  readonly council: string;
  /** Token of a member (`M-…`) or an officer (`O-…`). */
  readonly person: string;
  /** Roles in order of the alphabet; none for somebody who holds no role. */
  readonly roles: readonly string[];
}

/** What sign-in asks of the directory. */
export interface People {
  /** Who the account is at an instant, one standing a council; `away` if the key store or the ledger cannot be reached. */
  standingsOf(account: Account, at: number): Promise<readonly Standing[] | 'away'>;
  /** True once somebody has held monitoring_officer or proper_officer in the council: the first administrator's work is done. */
  isLed(council: string): Promise<boolean>;
}

/** What a bearer token may be used for. A session has both. */
export type Scope = 'read' | 'record';

/** Who sent a request. */
export interface Identity {
  readonly account: Account;
  readonly standings: readonly Standing[];
  /** True for the account that `EVENHAND_ADMINISTRATOR` names. */
  readonly isAdministrator: boolean;
  readonly scopes: ReadonlySet<Scope>;
  /** The session of a browser; null for a bearer token. */
  readonly session: { readonly id: string; readonly csrf: string } | null;
}

/** The standing in a council; undefined if the account is nobody there. */
export function standingIn(identity: Identity, council: string): Standing | undefined {
  return identity.standings.find((one) => one.council === council);
}

/** A text that changes with every change of who the account is and of the roles it has. */
export function standingsMark(standings: readonly Standing[]): string {
  const parts = standings.map(({ council, person, roles }) => JSON.stringify([council, person, [...roles].sort()]));
  return parts.sort().join('\n');
}
