import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import type { Row } from '../reference/finding.js';
import { referenceDeclarations, referenceLists } from './index.js';

function question(history: string, more: object, packName: string): any {
  const yaml = (text: string): any => load(text, { schema: CORE_SCHEMA });
  return {
    events: yaml(history),
    pack: yaml(readFileSync(`libs/protocol/packs/${packName}.yaml`, 'utf8')),
    at: '2026-12-01',
    ...more,
  };
}

function answer(history: string, more: object = {}, packName = 'tower-hamlets-lb'): Record<string, any> {
  return referenceDeclarations(question(history, more, packName)).projections;
}

/** Findings of one rule: level, state, clauses, subject and anchor. */
function found(history: string, rule: string, more: object = {}): string[] {
  const { rows } = answer(history, more)['findings'] as { rows: Row[] };
  return rows
    .filter((row) => row.rule === rule)
    .map((row) => `${row.level} ${row.state} ${row.clauses.join(' ')}: ${row.subject}, ${row.event}`);
}

describe('clauses of whoever acts', () => {
  const influence = (about: string, kind: string) =>
    `- {t: 2026-03-01T09:00, event: E-1, e: ImproperInfluenceReported, by: O-9, about: ${about}, kind: ${kind}}`;

  it.each([
    ['M-1', 'private_advantage', ['WARN open 14.13 App1(b6): event E-1, E-1']],
    ['O-1', 'private_advantage', ['WARN open App2(b5): event E-1, E-1']],
    ['committee_chair', 'private_advantage', ['WARN open 14.13 App1(b6): event E-1, E-1']],
    ['P-7', 'private_advantage', ['WARN open 14.13 App1(b6) App2(b5): event E-1, E-1']],
  ])('of %s in a report of %s', (about, kind, wanted) => {
    expect(found(influence(about, kind), 'int.no_private_advantage')).toEqual(wanted);
  });

  it('are none where no clause binds such a person', () => {
    expect(found(influence('O-1', 'staffing'), 'stf.no_staffing_influence')).toEqual([]);
    expect(found(influence('M-1', 'staffing'), 'stf.no_staffing_influence')).toHaveLength(1);
    const reference = '- {t: 2026-03-01T09:00, event: E-1, e: CandidateSupportReported, person: O-1}';
    expect(found(reference, 'stf.no_support_or_reference')).toEqual([]);
  });

  it('are those of the word, and soft where the word is', () => {
    const contact = (whom: string) =>
      `- {t: 2026-03-01T09:00, event: E-1, e: LegalProceedingsContactRecorded, person: M-1, with: ${whom}}`;
    expect(found(contact('case_officer'), 'int.legal_proceedings')).toEqual(['BREACH open 3.36: event E-1, E-1']);
    expect(found(contact('witness'), 'int.legal_proceedings')).toEqual(['WARN open 3.32 3.33: event E-1, E-1']);
    expect(found(influence('M-1', 'legal_process'), 'int.legal_proceedings')).toEqual([
      'BREACH open 3.34: event E-1, E-1',
    ]);
  });
});

describe('a joint arrangement', () => {
  const meeting = `
- {t: 2026-02-01T09:00, event: E-1, e: OutsideBodyRoleDeclared, person: M-1, body: X-1}
- {t: 2026-03-05T18:00, event: E-2, e: MeetingConvened, meeting: MTG-1, items: {IT-1: {kind: ordinary, partner: X-1}}}
- {t: 2026-03-05T19:00, event: E-3, e: VoteCast, person: M-1, item: IT-1}
`;
  const declared =
    '- {t: 2026-03-05T19:05, event: E-4, e: JointArrangementConflictDeclared, person: M-1, item: IT-1}\n';

  it('that is known and not declared is a second finding, which the declaration resolves', () => {
    expect(found(meeting, 'int.joint_arrangement').sort()).toEqual([
      'BREACH open 3.38 3.39: item IT-1 person M-1, E-3',
      'BREACH open 3.39: item IT-1 person M-1 declaration, E-3',
    ]);
    expect(found(meeting + declared, 'int.joint_arrangement').sort()).toEqual([
      'BREACH open 3.38 3.39: item IT-1 person M-1, E-3',
      'BREACH resolved 3.39: item IT-1 person M-1 declaration, E-3',
    ]);
  });

  it('that is declared and tested is no unstated interest', () => {
    const test =
      '- {t: 2026-03-05T18:30, e: InterestSignificanceAssessed, person: M-1, item: IT-1, outcome: significant}\n';
    const row = (history: string) => answer(history)['meeting-participation'].items['IT-1']['M-1'].interest;
    expect(row(meeting + declared + test)).toBe('joint_arrangement');
    const alone = test.replace('item: IT-1', 'item: IT-9');
    expect(answer(alone)['meeting-participation'].items['IT-9']['M-1'].interest).toBe('unstated');
  });
});

