import { describe, expect, it } from '@jest/globals';
import { checkLiveCommand, checkLiveTokens } from '#lib/catalogue/index.js';

const attended = { meeting: 'MTG-1', officer: 'O-1', role: 'proper_officer' };

describe('a field that speaks of a member or an officer (readings 1.10)', () => {
  it.each<[string, string, object, readonly string[]]>([
    ['an officer', 'OfficerAttendedGroupMeeting', attended, []],
    ['a member as an officer', 'OfficerAttendedGroupMeeting', { ...attended, officer: 'M-1' }, ['/officer']],
    ['an officer as a member', 'GroupMembershipChanged', { member: 'O-1', group: 'G-A' }, ['/member']],
    ['both', 'PrivateLifeRequested', { member: 'X-1', officer: 'X-2' }, ['/member', '/officer']],
    ['any person elsewhere', 'RoleAssigned', { role: 'mediator', person: 'X-1' }, []],
    ['a correction', 'EntryCorrected', { target: 'E-1', set: { officer: 'M-1' } }, ['/set/officer']],
  ])('takes only such a token live: %s', (_what, type, payload, places) => {
    expect(checkLiveTokens(type, { ...payload }).map(({ at }) => at)).toEqual(places);
  });

  it('in a permission too', () => {
    const fields = { officer: 'M-1', company: 'C-1', by: 'chief_executive' };
    expect(checkLiveCommand('AgreeCompanyRecruitmentParticipation', fields)).toEqual([
      {
        at: '/officer',
        wrong: 'officer is not the token of an officer',
        right: 'the token of an officer, which begins with O-',
      },
    ]);
  });
});
