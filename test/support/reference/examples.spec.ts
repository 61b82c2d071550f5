/** Small histories worked by hand from readings.md; each title is the sentence that it follows. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load } from 'js-yaml';
import { referenceReplay } from './reference.js';

const root = new URL('../../../', import.meta.url);

interface Rows {
  rows: {
    rule: string;
    level: string;
    state: string;
    subject: string;
    occurredAt: string;
    remediedAt: string | null;
  }[];
}

function replay(packName: string, history: string, at?: string) {
  const text = readFileSync(new URL(`libs/protocol/packs/${packName}.yaml`, root), 'utf8');
  const events = load(history, { schema: CORE_SCHEMA }) as Record<string, unknown>[];
  const pack = load(text, { schema: CORE_SCHEMA });
  return referenceReplay({ events, pack, ...(at === undefined ? {} : { at }) });
}

function findings(packName: string, history: string, at?: string): string[] {
  const { rows } = replay(packName, history, at).projections['findings'] as Rows;
  return rows.map((one) => [one.rule, one.level, one.state, one.subject, one.remediedAt ?? '-'].join(' '));
}

const refusal = `
- {t: 2026-02-02T09:00, e: GroupSupportRequested, id: R-1, group: G-A, form: written_report, matter: MAT-1}
- {t: 2026-02-02T10:00, e: GroupSupportRequested, id: R-2, group: G-B, form: written_report, matter: MAT-1}
- {t: 2026-02-03T09:00, e: GroupSupportRequestDeclined, id: R-2, event: E-1}
- {t: 2026-02-04T09:00, e: GroupSupportRequestAccepted, id: R-1}
`;

describe('a refusal without a ground, and corrections', () => {
  it('stands from when both decisions stand, under the one rule or the other', () => {
    expect(findings('tower-hamlets-lb', refusal)).toEqual(['grp.even_handed BREACH open request R-2 -']);
    expect(findings('northampton-tc', refusal)).toEqual(['clr.equal_treatment WARN open request R-2 -']);
    expect(findings('great-aycliffe-tc', refusal)).toEqual(['clr.equal_treatment BREACH open request R-2 -']);
    expect(findings('old-marston-pc', refusal)).toEqual(['grp.even_handed WARN open request R-2 -']);
    expect(findings('tower-hamlets-lb', refusal, '2026-02-03')).toEqual([]);
  });

  it('is resolved by a ground added by correction, and the history keeps it', () => {
    const ground = `${refusal}- {t: 2026-02-05T09:00, e: EntryCorrected, target: R-2, set: {ground: no_capacity}, event: A-1}\n`;
    expect(findings('alsager-tc', ground)).toEqual([
      'grp.even_handed BREACH resolved request R-2 2026-02-05T09:00:00Z',
    ]);
    const taken = `${ground}- {t: 2026-02-06T09:00, e: EntryWithdrawn, target: A-1}\n`;
    expect(findings('alsager-tc', taken)).toEqual(['grp.even_handed BREACH open request R-2 -']);
  });

  it('is another one after another decision', () => {
    const twice = `${refusal}
- {t: 2026-02-05T09:00, e: GroupSupportRequestAccepted, id: R-2}
- {t: 2026-02-06T09:00, e: GroupSupportRequestDeclined, id: R-2}
`;
    expect(findings('alsager-tc', twice)).toEqual([
      'grp.even_handed BREACH resolved request R-2 2026-02-05T09:00:00Z',
      'grp.even_handed BREACH open request R-2 -',
    ]);
  });
});

const meeting = `
- {t: 2026-02-02T09:00, e: GroupSupportRequested, id: R-1, group: G-A, form: attendance, to: cmt_member, nonCouncillorsExpected: 2}
- {t: 2026-02-03T09:00, command: AcceptGroupSupportRequest, id: R-1, by: cmt_member}
- {t: 2026-02-04T18:00, e: OfficerAttendedGroupMeeting, meeting: MTG-1, request: R-1, officer: O-1, role: cmt_member, until: 2026-02-04T19:00}
- {t: 2026-02-04T18:10, e: NonCouncillorPresenceRecorded, meeting: MTG-1, count: 2}
`;

function meetingRow(history: string) {
  const log = replay('tower-hamlets-lb', history).projections['attendance-log'] as {
    meetings: Record<string, unknown>;
  };
  return log.meetings['MTG-1'];
}

describe('a group meeting with people who are not councillors', () => {
  const end = '- {t: 2026-02-05T09:00, e: MembersCodeAdopted, version: "1"}\n';

  it('is judged when the last attendance ends, and one clause gives one finding', () => {
    expect(findings('tower-hamlets-lb', meeting)).toEqual([]);
    expect(findings('tower-hamlets-lb', meeting + end)).toEqual([
      'grp.non_councillor_authorisation BREACH open meeting MTG-1 -',
    ]);
    expect(findings('northampton-tc', meeting + end)).toEqual([
      'grp.non_councillor_restricted_information WARN open meeting MTG-1 -',
    ]);
  });

  it('is cleared by leaving on discovery, but not for party business', () => {
    const leaving = (reason: string) =>
      `${meeting}- {t: 2026-02-04T18:12, e: OfficerLeftGroupMeeting, meeting: MTG-1, reason: ${reason}}\n${end}`;
    expect(meetingRow(leaving('non_councillors_present'))).toMatchObject({
      authorisation: 'none',
      verdict: 'withdrew',
    });
    expect(meetingRow(leaving('party_business'))).toMatchObject({ authorisation: 'none', verdict: 'breach' });
  });

  it('is permitted by the authoriser in advance', () => {
    const authorised = `${meeting}- {t: 2026-02-02T12:00, command: AuthoriseNonCouncillorAttendance, request: R-1, by: chief_executive}\n${end}`;
    expect(meetingRow(authorised)).toMatchObject({ authorisation: 'in_advance', verdict: 'warn', nonCouncillors: 2 });
    expect(replay('tower-hamlets-lb', authorised).commands.map((one) => one['outcome'])).toEqual([
      'granted',
      'granted',
    ]);
    expect(replay('tower-hamlets-lb', meeting).commands).toEqual([
      {
        t: '2026-02-03T09:00:00Z',
        command: 'AcceptGroupSupportRequest',
        id: 'R-1',
        outcome: 'refused',
        rule: 'grp.non_councillor_authorisation',
        clauses: ['6.4(ii)'],
      },
    ]);
  });
});

describe('notices', () => {
  const supplied = `
- {t: 2026-03-02T09:00, e: PoliticalGroupRegistered, group: [G-A, G-B]}
- {t: 2026-04-01T15:00, e: GroupReportSupplied, group: G-A, matter: MAT-1, version: V1}
`;

  it('fall due at the end of the fifth working day, over Easter and in summer time', () => {
    const late = `${supplied}- {t: 2026-04-10T00:00, e: OtherGroupNotified, group: G-B, matter: MAT-1}\n`;
    expect(replay('northampton-tc', late).projections['notice-obligations']).toMatchObject({
      rows: [{ group: 'G-B', target: '2026-04-10T22:59:59Z', sent: '2026-04-09T23:00:00Z', state: 'met' }],
    });
  });

  it('are missed once considered, and the warning gives way', () => {
    const considered = `${supplied}- {t: 2026-04-14T19:00, e: MatterFormallyConsidered, matter: MAT-1}\n`;
    expect(findings('northampton-tc', considered)).toEqual([
      'grp.notify_other_groups WARN resolved matter MAT-1 version V1 group G-B 2026-04-14T18:00:00Z',
      'grp.notify_other_groups BREACH open matter MAT-1 version V1 group G-B -',
    ]);
  });
});
