import { DEMONSTRATION } from '../../demonstration/year.js';
import type { Linked } from '../people.js';

/** An account of the built-in issuer: somebody of the demonstration's council. */
interface DemonstrationAccount {
  readonly subject: string;
  readonly label: string;
  readonly person: string;
}

/** One account for each role of the demonstration, and one councillor of each group. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  { subject: 'town-clerk', label: 'Town Clerk', person: 'O-1' },
  { subject: 'monitoring-officer', label: 'Monitoring Officer', person: 'O-6' },
  { subject: 'head-of-parks', label: 'Head of Parks (line manager)', person: 'O-2' },
  { subject: 'finance-officer', label: 'Finance Officer', person: 'O-3' },
  { subject: 'chair-of-council', label: 'Chair of the Council', person: 'M-01' },
  { subject: 'vice-chair-of-council', label: 'Vice-Chair of the Council', person: 'M-09' },
  { subject: 'committee-chair', label: 'Chair of a committee', person: 'M-03' },
  { subject: 'committee-vice-chair', label: 'Vice-Chair of a committee', person: 'M-14' },
  { subject: 'councillor-ash', label: 'Councillor of the Ash Group', person: 'M-02' },
  { subject: 'councillor-birch', label: 'Councillor of the Birch Group', person: 'M-10' },
  { subject: 'councillor-cedar', label: 'Councillor of the Cedar Group', person: 'M-15' },
  { subject: 'councillor-elm', label: 'Councillor of the Elm Group', person: 'M-18' },
  { subject: 'councillor-alone', label: 'Councillor of no group', person: 'M-20' },
  { subject: 'auditor', label: 'Auditor', person: 'O-7' },
  { subject: 'recorder', label: 'Recorder', person: 'O-8' },
  { subject: 'accounts', label: 'Whoever links accounts', person: 'O-9' },
];

/** Links the accounts of the built-in issuer, and no account of any other. */
export function demonstrationLinks(issuer: () => string | null): Linked {
  return async (account) => {
    const found = demonstrationAccounts.find(({ subject }) => subject === account.subject);
    const isOurs = found !== undefined && account.issuer === issuer();
    return isOurs ? [{ council: DEMONSTRATION, person: found.person }] : [];
  };
}
