import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readEventFile } from '#lib/event-file/index.js';
import { type Payload, parseInstant } from '#lib/kernel/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { demonstrationYear, yearPacks } from '../../apps/service/demonstration/year.js';
import { NotesRecord, notesOnCorrections } from './index.js';
import type { CouncilEvent } from './record.js';

const shelf = builtInPacks();
const at = (text: string): number => parseInstant(text) ?? Number.NaN;
const now = at('2026-12-01T09:00');

let number = 0;
function event(type: string, payload: Payload, when = '2026-03-02T09:00'): CouncilEvent {
  number += 1;
  return { id: `event-${number}`, type, payload, at: at(when), rec: at(when), pack: null, position: String(number) };
}

const adopted = event('ProtocolPackAdopted', { packId: 'gb-eng/northampton-tc', version: '0.1.0' }, '2026-01-05');
const known = [
  adopted,
  event('PoliticalGroupRegistered', { group: 'G-ASH' }),
  event('GroupSupportRequested', { id: 'REQ-14', group: 'G-ASH', form: 'attendance' }),
  event('MeetingConvened', { meeting: 'MTG-1', items: { 'IT-1': { kind: 'ordinary' } } }),
  event('RelationshipDeclared', { id: 'REL-1', by: 'M-1', about: 'O-1', to: 'proper_officer' }),
  event('ConcernRaised', { id: 'CASE-1', by: 'O-1', about: 'M-1' }),
  event('InterestRegistered', { person: 'M-1', category: 'ori', interest: 'INT-1' }),
];

function notesOn(events: readonly CouncilEvent[]): { at: string; wrong: string; right: string }[] {
  const record = new NotesRecord();
  for (const one of known) record.add(one);
  const isEvent = (id: string): boolean => known.some((one) => one.id === id);
  return record.notesOn(events, { shelf, now, isEvent }).map(({ note }) => note);
}

describe('a reference that leads nowhere', () => {
  it.each<[string, string, Payload, string, string, string]>([
    ['a group', 'GroupMembershipChanged', { member: 'M-1', group: 'G-ASCH' }, 'group', 'G-ASCH', 'G-ASH'],
    ['a request', 'GroupSupportRequestAccepted', { id: 'REQ-41' }, 'id', 'REQ-41', 'REQ-14'],
    ['a request served', 'GroupBriefingGiven', { request: 'REQ_14', version: 'V1' }, 'request', 'REQ_14', 'REQ-14'],
    ['a meeting', 'InformationRestrictedForAudience', { meeting: 'MTG-2' }, 'meeting', 'MTG-2', 'MTG-1'],
    ['an item', 'VoteCast', { person: 'M-1', item: 'IT-2' }, 'item', 'IT-2', 'IT-1'],
    ['a relationship', 'RelationshipEnded', { id: 'REL-2' }, 'id', 'REL-2', 'REL-1'],
    ['a case', 'ConcernClosed', { id: 'CASE-7' }, 'id', 'CASE-7', 'CASE-1'],
    ['an interest', 'InterestEnded', { person: 'M-1', interest: 'INT-2' }, 'interest', 'INT-2', 'INT-1'],
    ['an entry', 'EntryWithdrawn', { target: 'REQ-4' }, 'target', 'REQ-4', 'REQ-14'],
  ])('to %s is noted with its field, its token and the nearest name', (_what, type, payload, field, token, nearest) => {
    const notes = notesOn([event(type, payload)]);
    expect(notes).toMatchObject([{ at: `/payload/${field}`, right: expect.stringContaining(nearest) }]);
    expect(notes[0]?.wrong).toContain(token);
  });

  it.each<[string, Payload]>([
    ['GroupMembershipChanged', { member: 'M-1', group: 'G-ASH' }],
    ['GroupMembershipChanged', { member: 'M-1', group: null }],
    ['GroupSupportRequestAccepted', { id: 'REQ-14', by: 'proper_officer' }],
    ['VoteCast', { person: 'M-1', item: 'IT-1' }],
    ['EntryWithdrawn', { target: 'REQ-14' }],
    ['EntryWithdrawn', { target: adopted.id }],
    ['OfficerAllocatedToSupport', { officer: 'O-1', memberOrGroup: 'M-77' }],
    ['OfficerAllocatedToSupport', { officer: 'O-1', memberOrGroup: 'G-ASH' }],
  ])('is none in %s %j', (type, payload) => {
    expect(notesOn([event(type, payload)])).toEqual([]);
  });

  it('is none where the same request or file names it, before or after', () => {
    const registered = event('PoliticalGroupRegistered', { group: 'G-NEW' });
    const joined = event('GroupMembershipChanged', { member: 'M-1', group: 'G-NEW' });
    expect(notesOn([registered, joined])).toEqual([]);
    expect(notesOn([joined, registered])).toEqual([]);
    expect(notesOn([joined])).toHaveLength(1);
  });
});

