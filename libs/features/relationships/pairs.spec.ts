import { describe, expect, it } from '@jest/globals';
import { GROUPS, type RawEntry, given } from '../../../test/support/given.js';
import { convened, speaks } from '../../../test/support/item.js';
import { arrives } from '../../../test/support/meeting.js';
import { concern, declared, ofRelationship } from '../../../test/support/relationship.js';
import type { BodyConflictsView, RelationshipsView } from './projections.js';
import type { TouchView } from './touch.js';

const AT = '2026-03-31';
const family = { category: 'family' };

type Rows = RelationshipsView['relationships'];

function register(entries: readonly RawEntry[], tag = 'TH', at = AT): Rows {
  return (given(tag).events(entries).at(at).projection('relationship-register') as RelationshipsView).relationships;
}

const found = (tag: string, rule: 'rel.familiarity' | 'rel.declare' | 'rel.body_or_decision', entries: RawEntry[]) =>
  given(tag).events(entries).at(AT).findings(rule);

// The member declares under one id, the officer under another.
const byMember = declared('2026-02-02T10:00', 'M-1', 'party_whip', { ...family, event: 'EV-M' });
const byOfficer = declared('2026-02-03T10:00', 'O-1', 'line_manager', { ...family, id: 'REL-9', event: 'EV-O' });
const ends = (t: string, id: string): RawEntry => ofRelationship(t, 'RelationshipEnded', { id, event: `EV-END-${id}` });
const mitigates = (t: string, id: string): RawEntry =>
  ofRelationship(t, 'RelationshipMitigationAgreed', { id, mitigation: 'apart', event: 'EV-APART' });

describe('one pair of people is one relationship until it ends, whatever ids its declarations carry (readings 6)', () => {
  it('has the id of the first declaration, says the others, who declared, and which events it is read from', () => {
    expect(register([byMember, byOfficer])).toEqual({
      'REL-1': {
        category: 'family',
        mitigation: null,
        state: 'complete',
        declaredBy: ['member', 'officer'],
        alsoKnownAs: ['REL-9'],
        legsDone: ['member.party_whip', 'officer.line_manager'],
        legsOwed: [],
        events: ['EV-M', 'EV-O'],
      },
    });
  });

  it('says who of the two has declared, in whichever order', () => {
    expect(register([byOfficer])['REL-9']).toMatchObject({ declaredBy: ['officer'], alsoKnownAs: [] });
    expect(register([byOfficer, { ...byMember, t: '2026-02-04T10:00' }])['REL-9']).toMatchObject({
      declaredBy: ['member', 'officer'],
      alsoKnownAs: ['REL-1'],
    });
  });

  it('is not declared by whom a declaration is passed on for', () => {
    const routed = { id: 'REL-1', to: 'line_manager', by: 'O-1' };
    const passedOn = ofRelationship('2026-02-03T10:00', 'RelationshipDeclarationRouted', routed);
    expect(register([byMember, passedOn])['REL-1']).toMatchObject({ declaredBy: ['member'], state: 'complete' });
  });

  it.each(['REL-1', 'REL-9'])('a mitigation, a routing and an end reach it by %s', (id) => {
    const passedOn = ofRelationship('2026-02-04T10:00', 'RelationshipDeclarationRouted', {
      ...{ id, to: 'monitoring_officer', by: 'M-1', event: 'EV-PASSED' },
    });
    const entries = [byMember, byOfficer, passedOn, mitigates('2026-02-05T10:00', id), ends('2026-02-06T10:00', id)];
    expect(register(entries)).toMatchObject({
      'REL-1': {
        mitigation: 'apart',
        legsDone: ['member.party_whip', 'officer.line_manager', 'member.monitoring_officer'],
        events: ['EV-M', 'EV-O', 'EV-PASSED', 'EV-APART', `EV-END-${id}`],
      },
    });
    const again = { ...byMember, t: '2026-03-02T10:00', event: 'EV-AGAIN' };
    expect(Object.keys(register([...entries, again]))).toEqual(['REL-1', 'REL-1#2']);
  });

  it('counts as one, and explains which declarations it counts', () => {
    const then = given('TH').events([byMember, byOfficer]).at(AT);
    expect(then.projection('relationship-register')).toMatchObject({ rows: 1 });
    expect(then.explain('relationship-register', 'council', 'rows')).toEqual([
      { of: 'REL-1', line: 'Relationship REL-1 was declared 2 times.', events: ['EV-M', 'EV-O'] },
    ]);
  });
});

