import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given, levelsUnderEach, packOf, withRule } from '../../../test/support/given.js';
import {
  abstains,
  convened,
  declares,
  ofPerson,
  onItem,
  speaks,
  votes,
  withdraws,
} from '../../../test/support/item.js';

const AT = '2026-03-31';
const found = (rule: RuleId, entries: readonly RawEntry[]): readonly string[] =>
  given('TH').events(entries).at(AT).findings(rule);

describe('int.joint_arrangement (TH 3.38, 3.39)', () => {
  const rule = 'int.joint_arrangement';
  const conflict = (time: string): RawEntry => onItem(time, 'JointArrangementConflictDeclared');
  const breach = (time: string): string => `BREACH 3.38 3.39: item IT-1 person M-1, 2026-03-05T${time}:00Z`;

  it.each<[string, RawEntry[], string[]]>([
    ['takes part in any mode', [conflict('19:01'), speaks('19:10', 'presentation')], [breach('19:10')]],
    ['votes', [conflict('19:01'), votes('19:30')], [breach('19:30')]],
    ['abstaining is clear here', [conflict('19:01'), abstains('19:30')], []],
    ['withdraws', [conflict('19:01'), withdraws('19:02')], []],
    ['declared as an interest', [declares('19:01', 'joint_arrangement'), votes('19:30')], [breach('19:30')]],
    ['known only from its declaration', [speaks('19:10'), conflict('19:20')], []],
  ])('%s', (_case, entries, findings) => {
    expect(found(rule, [convened(), ...entries])).toEqual(findings);
  });

  it('is known from an earlier role with the partner of the item', () => {
    const item = convened({ kind: 'ordinary', partner: 'B-1' });
    const role = (body: string, t = '2026-01-10T09:00'): RawEntry => ofPerson(t, 'OutsideBodyRoleDeclared', { body });
    const undeclared = 'BREACH 3.39: item IT-1 person M-1 declaration, 2026-03-05T19:30:00Z';
    expect(found(rule, [item, role('B-1'), votes('19:30')])).toEqual([undeclared, breach('19:30')].sort());
    expect(found(rule, [item, role('B-2'), votes('19:30')])).toEqual([]);
    expect(found(rule, [item, role('B-1', '2026-03-06T09:00'), votes('19:30')])).toEqual([]);
  });

  it('must be declared once it is known: a second finding on the first act, of 3.39 alone (readings 3.2, 5)', () => {
    const item = convened({ kind: 'ordinary', partner: 'B-1' });
    const role = ofPerson('2026-01-10T09:00', 'OutsideBodyRoleDeclared', { body: 'B-1' });
    const undeclared = (more = ''): string =>
      `BREACH 3.39: item IT-1 person M-1 declaration, 2026-03-05T19:20:00Z${more}`;
    const duty = (...entries: RawEntry[]): readonly string[] =>
      found(rule, [item, role, ...entries]).filter((line) => line.includes('declaration'));
    expect(duty(abstains('19:20'), votes('19:30'))).toEqual([undeclared()]);
    expect(duty(abstains('19:20'), conflict('19:25'))).toEqual([undeclared(', resolved 2026-03-05T19:25:00Z')]);
    expect(duty(conflict('19:20'), abstains('19:20'))).toEqual([]);
    expect(duty(withdraws('19:20'))).toEqual([]);
  });

  it('forbids under TH; AL 15 is recorded and never a finding', () => {
    expect(levelsUnderEach(rule, [convened(), conflict('19:01'), votes('19:30')], AT)).toEqual({ TH: ['BREACH'] });
  });
});