describe('a seat on the negotiating body', () => {
  const seated = (...employments: string[]) => `
- {t: 2026-02-01T09:00, event: E-1, e: BodyMembershipStarted, member: M-1, body: B-1, kind: staff_negotiating}
${employments.map((one, place) => `- {t: 2026-02-0${place + 2}T09:00, event: E-${place + 2}, e: OutsideEmploymentDeclared, person: M-1, ${one}}`).join('\n')}
`;

  it.each([
    [['kind: union_official, representedInCouncil: true'], ['BREACH open 14.9: person M-1 body B-1, E-2']],
    [['kind: union_official'], ['WARN open 14.9: person M-1 body B-1, E-2']],
    [['kind: union_official, representedInCouncil: false'], []],
    [['kind: other_local_authority_employee'], ['BREACH open 14.9: person M-1 body B-1, E-2']],
    [
      ['kind: union_official', 'kind: union_employee, representedInCouncil: true'],
      ['BREACH open 14.9: person M-1 body B-1, E-3'],
    ],
  ])('beside %j', (employments, wanted) => {
    expect(found(seated(...employments), 'int.negotiating_body_bar')).toEqual(wanted);
  });
});

describe('two people', () => {
  const declared = (day: string, id: string, by: string, about: string, to: string) =>
    `- {t: 2026-02-${day}T09:00, event: E-${day}, e: RelationshipDeclared, id: ${id}, by: ${by}, about: ${about}, category: family, to: ${to}}\n`;
  const both =
    declared('02', 'REL-1', 'M-1', 'O-1', 'party_whip') + declared('03', 'REL-2', 'O-1', 'M-1', 'line_manager');
  const register = (history: string) => answer(history)['relationship-register'];

  it('are one relationship whatever ids they declare under', () => {
    expect(register(both)).toMatchObject({
      rows: 1,
      relationships: {
        'REL-1': {
          state: 'complete',
          declaredBy: ['member', 'officer'],
          alsoKnownAs: ['REL-2'],
          legsDone: ['member.party_whip', 'officer.line_manager'],
          legsOwed: [],
          events: ['E-02', 'E-03'],
        },
      },
    });
    const agreed = '- {t: 2026-02-04T09:00, e: RelationshipMitigationAgreed, id: REL-2, mitigation: apart}\n';
    expect(register(both + agreed).relationships['REL-1'].mitigation).toBe('apart');
  });

  it('begin another when they declare after the end, by whichever id it went', () => {
    const ended = '- {t: 2026-02-05T09:00, event: E-05, e: RelationshipEnded, id: REL-2}\n';
    const again = both + ended + declared('06', 'REL-1', 'M-1', 'O-1', 'party_whip');
    expect(Object.keys(register(again).relationships)).toEqual(['REL-1', 'REL-1#2']);
    expect(register(again).relationships['REL-1#2']).toMatchObject({
      declaredBy: ['member'],
      legsOwed: ['officer.line_manager'],
    });
    expect(found(again, 'rel.declare')).toEqual([
      'WARN open 5.2 5.3 14.14: relationship REL-1#2 leg officer.line_manager, E-06',
    ]);
  });

  it('who share an id with two others are another relationship', () => {
    const other = declared('04', 'REL-1', 'M-2', 'O-2', 'party_whip');
    expect(Object.keys(register(both + other).relationships)).toEqual(['REL-1', 'REL-1#2']);
  });

  it('are close to a delivery by the officer whom it names', () => {
    const delivery = `${both}
- {t: 2026-01-02T09:00, e: GroupMembershipChanged, member: M-1, group: G-A}
- {t: 2026-02-04T09:00, e: GroupReportSupplied, group: G-A, matter: MAT-1, version: V1, officer: O-1}
`;
    expect(referenceLists(question(delivery, {}, 'tower-hamlets-lb')).touch).toMatchObject([
      { kind: 'delivery', officer: 'O-1', relationship: 'REL-1', group: 'G-A' },
    ]);
  });
});

describe('recruitment', () => {
  it('is permitted and barred only by the rule’s determiner', () => {
    const history = (by: string, outcome: string) => `
- {t: 2026-03-02T09:00, event: E-1, e: CandidateRelationshipDeclared, person: M-1, candidate: K-1, to: divisional_director_hr}
- {t: 2026-03-02T10:00, rec: 2026-03-09T10:00, event: E-2, e: RecruitmentParticipationDetermined, person: M-1, outcome: ${outcome}, by: ${by}}
- {t: 2026-03-03T09:00, event: E-3, e: RecruitmentStepTaken, person: M-1, step: interview}
`;
    const rule = 'stf.candidate_relationship';
    expect(found(history('divisional_director_hr', 'may_continue'), rule)).toEqual([]);
    expect(found(history('chief_executive', 'may_continue'), rule)).toEqual([
      'BREACH open 14.2: person M-1 candidate K-1 step_without_determination, E-3',
    ]);
    const against = history('divisional_director_hr', 'no_further_part');
    expect(found(against, rule)).toEqual([
      'BREACH open 14.2: person M-1 candidate K-1 step_against_determination, E-3',
    ]);
    expect(answer(against)['findings'].rows[0]).toMatchObject({
      events: ['E-1', 'E-2', 'E-3'],
      recordedAt: '2026-03-09T10:00:00Z',
    });
    expect(answer(history('chief_executive', 'no_further_part'))['recruitment-declarations'].rows[0]).toMatchObject({
      outcome: null,
    });
  });
});
