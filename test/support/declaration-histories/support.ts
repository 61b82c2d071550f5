import fc from 'fast-check';
import type { Entry } from '../reference-declarations/index.js';
import { always, anyTime, early, entry, list, member, officer, PAIRS, pick, type Arb } from './words.js';

/** What one member's entries say, and how that changes. */
export function entryStory(): Arb<Entry[]> {
  return member.chain((person) => {
    const own = { person: always(person), interest: pick('I-1', 'I-2').map((token) => `${person}-${token}`) };
    const matters = fc.subarray(['MAT-1', 'MAT-2']);
    const t = fc.oneof(early, anyTime);
    return list(
      fc.oneof(
        {
          weight: 3,
          arbitrary: entry('InterestRegistered', t, { ...own, category: pick('dpi', 'ori'), matters }),
        },
        { weight: 2, arbitrary: entry('InterestChanged', t, own, { matters, kind: pick('land') }) },
        { weight: 1, arbitrary: entry('InterestEnded', t, own) },
      ),
      1,
      5,
    );
  });
}

/** An officer who serves a group, nominated, present, delivering, and who may be close to somebody in it. */
export function supportStory(): Arb<Entry[]> {
  return pick(...Object.keys(PAIRS)).chain((id) => {
    const [theMember, theOfficer] = PAIRS[id]!;
    const group = pick('G-A', 'G-A', 'G-B');
    const request = pick('REQ-1', 'REQ-1', 'REQ-9');
    const by = fc.oneof({ weight: 3, arbitrary: always(theOfficer) }, { weight: 1, arbitrary: officer });
    const t = fc.oneof(early, anyTime);
    const delivery = { group, matter: pick('MAT-1'), version: pick('V1', 'V2') };
    const declared = { id: always(id), by: always(theMember), about: always(theOfficer), to: pick('party_whip') };
    return fc
      .tuple(
        list(entry('GroupMembershipChanged', early, { member: always(theMember), group }), 1, 1),
        list(entry('RelationshipDeclared', early, declared), 0, 1),
        list(
          fc.oneof(
            entry('GroupSupportRequested', t, { id: always('REQ-1'), group, form: always('attendance') }),
            entry('GroupMembershipChanged', t, { member, group: pick('G-A', 'G-B', null) }),
            entry('OfficerNominatedToAttend', t, { request, officer: by }),
            entry(
              'OfficerAttendedGroupMeeting',
              t,
              { meeting: pick('GM-1', 'GM-2'), officer: by, role: always('chief_officer') },
              { group, request },
            ),
            entry('GroupBriefingGiven', t, delivery, { request, officer: by }),
            entry('GroupReportSupplied', t, delivery, { request, officer: by }),
          ),
          3,
          9,
        ),
      )
      .map((all) => all.flat());
  });
}
