import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { GROUPS, type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';
import { arrives, authorised, leaves, note, present, request } from '../../../test/support/meeting.js';

const END = '2026-03-10T19:00';
const under = (tag: string, rule: RuleId, entries: readonly RawEntry[], at = '2026-03-12'): readonly string[] =>
  given(tag)
    .events([GROUPS, ...entries])
    .at(at)
    .findings(rule);

const advice = { t: '2026-03-10T18:30', event: 'E-1', e: 'PartyBusinessAdviceGiven', meeting: 'MTG-1', officer: 'O-1' };
const sought = { t: '2026-03-10T18:30', event: 'E-1', e: 'PartyBusinessAdviceSought', by: 'M-1', meeting: 'MTG-1' };
const segment = (t: string, until?: string): RawEntry => ({
  t,
  e: 'PartyBusinessSegmentStarted',
  meeting: 'MTG-1',
  until,
});
const senior = arrives({ officer: 'O-2', role: 'senior_officer' });

describe('modes of the rules about officers at group meetings', () => {
  it.each<[string, RuleId, RawEntry[], object]>([
    ['TH 6.4(i) warns', 'grp.attendee_limit', [arrives(), senior], { TH: ['WARN'] }],
    ['TH 6.4(ii) blocks', 'grp.non_councillor_authorisation', [arrives(), present(3)], { TH: ['BREACH'] }],
    [
      'NT 7.10 warns; TH 6.4(ii) only where authorised',
      'grp.non_councillor_restricted_information',
      [arrives(), present(3)],
      { NT: ['WARN'] },
    ],
    [
      'TH 6.4(iii), NT 7.6, AL 43 forbid; GA and OM ask who sought it',
      'grp.no_party_business_advice',
      [advice],
      { TH: ['BREACH'], NT: ['BREACH'], AL: ['BREACH'] },
    ],
    ['GA 2.6(b15) warns a member who asks', 'grp.no_party_business_advice', [sought], { GA: ['WARN'] }],
    [
      'OM 2.3 forbids an office-holder to ask',
      'grp.no_party_business_advice',
      [{ ...sought, role: 'committee_chair' }],
      { GA: ['WARN'], OM: ['BREACH'] },
    ],
    [
      'TH 6.4(iii), AL 43 warn; NT is silent (AMB-75)',
      'grp.absent_for_party_business',
      [arrives(), segment('2026-03-10T18:50', END)],
      { TH: ['WARN'], AL: ['WARN'] },
    ],
  ])('%s: %s', (_clauses, rule, entries, levels) => {
    expect(levelsUnderEach(rule, [GROUPS, request, ...entries], '2026-03-12')).toEqual(levels);
  });
});

describe('grp.attendee_limit (TH 6.4(i))', () => {
  const approved = (t: string, fields: object = { reason: 'specialist' }): RawEntry => ({
    t,
    e: 'AccompanimentApproved',
    request: 'REQ-1',
    ...fields,
  });
  const of = (officer: string): string => `WARN 6.4(i): meeting MTG-1 officer ${officer}, 2026-03-10T18:00:00Z`;

  it.each<[string, RawEntry[], string[]]>([
    ['one officer of a normal role', [arrives()], []],
    ['a senior officer beside another officer', [arrives(), senior], [of('O-2')]],
    ['a senior officer alone needs the approval as well (readings 3)', [senior], [of('O-2')]],
    ['a normal role that brings somebody', [arrives({ accompaniedBy: 1 })], [of('O-1')]],
    ['a senior officer alone who brings somebody', [{ ...senior, accompaniedBy: 1 }], [of('O-2')]],
    ['a role that is neither normal nor extra', [arrives({ role: 'line_manager' })], [of('O-1')]],
    ['a political assistant is exempt (TH 6.1)', [arrives({ role: 'political_assistant' })], []],
    ['approved with a reason before', [approved('2026-03-09T10:00'), arrives(), senior], []],
    ['approved in the instant of arrival (readings 1.2)', [approved('2026-03-10T18:00'), arrives(), senior], []],
    ['approved without a reason', [approved('2026-03-09T10:00', {}), arrives(), senior], [of('O-2')]],
    [
      'approved for another request',
      [
        { ...request, id: 'REQ-2' },
        approved('2026-03-09T10:00', { request: 'REQ-2', reason: 'specialist' }),
        arrives(),
        senior,
      ],
      [of('O-2')],
    ],
    [
      'a later approval resolves an extra role',
      [arrives(), senior, approved('2026-03-11T09:00')],
      [`${of('O-2')}, resolved 2026-03-11T09:00:00Z`],
    ],
    [
      'a later approval resolves no other role',
      [arrives({ accompaniedBy: 1 }), approved('2026-03-11T09:00')],
      [of('O-1')],
    ],
  ])('%s', (_what, entries, found) => {
    expect(under('TH', 'grp.attendee_limit', [request, ...entries])).toEqual(found);
  });
});

describe('grp.non_councillor_authorisation (TH 6.4(ii))', () => {
  const found = ['BREACH 6.4(ii): meeting MTG-1, 2026-03-10T18:10:00Z'];

  it.each<[string, RawEntry[], string[]]>([
    ['nobody agreed to it: when officer and non-councillors are first together', [arrives(), present(3)], found],
    [
      'they were there before the officer',
      [present(3, { t: '2026-03-10T17:50' }), arrives()],
      ['BREACH 6.4(ii): meeting MTG-1, 2026-03-10T18:00:00Z'],
    ],
    ['they came after the officer had left', [arrives({ until: '2026-03-10T18:05' }), present(3)], []],
    ['agreed in advance', [authorised('2026-03-09T09:00'), arrives(), present(3)], []],
    ['agreed in the instant of arrival is late', [authorised('2026-03-10T18:00'), arrives(), present(3)], found],
    ['agreed afterwards is late', [arrives(), present(3), authorised('2026-03-11T09:00')], found],
    ['agreed by somebody else', [authorised('2026-03-09T09:00', 'cmt_member'), arrives(), present(3)], found],
    ['co-opted members count as councillors (TH 1.9, AMB-14)', [arrives(), present(2, { coopted: 2 })], []],
    ['one more than the co-opted', [arrives(), present(3, { coopted: 2 })], found],
    ['the officer leaves on finding them', [arrives(), present(3), leaves('2026-03-10T18:12')], []],
    ['the officer leaves in that very instant', [arrives(), present(3), leaves('2026-03-10T18:10')], []],
    [
      'the officer leaves for party business',
      [arrives(), present(3), leaves('2026-03-10T18:12', { reason: 'party_business' })],
      found,
    ],
    [
      'one of two officers leaves',
      [arrives(), arrives({ officer: 'O-3' }), present(3), leaves('2026-03-10T18:12', { officer: 'O-1' })],
      found,
    ],
    ['everybody leaves', [arrives(), arrives({ officer: 'O-3' }), present(3), leaves('2026-03-10T18:12')], []],
  ])('%s', (_what, entries, expected) => {
    expect(under('TH', 'grp.non_councillor_authorisation', [request, ...entries])).toEqual(expected);
  });

  it('is judged when the last officer’s attendance ends, and occurs when they were first together', () => {
    const entries = [request, arrives(), arrives({ officer: 'O-3', until: '2026-03-10T19:30' }), present(3)];
    expect(under('TH', 'grp.non_councillor_authorisation', entries, '2026-03-10T19:29:59')).toEqual([]);
    expect(under('TH', 'grp.non_councillor_authorisation', entries, '2026-03-10T19:30')).toEqual(found);
  });
});

describe('grp.non_councillor_restricted_information (NT 7.10, TH 6.4(ii))', () => {
  const rule = 'grp.non_councillor_restricted_information';
  const missing = 'WARN 7.10: meeting MTG-1, 2026-03-10T19:00:00Z';

  it.each<[string, RawEntry[], string[]]>([
    ['no note by the end of the attendance', [arrives(), present(3)], [missing]],
    ['NT takes co-opted members out by the rule’s own word (readings 4)', [arrives(), present(2, { coopted: 2 })], []],
    ['a note before the end', [arrives(), present(3), note('2026-03-10T18:20')], []],
    ['a note in the instant of the end (readings 1.2)', [arrives(), present(3), note(END)], []],
    [
      'a later note resolves it',
      [arrives(), present(3), note('2026-03-11T09:00')],
      [`${missing}, resolved 2026-03-11T09:00:00Z`],
    ],
    ['the officer left on finding them', [arrives(), present(3), leaves('2026-03-10T18:12')], []],
    ['nobody but councillors', [arrives(), present(0)], []],
  ])('NT 7.10: %s', (_what, entries, found) => {
    expect(under('NT', rule, [request, ...entries])).toEqual(found);
  });

  it.each<[string, RawEntry[], string[]]>([
    [
      'agreed in advance, no note',
      [authorised('2026-03-09T09:00'), arrives(), present(3)],
      ['WARN 6.4(ii): meeting MTG-1, 2026-03-10T19:00:00Z'],
    ],
    ['agreed in advance, noted', [authorised('2026-03-09T09:00'), arrives(), present(3), note('2026-03-10T18:20')], []],
    ['never agreed: the breach alone', [arrives(), present(3)], []],
    [
      'agreed late, no note: one fact, one clause, the breach stands (readings 3.2)',
      [arrives(), present(3), authorised('2026-03-11T09:00')],
      [],
    ],
  ])('TH 6.4(ii): %s', (_what, entries, found) => {
    expect(under('TH', rule, [request, ...entries])).toEqual(found);
  });
});

describe('grp.no_party_business_advice', () => {
  it.each([
    ['GA', 'WARN 2.6(b15): event E-1, 2026-03-10T18:30:00Z', sought],
    ['TH', 'BREACH 1.2(b2) 6.4(iii): event E-1, 2026-03-10T18:30:00Z', advice],
    ['NT', 'BREACH 7.6: event E-1, 2026-03-10T18:30:00Z', advice],
    ['OM', 'BREACH 2.3: event E-1, 2026-03-10T18:30:00Z', { ...sought, role: 'committee_chair' }],
    ['AL', 'BREACH 43: event E-1, 2026-03-10T18:30:00Z', advice],
  ])('%s: %s', (tag, found, entry) => {
    expect(under(tag, 'grp.no_party_business_advice', [entry])).toEqual([found]);
  });

  const takes = (role: string, person: string, t = '2026-02-01T09:00'): RawEntry => {
    return { t, e: 'RoleAssigned', role, person };
  };
  const by = (fields: object): RawEntry => ({ ...sought, ...fields });
  const leaving = { t: '2026-03-01T09:00', e: 'RoleVacated', roles: ['committee_chair'] };

  it.each<[string, string, RawEntry[], boolean]>([
    ['GA', 'a member asks', [sought], true],
    ['GA', 'somebody asks in a role of kind member', [by({ by: 'P-1', role: 'committee_chair' })], true],
    ['GA', 'an officer asks', [by({ by: 'O-7' })], false],
    ['GA', 'somebody asks in a role of kind officer', [by({ by: 'P-1', role: 'line_manager' })], false],
    ['OM', 'a member without an office asks', [sought], false],
    ['OM', 'the event says that a chair asks', [by({ role: 'committee_chair' })], true],
    ['OM', 'the chair of the council asks: no office of the rule', [by({ role: 'chair_of_council' })], false],
    ['OM', 'a member asks who then chairs a committee', [takes('committee_chair', 'M-1'), sought], true],
    ['OM', 'a member asks who chaired one', [takes('committee_chair', 'M-1'), leaving, sought], false],
    [
      'OM',
      'a member asks who becomes a chair in that instant (readings 1.2)',
      [sought, takes('committee_chair', 'M-1', '2026-03-10T18:30')],
      true,
    ],
  ])('%s, who asks (readings 3): %s', (tag, _what, entries, found) => {
    expect(under(tag, 'grp.no_party_business_advice', entries)).toHaveLength(found ? 1 : 0);
  });

  const appointed = { t: '2026-02-01T09:00', e: 'PoliticalAssistantAppointed', officer: 'O-1', group: 'G-A' };

  it.each<[string, RawEntry[], boolean]>([
    ['appointed by then', [appointed, advice], false],
    ['appointed afterwards', [advice, { ...appointed, t: '2026-03-11T09:00' }], true],
    ['another one appointed', [{ ...appointed, officer: 'O-2' }, advice], true],
    ['holding the role then', [takes('political_assistant', 'O-1'), advice], false],
    ['at that meeting in that role', [arrives({ role: 'political_assistant' }), advice], false],
    ['at that meeting in another role', [arrives(), advice], true],
    ['advice to a member', [{ ...advice, meeting: undefined, member: 'M-1' }], true],
  ])('TH 6.4(iii), an officer whom exempt_rules exempt (readings 3): %s', (_what, entries, found) => {
    expect(under('TH', 'grp.no_party_business_advice', entries)).toHaveLength(found ? 1 : 0);
  });
});

describe('grp.absent_for_party_business (TH 6.4(iii), AL 43)', () => {
  const found = ['WARN 43: meeting MTG-1 officer O-1, 2026-03-10T18:50:00Z'];
  const party = segment('2026-03-10T18:50', '2026-03-10T19:20');

  it.each<[string, RawEntry[], string[]]>([
    ['ten minutes inside', [arrives(), party], found],
    ['left when it began', [arrives(), party, leaves('2026-03-10T18:50', { reason: 'party_business' })], []],
    ['arrived when it ended', [arrives({ t: '2026-03-10T19:20', until: '2026-03-10T19:40' }), party], []],
    ['one millisecond is more than no tolerance', [arrives({ until: '2026-03-10T18:50:00.001' }), party], found],
    ['AL exempts no political assistant', [arrives({ role: 'political_assistant' }), party], found],
  ])('AL 43: %s', (_what, entries, expected) => {
    expect(under('AL', 'grp.absent_for_party_business', [request, ...entries])).toEqual(expected);
  });

  it('AL 43: an officer whose end nobody recorded left with the day, and is judged after it (readings 4)', () => {
    const entries = [request, arrives({ until: undefined }), party];
    const rule = 'grp.absent_for_party_business';
    expect(under('AL', rule, entries, '2026-03-10T23:59:59.998')).toEqual([]);
    expect(under('AL', rule, entries, '2026-03-10T23:59:59.999')).toEqual(found);
  });

  it('is anchored in the attendance of the first such minute, and names every attendance and segment that meet', () => {
    const again = arrives({ t: '2026-03-10T18:45', event: 'E-2' });
    const first = arrives({ until: '2026-03-10T18:30', event: 'E-1' });
    const entries = [GROUPS, request, first, again, { ...party, event: 'E-3' }];
    const [row] = given('AL').events(entries).at('2026-03-12').rows('grp.absent_for_party_business');
    expect(row).toMatchObject({ event: 'E-2', events: ['E-2', 'E-3'] });
  });

  it('TH 6.4(iii): a political assistant may stay', () => {
    const entries = [arrives({ role: 'political_assistant' }), arrives({ officer: 'O-2' }), party];
    const of = ['WARN 6.4(iii): meeting MTG-1 officer O-2, 2026-03-10T18:50:00Z'];
    expect(under('TH', 'grp.absent_for_party_business', [request, ...entries])).toEqual(of);
  });
});
