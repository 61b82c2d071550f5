import { type PackRule, words } from '#lib/protocol/index.js';
import type { StructureEvent } from './events.js';

/** Roles that one person holds at a time: a later assignment ends the earlier (readings 7.2). */
const ONE_HOLDER: ReadonlySet<string> = new Set([
  'proper_officer',
  'chief_executive',
  'head_of_paid_service',
  'monitoring_officer',
  'chief_finance_officer',
  'responsible_financial_officer',
  'corporate_director_governance',
  'divisional_director_hr',
  'chair_of_council',
  'vice_chair_of_council',
  'leader_of_council',
  'mayor',
]);

interface Held {
  readonly person: string;
  /** The group for which it was assigned; null for none. */
  readonly group: string | null;
}

/** Role to those who hold it, in the order in which they came to hold it. */
export type Holders = Map<string, readonly Held[]>;

type RoleEvent = Extract<StructureEvent, { type: 'RoleAssigned' | 'RoleVacated' }>;

/** Folds who takes and who leaves a role; leaving one for a group ends those assigned for that group alone. */
export function foldHolders(holders: Holders, event: RoleEvent): void {
  if (event.type === 'RoleAssigned') {
    const { role, person, group = null } = event.p;
    const before = ONE_HOLDER.has(role) ? [] : (holders.get(role) ?? []);
    holders.set(role, [...before, { person, group }]);
    return;
  }
  const { roles, group } = event.p;
  for (const role of roles) {
    const held = holders.get(role) ?? [];
    const left = group === undefined ? [] : held.filter((one) => one.group !== group);
    holders.set(role, left);
  }
}

/** True if a token or role is one of some roles, or is of somebody who now holds one of them. */
export function isOrHolds(holders: Holders, who: string, roles: readonly string[]): boolean {
  return roles.includes(who) || roles.some((role) => holders.get(role)?.some(({ person }) => person === who) === true);
}

const OFFICES = ['chair_of_council', 'vice_chair_of_council', 'committee_chair', 'committee_vice_chair'] as const;

/** The offices whose holders a rule binds: those that it names, else these four (readings 3). */
export function officesOf(rule: PackRule): readonly string[] {
  return rule.params['offices'] === undefined ? OFFICES : words(rule, 'offices');
}
