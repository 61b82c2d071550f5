/** Small histories worked by hand from readings.md 2 to 4; each title is the sentence that it follows. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Row } from './finding.js';
import { referenceReplay } from './reference.js';
import type { ReferenceAnswer } from './reference.js';

type Asked = { at?: string; knownAt?: string };

function replay(packName: string, history: string, asked: Asked = {}): ReferenceAnswer {
  const yaml = (text: string) => load(text, { schema: CORE_SCHEMA });
  const pack = yaml(readFileSync(`libs/protocol/packs/${packName}.yaml`, 'utf8'));
  return referenceReplay({ events: yaml(history) as Record<string, unknown>[], pack, ...asked });
}

function rows(packName: string, history: string, asked?: Asked): Row[] {
  return (replay(packName, history, asked).projections['findings'] as { rows: Row[] }).rows;
}

function findings(packName: string, history: string, asked?: Asked): string[] {
  return rows(packName, history, asked).map((one) => `${one.rule} ${one.level} ${one.state} ${one.event ?? '-'}`);
}

interface Matter {
  status: string;
  versionsHeld: number;
  because: { reason: string; groups: string[]; events: string[] }[];
}

function matter(packName: string, history: string, asked?: Asked): Matter {
  const { matters } = replay(packName, history, asked).projections['even-handedness-by-matter'] as {
    matters: Record<string, Matter>;
  };
  return matters['MAT-1']!;
}

const groups = '- {t: 2026-01-05T09:00, e: PoliticalGroupRegistered, group: [G-A, G-B]}\n';

describe('an unexplained refusal beside support', () => {
  const refused = `${groups}
- {t: 2026-02-02T09:00, event: E-1, e: GroupSupportRequested, id: R-1, group: G-B, form: written_report, matter: MAT-1}
- {t: 2026-02-03T09:00, event: E-2, e: GroupSupportRequestDeclined, id: R-1}
- {t: 2026-02-04T09:00, event: E-3, e: GroupReportSupplied, group: G-A, matter: MAT-1, version: V1}
`;

  it('counts a supply that nobody asked for, from when both stand, anchored in the declining', () => {
    expect(findings('alsager-tc', refused)).toEqual(['grp.even_handed BREACH open E-2']);
    expect(rows('alsager-tc', refused)[0]).toMatchObject({
      subject: 'request R-1',
      occurredAt: '2026-02-04T09:00:00Z',
      events: ['E-1', 'E-2', 'E-3'],
      finding: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(matter('alsager-tc', refused).because).toEqual([
      { reason: 'unexplained_refusal', groups: ['G-B'], events: ['E-2', 'E-3'] },
      { reason: 'single_group', groups: ['G-A'], events: ['E-3'] },
      { reason: 'group_without_advice', groups: ['G-B'], events: ['E-3'] },
    ]);
    expect(findings('alsager-tc', refused, { at: '2026-02-03' })).toEqual([]);
  });

  it('does not count a draft to the administration, where such drafts stand outside parity', () => {
    const draft = refused.replace('version: V1', 'version: V1, administrationDraft: true');
    const formed = `${draft}- {t: 2026-02-01T09:00, e: AdministrationFormed, group: G-A}\n`;
    expect(findings('tower-hamlets-lb', formed)).toEqual([]);
    expect(findings('tower-hamlets-lb', draft)).toEqual(['grp.even_handed BREACH open E-2']);
    expect(findings('alsager-tc', formed)).toEqual(['grp.even_handed BREACH open E-2']);
  });
});

describe('versions held', () => {
  const flagged = `${groups}
- {t: 2026-02-02T09:00, event: E-1, e: GroupReportSupplied, group: G-A, matter: MAT-1, version: V1}
- {t: 2026-02-03T09:00, event: E-2, e: GroupReportSupplied, group: G-B, matter: MAT-1, version: V1, flags: {recommendation: true}}
`;
  const determined = (day: string, outcome: string, event: string) =>
    `- {t: ${day}T09:00, event: ${event}, e: AdviceEquivalenceDetermined, matter: MAT-1, versions: [V1, V1+recommendation], outcome: ${outcome}, by: proper_officer}\n`;
  const considered = '- {t: 2026-02-05T19:00, event: E-4, e: MatterFormallyConsidered, matter: MAT-1}\n';
  const evened = '- {t: 2026-02-06T09:00, event: E-5, e: AdviceReissued, group: G-B, matter: MAT-1, version: V1}\n';
  const different = flagged + determined('2026-02-04', 'different', 'E-3');

  it('differ where one has a recommendation, and are compared by the names that say so', () => {
    expect(matter('alsager-tc', flagged)).toMatchObject({ versionsHeld: 2, status: 'PENDING' });
    expect(matter('alsager-tc', flagged).because).toEqual([
      { reason: 'versions_undetermined', groups: ['G-A', 'G-B'], events: ['E-1', 'E-2'] },
    ]);
    expect(matter('alsager-tc', different)).toMatchObject({ status: 'UNEVEN' });
  });

  it('stay uneven once the council has decided on them, until they are determined the same', () => {
    const same = (history: string) =>
      findings('alsager-tc', history).filter((one) => one.startsWith('grp.same_advice'));
    expect(same(different + evened)).toEqual([
      'grp.same_advice WARN resolved E-2',
      'grp.same_advice BREACH resolved E-3',
    ]);
    const decided = different + considered + evened;
    expect(same(decided)).toEqual(['grp.same_advice WARN resolved E-2', 'grp.same_advice BREACH open E-3']);
    expect(matter('alsager-tc', decided)).toMatchObject({ status: 'UNEVEN', versionsHeld: 1 });
    expect(matter('alsager-tc', decided).because).toEqual([
      { reason: 'different_at_consideration', groups: ['G-A', 'G-B'], events: ['E-1', 'E-2', 'E-3', 'E-4'] },
    ]);
    const mended = decided + determined('2026-02-07', 'substantially_same', 'E-6');
    expect(matter('alsager-tc', mended)).toMatchObject({ status: 'EVEN', because: [] });
    const [, breach] = rows('alsager-tc', mended).filter((one) => one.rule === 'grp.same_advice');
    expect(breach).toMatchObject({ remediedAt: '2026-02-07T09:00:00Z', events: ['E-1', 'E-2', 'E-3', 'E-6'] });
  });
});

describe('corrections', () => {
  const refused = `
- {t: 2026-02-02T09:00, event: E-1, e: GroupSupportRequested, id: R-1, group: G-A, form: written_report, matter: MAT-1}
- {t: 2026-02-02T09:00, event: E-2, e: GroupSupportRequested, id: R-2, group: G-B, form: written_report, matter: MAT-1}
- {t: 2026-02-03T09:00, event: E-3, e: GroupSupportRequestDeclined, id: R-2}
- {t: 2026-02-03T09:00, event: E-4, e: GroupSupportRequestAccepted, id: R-1}
- {t: 2026-02-20T09:00, e: MembersCodeAdopted}
`;
  const corrected = (target: string, set: string) =>
    `${refused}- {t: 2026-02-10T09:00, event: A-1, e: EntryCorrected, target: ${target}, set: {${set}}}\n`;

  it('hold for every instant once they are known, and what they took away stays visible from then on', () => {
    const ground = corrected('R-2', 'ground: no_capacity');
    expect(findings('alsager-tc', ground)).toEqual(['grp.even_handed BREACH resolved E-3']);
    expect(rows('alsager-tc', ground)[0]).toMatchObject({
      remediedAt: '2026-02-10T09:00:00Z',
      events: ['E-2', 'E-3', 'E-4', 'A-1'],
    });
    expect(findings('alsager-tc', ground, { at: '2026-02-05' })).toEqual([]);
    expect(findings('alsager-tc', ground, { at: '2026-02-05', knownAt: '2026-02-05' })).toEqual([
      'grp.even_handed BREACH open E-3',
    ]);
  });

  it('of an entry reach its opening, and every event of it only for a field that the opening has not', () => {
    const moved = corrected('R-2', 'by: proper_officer, matter: MAT-2');
    expect(findings('alsager-tc', moved)).toEqual(['grp.even_handed BREACH resolved E-3']);
    expect(findings('alsager-tc', corrected('E-3', 'matter: MAT-2'))).toEqual(['grp.even_handed BREACH open E-3']);
  });

  it.each(['bogus: X', 'ground: 7', 't: 2026-03-01T09:00'])('have no effect where %s cannot be set', (set) => {
    expect(findings('alsager-tc', corrected('R-2', set))).toEqual(['grp.even_handed BREACH open E-3']);
  });

  it('make a finding that was not there before rest on the amendment too', () => {
    const history = `${refused}- {t: 2026-02-05T09:00, event: E-5, e: GroupBriefingGiven, group: G-A, matter: MAT-9, version: V1}
- {t: 2026-02-11T09:00, event: A-1, e: EntryCorrected, target: E-5, set: {flags: {politicalImplications: true}}}
`;
    const found = rows('northampton-tc', history).find((one) => one.rule === 'grp.no_political_implications');
    expect(found).toMatchObject({ occurredAt: '2026-02-05T09:00:00Z', recordedAt: '2026-02-11T09:00:00Z' });
    expect(found!.events).toEqual(['E-5', 'A-1']);
  });
});

describe('an attendance whose end nobody recorded', () => {
  const meeting = `
- {t: 2026-02-04T18:00, event: E-1, e: OfficerAttendedGroupMeeting, meeting: MTG-1, group: G-A, officer: O-1, role: cmt_member}
- {t: 2026-02-04T18:10, event: E-2, e: PartyBusinessSegmentStarted, meeting: MTG-1, until: 2026-02-04T18:30}
- {t: 2026-02-06T18:10, e: MembersCodeAdopted}
`;
  const row = (at: string) => {
    const log = replay('tower-hamlets-lb', meeting, { at }).projections['attendance-log'] as {
      meetings: Record<string, unknown>;
    };
    return log.meetings['MTG-1'];
  };

  it('is open until its day is over, and judged then, with no minutes', () => {
    expect(row('2026-02-04T23:00')).toMatchObject({ verdict: 'open', partyBusinessMinutes: null });
    expect(row('2026-02-05')).toMatchObject({ verdict: 'warn', partyBusinessMinutes: null });
    expect(row('2026-02-05')).toMatchObject({ officers: [{ officer: 'O-1', minutes: null }], events: ['E-1', 'E-2'] });
    expect(findings('tower-hamlets-lb', meeting)).toEqual(['grp.absent_for_party_business WARN open E-1']);
  });
});
