/** Who may ask, help and tell, and how members are treated, worked by hand from readings.md 3 and 4. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Row } from './finding.js';
import { referenceReplay } from './reference.js';

function replay(packName: string, history: string, at?: string) {
  const yaml = (text: string) => load(text, { schema: CORE_SCHEMA });
  const pack = yaml(readFileSync(`libs/protocol/packs/${packName}.yaml`, 'utf8'));
  const events = yaml(history) as Record<string, unknown>[];
  return referenceReplay({ events, pack, ...(at === undefined ? {} : { at }) }).projections;
}

function findings(packName: string, history: string, at?: string): string[] {
  const { rows } = replay(packName, history, at)['findings'] as { rows: Row[] };
  return rows.map((one) => `${one.rule} ${one.level} ${one.state} ${one.subject}`);
}

function purpose(to: string, what: string): string {
  return `- {t: 2026-02-02T09:00, e: GroupSupportRequested, id: R-1, group: G-A, form: written_report, to: ${to}, purpose: ${what}}`;
}

describe('help with casework, surgeries, personal, business and party matters', () => {
  it.each([
    ['members_support_team', 'casework', 0],
    ['members_support_team', 'personal', 1],
    ['members_support_team', 'business', 1],
    ['political_assistant', 'political_business', 0],
    ['political_assistant', 'casework', 1],
    ['service_head', 'surgery', 1],
    ['service_head', 'council_business', 0],
  ])('asked of %s for %s', (to, what, found) => {
    expect(findings('tower-hamlets-lb', purpose(to, what))).toHaveLength(found);
  });
});

describe('advice on party business', () => {
  const asked = (by: string, role = '') =>
    `- {t: 2026-02-02T09:00, event: E-1, e: PartyBusinessAdviceSought, by: ${by}${role}}\n`;
  const chair = '- {t: 2026-02-01T09:00, e: RoleAssigned, role: committee_chair, person: M-1}\n';

  it('binds whom the pack says: members who ask, holders of an office who ask, or whoever gives it', () => {
    expect(findings('great-aycliffe-tc', asked('M-1'))).toEqual(['grp.no_party_business_advice WARN open event E-1']);
    expect(findings('great-aycliffe-tc', asked('O-1'))).toEqual([]);
    expect(findings('old-marston-pc', asked('M-1'))).toEqual([]);
    expect(findings('old-marston-pc', asked('M-1') + chair)).toHaveLength(1);
    expect(findings('old-marston-pc', asked('O-1', ', role: committee_vice_chair'))).toHaveLength(1);
    expect(findings('northampton-tc', asked('M-1'))).toEqual([]);
  });

  const given = '- {t: 2026-02-02T09:00, event: E-2, e: PartyBusinessAdviceGiven, group: G-A, officer: O-1}\n';
  const assistant = '- {t: 2026-02-01T09:00, e: PoliticalAssistantAppointed, officer: O-1, group: G-A}\n';

  it('may be given by an assistant where the pack exempts one', () => {
    expect(findings('tower-hamlets-lb', given)).toHaveLength(1);
    expect(findings('tower-hamlets-lb', given + assistant)).toEqual([]);
    expect(findings('northampton-tc', given + assistant)).toHaveLength(1);
    expect(findings('great-aycliffe-tc', given)).toEqual([]);
  });
});

describe('a group’s discussion passed on', () => {
  const told = (to: string, more = '') =>
    `- {t: 2026-02-02T09:00, event: E-1, e: GroupConfidenceBreachReported, from: G-A, to: ${to}${more}}\n`;
  const member = '- {t: 2026-01-02T09:00, e: GroupMembershipChanged, member: M-2, group: G-B}\n';

  it.each([
    ['tower-hamlets-lb', told('G-B'), 1],
    ['tower-hamlets-lb', told('G-A'), 0],
    ['tower-hamlets-lb', told('M-9'), 1],
    ['northampton-tc', told('M-9'), 0],
    ['northampton-tc', member + told('M-2'), 1],
    ['tower-hamlets-lb', told('line_manager'), 1],
    ['northampton-tc', told('line_manager'), 0],
    ['northampton-tc', told('chair_of_council'), 0],
    ['tower-hamlets-lb', told('committee_chair'), 1],
    ['tower-hamlets-lb', told('standards_committee'), 0],
    ['tower-hamlets-lb', told('monitoring_officer', ', ground: illegality'), 0],
    ['tower-hamlets-lb', told('media', ', ground: illegality'), 1],
  ])('under %s: %s', (pack, history, found) => {
    expect(findings(pack, history)).toHaveLength(found);
  });
});

describe('members and support', () => {
  const support = `
- {t: 2026-02-02T09:00, event: E-1, e: SupportProvided, member: M-1, matter: MAT-1}
- {t: 2026-02-03T09:00, event: E-2, e: SupportDeclined, id: S-1, member: M-2, matter: MAT-1}
- {t: 2026-02-03T10:00, event: E-3, e: InformationRequested, id: I-1, member: M-3, matter: MAT-1}
- {t: 2026-02-04T10:00, event: E-4, e: InformationRefused, id: I-1}
`;

  it('count beside information, in each other’s unexplained refusals too', () => {
    expect(replay('old-marston-pc', support)['even-handedness-by-councillor']).toEqual({
      councillors: {
        'M-1': { requests: 0, granted: 0, refused: 0, rate: null, supported: 1, supportDeclined: 0 },
        'M-2': { requests: 0, granted: 0, refused: 0, rate: null, supported: 0, supportDeclined: 1 },
        'M-3': { requests: 1, granted: 0, refused: 1, rate: 0, supported: 0, supportDeclined: 0 },
      },
      council: { gap: 0, unexplainedRefusals: 2 },
    });
    expect(findings('old-marston-pc', support)).toEqual([
      'clr.equal_treatment WARN open event E-2',
      'clr.equal_treatment WARN open request I-1',
    ]);
  });

  it('stand as the entry stands last', () => {
    const given = `${support}- {t: 2026-02-05T09:00, e: SupportProvided, id: S-1, member: M-2, matter: MAT-1}\n`;
    expect(findings('old-marston-pc', given)).toEqual([
      'clr.equal_treatment WARN resolved event E-2',
      'clr.equal_treatment WARN open request I-1',
    ]);
  });

  it('stand apart where memberships name others only', () => {
    const named = `${support}- {t: 2026-01-03T09:00, e: GroupMembershipChanged, member: M-3, group: null}\n`;
    expect(replay('old-marston-pc', named)['even-handedness-by-councillor']).toMatchObject({
      councillors: { 'M-3': { requests: 1 } },
      unregistered: { 'M-1': { supported: 1 }, 'M-2': { supportDeclined: 1 } },
      council: { unexplainedRefusals: 1 },
    });
  });
});

describe('the life of the protocol', () => {
  const status = (pack: string, history: string, at: string) => replay(pack, history, at)['protocol-status'];
  const begun = '- {t: 2024-01-05T09:00, e: ProtocolGuidanceSought}\n';

  it('has no date once it is answered, but the next anchor month where it is yearly', () => {
    const minuted = (more: string) =>
      `${begun}- {t: 2024-05-20T19:00, event: E-1, e: ProtocolAdoptionMinuted${more}}\n`;
    expect(status('old-marston-pc', minuted(', minute: "24/05"'), '2024-06-01')).toMatchObject({
      nextExpected: '2025-05-31',
      reviewState: 'current',
      lastEvidencedAdoption: '2024-05-20',
      approvalRecorded: true,
    });
    expect(findings('old-marston-pc', minuted(', minute: "24/05"'), '2025-06-02')).toEqual([
      'lif.review WARN open protocol',
    ]);
    expect(status('old-marston-pc', minuted(''), '2024-06-01')).toMatchObject({
      nextExpected: '2024-05-31',
      overdueDays: 1,
      reviewState: 'overdue',
      evidencedAdoptions: 2,
    });
    const done = `${begun}- {t: 2024-02-01T09:00, e: ProtocolReviewCompleted}\n`;
    expect(status('tower-hamlets-lb', done, '2024-03-01')).toMatchObject({
      nextExpected: null,
      reviewState: 'current',
    });
  });

  it('is to be reviewed within the days that the pack gives, from the first unanswered trigger', () => {
    const code = '- {t: 2025-07-01T19:00, event: E-1, e: MembersCodeAdopted}\n';
    expect(status('alsager-tc', code, '2025-07-31')).toMatchObject({
      nextExpected: '2026-07-01',
      reviewState: 'triggered',
      ageDays: 30,
    });
    expect(findings('alsager-tc', code, '2026-07-10')).toEqual([]);
    expect(findings('alsager-tc', begun + code, '2026-07-10')).toEqual(['lif.review WARN open protocol']);
    expect(status('alsager-tc', code, '2026-07-02')).toMatchObject({ reviewState: 'overdue', overdueDays: 1 });
  });
});
