import { describe, expect, it } from '@jest/globals';
import { describedProjections } from '#lib/council/described.js';
import type { Viewer } from '#lib/council/index.js';
import { type RawEntry, type Tag, given } from '../../../test/support/given.js';
import { schemaFaults } from '../../../test/support/schema-check.js';
import { declared } from '../../../test/support/relationship.js';

const AT = '2026-03-31';
const sits = (member: string, group: string): RawEntry => ({
  t: '2026-01-06T09:00',
  e: 'GroupMembershipChanged',
  member,
  group,
});
const works = (officer: string, department: string): RawEntry => ({
  t: '2026-01-06T09:00',
  e: 'OfficerDepartmentAssigned',
  officer,
  department,
  significantWork: true,
});
const entries: readonly RawEntry[] = [
  ...[sits('M-1', 'G-A'), sits('M-2', 'G-B'), sits('M-3', 'G-A')],
  ...[works('O-1', 'D-1'), works('O-2', 'D-2'), works('O-3', 'D-1')],
  {
    t: '2026-01-07T09:00',
    e: 'BodyMembershipStarted',
    member: 'M-1',
    body: 'C-1',
    departmentOf: 'D-1',
    event: 'EV-SEAT',
  },
  declared('2026-02-02T10:00', 'M-1', 'party_whip', { category: 'family', event: 'EV-M' }),
  declared('2026-02-03T10:00', 'O-1', 'line_manager', {
    ...{ id: 'REL-9', category: 'intimate', degree: 'married', event: 'EV-O' },
  }),
  {
    ...declared('2026-02-04T10:00', 'M-1', 'party_whip', { id: 'REL-2', by: 'M-2', about: 'O-2' }),
    event: 'EV-OTHERS',
  },
];

const seen = (name: 'relationship-register' | 'body-conflicts', viewer: Viewer | null, tag: Tag = 'TH'): unknown =>
  given(tag)
    .events(entries)
    .at(AT, viewer === null ? {} : { viewer })
    .projection(name);

const memberPart = {
  category: 'family',
  mitigation: null,
  declaredBy: ['member'],
  alsoKnownAs: [],
  legsDone: ['member.party_whip'],
  legsOwed: [],
  events: ['EV-M'],
};
const officerPart = {
  category: 'intimate',
  mitigation: null,
  declaredBy: ['officer'],
  alsoKnownAs: ['REL-9'],
  legsDone: ['officer.line_manager'],
  legsOwed: [],
  events: ['EV-O'],
};

describe('who sees the relationship register (projections.md, who sees what)', () => {
  it.each<[string, Viewer, object]>([
    ['the member their own row', { role: 'elected_member', person: 'M-1' }, memberPart],
    ['the officer their own row', { role: 'officer', person: 'O-1' }, officerPart],
    ['the whip of the member', { role: 'party_whip', person: 'M-3' }, memberPart],
    ['the whip of that group', { role: 'party_whip', group: 'G-A' }, memberPart],
    ['a manager in the department of the officer', { role: 'line_manager', person: 'O-3' }, officerPart],
  ])('%s, without what the other declared, and no count', (_who, viewer, row) => {
    expect(seen('relationship-register', viewer)).toEqual({ relationships: { 'REL-1': row } });
  });

  it('whoever has not declared yet sees their own row without the declaration of the other', () => {
    expect(seen('relationship-register', { role: 'officer', person: 'O-2' })).toEqual({
      relationships: {
        'REL-2': { mitigation: null, declaredBy: [], alsoKnownAs: [], legsDone: [], legsOwed: [], events: [] },
      },
    });
  });

  it.each<Viewer>([
    { role: 'group_leader', person: 'M-3', group: 'G-A' },
    { role: 'party_whip', person: 'M-9' },
    { role: 'line_manager', person: 'O-9' },
    { role: 'proper_officer', person: 'O-9' },
    { role: 'chief_executive' },
    { role: 'public' },
  ])('nobody else sees anything: %j', (viewer) => {
    expect(seen('relationship-register', viewer)).toEqual({});
    expect(seen('body-conflicts', viewer)).toEqual({});
  });

  it('a whip and a manager see nothing if the pack does not say so', () => {
    expect(seen('relationship-register', { role: 'party_whip', person: 'M-3' }, 'GA')).toEqual({});
    expect(seen('relationship-register', { role: 'line_manager', person: 'O-3' }, 'GA')).toEqual({});
  });

  it('the public sees how many there are, from five on', () => {
    const more = ['M-5', 'M-6', 'M-7'].map((by): RawEntry => {
      return declared('2026-02-05T10:00', 'M-1', 'party_whip', { id: `REL-${by}`, by, about: 'O-5' });
    });
    const publicly = (events: readonly RawEntry[]): unknown =>
      given('TH')
        .events(events)
        .at(AT, { viewer: { role: 'public' } })
        .projection('relationship-register');
    expect(publicly([...entries, ...more])).toEqual({ rows: 5 });
    expect(publicly([...entries, ...more.slice(1)])).toEqual({});
  });
});

describe('what a viewer sees of relationships', () => {
  it.each<Viewer>([
    { role: 'elected_member', person: 'M-1' },
    { role: 'officer', person: 'O-1' },
    { role: 'party_whip', person: 'M-3' },
    { role: 'public' },
  ])('fits the description of the projections: %j', (viewer) => {
    for (const name of ['relationship-register', 'body-conflicts', 'relationship-touch'] as const) {
      const view = given('TH').events(entries).at(AT, { viewer }).projection(name);
      expect(schemaFaults(describedProjections[name].data.schema(false), view)).toEqual([]);
    }
  });
});

describe('who sees the conflicts of relationships with bodies (projections.md, who sees what)', () => {
  it.each<[string, Viewer, boolean]>([
    ['the member', { role: 'elected_member', person: 'M-1' }, false],
    ['the officer', { role: 'officer', person: 'O-1' }, true],
    ['the whip', { role: 'party_whip', person: 'M-3' }, false],
    ['the manager', { role: 'line_manager', person: 'O-3' }, true],
  ])('%s, without the declaration of the other, and no count', (_who, viewer, seesOfficer) => {
    const { rows, ...counts } = seen('body-conflicts', viewer) as { rows: { events: string[] }[] };
    expect(counts).toEqual({});
    expect(rows).toMatchObject([{ relationship: 'REL-1', body: 'C-1', rule: 'rel.committee_for_department' }]);
    expect(rows[0]?.events).toContain('EV-SEAT');
    expect(rows[0]?.events.includes('EV-O')).toBe(seesOfficer);
  });
});
