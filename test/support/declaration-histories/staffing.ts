import fc from 'fast-check';
import type { Entry } from '../reference-declarations/index.js';
import {
  always,
  anyTime,
  early,
  entry,
  flag,
  late,
  list,
  member,
  officer,
  pick,
  type Arb,
  type Shape,
} from './words.js';

/** Members mostly; officers, whom some clauses do not bind; now and then somebody who is neither. */
const anybody = fc.oneof(
  { weight: 4, arbitrary: member },
  { weight: 2, arbitrary: officer },
  { weight: 1, arbitrary: pick('P-7') },
);

export function recruitmentStory({ edges }: Shape): Arb<Entry[]> {
  return fc.tuple(fc.oneof(member, officer), pick('K-1', 'K-2')).chain(([person, candidate]) => {
    const own = { person: always(person) };
    const about = fc.oneof(
      always({}),
      always({ candidate }),
      always({ post: 'P-1' }),
      always({ candidate, post: 'P-1' }),
    );
    const narrowed = (arb: Arb<Entry>): Arb<Entry> => fc.tuple(arb, about).map(([one, more]) => ({ ...one, ...more }));
    const t = pick('2026-03-06T09:00', '2026-03-06T10:20', '2026-03-09T14:00', '2026-03-10T10:30', '2026-03-12T10:00');
    const to = pick('divisional_director_hr', 'divisional_director_hr', 'chief_executive', 'archivist');
    const declared = entry(
      'CandidateRelationshipDeclared',
      t,
      { ...own, candidate: always(candidate), to, ...(edges ? {} : { knownAt: always('2026-03-06T09:45') }) },
      { post: pick('P-1'), ...(edges ? { knownAt: t } : {}) },
    );
    const outcome = pick('may_continue', 'no_further_part');
    const by = pick('divisional_director_hr', 'divisional_director_hr', 'chief_executive');
    return fc
      .tuple(
        list(declared, 1, 2),
        list(narrowed(entry('RecruitmentStepTaken', t, { ...own, step: pick('shortlisting', 'interview') })), 0, 3),
        list(narrowed(entry('RecruitmentParticipationDetermined', t, { ...own, outcome, by })), 0, 2),
      )
      .map((all) => all.flat());
  });
}

export function companyStory(): Arb<Entry[]> {
  const own = { officer, company: pick('CO-1', 'CO-2') };
  const by = pick('chief_executive', 'chief_executive', 'line_manager');
  const asked = entry('', anyTime, { ...own, by }).map(({ e: _e, ...rest }): Entry => ({
    ...rest,
    command: 'AgreeCompanyRecruitmentParticipation',
  }));
  return list(
    fc.oneof(
      entry('CompanyRecruitmentParticipated', anyTime, own),
      entry('CompanyRecruitmentParticipationAgreed', anyTime, { ...own, by }),
      asked,
    ),
    1,
    3,
  );
}

export function restrictedStory({ edges }: Shape): Arb<Entry[]> {
  const acts = pick('elected_office', 'canvassing', 'partisan_speech', 'party_membership');
  return pick('P-1', 'P-2').chain((post) => {
    const designated = entry(
      'PostDesignatedPoliticallyRestricted',
      edges ? anyTime : early,
      { post: always(post) },
      { officer, notice: flag },
    );
    const ended = entry('PostRestrictionEnded', anyTime, { post: always(post) });
    const reported = entry(
      'RestrictedActivityReported',
      edges ? anyTime : late,
      { act: acts, ...(edges ? {} : { post: always(post) }) },
      edges ? { post: always(post), officer } : { officer },
    );
    return fc
      .tuple(list(designated, 1, 2), list(reported, 0, 2), list(ended, 0, edges ? 1 : 0))
      .map((all) => all.flat());
  });
}

/** Groups, roles, working days, negotiating seats, and single reports. */
export function structureStory({ edges }: Shape): Arb<Entry[]> {
  const group = pick('G-A', 'G-B');
  const kind = pick('private_advantage', 'legal_process', 'staffing', 'advice', 'other');
  const closed = pick('2026-03-09', '2026-03-10', '2026-02-03', '2026-04-13');
  return list(
    fc.oneof(
      entry('GroupMembershipChanged', anyTime, { member, group: pick('G-A', 'G-B', null) }),
      entry(
        'RoleAssigned',
        anyTime,
        { role: pick('party_whip', 'proper_officer'), person: fc.oneof(member, officer) },
        { group },
      ),
      entry(
        'RoleVacated',
        anyTime,
        { roles: pick(['party_whip'], ['proper_officer'], ['party_whip', 'line_manager']) },
        { group },
      ),
      entry('WorkingCalendarSet', edges ? anyTime : pick('2025-12-01'), { dates: list(closed, 1, 2) }),
      entry(
        'OutsideEmploymentDeclared',
        anyTime,
        { person: member, kind: pick('union_official', 'union_employee', 'other_local_authority_employee', 'other') },
        { employer: pick('X-9'), representedInCouncil: pick(true, true, false) },
      ),
      entry('BodyMembershipStarted', anyTime, { member, body: always('B-NEG'), kind: always('staff_negotiating') }),
      entry('BodyMembershipEnded', anyTime, { member, body: always('B-NEG') }),
      entry('CompanyEmploymentReported', anyTime, { person: anybody, company: pick('CO-1') }),
      entry(
        'LegalProceedingsContactRecorded',
        anyTime,
        {
          person: anybody,
          with: pick('case_officer', 'witness', 'adviser', 'party'),
          ...(edges ? {} : { live: flag }),
        },
        edges ? { live: flag } : {},
      ),
      entry(
        'ImproperInfluenceReported',
        anyTime,
        { by: officer, about: fc.oneof(anybody, pick('committee_chair', 'line_manager')), kind },
        { matter: pick('MAT-1') },
      ),
      entry(
        'CandidateSupportReported',
        anyTime,
        { person: anybody },
        { candidate: pick('K-1'), act: pick('canvassed', 'reference', 'supported') },
      ),
      ...(edges ? [entry('PoliticalGroupDissolved', anyTime, { group })] : []),
    ),
    1,
    4,
  );
}
