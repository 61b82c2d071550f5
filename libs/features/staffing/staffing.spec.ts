import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given, levelsUnderEach, packOf, withRule } from '../../../test/support/given.js';
import type { RecruitmentView } from './projections.js';

const AT = '2026-03-31';
const found = (rule: RuleId, entries: readonly RawEntry[], tag = 'TH'): readonly string[] =>
  given(tag).events(entries).at(AT).findings(rule);

const person = { person: 'M-1' };
const declares = (t: string, fields: object = {}): RawEntry => ({
  t,
  e: 'CandidateRelationshipDeclared',
  ...person,
  candidate: 'K-1',
  knownAt: '2026-03-09T09:00',
  to: 'divisional_director_hr',
  ...fields,
});
const step = (t: string, fields: object = {}): RawEntry => ({
  t,
  e: 'RecruitmentStepTaken',
  ...person,
  step: 'interview',
  ...fields,
});
const determined = (t: string, outcome: string): RawEntry => ({
  t,
  e: 'RecruitmentParticipationDetermined',
  ...person,
  outcome,
  by: 'divisional_director_hr',
});

describe('stf.candidate_relationship (TH 14.2; AMB-29)', () => {
  const rule = 'stf.candidate_relationship';
  const breach = (which: string, t: string, more = ''): string =>
    `BREACH 14.2: person M-1 candidate K-1 ${which}, 2026-03-${t}:00Z${more}`;
  const may = determined('2026-03-10T15:00', 'may_continue');
  const mayNot = determined('2026-03-10T15:00', 'no_further_part');

  it.each<[string, RawEntry[], string[]]>([
    ['declared, determined, obeyed', [declares('2026-03-09T09:45'), may, step('2026-03-12T10:00')], []],
    [
      'a step between knowing and declaring',
      [step('2026-03-09T14:00'), declares('2026-03-10T10:30')],
      [breach('step_before_declaration', '09T14:00')],
    ],
    [
      'a step in the instant of declaring (readings 1.2)',
      [step('2026-03-10T10:30'), declares('2026-03-10T10:30'), { ...may, t: '2026-03-10T10:30' }],
      [],
    ],
    ['a step before it was known', [step('2026-03-09T08:00'), declares('2026-03-10T10:30')], []],
    ['the declaration is late and no step was taken', [declares('2026-03-30T10:30')], []],
    [
      'nobody said when the relationship was known',
      [step('2026-03-09T14:00'), declares('2026-03-10T10:30', { knownAt: undefined })],
      [],
    ],
    [
      'a step without a determination',
      [declares('2026-03-09T09:45'), step('2026-03-09T14:00'), may],
      [breach('step_without_determination', '09T14:00')],
    ],
    [
      'a step against it',
      [declares('2026-03-09T09:45'), mayNot, step('2026-03-12T10:00')],
      [breach('step_against_determination', '12T10:00')],
    ],
    [
      'the latest determination stands',
      [declares('2026-03-09T09:45'), mayNot, determined('2026-03-11T09:00', 'may_continue'), step('2026-03-12T10:00')],
      [],
    ],
    [
      'a determination by another role permits nothing (readings 6)',
      [declares('2026-03-09T09:45'), { ...may, by: 'party_whip' }, step('2026-03-12T10:00')],
      [breach('step_without_determination', '12T10:00')],
    ],
    [
      'two steps against it are one finding for each candidate',
      [declares('2026-03-09T09:45'), mayNot, step('2026-03-12T10:00'), step('2026-03-13T10:00')],
      [breach('step_against_determination', '12T10:00')],
    ],
    [
      'a step for another candidate',
      [declares('2026-03-09T09:45'), mayNot, step('2026-03-12T10:00', { candidate: 'K-2' })],
      [],
    ],
    [
      'a step for another post',
      [declares('2026-03-09T09:45', { post: 'P-1' }), mayNot, step('2026-03-12T10:00', { post: 'P-2' })],
      [],
    ],
    [
      'declared to another role',
      [declares('2026-03-09T09:45', { to: 'chief_executive' })],
      [breach('declared_elsewhere', '09T09:45')],
    ],
    [
      'declared to another role and then to the right one',
      [declares('2026-03-09T09:45', { to: 'chief_executive' }), declares('2026-03-10T09:00')],
      [breach('declared_elsewhere', '09T09:45', ', resolved 2026-03-10T09:00:00Z')],
    ],
    [
      'declared to a role that the pack does not know (readings 1.7)',
      [declares('2026-03-09T09:45', { to: 'archivist' })],
      [],
    ],
  ])('%s', (_case, entries, findings) => {
    const sent = JSON.parse(JSON.stringify(entries)) as RawEntry[];
    expect(found(rule, sent)).toEqual(findings);
  });

  it('a step against it rests on the declaration, the determination and the step (readings 3.4)', () => {
    const told = declares('2026-03-09T09:45', { event: 'EV-1', rec: '2026-03-15T09:00' });
    const decided = { ...mayNot, event: 'EV-2', rec: '2026-03-16T09:00' };
    const taken = step('2026-03-12T10:00', { event: 'EV-3' });
    const known = (entries: readonly RawEntry[]): unknown =>
      given('TH')
        .events(entries)
        .at(AT)
        .rows(rule)
        .map(({ event, events, recordedAt }) => [event, events, recordedAt]);
    expect(known([told, decided, taken])).toEqual([['EV-3', ['EV-1', 'EV-2', 'EV-3'], '2026-03-16T09:00:00Z']]);
    const early = { ...decided, rec: '2026-03-10T16:00' };
    expect(known([told, early, taken])).toEqual([['EV-3', ['EV-1', 'EV-2', 'EV-3'], '2026-03-15T09:00:00Z']]);
  });

  it('the other findings name their act, the declaration, and what resolved them (readings 3.6)', () => {
    const told = declares('2026-03-09T09:45', { event: 'EV-1', to: 'chief_executive' });
    const right = declares('2026-03-10T09:45', { event: 'EV-2' });
    const taken = step('2026-03-12T10:00', { event: 'EV-3' });
    const rows = given('TH').events([told, right, taken]).at(AT).rows(rule);
    expect(rows.map(({ subject, event, events }) => [subject.split(' ').at(-1), event, events])).toEqual([
      ['declared_elsewhere', 'EV-1', ['EV-1', 'EV-2']],
      ['step_without_determination', 'EV-3', ['EV-1', 'EV-3']],
    ]);
  });

  it('forbids under TH alone', () => {
    const entries = [declares('2026-03-09T09:45'), mayNot, step('2026-03-12T10:00')];
    expect(levelsUnderEach(rule, entries, AT)).toEqual({ TH: ['BREACH'] });
  });
});