describe('int.officer_interest (TH 4.17, 4.18)', () => {
  const rule = 'int.officer_interest';
  const officer = (t: string, e: string, fields: object = {}): RawEntry => ({
    t,
    e,
    officer: 'O-1',
    matter: 'MAT-1',
    ...fields,
  });
  const declared = officer('2026-03-01T09:00', 'OfficerInterestDeclared', { to: 'line_manager' });
  const tested = (t: string, outcome: string): RawEntry => ({
    t,
    e: 'InterestSignificanceAssessed',
    person: 'O-1',
    item: 'MAT-1',
    outcome,
  });
  const acts = (t: string): RawEntry => officer(t, 'OfficerActedOnMatter');
  const of = (level: string, t: string): string => `${level} 4.17 4.18: item MAT-1 person O-1, ${t}:00Z`;

  it.each<[string, RawEntry[], string[]]>([
    [
      'tested as significant and acting',
      [declared, tested('2026-03-02T09:00', 'significant'), acts('2026-03-03T09:00')],
      [of('BREACH', '2026-03-03T09:00')],
    ],
    [
      'tested as not significant',
      [declared, tested('2026-03-02T09:00', 'not_significant'), acts('2026-03-03T09:00')],
      [],
    ],
    [
      'judged at the first act alone',
      [declared, acts('2026-03-02T08:00'), tested('2026-03-02T09:00', 'significant'), acts('2026-03-03T09:00')],
      [],
    ],
    [
      'significant and withdrawn',
      [declared, tested('2026-03-02T09:00', 'significant'), officer('2026-03-02T10:00', 'OfficerWithdrewFromMatter')],
      [],
    ],
    [
      'declared to another role, a default',
      [officer('2026-03-01T09:00', 'OfficerInterestDeclared', { to: 'chief_executive' })],
      [of('WARN', '2026-03-01T09:00')],
    ],
    [
      'declared to a role that the pack does not know (readings 1.7)',
      [officer('2026-03-01T09:00', 'OfficerInterestDeclared', { to: 'archivist' })],
      [],
    ],
    [
      'declared to both',
      [declared, officer('2026-03-01T10:00', 'OfficerInterestDeclared', { to: 'chief_executive' })],
      [],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(found(rule, entries)).toEqual(findings);
  });

  it('acting untested warns under int.significance_test', () => {
    expect(found('int.significance_test', [declared, acts('2026-03-03T09:00')])).toEqual([
      'WARN 4.17 4.18: item MAT-1 person O-1, 2026-03-03T09:00:00Z',
    ]);
  });

  it('forbids under TH alone', () => {
    const entries = [declared, tested('2026-03-02T09:00', 'significant'), acts('2026-03-03T09:00')];
    expect(levelsUnderEach(rule, entries, AT)).toEqual({ TH: ['BREACH'] });
  });
});

describe('int.negotiating_body_bar (TH 14.9)', () => {
  const rule = 'int.negotiating_body_bar';
  const employed = (kind: string, represented: boolean | null = true, t = '2026-01-05T09:00'): RawEntry =>
    ofPerson(t, 'OutsideEmploymentDeclared', {
      kind,
      ...(represented === null ? {} : { representedInCouncil: represented }),
    });
  const seat = (t: string, kind = 'staff_negotiating'): RawEntry => ({
    t,
    e: 'BodyMembershipStarted',
    member: 'M-1',
    body: 'B-1',
    kind,
  });
  const ends = (t: string): RawEntry => ({ t, e: 'BodyMembershipEnded', member: 'M-1', body: 'B-1' });
  const breach = (day: string, more = ''): string => `BREACH 14.9: person M-1 body B-1, ${day}T09:00:00Z${more}`;
  const warn = (day: string): string => breach(day).replace('BREACH', 'WARN');

  it.each<[string, RawEntry[], string[]]>([
    [
      'an official of a union takes a seat',
      [employed('union_official'), seat('2026-02-01T09:00')],
      [breach('2026-02-01')],
    ],
    [
      'an employee of another authority',
      [employed('other_local_authority_employee'), seat('2026-02-01T09:00')],
      [breach('2026-02-01')],
    ],
    ['another employment', [employed('other'), seat('2026-02-01T09:00')], []],
    ['a seat on another kind of body', [employed('union_employee'), seat('2026-02-01T09:00', 'committee')], []],
    [
      'the employment comes to a member who sits',
      [seat('2026-01-01T09:00'), employed('union_employee')],
      [breach('2026-01-05')],
    ],
    [
      'leaving resolves it',
      [employed('union_employee'), seat('2026-02-01T09:00'), ends('2026-02-03T09:00')],
      [breach('2026-02-01', ', resolved 2026-02-03T09:00:00Z')],
    ],
    [
      'a union of which nobody said that the council hears it: a warning (readings 5)',
      [employed('union_official', null), seat('2026-02-01T09:00')],
      [warn('2026-02-01')],
    ],
    ['a union that the council does not hear', [employed('union_official', false), seat('2026-02-01T09:00')], []],
    [
      'another authority, whether or not it is represented',
      [employed('other_local_authority_employee', false), seat('2026-02-01T09:00')],
      [breach('2026-02-01')],
    ],
    [
      'of several employments the strongest stands (readings 5)',
      [
        employed('union_official', null),
        seat('2026-02-01T09:00'),
        employed('union_employee', true, '2026-03-01T09:00'),
      ],
      [breach('2026-03-01')],
    ],
    ['had left before', [seat('2026-01-01T09:00'), ends('2026-01-04T09:00'), employed('union_employee')], []],
    [
      'each spell is a fact',
      [employed('union_employee'), seat('2026-02-01T09:00'), ends('2026-02-03T09:00'), seat('2026-02-10T09:00')],
      [breach('2026-02-01', ', resolved 2026-02-03T09:00:00Z'), breach('2026-02-10')],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(found(rule, entries)).toEqual(findings);
  });

  it('turns on the new start of a seat that ended and began again in that instant (readings 1.2, 3.6)', () => {
    const then = '2026-02-01T09:00';
    const employment = { ...employed('union_official', true, then), event: 'EV-1' };
    const entries = [seat('2026-01-01T09:00'), employment, ends(then), { ...seat(then), event: 'EV-2' }];
    const rows = given('TH').events(entries).at(AT).rows(rule);
    expect(rows).toMatchObject([{ event: 'EV-2', events: ['EV-1', 'EV-2'], remediedAt: null }]);
  });

  it('forbids under TH alone, and has no row in P04', () => {
    const entries = [employed('union_official'), seat('2026-02-01T09:00')];
    expect(levelsUnderEach(rule, entries, AT)).toEqual({ TH: ['BREACH'] });
    expect(given('TH').events(entries).at(AT).projection('body-conflicts')).toEqual({ rows: [], open: 0, closed: 0 });
  });
});

describe('acts that offend by themselves', () => {
  const t = '2026-03-05T19:00';
  const influence = (kind: string): RawEntry => ({
    t,
    event: 'E-1',
    e: 'ImproperInfluenceReported',
    by: 'O-1',
    about: 'M-1',
    kind,
  });
  const contact = (fields: object): RawEntry => ({
    t,
    event: 'E-1',
    e: 'LegalProceedingsContactRecorded',
    person: 'M-1',
    ...fields,
  });

  it.each<[string, RuleId, RawEntry, object]>([
    [
      'TH 3.40(b1) warns',
      'int.company_employment',
      ofPerson(t, 'CompanyEmploymentReported', { company: 'CO-1' }),
      { TH: ['WARN'] },
    ],
    [
      'TH 14.13 warns; GA 5.6, NT 6.1(k), OM 3.1(l), AL 4 forbid',
      'int.no_private_advantage',
      influence('private_advantage'),
      { GA: ['BREACH'], TH: ['WARN'], NT: ['BREACH'], OM: ['BREACH'], AL: ['BREACH'] },
    ],
    ['TH 3.34 forbids', 'int.legal_proceedings', influence('legal_process'), { TH: ['BREACH'] }],
    ['TH 14.4 and NT 7.14 warn', 'stf.no_staffing_influence', influence('staffing'), { TH: ['WARN'], NT: ['WARN'] }],
    ['another kind selects another rule', 'int.no_private_advantage', influence('advice'), {}],
    [
      'TH 3.36: with a case officer',
      'int.legal_proceedings',
      contact({ with: 'case_officer', live: true }),
      { TH: ['BREACH'] },
    ],
    ['TH 3.32: with a witness, should not', 'int.legal_proceedings', contact({ with: 'witness' }), { TH: ['WARN'] }],
    ['TH 3.33: with an adviser, caution', 'int.legal_proceedings', contact({ with: 'adviser' }), { TH: ['WARN'] }],
    ['proceedings that are over', 'int.legal_proceedings', contact({ with: 'witness', live: false }), {}],
    ['AL 9 is recorded', 'int.role_conflict_advice', ofPerson(t, 'RoleConflictIdentified'), {}],
  ])('%s: %s', (_case, rule, entry, levels) => {
    expect(levelsUnderEach(rule, [entry], AT)).toEqual(levels);
  });

  it('rest on a report if somebody reported them (readings 3.4)', () => {
    expect(found('int.legal_proceedings', [influence('legal_process')])).toEqual([
      'BREACH 3.34: event E-1, 2026-03-05T19:00:00Z, reported',
    ]);
  });

  it('cite the clauses of their word (TH 3.32-3.36; readings 5)', () => {
    expect(found('int.legal_proceedings', [contact({ with: 'party' })])).toEqual([
      'WARN 3.32 3.33: event E-1, 2026-03-05T19:00:00Z',
    ]);
    expect(found('int.legal_proceedings', [contact({ with: 'case_officer' })])).toEqual([
      'BREACH 3.36: event E-1, 2026-03-05T19:00:00Z',
    ]);
  });

  it('offend nothing if an officer did what binds members alone (TH 3.32, 3.40; readings 3.3)', () => {
    const byOfficer = { person: 'O-1' };
    expect(found('int.legal_proceedings', [contact({ with: 'witness', ...byOfficer })])).toEqual([]);
    expect(
      found('int.company_employment', [ofPerson(t, 'CompanyEmploymentReported', { company: 'CO-1', ...byOfficer })]),
    ).toEqual([]);
    expect(found('stf.no_staffing_influence', [{ ...influence('staffing'), about: 'O-1' }])).toEqual([]);
  });
});

describe('int.role_conflict_advice under a pack that asks for advice', () => {
  const pack = withRule(packOf('AL'), 'int.role_conflict_advice', { mode: 'warn' });
  const levels = (...entries: RawEntry[]): number =>
    given(pack).events(entries).at(AT).rows('int.role_conflict_advice').length;
  const conflict = (fields: object = {}): RawEntry => ofPerson('2026-03-05T09:00', 'RoleConflictIdentified', fields);

  it('finds a conflict that was taken to no adviser', () => {
    expect(levels(conflict())).toBe(1);
    expect(levels(conflict({ to: 'proper_officer' }))).toBe(0);
    expect(levels(conflict(), ofPerson('2026-03-06T09:00', 'InterestAdviceSought', { to: 'monitoring_officer' }))).toBe(
      0,
    );
    expect(levels(conflict(), ofPerson('2026-03-06T09:00', 'InterestAdviceSought', { to: 'line_manager' }))).toBe(1);
  });
});
