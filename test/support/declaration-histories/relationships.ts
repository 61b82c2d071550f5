import fc from 'fast-check';
import type { Entry } from '../reference-declarations/index.js';
import {
  always,
  anyTime,
  early,
  entry,
  flag,
  list,
  member,
  officer,
  OFFICERS,
  PAIRS,
  pick,
  ROLES,
  type Arb,
  type Shape,
} from './words.js';

/** The legs, mitigation and end of one relationship, and the seats and departments that make it a conflict. */
export function relationshipStory({ edges }: Shape): Arb<Entry[]> {
  return pick(...Object.keys(PAIRS)).chain((own) => {
    const [theMember, theOfficer] = PAIRS[own]!;
    // Mostly the pair's own id; often the other id of that pair, sometimes that of another pair.
    const id = pick(own, own, own, own, own === 'REL-1' ? 'REL-4' : 'REL-5', own === 'REL-4' ? 'REL-1' : 'REL-2');
    const to = fc.oneof(pick(...ROLES), fc.subarray(ROLES, { minLength: 1, maxLength: 2 }));
    const more = {
      category: pick('family', 'business', 'intimate', 'other_close'),
      degree: pick('married', 'partner', 'sibling', 'otherwise_closely_related'),
      jeopardisesCouncilWork: flag,
      mayLookLikeUndueInfluence: flag,
      ...(edges ? { closelyRelated: flag } : {}),
    };
    const declared = fc.oneof(
      entry('RelationshipDeclared', anyTime, { id, by: always(theMember), about: always(theOfficer), to }, more),
      entry('RelationshipDeclared', anyTime, { id, by: always(theOfficer), about: always(theMember), to }, more),
    );
    const body = pick('C-1', 'B-1');
    const seated = body.chain((token) =>
      entry(
        'BodyMembershipStarted',
        fc.oneof(early, anyTime),
        {
          member: always(theMember),
          body: always(token),
          ...(token === 'C-1' && !edges ? { departmentOf: always('D-1') } : {}),
        },
        {
          kind: pick('committee', 'other'),
          ...(edges ? { departmentOf: pick('D-1', 'D-2'), directlyAffectsPersonally: fc.subarray(OFFICERS) } : {}),
        },
      ).map((one) => (token === 'B-1' && !edges ? { ...one, directlyAffectsPersonally: ['O-1', 'O-2'] } : one)),
    );
    const by = pick(theMember, theOfficer);
    return list(
      fc.oneof(
        { weight: 6, arbitrary: declared },
        {
          weight: 1,
          arbitrary: entry('RelationshipDeclarationRouted', anyTime, { id, to: pick(...ROLES) }, { by }),
        },
        {
          weight: 1,
          arbitrary: entry(
            'RelationshipMitigationAgreed',
            anyTime,
            { id, mitigation: pick('no_shared_matters', 'apart') },
            { by: pick('monitoring_officer') },
          ),
        },
        {
          weight: 2,
          arbitrary: entry('RelationshipEnded', fc.oneof(pick('2026-03-20T09:00'), early, anyTime), { id }),
        },
        { weight: 3, arbitrary: seated },
        { weight: 1, arbitrary: entry('BodyMembershipEnded', anyTime, { member: always(theMember), body }) },
        {
          weight: 3,
          arbitrary: entry(
            'OfficerDepartmentAssigned',
            fc.oneof(early, anyTime),
            { officer: always(theOfficer), department: pick('D-1', 'D-1', 'D-2') },
            { significantWork: pick(true, true, false) },
          ),
        },
      ),
      2,
      8,
    );
  });
}

/** A member without a whip, just before the relationships of that member. */
export function whipStory(): Arb<Entry[]> {
  const t = pick('2026-01-10T09:00', '2026-01-12T09:00', '2026-02-02T09:00');
  return list(
    fc.oneof(
      entry('RoleVacated', t, { roles: always(['party_whip']) }, { group: pick('G-A', 'G-B') }),
      entry('GroupMembershipChanged', t, { member, group: pick('G-A', 'G-A', null) }),
      entry('RoleAssigned', t, { role: always('party_whip'), person: member }, { group: pick('G-A') }),
    ),
    1,
    3,
  );
}

/** Concerns about a pair, about favouritism, about private lives. */
export function concernStory({ edges }: Shape): Arb<Entry[]> {
  const kind = pick('expression', 'favouritism', 'favouritism', 'change_of_control', 'chair_party_work');
  const raised = pick(...Object.values(PAIRS)).chain(([theMember, theOfficer]) =>
    entry(
      'FamiliarityConcernRaised',
      anyTime,
      {
        id: pick('FC-1', 'FC-2', 'FC-3'),
        by: pick(theMember, theOfficer, 'M-9', 'O-9'),
        member: always(theMember),
        officer: always(theOfficer),
      },
      { office: pick('committee_chair') },
    ),
  );
  const unknown = fc.oneof(pick('REL-9', 'FC-9'), edges ? pick('FC-1', 'FC-2') : always('REL-9'));
  return list(
    fc.oneof(
      { weight: 5, arbitrary: raised },
      {
        weight: 3,
        arbitrary: entry(
          'NeutralityConcernRaised',
          anyTime,
          { id: pick('NC-1', 'NC-2'), about: officer, kind },
          { by: member },
        ),
      },
      {
        weight: 2,
        arbitrary: entry(
          'NeutralityConcernSettled',
          anyTime,
          { id: pick('NC-1', 'NC-2', 'NC-9'), outcome: pick('confirmed', 'not_confirmed') },
          { by: pick('proper_officer') },
        ),
      },
      {
        weight: 1,
        arbitrary: entry('RelationshipMitigationAgreed', anyTime, { id: unknown, mitigation: pick('apart') }),
      },
      {
        weight: 1,
        arbitrary: entry(
          'PersonalMatterRaised',
          anyTime,
          { officer, member },
          {
            basis: pick(
              'grievance_procedure',
              'agreed_procedure',
              'own_ward_member_own_time',
              'confidential_reporting',
              'pay',
            ),
          },
        ),
      },
      { weight: 1, arbitrary: entry('PrivateLifeRequested', anyTime, { member, officer }) },
    ),
    1,
    4,
  );
}
