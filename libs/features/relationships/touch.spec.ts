import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '#lib/council/index.js';
import { GROUPS, type RawEntry, given } from '../../../test/support/given.js';
import { arrives, request } from '../../../test/support/meeting.js';
import { declared, ofRelationship } from '../../../test/support/relationship.js';
import type { TouchView } from './touch.js';

const sits = (member: string, group: string | null, t = '2026-01-06T09:00'): RawEntry => ({
  t,
  e: 'GroupMembershipChanged',
  member,
  group,
});
const related = declared('2026-02-02T10:00', 'M-1', 'party_whip');
const council = [GROUPS, sits('M-1', 'G-A'), request];
const nominated: RawEntry = { t: '2026-03-04T09:00', e: 'OfficerNominatedToAttend', request: 'REQ-1', officer: 'O-1' };
const briefs: RawEntry = {
  t: '2026-03-11T09:00',
  e: 'GroupBriefingGiven',
  request: 'REQ-1',
  group: 'G-A',
  matter: 'MAT-1',
  version: 'V1',
};
const agreed = (t: string): RawEntry =>
  ofRelationship(t, 'RelationshipMitigationAgreed', { mitigation: 'no_shared_matters' });

const view = (entries: readonly RawEntry[], viewer?: Viewer): TouchView =>
  given('TH')
    .events([...council, ...entries])
    .at('2026-12-31', viewer === undefined ? {} : { viewer })
    .projection('relationship-touch') as TouchView;

