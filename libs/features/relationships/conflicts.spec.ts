import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';
import { convened, onItem, speaks } from '../../../test/support/item.js';
import { declared, ofRelationship } from '../../../test/support/relationship.js';
import type { BodyConflictsView } from './projections.js';

const AT = '2026-03-31';
const works = (t: string, department: string, significantWork?: boolean): RawEntry => ({
  t,
  e: 'OfficerDepartmentAssigned',
  officer: 'O-1',
  department,
  ...(significantWork === undefined ? {} : { significantWork }),
});
const sits = (t: string, fields: object = { departmentOf: 'D-1' }): RawEntry => ({
  t,
  e: 'BodyMembershipStarted',
  member: 'M-1',
  body: 'C-1',
  ...fields,
});
const leaves = (t: string): RawEntry => ({ t, e: 'BodyMembershipEnded', member: 'M-1', body: 'C-1' });
const related = declared('2026-01-12T09:00', 'M-1', 'party_whip', { degree: 'sibling' });

function conflicts(tag: string, entries: readonly RawEntry[], at = AT): readonly string[] {
  const view = given(tag).events(entries).at(at).projection('body-conflicts') as BodyConflictsView;
  expect(view.open + view.closed).toBe(view.rows.length);
  return view.rows.map(
    ({ relationship, body, rule, opened, closed, daysOpen }) =>
      `${relationship} ${body} ${rule} ${opened} ${String(closed)} ${String(daysOpen)}`,
  );
}

const found = (rule: RuleId, entries: readonly RawEntry[], tag = 'TH'): readonly string[] =>
  given(tag).events(entries).at(AT).findings(rule);

describe('rel.committee_for_department (TH 14.15; AMB-28)', () => {
  const rule = 'rel.committee_for_department';
  const line = (opened: string, closed: string | null, days: number): string =>
    `REL-1 C-1 ${rule} ${opened}T09:00:00Z ${closed === null ? 'null' : `${closed}T09:00:00Z`} ${String(days)}`;
  const work = works('2026-01-05T09:00', 'D-1', true);

  it.each<[string, RawEntry[], string[]]>([
    [
      'the seat is the last cause and opens it',
      [work, related, sits('2026-02-16T09:00')],
      [line('2026-02-16', null, 43)],
    ],
    [
      'the department is the last cause and opens it',
      [related, sits('2026-01-13T09:00'), works('2026-02-20T09:00', 'D-1', true)],
      [line('2026-02-20', null, 39)],
    ],
    [
      'the declaration is the last cause and opens it',
      [sits('2026-01-06T09:00'), work, related],
      [line('2026-01-12', null, 78)],
    ],
    [
      'leaving the seat closes it',
      [work, related, sits('2026-02-16T09:00'), leaves('2026-03-10T09:00')],
      [line('2026-02-16', '2026-03-10', 22)],
    ],
    [
      'reassignment of the officer closes it',
      [work, related, sits('2026-02-16T09:00'), works('2026-03-02T09:00', 'D-2', true)],
      [line('2026-02-16', '2026-03-02', 14)],
    ],
    [
      'the end of the relationship closes it',
      [work, related, sits('2026-02-16T09:00'), ofRelationship('2026-02-20T09:00', 'RelationshipEnded')],
      [line('2026-02-16', '2026-02-20', 4)],
    ],
    [
      'the work counts as insignificant if nobody says otherwise',
      [works('2026-01-05T09:00', 'D-1'), related, sits('2026-02-16T09:00')],
      [],
    ],
    [
      'the officer works for another department',
      [works('2026-01-05T09:00', 'D-2', true), related, sits('2026-02-16T09:00')],
      [],
    ],
    [
      'no degree is given and nothing is in jeopardy',
      [work, declared('2026-01-12T09:00', 'M-1', 'party_whip'), sits('2026-02-16T09:00')],
      [],
    ],
    [
      'the work is in jeopardy, whatever the degree',
      [
        work,
        declared('2026-01-12T09:00', 'M-1', 'party_whip', { jeopardisesCouncilWork: true }),
        sits('2026-02-16T09:00'),
      ],
      [line('2026-02-16', null, 43)],
    ],
    [
      'the sealed degree can no longer be opened (readings 6)',
      [work, declared('2026-01-12T09:00', 'M-1', 'party_whip', { closelyRelated: true }), sits('2026-02-16T09:00')],
      [line('2026-02-16', null, 43)],
    ],
    [
      'the degree is given later',
      [
        work,
        declared('2026-01-12T09:00', 'M-1', 'party_whip'),
        sits('2026-02-16T09:00'),
        declared('2026-02-20T09:00', 'O-1', 'line_manager', { degree: 'married' }),
      ],
      [line('2026-02-20', null, 39)],
    ],
    [
      'each spell of the seat has a row',
      [work, related, sits('2026-02-16T09:00'), leaves('2026-02-18T09:00'), sits('2026-03-02T09:00', {})],
      [line('2026-02-16', '2026-02-18', 2), line('2026-03-02', null, 29)],
    ],
    [
      'the body is moved under another department',
      [
        work,
        related,
        sits('2026-02-16T09:00'),
        { ...sits('2026-03-02T09:00', { departmentOf: 'D-2' }), member: 'M-2' },
      ],
      [line('2026-02-16', '2026-03-02', 14)],
    ],
    [
      'it would close in the instant in which it opens',
      [work, related, sits('2026-02-16T09:00'), leaves('2026-02-16T09:00')],
      [],
    ],
  ])('%s', (_case, entries, rows) => {
    expect(conflicts('TH', entries)).toEqual(rows);
  });

  it('warns under TH alone, open while the row is', () => {
    const entries = [work, related, sits('2026-02-16T09:00')];
    expect(found(rule, entries)).toEqual(['WARN 14.15: relationship REL-1 body C-1, 2026-02-16T09:00:00Z']);
    expect(found(rule, [...entries, leaves('2026-03-10T09:00')])).toEqual([
      'WARN 14.15: relationship REL-1 body C-1, 2026-02-16T09:00:00Z, resolved 2026-03-10T09:00:00Z',
    ]);
    expect(levelsUnderEach(rule, entries, AT)).toEqual({ TH: ['WARN'] });
    expect(conflicts('AL', entries)).toEqual([]);
  });

  it('counts days by local dates', () => {
    const entries = [work, related, sits('2026-03-28T23:30')];
    expect(conflicts('TH', entries, '2026-03-29T00:10')).toEqual([`REL-1 C-1 ${rule} 2026-03-28T23:30:00Z null 1`]);
  });
});