describe('other notes', () => {
  it.each<[string, string, Payload, string, string]>([
    [
      'a role that the pack does not declare',
      'RoleAssigned',
      { role: 'proper_oficer', person: 'O-1' },
      '/payload/role',
      'proper_officer',
    ],
    [
      'a vacated role that it does not declare',
      'RoleVacated',
      { roles: ['chair_of_counsil'] },
      '/payload/roles',
      'chair_of_council',
    ],
    [
      'a flag nobody knows',
      'GroupReportSupplied',
      { request: 'REQ-14', version: 'V1', flags: { recomendation: true } },
      '/payload/flags/recomendation',
      'recommendation',
    ],
  ])('%s is noted with the nearest name', (_what, type, payload, place, nearest) => {
    expect(notesOn([event(type, payload)])).toMatchObject([{ at: place, right: expect.stringContaining(nearest) }]);
  });

  it('a member where an officer belongs is noted (readings 1.10)', () => {
    const payload = { meeting: 'MTG-1', officer: 'M-1', role: 'proper_officer', group: 'G-A' };
    const notes = notesOn([event('OfficerAttendedGroupMeeting', payload)]);
    expect(notes.map(({ at }) => at)).toContain('/payload/officer');
  });

  it('a date in the future is noted, one of a clock a little ahead is not', () => {
    const later = event('RoleVacated', { roles: ['line_manager'] }, '2026-12-01T09:06');
    expect(notesOn([later])).toMatchObject([{ at: '/occurredAt' }]);
    expect(notesOn([event('RoleVacated', { roles: ['line_manager'] }, '2026-12-01T09:05')])).toEqual([]);
  });

  it('a correction that can change nothing is noted, whatever the order in the file', () => {
    const declined = event('GroupSupportRequestDeclined', { id: 'REQ-14' });
    const wrongs = event('EntryCorrected', { target: 'REQ-14', set: { grund: 'cost', ground: 7, t: '2026-03-03' } });
    const notes = notesOnCorrections([wrongs, declined], known).map(({ index, note }) => [index, note.at]);
    expect(notes).toEqual([
      [0, '/payload/set/grund'],
      [0, '/payload/set/ground'],
      [0, '/payload/set/t'],
    ]);
    const right = event('EntryCorrected', { target: 'REQ-14', set: { ground: 'cost' } });
    expect(notesOnCorrections([right, declined], known)).toEqual([]);
  });
});

describe('histories that are right', () => {
  it('have a note on what is not there, and no other: the made-up year', () => {
    const packs = yearPacks(shelf);
    if (packs === undefined) throw new Error('no pack judges the year');
    const year = demonstrationYear(packs).map(({ id, type, occurredAt, recordedAt, payload }): CouncilEvent => {
      return { id, type, payload, at: occurredAt, rec: recordedAt, pack: null, position: '' };
    });
    const notes = new NotesRecord().notesOn(year, { shelf, now, isEvent: () => false });
    // The protocol that the year is judged by has no senior officers and no name for a member, and one group asks that nobody registered.
    expect([...new Set(notes.map(({ note }) => `${note.at} ${note.wrong}`))].sort()).toEqual(
      [
        '/payload/group there is no group G-OAK',
        '/payload/role senior_officer is not a role of the protocol in force then',
        '/payload/role elected_member is not a role of the protocol in force then',
        '/type recorded, and judged by no rule yet: med.no_political_statement of the pack should read it',
        '/type recorded, and judged by no rule yet: prs.no_changed_advice of the pack should read it',
      ].sort(),
    );
    expect(notesOnCorrections(year, [])).toEqual([]);
  });

  const folder = join(import.meta.dirname, '../../test/vectors/scenarios');
  it.each(readdirSync(folder))('correct nothing that is not there: %s', (name) => {
    const file = readEventFile(readFileSync(join(folder, name), 'utf8'), name);
    if (!file.ok) throw new Error(JSON.stringify(file.refusal));
    const events = file.value.entries.flatMap((entry): CouncilEvent[] =>
      entry.kind === 'event' ? [{ ...entry, source: entry.source ?? entry.id, pack: null, position: '' }] : [],
    );
    expect(notesOnCorrections(events, [])).toEqual([]);
    const notes = new NotesRecord().notesOn(events, { shelf, now, isEvent: () => false });
    expect(notes.map(({ note }) => `${note.at} ${note.wrong}`)).toEqual([]);
  });
});
