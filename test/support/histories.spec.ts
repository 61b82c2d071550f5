import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { declarationQuestions } from './declaration-histories.js';
import { questions } from './histories.js';
import { asLines, ownIds } from './own-ids.js';
import { referenceDeclarations } from './reference-declarations/index.js';
import type { Row } from './reference/finding.js';
import { referenceReplay } from './reference/reference.js';

function packOf(name: string): unknown {
  return load(readFileSync(`libs/protocol/packs/${name}.yaml`, 'utf8'), { schema: CORE_SCHEMA });
}

interface Answer {
  'even-handedness-by-matter': { matters: Record<string, { status: string; because: { reason: string }[] }> };
  'even-handedness-by-group': { unregistered?: object };
  'even-handedness-by-councillor': {
    unregistered?: object;
    councillors: Record<string, { supported: number; supportDeclined: number }>;
  };
  'attendance-log': { meetings: Record<string, { verdict: string }> };
  'protocol-status': { reviewState: string };
  findings: { rows: Row[] };
}

/** What a history comes to, in words. */
function situations(answer: Answer): string[] {
  const matters = Object.values(answer['even-handedness-by-matter'].matters);
  const members = Object.values(answer['even-handedness-by-councillor'].councillors);
  return [
    ...matters.flatMap((row) => [row.status, ...row.because.map((one) => one.reason)]),
    ...Object.values(answer['attendance-log'].meetings).map((row) => `meeting ${row.verdict}`),
    ...answer.findings.rows.map((row) => `${row.rule} ${row.level} ${row.state}`),
    `review ${answer['protocol-status'].reviewState}`,
    answer['even-handedness-by-group'].unregistered ? 'a group that was never registered' : '',
    answer['even-handedness-by-councillor'].unregistered ? 'a member whom nobody named' : '',
    members.some((row) => row.supported > 0 && row.supportDeclined > 0) ? 'support given and declined' : '',
  ];
}

describe('random histories of groups', () => {
  it.each([
    [
      'alsager-tc',
      ['SOME_GROUPS', 'different_versions', 'different_at_consideration', 'unexplained_refusal'],
      ['meeting open', 'lif.review WARN open', 'grp.same_advice BREACH resolved', 'review triggered'],
    ],
    [
      'northampton-tc',
      ['REVIEW', 'notice_missed', 'notice_unsent', 'clr.equal_treatment WARN resolved'],
      ['a group that was never registered', 'a member whom nobody named', 'support given and declined'],
    ],
    [
      'tower-hamlets-lb',
      ['grp.no_surgeries_casework BREACH open', 'grp.discussion_confidential BREACH open'],
      ['grp.attendee_limit WARN resolved', 'grp.no_party_business_advice BREACH open'],
    ],
    [
      'old-marston-pc',
      ['grp.no_party_business_advice BREACH open', 'grp.survives_change_of_control INFO open'],
      ['lif.review WARN resolved', 'lif.adoption_evidence WARN open'],
    ],
  ])('come to everything that %s speaks of', (name, some, more) => {
    const pack = packOf(name);
    const sample = fc.sample(questions(40), { numRuns: 250, seed: 20_260_401 });
    const seen = sample.flatMap((asked) => {
      const { projections } = referenceReplay({ ...asked, pack });
      return situations(projections as unknown as Answer);
    });
    expect([...some, ...more].filter((one) => !seen.includes(one))).toEqual([]);
  });
});

describe('own ids of the events of a file', () => {
  it('are those that the file gives, else those that are derived from it', () => {
    const events = [
      { t: '2026-01-05T09:00', e: 'PoliticalGroupRegistered', group: ['G-A', 'G-B'] },
      { t: '2026-01-06T09:00', e: 'GroupReportSupplied', event: 'E-1', group: 'G-A', matter: 'MAT-1', version: 'V1' },
    ];
    const ids = ownIds(events);
    expect(asLines(events).split('\n')).toHaveLength(2);
    expect(ids(1, 0)).toBe('E-1');
    expect(new Set([ids(0, 0), ids(0, 1), ids(1, 0)]).size).toBe(3);
    const { explained } = referenceReplay({ events, pack: packOf('northampton-tc'), ids });
    expect(explained['even-handedness-by-matter']?.['MAT-1']?.['groupsActive']).toEqual([
      { of: 'G-A', events: [ids(0, 0)] },
      { of: 'G-B', events: [ids(0, 1)] },
    ]);
  });
});

describe('random histories of declarations', () => {
  it('come to everything that tower-hamlets-lb speaks of', () => {
    const pack = packOf('tower-hamlets-lb');
    const sample = fc.sample(declarationQuestions(), { numRuns: 250, seed: 20_260_402 });
    const seen = sample.flatMap((asked) => {
      const { projections } = referenceDeclarations({ ...asked, pack });
      const register = projections['relationship-register'] as {
        relationships: Record<string, { alsoKnownAs: string[] }>;
      };
      const known = Object.entries(register.relationships);
      return [
        ...(projections['findings'] as { rows: Row[] }).rows.map((row) => `${row.rule} ${row.level} ${row.state}`),
        ...known.flatMap(([id, row]) => [
          id.includes('#') ? 'begun again' : '',
          row.alsoKnownAs.length > 0 ? 'two ids' : '',
        ]),
      ];
    });
    const wanted = [
      ...['begun again', 'two ids', 'int.joint_arrangement BREACH resolved', 'int.negotiating_body_bar WARN open'],
      ...['int.negotiating_body_bar BREACH resolved', 'rel.committee_for_department WARN resolved'],
      ...['stf.candidate_relationship BREACH resolved', 'int.legal_proceedings WARN open'],
      ...['int.legal_proceedings BREACH open', 'rel.body_or_decision WARN resolved'],
    ];
    expect(wanted.filter((one) => !seen.includes(one))).toEqual([]);
  });
});
