import { describe, expect, it } from '@jest/globals';
import { parseViewer } from './viewer.js';

describe('a viewer as text', () => {
  it.each([
    [{ role: 'mayor' }],
    [{ role: 'group_leader', person: 'M-1', group: 'G-A' }],
    [{ roles: ['ward_member', 'committee_chair'], person: 'M-1' }],
    [{ role: 'mayor', roles: ['ward_member'] }],
  ])('is taken: %j', (viewer) => {
    expect(parseViewer(JSON.stringify(viewer))).toEqual(viewer);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"mayor"',
    '{}',
    '{"roles":[]}',
    '{"role":1}',
    '{"roles":"mayor"}',
    '{"role":"mayor","x":1}',
  ])('is refused: %s', (text) => {
    expect(parseViewer(text)).toBeNull();
  });
});