describe('an end, and a later declaration (readings 6)', () => {
  const ended = ends('2026-02-20T10:00', 'REL-1');
  const again = { ...byMember, t: '2026-03-02T10:00', event: 'EV-AGAIN' };

  it('begins another with legs of its own, and leaves what was owed before', () => {
    const rows = register([byMember, ended, again]);
    expect(rows['REL-1']).toMatchObject({ state: 'overdue', legsOwed: ['officer.line_manager'] });
    expect(rows['REL-1#2']).toMatchObject({ state: 'overdue', legsDone: ['member.party_whip'], events: ['EV-AGAIN'] });
    expect(found('TH', 'rel.declare', [byMember, ended, again])).toEqual([
      'WARN 5.2 5.3 14.14: relationship REL-1 leg officer.line_manager, 2026-02-10T00:00:00Z',
      'WARN 5.2 5.3 14.14: relationship REL-1#2 leg officer.line_manager, 2026-03-10T00:00:00Z',
    ]);
  });

  it('takes the id of its own first declaration if nobody began with that', () => {
    expect(Object.keys(register([byMember, ended, { ...again, id: 'REL-7' }]))).toEqual(['REL-1', 'REL-7']);
  });

  it('one id of two pairs is two relationships, and a mitigation by that id reaches both', () => {
    const others = { ...byMember, t: '2026-02-04T10:00', by: 'M-2', about: 'O-2', event: 'EV-OTHERS' };
    expect(register([byMember, others, mitigates('2026-02-05T10:00', 'REL-1')])).toMatchObject({
      'REL-1': { mitigation: 'apart', events: ['EV-M', 'EV-APART'] },
      'REL-1#2': { mitigation: 'apart', events: ['EV-OTHERS', 'EV-APART'] },
    });
  });

  it('a mitigation reaches the relationship of the pair that began last', () => {
    const entries = [byMember, ended, again, mitigates('2026-03-03T10:00', 'REL-1')];
    expect(register(entries)).toMatchObject({ 'REL-1': { mitigation: null }, 'REL-1#2': { mitigation: 'apart' } });
  });

  it('what is declared in the instant of an end belongs to what ended (readings 1.2)', () => {
    const then = { ...byOfficer, t: '2026-02-20T10:00' };
    expect(Object.keys(register([byMember, ended, then]))).toEqual(['REL-1']);
  });
});

describe('what follows the pair (readings 6)', () => {
  const sits: RawEntry = {
    t: '2026-02-16T09:00',
    e: 'BodyMembershipStarted',
    member: 'M-1',
    body: 'C-1',
    departmentOf: 'D-1',
    event: 'EV-SEAT',
  };
  const works: RawEntry = {
    t: '2026-01-05T09:00',
    e: 'OfficerDepartmentAssigned',
    officer: 'O-1',
    department: 'D-1',
    significantWork: true,
    event: 'EV-WORK',
  };

  it('P04: one row, whichever declaration gives the degree; an end by either id closes it', () => {
    const entries = [works, sits, byMember, { ...byOfficer, degree: 'sibling' }, ends('2026-03-02T10:00', 'REL-9')];
    const view = given('TH').events(entries).at(AT).projection('body-conflicts') as BodyConflictsView;
    expect(view).toMatchObject({
      rows: [
        {
          relationship: 'REL-1',
          body: 'C-1',
          closed: '2026-03-02T10:00:00Z',
          events: ['EV-WORK', 'EV-O', 'EV-SEAT', 'EV-END-REL-9'],
        },
      ],
      open: 0,
      closed: 1,
    });
  });

  it('P04: each of two relationships has a row of its own', () => {
    const close = { ...byMember, degree: 'sibling' };
    const entries = [
      ...[works, { ...sits, t: '2026-01-06T09:00' }, close, ends('2026-02-20T10:00', 'REL-1')],
      { ...close, t: '2026-03-02T10:00', event: 'EV-AGAIN' },
    ];
    const view = given('TH').events(entries).at(AT).projection('body-conflicts') as BodyConflictsView;
    expect(view.rows.map(({ relationship, opened, closed }) => [relationship, opened, closed])).toEqual([
      ['REL-1', '2026-02-02T10:00:00Z', '2026-02-20T10:00:00Z'],
      ['REL-1#2', '2026-03-02T10:00:00Z', null],
    ]);
  });

  it('rel.familiarity: two ids are one finding, which a mitigation by the second id resolves', () => {
    expect(found('NT', 'rel.familiarity', [byMember, byOfficer, mitigates('2026-02-05T10:00', 'REL-9')])).toEqual([
      'WARN 1.1 7.2: pair M-1 O-1, 2026-02-02T10:00:00Z, resolved 2026-02-05T10:00:00Z',
    ]);
    expect(
      found('NT', 'rel.familiarity', [byMember, byOfficer, concern('2026-02-06T09:00', 'O-9', { id: 'FC-1' })]),
    ).toHaveLength(1);
  });

  it('an item that affects the officer: one finding, and none once either id has ended it', () => {
    const decides = { ...speaks('19:10', 'decision'), directlyAffectsPersonally: ['O-1'] };
    expect(found('TH', 'rel.body_or_decision', [byMember, byOfficer, convened(), decides])).toEqual([
      'WARN 5.3: relationship REL-1 item IT-1, 2026-03-05T19:10:00Z',
    ]);
    const ended = ends('2026-03-01T10:00', 'REL-9');
    expect(found('TH', 'rel.body_or_decision', [byMember, byOfficer, ended, convened(), decides])).toEqual([]);
  });

  it('relationship-touch: one row for the two, whatever ids', () => {
    const member: RawEntry = { t: '2026-01-06T09:00', e: 'GroupMembershipChanged', member: 'M-1', group: 'G-A' };
    const entries = [GROUPS, member, byMember, byOfficer, arrives({ group: 'G-A', request: undefined })];
    const view = given('TH').events(entries).at(AT).projection('relationship-touch') as TouchView;
    expect(view.rows.map(({ relationship }) => relationship)).toEqual(['REL-1']);
  });
});