describe('relationship-touch (I8)', () => {
  it('lists an attendance by an officer related to somebody who then sits in the group', () => {
    expect(view([related, arrives()])).toEqual({
      rows: [
        {
          kind: 'attendance',
          meeting: 'MTG-1',
          request: 'REQ-1',
          group: 'G-A',
          officer: 'O-1',
          relationship: 'REL-1',
          mitigation: null,
          at: '2026-03-10T18:00:00Z',
        },
      ],
      involved: 1,
      mitigated: 0,
      withoutMitigation: 1,
    });
  });

  it('lists who is nominated for a request, and each delivery for it', () => {
    const { rows, involved } = view([related, nominated, briefs, { ...briefs, t: '2026-03-12T09:00', version: 'V2' }]);
    expect(rows.map(({ kind, officer, at }) => `${kind} ${officer} ${at}`)).toEqual([
      'nomination O-1 2026-03-04T09:00:00Z',
      'delivery O-1 2026-03-11T09:00:00Z',
      'delivery O-1 2026-03-12T09:00:00Z',
    ]);
    expect(involved).toBe(3);
  });

  it.each<[string, RawEntry[]]>([
    ['before the relationship is declared', [{ ...related, t: '2026-03-10T18:01' }, arrives()]],
    ['once it has ended', [related, ofRelationship('2026-03-10T17:00', 'RelationshipEnded'), arrives()]],
    ['once the member has left the group', [related, sits('M-1', null, '2026-03-10T17:00'), arrives()]],
    ['if the officer attends another group', [related, arrives({ group: 'G-B', request: undefined })]],
    ['if another officer attends', [related, arrives({ officer: 'O-2' })]],
    ['for a request that nobody made', [related, arrives({ request: 'REQ-9' })]],
    ['for a delivery that names no officer, if nobody was nominated', [related, briefs]],
  ])('lists nothing %s', (_when, entries) => {
    expect(view(entries)).toEqual({ rows: [], involved: 0, mitigated: 0, withoutMitigation: 0 });
  });

  it('reads seats and declarations as they are when the instant is over', () => {
    const then = '2026-03-10T18:00';
    const entries = [{ ...related, t: then }, sits('M-1', null), arrives(), sits('M-1', 'G-A', then)];
    expect(view(entries).involved).toBe(1);
  });

  it('counts a mitigation that had been agreed, and not one that came later', () => {
    const mitigated = [related, agreed('2026-03-01T09:00'), arrives(), agreed('2026-03-11T09:00')];
    expect(view(mitigated)).toMatchObject({
      rows: [{ mitigation: 'no_shared_matters' }],
      involved: 1,
      mitigated: 1,
      withoutMitigation: 0,
    });
    expect(view([related, arrives(), agreed('2026-03-11T09:00')])).toMatchObject({
      rows: [{ mitigation: null }],
      withoutMitigation: 1,
    });
  });

  it('has an officer who comes back to a meeting once, and one row for each relationship', () => {
    const back = arrives({ t: '2026-03-10T18:30' });
    const second = { ...related, id: 'REL-2', by: 'M-2' };
    const { rows } = view([related, second, sits('M-2', 'G-A'), arrives(), back]);
    expect(rows.map(({ relationship, at }) => `${relationship} ${at}`)).toEqual([
      'REL-1 2026-03-10T18:00:00Z',
      'REL-2 2026-03-10T18:00:00Z',
    ]);
  });

  it.each<Viewer>([{ role: 'monitoring_officer' }, { role: 'auditor' }])('%j sees every row', (viewer) => {
    expect(view([related, arrives()], viewer)).toEqual(view([related, arrives()]));
  });

  it.each<Viewer>([
    { role: 'proper_officer' },
    { role: 'chief_executive' },
    { role: 'group_leader', group: 'G-A', person: 'M-2' },
    { role: 'officer', person: 'O-2' },
    { role: 'public' },
  ])('%j sees nothing of it (projections.md, who sees what)', (viewer) => {
    expect(view([related, arrives()], viewer)).toEqual({});
  });

  it.each<Viewer>([
    { role: 'officer', person: 'O-1' },
    { role: 'group_leader', group: 'G-A', person: 'M-1' },
  ])('%j, one of the two, sees their own rows and no count', (viewer) => {
    const second = { ...related, id: 'REL-2', by: 'M-2', about: 'O-2' };
    const entries = [related, second, sits('M-2', 'G-A'), arrives(), arrives({ officer: 'O-2' })];
    expect(view(entries).involved).toBe(2);
    const { rows, ...counts } = view(entries, viewer);
    expect(rows).toMatchObject([{ relationship: 'REL-1' }]);
    expect(counts).toEqual({});
  });

  it('counts rows to the public from five on', () => {
    const meetings = ['MTG-1', 'MTG-2', 'MTG-3', 'MTG-4', 'MTG-5'].map((meeting) => arrives({ meeting }));
    expect(view([related, ...meetings], { role: 'public' })).toEqual({ involved: 5 });
    expect(view([related, ...meetings.slice(1)], { role: 'public' })).toEqual({});
  });

  it('reads the officer whom a delivery names, and those nominated only if it names none', () => {
    const named = { ...briefs, officer: 'O-1' };
    expect(view([related, { ...named, request: undefined }]).rows).toMatchObject([
      { kind: 'delivery', officer: 'O-1', request: null, group: 'G-A' },
    ]);
    const other = { ...nominated, officer: 'O-2' };
    expect(view([related, other, named]).rows).toMatchObject([{ kind: 'delivery', officer: 'O-1' }]);
    const { rows } = view([related, nominated, { ...briefs, officer: 'O-2' }]);
    expect(rows.map(({ kind }) => kind)).toEqual(['nomination']);
  });

  it('says of each count what it is made of', () => {
    const lines = (figure: string): unknown =>
      given('TH')
        .events([...council, related, { ...arrives(), event: 'EV-ARRIVES' }])
        .at('2026-12-31')
        .explain('relationship-touch', 'council', figure);
    const line = 'O-1 served G-A (attendance), related to one of its members (REL-1), without an arrangement.';
    expect(lines('involved')).toMatchObject([{ line }]);
    expect(lines('withoutMitigation')).toMatchObject([{ line }]);
    expect(lines('mitigated')).toEqual([]);
  });
});
