import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';
import { concern, declared, ofRelationship } from '../../../test/support/relationship.js';

const AT = '2026-03-31';
const found = (tag: string, rule: RuleId, entries: readonly RawEntry[]): readonly string[] =>
  given(tag).events(entries).at(AT).findings(rule);
const mitigated = (t: string, id = 'REL-1'): RawEntry =>
  ofRelationship(t, 'RelationshipMitigationAgreed', { id, mitigation: 'apart' });

describe('rel.familiarity (GA 5.10, TH 5.2, NT 7.2, OM 3.3(a), AL 30; AMB-02, AMB-67, AMB-85)', () => {
  const rule = 'rel.familiarity';
  const of = (level: string, day: string, more = ''): string =>
    `${level} 1.1 7.2: pair M-1 O-1, ${day}T09:00:00Z${more}`;

  it.each<[string, RawEntry[], string[]]>([
    [
      'the declaration itself raises it if the pack asks for none',
      [declared('2026-02-02T09:00', 'M-1', 'proper_officer')],
      [of('WARN', '2026-02-02')],
    ],
    [
      'a mitigation resolves it',
      [declared('2026-02-02T09:00', 'M-1', 'proper_officer'), mitigated('2026-02-05T09:00')],
      [of('WARN', '2026-02-02', ', resolved 2026-02-05T09:00:00Z')],
    ],
    ['one of the two raises it', [concern('2026-02-02T09:00', 'M-1')], [of('WARN', '2026-02-02', ', reported')]],
    [
      'somebody else raises it: INFO until one of the two has spoken',
      [concern('2026-02-02T09:00', 'O-9')],
      [of('INFO', '2026-02-02', ', reported')],
    ],
    [
      'somebody else raises it, and one of the two later: it counts from then',
      [concern('2026-02-02T09:00', 'O-9'), concern('2026-02-09T09:00', 'O-1', { id: 'FC-2', event: 'E-2' })],
      [of('WARN', '2026-02-09', ', reported')],
    ],
    [
      'a pair is one finding, whatever is raised about it',
      [
        declared('2026-02-02T09:00', 'M-1', 'proper_officer'),
        concern('2026-02-03T09:00', 'O-1'),
        concern('2026-02-04T09:00', 'M-1', { id: 'FC-2', event: 'E-2' }),
      ],
      [of('WARN', '2026-02-02')],
    ],
    [
      'a mitigation agreed for the concern itself resolves it',
      [concern('2026-02-02T09:00', 'M-1'), mitigated('2026-02-06T09:00', 'FC-1')],
      [of('WARN', '2026-02-02', ', reported, resolved 2026-02-06T09:00:00Z')],
    ],
  ])('%s', (_case, entries, findings) => {
    expect(found('NT', rule, entries)).toEqual(findings);
  });

  it('is not raised by a declaration if the pack asks for one', () => {
    expect(levelsUnderEach(rule, [declared('2026-02-02T09:00', 'M-1', 'proper_officer')], AT)).toEqual({
      GA: ['WARN'],
      NT: ['WARN'],
    });
  });

  it('warns under GA, TH and NT; OM and AL note the risk', () => {
    expect(levelsUnderEach(rule, [concern('2026-02-02T09:00', 'M-1')], AT)).toEqual({
      GA: ['WARN'],
      TH: ['WARN'],
      NT: ['WARN'],
    });
  });
});

describe('rel.avoid_perceived_conflict (TH 5.3, AL 31)', () => {
  const rule = 'rel.avoid_perceived_conflict';
  const first = declared('2026-02-02T09:00', 'M-1', 'party_whip');
  const raised = concern('2026-02-09T09:00', 'O-9');

  it('is what a concern about a declared pair raises, instead of rel.familiarity', () => {
    expect(found('TH', rule, [first, raised])).toEqual(['WARN 5.3: pair M-1 O-1, 2026-02-09T09:00:00Z, reported']);
    expect(found('TH', 'rel.familiarity', [first, raised])).toEqual([]);
    expect(levelsUnderEach(rule, [first, raised], AT)).toEqual({ TH: ['WARN'], AL: ['WARN'] });
  });

  it('is resolved by a mitigation, and not raised after one', () => {
    expect(found('TH', rule, [first, raised, mitigated('2026-02-12T09:00')])).toEqual([
      'WARN 5.3: pair M-1 O-1, 2026-02-09T09:00:00Z, reported, resolved 2026-02-12T09:00:00Z',
    ]);
    expect(found('TH', rule, [first, mitigated('2026-02-05T09:00'), raised])).toEqual([]);
    expect(found('AL', rule, [first, mitigated('2026-02-05T09:00'), raised])).toEqual([]);
  });
});