describe('P15 recruitment-declarations', () => {
  const view = (entries: readonly RawEntry[], tag = 'TH'): RecruitmentView =>
    given(tag).events(entries).at(AT).projection('recruitment-declarations') as RecruitmentView;

  it('shows whole hours, the outcome, and steps before and after', () => {
    const entries = [
      step('2026-03-09T14:00'),
      declares('2026-03-10T10:59:59'),
      determined('2026-03-10T15:00', 'no_further_part'),
      step('2026-03-12T10:00'),
    ];
    expect(view(entries).rows).toEqual([
      {
        person: 'M-1',
        candidate: 'K-1',
        hoursToDeclare: 25,
        outcome: 'no_further_part',
        laterParticipation: true,
        stepBeforeDeclaration: true,
      },
    ]);
  });

  it('shows no determination by another role than the determiner of the rule (readings 6)', () => {
    const other = { ...determined('2026-03-10T15:00', 'no_further_part'), by: 'party_whip' };
    const entries = [declares('2026-03-09T09:45'), other, step('2026-03-12T10:00')];
    expect(view(entries).rows).toMatchObject([{ outcome: null, laterParticipation: false }]);
    const own = determined('2026-03-10T14:00', 'may_continue');
    expect(view([...entries, own]).rows).toMatchObject([{ outcome: 'may_continue' }]);
    // GA has no such rule, and names nobody: anybody's determination is shown.
    expect(view(entries, 'GA').rows).toMatchObject([{ outcome: 'no_further_part' }]);
  });

  it('shows a person their own rows (projections.md, who sees what)', () => {
    const part = { t: '2026-03-11T10:00', e: 'CompanyRecruitmentParticipated', officer: 'O-7', company: 'CO-1' };
    const entries = [declares('2026-03-09T09:45'), part];
    const seenBy = (person: string): unknown =>
      given('TH')
        .events(entries)
        .at(AT, { viewer: { role: 'officer', person } })
        .projection('recruitment-declarations');
    expect(seenBy('M-1')).toMatchObject({ rows: [{ person: 'M-1', candidate: 'K-1' }], companies: [] });
    expect(seenBy('O-7')).toEqual({ rows: [], companies: [{ officer: 'O-7', company: 'CO-1', agreed: false }] });
    expect(seenBy('O-8')).toEqual({ rows: [], companies: [] });
  });

  it('explains each figure', () => {
    const entries = [
      step('2026-03-09T14:00', { event: 'EV-1' }),
      declares('2026-03-10T10:00', { event: 'EV-2' }),
      { ...determined('2026-03-10T15:00', 'no_further_part'), event: 'EV-3' },
      step('2026-03-12T10:00', { event: 'EV-4' }),
    ];
    const then = given('TH').events(entries).at(AT);
    const lines = (figure: string): unknown => then.explain('recruitment-declarations', 'M-1 K-1', figure);
    const line = (of: string, text: string): object => ({ of, line: text, events: [of] });
    expect(lines('stepBeforeDeclaration')).toEqual([line('EV-1', 'M-1 took part before declaring the relationship.')]);
    expect(lines('hoursToDeclare')).toEqual([line('EV-2', 'M-1 declared the relationship.')]);
    expect(lines('outcome')).toEqual([line('EV-3', 'M-1 may take no further part.')]);
    expect(lines('laterParticipation')).toEqual([line('EV-4', 'M-1 took part after the last decision.')]);
  });

  it('shows what is not known as null', () => {
    const { knownAt: _, ...unknown } = declares('2026-03-10T10:00') as { knownAt: string; t: string };
    expect(view([unknown]).rows).toMatchObject([{ hoursToDeclare: null, outcome: null, laterParticipation: false }]);
  });
});

