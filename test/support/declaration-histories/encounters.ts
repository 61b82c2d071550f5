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
  PAIRS,
  pick,
  ROLES,
  slots,
  type Arb,
} from './words.js';

/** A member of an outside body, who acts on an item with that body and perhaps says so, in time or late. */
export function arrangementStory(): Arb<Entry[]> {
  return member.chain((person) => {
    const own = { person: always(person), item: always('IT-8') };
    const items = always({ 'IT-8': { kind: 'ordinary', partner: 'X-1' } });
    const convened = entry('MeetingConvened', always('2026-02-20T09:00'), { meeting: always('MTG-3'), items });
    const t = pick(...slots('2026-03-05'));
    const role = entry('OutsideBodyRoleDeclared', early, { person: always(person), body: pick('X-1', 'X-1', 'X-2') });
    const acts = fc.oneof(
      { weight: 3, arbitrary: entry('VoteCast', t, own) },
      { weight: 1, arbitrary: entry('VoteAbstained', t, own) },
      { weight: 2, arbitrary: entry('MemberParticipatedInItem', t, own, { mode: pick('discussion') }) },
      { weight: 2, arbitrary: entry('JointArrangementConflictDeclared', t, own) },
      { weight: 1, arbitrary: entry('MemberWithdrewFromItem', t, own) },
      {
        weight: 1,
        arbitrary: entry('InterestSignificanceAssessed', t, { ...own, outcome: pick('significant') }),
      },
    );
    return fc.tuple(list(convened, 1, 1), list(role, 1, 2), list(acts, 1, 4)).map((all) => all.flat());
  });
}

/** A seat on the staff negotiating body, and employments of several kinds, represented in the council, not, or unsaid. */
export function negotiatingStory(): Arb<Entry[]> {
  return member.chain((person) => {
    const seat = { member: always(person), body: pick('B-NEG', 'B-NEG', 'B-NEH') };
    const employed = entry(
      'OutsideEmploymentDeclared',
      anyTime,
      { person: always(person), kind: pick('union_official', 'union_employee', 'other_local_authority_employee') },
      { representedInCouncil: flag },
    );
    const started = entry('BodyMembershipStarted', fc.oneof(early, anyTime), {
      ...seat,
      kind: always('staff_negotiating'),
    });
    return fc
      .tuple(list(employed, 1, 3), list(started, 1, 2), list(entry('BodyMembershipEnded', anyTime, seat), 0, 1))
      .map((all) => all.flat());
  });
}

/** Two people who declare under several ids, part, and declare again; what is agreed or ended goes by any of the ids. */
export function reunionStory(): Arb<Entry[]> {
  return pick(...Object.values(PAIRS)).chain(([theMember, theOfficer]) => {
    const id = pick('REL-1', 'REL-1', 'REL-4', 'REL-2');
    const said = {
      category: pick('family', 'intimate', 'other_close'),
      degree: pick('partner', 'sibling'),
      mayLookLikeUndueInfluence: flag,
    };
    const to = pick(...ROLES);
    const t = fc.oneof(early, anyTime);
    const declared = fc.oneof(
      entry('RelationshipDeclared', t, { id, by: always(theMember), about: always(theOfficer), to }, said),
      entry('RelationshipDeclared', t, { id, by: always(theOfficer), about: always(theMember), to }, said),
    );
    const by = pick(theMember, theOfficer);
    const reached = fc.oneof(
      { weight: 3, arbitrary: entry('RelationshipEnded', t, { id }) },
      { weight: 1, arbitrary: entry('RelationshipMitigationAgreed', t, { id, mitigation: pick('apart') }) },
      { weight: 1, arbitrary: entry('RelationshipDeclarationRouted', t, { id, to }, { by }) },
    );
    return fc.tuple(list(declared, 2, 4), list(reached, 1, 3)).map((all) => all.flat());
  });
}

/** The committee for the department of an officer who is close to one of its members. */
export function departmentStory(): Arb<Entry[]> {
  return pick(...Object.entries(PAIRS)).chain(([id, [theMember, theOfficer]]) => {
    const t = fc.oneof(early, anyTime);
    const seat = { member: always(theMember), body: pick('C-1') };
    const declared = entry(
      'RelationshipDeclared',
      t,
      { id: always(id), by: pick(theMember, theOfficer), about: always(theOfficer), to: pick(...ROLES) },
      { degree: pick('partner', 'sibling'), jeopardisesCouncilWork: flag },
    ).map((one) => (one['by'] === theOfficer ? { ...one, about: theMember } : one));
    const assigned = entry(
      'OfficerDepartmentAssigned',
      t,
      { officer: fc.oneof(always(theOfficer), always(theOfficer), officer), department: pick('D-1', 'D-1', 'D-2') },
      { significantWork: pick(true, true, true, false) },
    );
    return fc
      .tuple(
        list(declared, 1, 2),
        list(entry('BodyMembershipStarted', t, { ...seat, departmentOf: pick('D-1') }), 1, 2),
        list(assigned, 1, 2),
        list(fc.oneof(entry('BodyMembershipEnded', t, seat), entry('RelationshipEnded', t, { id: always(id) })), 0, 2),
      )
      .map((all) => all.flat());
  });
}