describe('rel.office_holder_closeness (GA 2.7, TH 9.1, NT 4.1, OM 2.3)', () => {
  const rule = 'rel.office_holder_closeness';
  const office = { office: 'committee_chair' };

  it('forbids under TH alone, and then rel.familiarity is not raised', () => {
    expect(levelsUnderEach(rule, [concern('2026-02-02T09:00', 'M-1', office)], AT)).toEqual({ TH: ['BREACH'] });
    expect(levelsUnderEach('rel.familiarity', [concern('2026-02-02T09:00', 'M-1', office)], AT)).toEqual({
      GA: ['WARN'],
      NT: ['WARN'],
    });
  });

  it('speaks of the event, INFO until one of the two has spoken', () => {
    expect(found('TH', rule, [concern('2026-02-02T09:00', 'O-9', office)])).toEqual([
      'INFO 9.1: event E-1, 2026-02-02T09:00:00Z, reported',
    ]);
    expect(found('TH', rule, [concern('2026-02-02T09:00', 'O-9')])).toEqual([]);
  });
});

describe('private matters', () => {
  const raised = (fields: object = {}): RawEntry => ({
    t: '2026-02-02T09:00',
    event: 'E-1',
    e: 'PersonalMatterRaised',
    officer: 'O-1',
    member: 'M-1',
    ...fields,
  });

  it('rel.officer_private_matters: GA, TH and AL forbid, NT and OM warn', () => {
    const levels = { GA: ['BREACH'], TH: ['BREACH'], NT: ['WARN'], OM: ['WARN'], AL: ['BREACH'] };
    expect(levelsUnderEach('rel.officer_private_matters', [raised()], AT)).toEqual(levels);
  });

  it.each([
    ['GA 5.6', 'GA', 'formal_procedure'],
    ['GA 6.1(b10)', 'GA', 'confidential_reporting'],
    ['TH 14.12', 'TH', 'grievance_procedure'],
    ['NT 6.1(j)', 'NT', 'agreed_procedure'],
    ['OM 3.1(k)', 'OM', 'agreed_procedure'],
    ['AL 35', 'AL', 'own_ward_member_own_time'],
  ])('%s excepts it under %s on the basis of %s', (_clause, tag, basis) => {
    expect(found(tag, 'rel.officer_private_matters', [raised({ basis })])).toEqual([]);
    expect(found(tag, 'rel.officer_private_matters', [raised({ basis: 'friendship' })])).toHaveLength(1);
  });

  it('stf.privacy: TH 14.7 warns', () => {
    const asked = { t: '2026-02-02T09:00', e: 'PrivateLifeRequested', member: 'M-1', officer: 'O-1' };
    expect(levelsUnderEach('stf.privacy', [asked], AT)).toEqual({ TH: ['WARN'] });
  });
});

describe('a decision recorded before the declaration, and made in its instant (readings 1.2)', () => {
  const declares = declared('2026-02-02T09:00', 'M-1', 'proper_officer');
  const effects = (entries: readonly RawEntry[]): unknown[] =>
    (
      given('NT').events(entries).at(AT).projection('audit-timeline') as { rows: { type: string; effect?: string }[] }
    ).rows.map(({ type, effect }) => [type, effect ?? 'some']);

  it.each(['RelationshipMitigationAgreed', 'RelationshipDeclarationRouted', 'RelationshipEnded'])(
    'P21 shows its effect: %s',
    (e) => {
      const fields = e === 'RelationshipMitigationAgreed' ? { mitigation: 'apart' } : {};
      const routed = e === 'RelationshipDeclarationRouted' ? { to: 'proper_officer', by: 'O-1' } : {};
      const decided = (t: string): RawEntry => ofRelationship(t, e, { ...fields, ...routed });
      expect(effects([decided('2026-02-02T09:00'), declares])).toEqual([
        [e, 'some'],
        ['RelationshipDeclared', 'some'],
      ]);
      expect(effects([decided('2026-02-02T08:59'), declares])).toEqual([
        [e, 'none'],
        ['RelationshipDeclared', 'some'],
      ]);
      expect(effects([decided('2026-02-02T09:00')])).toEqual([[e, 'none']]);
    },
  );

  it('a mitigation of a concern that is raised in the same instant has its effect too', () => {
    const agreed = mitigated('2026-02-02T09:00', 'FC-1');
    expect(effects([agreed, concern('2026-02-02T09:00', 'M-1')])).toEqual([
      ['RelationshipMitigationAgreed', 'some'],
      ['FamiliarityConcernRaised', 'some'],
    ]);
    expect(found('NT', 'rel.familiarity', [agreed, concern('2026-02-02T09:00', 'M-1')])).toEqual([]);
  });
});