describe('stf.company_recruitment (TH 3.40(b2))', () => {
  const rule = 'stf.company_recruitment';
  const part = { officer: 'O-7', company: 'CO-1' };
  const takesPart = { t: '2026-03-11T10:00', e: 'CompanyRecruitmentParticipated', ...part };
  const agreed = (t: string, by = 'chief_executive', fields: object = {}): RawEntry => ({
    t,
    e: 'CompanyRecruitmentParticipationAgreed',
    ...part,
    by,
    ...fields,
  });
  const warn = 'WARN 3.40(b2): officer O-7 company CO-1, 2026-03-11T10:00:00Z';

  it.each<[string, RawEntry[], string[], boolean]>([
    ['agreed before', [agreed('2026-03-01T10:00'), takesPart], [], true],
    ['agreed in that instant', [agreed('2026-03-11T10:00'), takesPart], [], true],
    ['not agreed', [takesPart], [warn], false],
    ['agreed later', [takesPart, agreed('2026-03-12T10:00')], [warn], false],
    ['agreed by another role', [agreed('2026-03-01T10:00', 'line_manager'), takesPart], [warn], false],
    [
      'two parts taken are one finding for each company',
      [takesPart, { ...takesPart, t: '2026-03-12T10:00' }],
      [warn],
      false,
    ],
  ])('%s', (_case, entries, findings, isAgreed) => {
    expect(found(rule, entries)).toEqual(findings);
    const view = given('TH').events(entries).at(AT).projection('recruitment-declarations') as RecruitmentView;
    expect(view.companies).toEqual([{ ...part, agreed: isAgreed }]);
    const lines = given('TH').events(entries).at(AT).explain('recruitment-declarations', 'O-7 CO-1', 'agreed');
    expect(lines).toHaveLength(isAgreed ? 1 : 0);
  });

  it('an agreement for one company says nothing of another', () => {
    expect(found(rule, [agreed('2026-03-01T10:00', 'chief_executive', { company: 'CO-2' }), takesPart])).toEqual([
      warn,
    ]);
  });

  it('warns under TH alone', () => {
    expect(levelsUnderEach(rule, [takesPart], AT)).toEqual({ TH: ['WARN'] });
  });

  it('is granted to everybody if the rule only warns, and refused to the wrong role if the rule blocks', () => {
    const asks = (by: string): RawEntry => ({
      t: '2026-03-01T10:00',
      command: 'AgreeCompanyRecruitmentParticipation',
      ...part,
      by,
    });
    const blocking = withRule(packOf('TH'), rule, { mode: 'block' });
    expect(
      given('TH')
        .events([asks('line_manager')])
        .at(AT).commands,
    ).toMatchObject([{ outcome: 'granted' }]);
    expect(
      given(blocking)
        .events([asks('chief_executive')])
        .at(AT).commands,
    ).toMatchObject([{ outcome: 'granted' }]);
    expect(
      given(blocking)
        .events([asks('line_manager')])
        .at(AT).commands,
    ).toMatchObject([{ outcome: 'refused', rule, clauses: ['3.40(b2)'] }]);
  });
});

