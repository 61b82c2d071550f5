import { describe, expect, it } from '@jest/globals';
import { readEventFile } from '#lib/event-file/index.js';
import { parseInstant } from '#lib/kernel/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { lastInstants, play } from '../../apps/cli/history.js';
import { projectionDocument } from './document.js';
import { replay } from './index.js';
import type { ProjectionName } from './projections.js';

const shelf = builtInPacks();
const asked = { t: '2026-03-02T09:30', e: 'GroupSupportRequested', id: 'REQ-1', group: 'G-A', form: 'attendance' };
const events = [
  { t: '2026-01-05T09:00', e: 'PoliticalGroupRegistered', group: ['G-A', 'G-B'] },
  { ...asked, matter: 'MAT-1', to: 'group_leader' },
];

function documentOf(name: ProjectionName, viewer: { readonly role: string } | null = null) {
  const read = readEventFile(JSON.stringify(events), 'history.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const pack = shelf.find('tower-hamlets-lb') ?? null;
  const last = lastInstants(read.value) ?? { at: 0, knownAt: 0 };
  const view = replay(play(read.value, shelf, pack).events, shelf, { ...last, pack, viewer });
  return projectionDocument(
    { council: 'C', at: parseInstant('2026-04-01') ?? 0, knownAt: 0, position: '2' },
    view,
    name,
  );
}

describe('a document of findings', () => {
  it('says beside its data what each rule asks, on which clauses, and what the council calls the roles in it', () => {
    const { data, rules } = documentOf('findings');
    expect(data).toMatchObject({ rows: [{ rule: 'grp.request_addressee' }] });
    expect(JSON.stringify(data)).not.toContain('sentence');
    expect(rules).toEqual({
      'grp.request_addressee': {
        label: 'Requests go to the right role',
        sentence: 'A group sends its request for support to a role that the protocol names.',
        clauses: ['6.4(i)'],
        roles: expect.objectContaining({ cmt_member: 'member of the Corporate Management Team' }),
      },
    });
  });

  it('says nothing of rules to somebody who sees no finding', () => {
    expect(documentOf('findings', { role: 'ward_member' }).rules).toEqual({});
  });

  it('has them where nothing was found, and no other document has them', () => {
    expect(documentOf('statutory-findings').rules).toEqual({});
    expect(documentOf('group-support')).not.toHaveProperty('rules');
  });
});
