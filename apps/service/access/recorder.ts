import type { Actor } from '#lib/kernel/index.js';
import { ProblemError } from '../api/problem.js';
import { type Identity, standingIn } from './account.js';

/**
 * Who records: the signed-in person, with the role that the request names if the person holds it, else with the first of the
 * person's roles. Throws a problem if the request names somebody else. Where nobody signs in, whom the request names.
 */
export function recorderFor(identity: Identity | null, council: string, given: Actor | null, at = '/recordedBy'): Actor | null {
  if (identity === null) return given;
  const standing = standingIn(identity, council);
  // The first administrator is nobody's person in a council that has nobody yet.
  const { person, roles } = standing ?? { person: ADMINISTRATOR, roles: [ADMINISTRATOR] };
  if (given === null) return { role: roles[0] ?? kindOf(person), person };
  const isRole = roles.includes(given.role) || given.role === kindOf(person);
  if (given.person === person && isRole) return { role: given.role, person };
  const right = `nothing, or ${person} with a role of that person`;
  throw new ProblemError('invalid', { errors: [{ pointer: `#${at}`, detail: 'is not who is signed in', right }] });
}

/** The person that a field such as `by` names: who is signed in. Throws a problem if the request names somebody else. */
export function actingPerson(identity: Identity | null, council: string, given: string | undefined, at: string): string {
  const standing = identity === null ? undefined : standingIn(identity, council);
  if (standing === undefined && given !== undefined) return given;
  if (standing !== undefined && (given === undefined || given === standing.person)) return standing.person;
  const detail = given === undefined ? 'is missing' : 'is not who is signed in';
  throw new ProblemError('invalid', { errors: [{ pointer: `#${at}`, detail, right: standing?.person ?? 'a person' }] });
}

const ADMINISTRATOR = 'administrator';

/** The role of somebody who holds none: an officer or a member by the prefix of the token. */
const kindOf = (person: string): string => (person.startsWith('O-') ? 'officer' : 'member');
