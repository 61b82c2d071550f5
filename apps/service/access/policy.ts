import { SetMetadata } from '@nestjs/common';
import { type Identity, type Scope, standingIn } from './account.js';

/** What a policy demands of whoever sends a request. */
interface Demand {
  readonly words: string;
  /** `nobody`: no sign-in; `account`: any account; `council`: a person of the council that the address names. */
  readonly of: 'nobody' | 'account' | 'council';
  readonly scope: Scope;
  /** One of these roles; null: any role or none. */
  readonly roles: readonly string[] | null;
  /** Somebody with one of these roles is refused, unless `despite` holds a role of theirs. */
  readonly barred?: readonly string[];
  readonly despite?: readonly string[];
  /** `always`, or `first`: only until the council has somebody who leads it. */
  readonly administrator?: 'always' | 'first';
  /** True for a route that other sites may post to: the issuer proves itself by a signed token. */
  readonly isForeign?: boolean;
}

const LEADS = ['monitoring_officer', 'proper_officer'] as const;

/** Every policy of a route. Which event somebody may record is decided beyond it, by the table of event types. */
export const policies = {
  anyone: { words: 'Nobody needs to sign in.', of: 'nobody', scope: 'read', roles: null },
  issuer: { words: 'The issuer, by a token that it signed.', of: 'nobody', scope: 'read', roles: null, isForeign: true },
  signed_in: { words: 'Any signed-in account.', of: 'account', scope: 'read', roles: null, administrator: 'always' },
  founds: { words: 'The first administrator.', of: 'account', scope: 'record', roles: [], administrator: 'always' },
  reads: {
    words: 'Any person of the council, except one who only links accounts.',
    ...{ of: 'council', scope: 'read', roles: null, barred: ['accounts'], despite: ['auditor', ...LEADS] },
  },
  records: {
    words: 'Any person of the council, except an auditor. Until the council has a lead, the first administrator too.',
    ...{ of: 'council', scope: 'record', roles: null, barred: ['auditor'], despite: ['accounts'], administrator: 'first' },
  },
  asks: {
    words: 'Any person of the council, except an auditor or one who links accounts.',
    ...{ of: 'council', scope: 'record', roles: null, barred: ['auditor', 'accounts'] },
  },
  opens: {
    words: 'An auditor, the Monitoring Officer or the Proper Officer.',
    ...{ of: 'council', scope: 'record', roles: ['auditor', ...LEADS] },
  },
  publishes: {
    words: 'The Monitoring Officer or the Proper Officer. Until the council has one, the first administrator too.',
    ...{ of: 'council', scope: 'record', roles: LEADS, barred: ['auditor', 'accounts'], administrator: 'first' },
  },
  audits: { words: 'An auditor.', of: 'council', scope: 'read', roles: ['auditor'] },
} as const satisfies Record<string, Demand>;

export type PolicyName = keyof typeof policies;

const POLICY = 'evenhand:policy';

/** Declares the one policy of a route. A route without one answers nobody, and a test finds it. */
export const Policy = (name: PolicyName): MethodDecorator => SetMetadata(POLICY, name);

/** The policy of a controller's method; undefined if it declares none. */
export function policyOf(handler: object): PolicyName | undefined {
  return Reflect.getMetadata(POLICY, handler) as PolicyName | undefined;
}

/**
 * `unauthenticated`: sign in first. `hidden`: the council is none of theirs, which looks like one that does not exist.
 * `forbidden`: the role or the scope of the token is not enough.
 */
export type Decision = 'allowed' | 'unauthenticated' | 'hidden' | 'forbidden';

interface Asked {
  readonly policy: PolicyName;
  /** Null for a request without a session and without a token. */
  readonly identity: Identity | null;
  /** The council in the address; null if there is none. */
  readonly council: string | null;
  /** True once the council has somebody who leads it. */
  readonly isLed: boolean;
}

/** Decides by the policy alone. */
export function decide({ policy, identity, council, isLed }: Asked): Decision {
  const demand: Demand = policies[policy];
  if (demand.of === 'nobody') return 'allowed';
  if (identity === null) return 'unauthenticated';
  const mayActAsAdministrator = demand.administrator === 'always' || (demand.administrator === 'first' && !isLed);
  if (!identity.scopes.has(demand.scope)) return 'forbidden';
  if (identity.isAdministrator && mayActAsAdministrator) return 'allowed';
  if (demand.of === 'account') return demand.roles === null ? 'allowed' : 'forbidden';
  const standing = council === null ? undefined : standingIn(identity, council);
  if (standing === undefined) return 'hidden';
  return suffices(demand, standing.roles) ? 'allowed' : 'forbidden';
}

function suffices({ roles, barred = [], despite = [] }: Demand, held: readonly string[]): boolean {
  const holds = (some: readonly string[]): boolean => some.some((role) => held.includes(role));
  if (holds(barred) && !holds(despite)) return false;
  return roles === null || holds(roles);
}

/** True for a route that answers posts of other sites. */
export const isForeign = (policy: PolicyName): boolean => (policies[policy] as Demand).isForeign === true;
