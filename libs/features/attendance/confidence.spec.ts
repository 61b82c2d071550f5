import { describe, expect, it } from '@jest/globals';
import { GROUPS, type RawEntry, given, levelsUnderEach } from '../../../test/support/given.js';

const sits = (member: string, group: string): RawEntry => ({
  t: '2026-01-05T09:00',
  e: 'GroupMembershipChanged',
  member,
  group,
});
const members = [sits('M-1', 'G-A'), sits('M-9', 'G-B')];
const told = (to: string, fields: object = {}): RawEntry => ({
  t: '2026-03-10T09:00',
  event: 'E-1',
  e: 'GroupConfidenceBreachReported',
  from: 'G-A',
  to,
  ...fields,
});
const needed = {
  t: '2026-03-09T09:00',
  e: 'NecessaryOfficerDisclosureRecorded',
  from: 'G-A',
  to: 'O-5',
  reason: 'drafting',
};

const under = (tag: string, entries: readonly RawEntry[]): readonly string[] =>
  given(tag)
    .events([GROUPS, ...members, ...entries])
    .at()
    .findings();

const TH = ['BREACH 1.2(b4) 6.4(vi) 12.19: event E-1, 2026-03-10T09:00:00Z, reported'];
const NT = ['BREACH 7.7: event E-1, 2026-03-10T09:00:00Z, reported'];

describe('grp.discussion_confidential (TH 6.4(vi), 12.19; NT 7.7)', () => {
  it('is hard under TH and NT, and silent under GA, OM and AL', () => {
    const levels = levelsUnderEach('grp.discussion_confidential', [GROUPS, told('media')]);
    expect(levels).toEqual({ TH: ['BREACH'], NT: ['BREACH'] });
  });

  it.each<[string, RawEntry[], string[], string[]]>([
    ['another group', [told('G-B')], TH, NT],
    ['the group itself', [told('G-A')], [], []],
    ['the media', [told('media')], TH, NT],
    ['a member of another group (NT: their_members)', [told('M-9')], TH, NT],
    ['a role of kind officer', [told('line_manager')], TH, []],
    ['a role of kind member: a member of no known group', [told('committee_chair')], TH, []],
    ['a body of the pack, which is no group', [told('standards_committee')], [], NT],
    ['a member of no group', [told('M-8')], TH, []],
    ['a member of the group', [told('M-1')], [], []],
    ['an officer, no necessity recorded (AMB-18)', [told('O-5')], TH, []],
    ['an officer, the necessity recorded before', [needed, told('O-5')], [], []],
    [
      'an officer, the necessity recorded in that instant (readings 1.2)',
      [told('O-5'), { ...needed, t: '2026-03-10T09:00' }],
      [],
      [],
    ],
    ['an officer, the necessity recorded afterwards', [told('O-5'), { ...needed, t: '2026-03-10T09:01' }], TH, []],
    ['an officer, the necessity of telling another', [{ ...needed, to: 'O-6' }, told('O-5')], TH, []],
    ['the media, under a legal duty', [told('media', { legalDuty: true })], [], []],
  ])('told to %s', (_whom, entries, th, nt) => {
    expect(under('TH', entries)).toEqual(th);
    expect(under('NT', entries)).toEqual(nt);
  });

  it('reads the recipient’s group as it was in that instant', () => {
    const joins = { t: '2026-03-10T09:00', e: 'GroupMembershipChanged', member: 'M-9', group: 'G-A' };
    expect(under('TH', [told('M-9'), joins])).toEqual([]);
    expect(under('TH', [told('M-9'), { ...joins, t: '2026-03-10T09:01' }])).toEqual(TH);
  });
});

describe('a ground on which a discussion may be passed on (TH 12.20)', () => {
  const on = (ground: string, to: string): RawEntry => told(to, { ground });
  const director = { t: '2026-02-01T09:00', e: 'RoleAssigned', role: 'monitoring_officer', person: 'O-5' };

  it.each<[string, RawEntry[], string[]]>([
    ['to one of the roles that the pack names', [on('illegality', 'monitoring_officer')], []],
    ['to somebody who then holds one', [director, on('illegality', 'O-5')], []],
    ['to somebody who holds none', [on('illegality', 'O-5')], TH],
    ['to somebody who comes to hold one later', [on('illegality', 'O-5'), { ...director, t: '2026-03-11T09:00' }], TH],
    ['to the media all the same', [on('severe_damage', 'media')], TH],
    ['to such a role, on no ground', [told('monitoring_officer')], TH],
  ])('%s', (_what, entries, found) => {
    expect(under('TH', entries)).toEqual(found);
  });
});

describe('grp.duty_to_disclose (NT 7.7; TH 6.4(vi) only records)', () => {
  const silently = told('media', { legalDuty: true, indicated: false });

  it('is hard under NT, recorded under TH, and silent elsewhere', () => {
    expect(levelsUnderEach('grp.duty_to_disclose', [GROUPS, silently])).toEqual({ NT: ['BREACH'] });
  });

  it.each<[string, RawEntry, string[]]>([
    ['not said', silently, NT],
    ['said', told('media', { legalDuty: true, indicated: true }), []],
    ['nobody knows whether it was said', told('media', { legalDuty: true }), []],
    ['no legal duty: confidence instead', told('media', { legalDuty: false, indicated: false }), NT],
  ])('a legal duty to disclose, %s', (_what, entry, found) => {
    expect(under('NT', [entry])).toEqual(found);
  });
});