describe('stf.no_support_or_reference (TH 14.1)', () => {
  it('forbids under TH alone, on a report', () => {
    const reported = {
      t: '2026-03-11T11:00',
      event: 'E-1',
      e: 'CandidateSupportReported',
      ...person,
      candidate: 'K-9',
      act: 'reference',
    };
    expect(found('stf.no_support_or_reference', [reported])).toEqual([
      'BREACH 14.1: event E-1, 2026-03-11T11:00:00Z, reported',
    ]);
    expect(levelsUnderEach('stf.no_support_or_reference', [reported], AT)).toEqual({ TH: ['BREACH'] });
  });
});

describe('pol.restricted_posts (GA 10.1, 10.2) and P16', () => {
  const rule = 'pol.restricted_posts';
  const designated = (fields: object = {}): RawEntry => ({
    t: '2026-01-12T09:00',
    e: 'PostDesignatedPoliticallyRestricted',
    post: 'P-1',
    officer: 'O-1',
    notice: true,
    ...fields,
  });
  const reported = (act: string, fields: object = { officer: 'O-1' }, t = '2026-03-06T09:00'): RawEntry => ({
    t,
    event: 'E-1',
    e: 'RestrictedActivityReported',
    act,
    ...fields,
  });
  const ended = (t: string): RawEntry => ({ t, e: 'PostRestrictionEnded', post: 'P-1' });
  const breach = 'BREACH 10.1 10.2: event E-1, 2026-03-06T09:00:00Z, reported';

  it.each<[string, RawEntry[], string[]]>([
    ['a barred act of the holder', [designated(), reported('canvassing')], [breach]],
    ['a barred act in the post', [designated(), reported('canvassing', { post: 'P-1' })], [breach]],
    ['an act that is not barred', [designated(), reported('voting')], []],
    ['a post that is not designated', [reported('canvassing', { post: 'P-1' })], []],
    ['an officer who holds no restricted post', [designated(), reported('canvassing', { officer: 'O-2' })], []],
    ['before the designation', [designated({ t: '2026-03-10T09:00' }), reported('canvassing', { post: 'P-1' })], []],
    ['after its end', [designated(), ended('2026-03-01T09:00'), reported('canvassing', { post: 'P-1' })], []],
    ['before its end', [designated(), reported('canvassing'), ended('2026-03-10T09:00')], [breach]],
  ])('%s', (_case, entries, findings) => {
    expect(found(rule, entries, 'GA')).toEqual(findings);
  });

  it('bars every act if the pack lists none (readings 6)', () => {
    const pack = withRule(packOf('GA'), rule, { params: {} });
    const history = [designated(), reported('voting')];
    expect(given(pack).events(history).at(AT).findings(rule)).toEqual([breach]);
  });

  it('names the report and the designation it rests on (readings 3.6)', () => {
    const entries = [designated({ event: 'E-0' }), reported('canvassing')];
    const [row] = given('GA').events(entries).at(AT).rows(rule);
    expect(row?.events).toHaveLength(2);
    expect(row?.events).toContain(row?.event);
  });

  it.each([
    'elected_office',
    'election_agent',
    'party_officer_managing_or_representing',
    'canvassing',
    'partisan_speech',
    'partisan_publication',
  ])('forbids %s under GA; TH and AL only note the posts', (act) => {
    expect(levelsUnderEach(rule, [designated(), reported(act)], AT)).toEqual({ GA: ['BREACH'] });
  });

  it('opens a designation to the events of its last spell', () => {
    const entries = [
      designated({ event: 'EV-1' }),
      { ...ended('2026-02-01T09:00'), event: 'EV-2' },
      designated({ t: '2026-02-10T09:00', event: 'EV-3' }),
      { ...ended('2026-02-20T09:00'), event: 'EV-4' },
    ];
    const lines = (shown: RawEntry[]): unknown =>
      given('GA').events(shown).at(AT).explain('restricted-posts', 'P-1', 'designated');
    const is = (word: string): string => `P-1 is ${word} as politically restricted.`;
    expect(lines(entries.slice(0, 3))).toEqual([{ of: 'P-1', line: is('designated'), events: ['EV-3'] }]);
    expect(lines(entries)).toEqual([{ of: 'P-1', line: is('no longer designated'), events: ['EV-3', 'EV-4'] }]);
  });

  it('shows officers their own posts, and says what the notices are (projections.md, who sees what)', () => {
    const other = designated({ t: '2026-01-13T09:00', post: 'P-2', officer: 'O-2', event: 'EV-2' });
    const of = (person?: string) =>
      given('GA')
        .events([designated({ event: 'EV-1' }), other])
        .at(AT, person === undefined ? {} : { viewer: { role: 'officer', person } });
    expect(of('O-1').projection('restricted-posts')).toEqual({
      posts: { 'P-1': { officer: 'O-1', designated: true, notices: 1, activities: [] } },
    });
    expect(of('O-3').projection('restricted-posts')).toEqual({ posts: {} });
    const lines = [{ of: 'EV-2', line: 'The holder of P-2 was told of the restriction.', events: ['EV-2'] }];
    expect(of().explain('restricted-posts', 'P-2', 'notices')).toEqual(lines);
    expect(of('O-2').explain('restricted-posts', 'P-2', 'notices')).toEqual(lines);
    expect(() => of('O-1').explain('restricted-posts', 'P-2', 'notices')).toThrow('figure_unknown');
  });

  it('shows posts, notices and what was reported under every pack', () => {
    const entries = [
      designated(),
      designated({ t: '2026-02-01T09:00', officer: 'O-2', notice: false }),
      reported('voting', { post: 'P-1' }),
      ended('2026-03-20T09:00'),
    ];
    expect(given('AL').events(entries).at(AT).projection('restricted-posts')).toEqual({
      posts: {
        'P-1': {
          officer: 'O-2',
          designated: false,
          notices: 1,
          activities: [{ act: 'voting', at: '2026-03-06T09:00:00Z' }],
        },
      },
    });
  });
});
