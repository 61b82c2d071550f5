import type { Payload, Problem } from '#lib/kernel/index.js';
import { nearestName } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';

/** Grounds on which an officer may refuse a group. */
const refusal = [
  'party_business',
  'party_business_only',
  'not_council_business',
  'no_capacity',
  'no_officer_free',
  'short_notice',
  'cost',
  'outside_role',
  'neutrality',
  'conflict_of_interest',
  'legal_advice',
] as const;

/** Grounds on which information may be withheld from a member. */
const withheld = [
  ...refusal,
  'no_need_shown',
  'no_need_to_know',
  'fishing',
  'curiosity',
  'ulterior_purpose',
  'interest',
  'confidential',
  'exempt',
  'personal_data',
  'legal_proceedings',
  'staff_matter',
  'group_paper',
  'administration_draft',
  'not_held',
] as const;

/** Localism Act 2011 s33(2). */
const dispensation = [
  'business_impeded',
  'political_balance',
  'persons_in_the_area',
  'no_executive_member_without_interest',
  'otherwise_appropriate',
] as const;

/** Why a person's data is erased. */
const erasure = [
  'request',
  'erasure_requested',
  'period_ended',
  'consent_withdrawn',
  'recorded_in_error',
  'court_order',
  'candidate_not_appointed',
] as const;

/** The words that a ground can be, by event and field. */
const grounds: Readonly<Record<string, readonly [field: string, words: readonly string[]]>> = {
  GroupSupportRequestDeclined: ['ground', refusal],
  InformationRefused: ['ground', withheld],
  NeedToKnowDetermined: ['ground', withheld],
  DispensationRecorded: ['grounds', dispensation],
  SealedPayloadDestroyed: ['basis', erasure],
};

/** The grounds that the pack's rules name, for every such field. */
function groundsOf(pack: Pack): readonly string[] {
  return [...pack.rules.values()].flatMap(({ params }) => {
    const words = params['grounds'];
    return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
  });
}

/** True if an event gives a ground; then the pack decides whether it is known. */
export function givesGround(type: string, payload: Payload): boolean {
  const field = grounds[type]?.[0];
  return field !== undefined && typeof payload[field] === 'string';
}

/** Faults of a ground that is in neither the catalogue nor the pack in force. For live input only. */
export function groundFaults(type: string, payload: Payload, pack: Pack): Problem[] {
  const [field, words] = grounds[type] ?? [];
  if (field === undefined || words === undefined) return [];
  const given = payload[field];
  const known = [...new Set([...words, ...groundsOf(pack)])];
  if (typeof given !== 'string' || known.includes(given)) return [];
  const nearest = nearestName(given, known);
  const meant = nearest === null ? '' : `${nearest}, if that is meant: `;
  return [{ at: `/${field}`, wrong: `${field} is not a known ground`, right: `${meant}one of ${known.join(', ')}` }];
}