describe('rel.body_or_decision (TH 5.3, AL 31)', () => {
  const rule = 'rel.body_or_decision';
  const affected = { kind: 'committee', directlyAffectsPersonally: ['O-1'] };
  const deciding = { ...speaks('19:10', 'decision'), directlyAffectsPersonally: ['O-1'] };

  it('a seat on a body that affects the officer is a row and a finding until it closes', () => {
    const entries = [declared('2026-01-12T09:00', 'M-1', 'party_whip'), sits('2026-02-16T09:00', affected)];
    expect(conflicts('TH', entries)).toEqual([`REL-1 C-1 ${rule} 2026-02-16T09:00:00Z null 43`]);
    expect(found(rule, [...entries, leaves('2026-02-20T09:00')])).toEqual([
      'WARN 5.3: relationship REL-1 body C-1, 2026-02-16T09:00:00Z, resolved 2026-02-20T09:00:00Z',
    ]);
    expect(levelsUnderEach(rule, entries, AT)).toEqual({ TH: ['WARN'], AL: ['WARN'] });
  });

  it.each<[string, RawEntry[], string[]]>([
    [
      'the member decides what affects the officer',
      [related, deciding],
      ['WARN 5.3: relationship REL-1 item IT-1, 2026-03-05T19:10:00Z'],
    ],
    [
      'any event of the item says whom it affects',
      [related, onItem('19:05', 'VoteCast'), { ...deciding, person: 'M-2' }],
      ['WARN 5.3: relationship REL-1 item IT-1, 2026-03-05T19:05:00Z'],
    ],
    ['the member abstains', [related, onItem('19:05', 'VoteAbstained'), { ...deciding, person: 'M-2' }], []],
    ['the relationship is declared afterwards', [deciding, declared('2026-03-06T09:00', 'M-1', 'party_whip')], []],
    [
      'the officer declared the relationship',
      [declared('2026-01-12T09:00', 'O-1', 'line_manager'), deciding],
      ['WARN 5.3: relationship REL-1 item IT-1, 2026-03-05T19:10:00Z'],
    ],
    ['the relationship ended before', [related, ofRelationship('2026-02-01T09:00', 'RelationshipEnded'), deciding], []],
    [
      'the relationship ends later, and the finding stays open',
      [related, deciding, ofRelationship('2026-03-10T09:00', 'RelationshipEnded')],
      ['WARN 5.3: relationship REL-1 item IT-1, 2026-03-05T19:10:00Z'],
    ],
    ['the item affects another officer', [related, { ...deciding, directlyAffectsPersonally: ['O-2'] }], []],
  ])('in an item: %s', (_case, entries, findings) => {
    expect(found(rule, [convened(), ...entries])).toEqual(findings);
  });
});
