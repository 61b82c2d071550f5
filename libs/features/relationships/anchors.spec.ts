import { describe, expect, it } from '@jest/globals';
import type { RuleId } from '#lib/protocol/index.js';
import { type RawEntry, given } from '../../../test/support/given.js';
import { concern, declared, ofRelationship } from '../../../test/support/relationship.js';

const AT = '2026-03-31';
const family = { category: 'family' };
const byMember = declared('2026-02-02T10:00', 'M-1', 'party_whip', { ...family, event: 'EV-M' });

/** Of each finding its subject, the event it turns on, what it rests on and when that was known. */
function rests(tag: string, rule: RuleId, entries: readonly RawEntry[]): unknown[] {
  return given(tag)
    .events(entries)
    .at(AT)
    .rows(rule)
    .map(({ event, events, recordedAt }) => [event, events, recordedAt]);
}

describe('what findings about relationships turn on and rest on (readings 3.4, 3.6)', () => {
  it('a leg: the declaration from which it is owed; what met it late', () => {
    expect(rests('TH', 'rel.declare', [byMember])).toEqual([['EV-M', ['EV-M'], '2026-02-10T00:00:00Z']]);
    const late = declared('2026-02-12T10:00', 'O-1', 'line_manager', { ...family, event: 'EV-LATE' });
    expect(rests('TH', 'rel.declare', [byMember, late])).toEqual([
      ['EV-M', ['EV-M', 'EV-LATE'], '2026-02-10T00:00:00Z'],
    ]);
  });

  it('a vacant whip: the declaration; what left the whip vacant', () => {
    const vacated = { t: '2026-01-20T09:00', e: 'RoleVacated', roles: ['party_whip'], event: 'EV-VACATED' };
    const rows = given('TH').events([vacated, byMember]).at(AT).rows('rel.declare');
    expect(rows.find(({ level }) => level === 'INFO')).toMatchObject({
      event: 'EV-M',
      events: ['EV-VACATED', 'EV-M'],
      recordedAt: '2026-02-02T10:00:00Z',
    });
  });

  const sits = { t: '2026-02-16T09:00', e: 'BodyMembershipStarted', member: 'M-1', body: 'C-1' };
  const leaves = { t: '2026-03-10T09:00', e: 'BodyMembershipEnded', member: 'M-1', body: 'C-1', event: 'EV-LEFT' };
  const works = { e: 'OfficerDepartmentAssigned', officer: 'O-1', significantWork: true };

  it('a seat in the department: the last cause; seat, department, work, degree, and what closed it', () => {
    const entries = [
      { ...byMember, degree: 'sibling' },
      { ...sits, departmentOf: 'D-1', event: 'EV-SEAT' },
      { ...works, t: '2026-02-20T09:00', department: 'D-1', event: 'EV-WORK' },
      { ...works, t: '2026-03-02T09:00', department: 'D-2', event: 'EV-MOVED' },
    ];
    expect(rests('TH', 'rel.committee_for_department', entries)).toEqual([
      ['EV-WORK', ['EV-M', 'EV-SEAT', 'EV-WORK', 'EV-MOVED'], '2026-02-20T09:00:00Z'],
    ]);
  });

  it('a seat that ended and began again in the instant of opening: its new start (readings 1.2, 3.6)', () => {
    const then = '2026-03-04T09:00';
    const entries = [
      { ...byMember, degree: 'sibling' },
      { ...sits, departmentOf: 'D-1', event: 'EV-SEAT' },
      { ...leaves, t: then },
      { ...works, t: then, department: 'D-1', event: 'EV-WORK' },
      { ...sits, t: then, event: 'EV-AGAIN' },
    ];
    expect(rests('TH', 'rel.committee_for_department', entries)).toEqual([
      ['EV-AGAIN', ['EV-M', 'EV-SEAT', 'EV-WORK', 'EV-AGAIN'], '2026-03-04T09:00:00Z'],
    ]);
  });

  it('a body that affects the officer: seat and declaration, and what closed it', () => {
    const seat = { ...sits, directlyAffectsPersonally: ['O-1'], event: 'EV-SEAT' };
    expect(rests('TH', 'rel.body_or_decision', [byMember, seat, leaves])).toEqual([
      ['EV-SEAT', ['EV-M', 'EV-SEAT', 'EV-LEFT'], '2026-02-16T09:00:00Z'],
    ]);
  });

  it('is known once the last of them was recorded; of several enough the first recorded counts', () => {
    const seat = { ...sits, directlyAffectsPersonally: ['O-1'], event: 'EV-SEAT' };
    const lateKnown = { ...byMember, rec: '2026-03-02T10:00' };
    const again = declared('2026-02-04T10:00', 'O-1', 'line_manager', { event: 'EV-O', rec: '2026-02-25T10:00' });
    expect(rests('TH', 'rel.body_or_decision', [lateKnown, seat])).toEqual([
      ['EV-SEAT', ['EV-M', 'EV-SEAT'], '2026-03-02T10:00:00Z'],
    ]);
    expect(rests('TH', 'rel.body_or_decision', [lateKnown, again, seat])).toEqual([
      ['EV-SEAT', ['EV-O', 'EV-SEAT'], '2026-02-25T10:00:00Z'],
    ]);
  });

  it('a concern: the concern, what made it count, and the mitigation', () => {
    const raised = concern('2026-02-01T09:00', 'O-9', { event: 'EV-RAISED' });
    const agreed = ofRelationship('2026-02-05T10:00', 'RelationshipMitigationAgreed', {
      ...{ mitigation: 'apart', event: 'EV-APART' },
    });
    expect(rests('TH', 'rel.familiarity', [raised, byMember, agreed])).toEqual([
      ['EV-RAISED', ['EV-RAISED', 'EV-M', 'EV-APART'], '2026-02-02T10:00:00Z'],
    ]);
  });

  it('a private matter: the report', () => {
    const raised = { t: '2026-02-02T09:00', e: 'PersonalMatterRaised', officer: 'O-1', member: 'M-1', event: 'EV-P' };
    expect(rests('TH', 'rel.officer_private_matters', [raised])).toEqual([['EV-P', ['EV-P'], '2026-02-02T09:00:00Z']]);
  });

  it('P04 says of each count which conflicts it counts', () => {
    const seat = { ...sits, directlyAffectsPersonally: ['O-1'], event: 'EV-SEAT' };
    const lines = (entries: readonly RawEntry[], figure: string): unknown =>
      given('TH').events(entries).at(AT).explain('body-conflicts', 'council', figure);
    const of = 'REL-1 C-1 rel.body_or_decision';
    expect(lines([byMember, seat], 'open')).toEqual([
      { of, line: 'The conflict of REL-1 with a seat on C-1 stands.', events: ['EV-M', 'EV-SEAT'] },
    ]);
    expect(lines([byMember, seat], 'closed')).toEqual([]);
    expect(lines([byMember, seat, leaves], 'closed')).toEqual([
      { of, line: 'The conflict of REL-1 with a seat on C-1 has ended.', events: ['EV-M', 'EV-SEAT', 'EV-LEFT'] },
    ]);
  });
});
