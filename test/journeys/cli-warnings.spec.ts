import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Ran, evenhand } from '../support/command-line.js';

const FILE = [
  '- {t: 2026-01-05T09:00, e: ProtocolPackAdopted, packId: gb-eng/northampton-tc, version: 0.1.0}',
  '- {t: 2026-03-03T09:00, e: GroupMembershipChanged, member: M-1, group: G-ASCH}',
  '- {t: 2026-03-02T09:00, e: PoliticalGroupRegistered, group: G-ASH}',
  '- {t: 2026-03-04T09:00, e: GroupSupportRequested, id: REQ-14, group: G-ASH, form: written_report, to: proper_oficer}',
  '- {t: 2026-03-05T09:00, e: GroupSupportRequestAccepted, id: REQ-41}',
  '- {t: 2026-03-06T09:00, e: GroupReportSupplied, request: REQ-14, version: V1, flags: {recomendation: true}}',
  '- {t: 2026-03-07T09:00, e: ConcernClosed, id: CASE-1}',
  '- {t: 2026-03-07T09:00, e: RelationshipEnded, id: REL-1}',
  '- {t: 2026-03-07T09:00, e: InformationRestrictedForAudience, meeting: MTG-1}',
  '- {t: 2026-03-08T09:00, e: EntryCorrected, target: REQ-14, set: {mater: MAT-1, form: letter}}',
  '- {t: 2199-03-08T09:00, e: ProtocolReviewTriggered, cause: a whim}',
].join('\n');

const WARNINGS: readonly RegExp[] = [
  /^warning: events\.yaml:2: group: there is no group G-ASCH \(right: G-ASH, if that is meant\)$/,
  /^warning: events\.yaml:4: to: proper_oficer is not a role .*\(right: proper_officer, if that is meant: /,
  /^warning: events\.yaml:5: id: there is no request for support REQ-41 \(right: REQ-14, if that is meant\)$/,
  /^warning: events\.yaml:6: recomendation: the flag recomendation is unknown \(right: recommendation, if/,
  /^warning: events\.yaml:7: id: there is no concern or grievance CASE-1 /,
  /^warning: events\.yaml:8: id: there is no relationship REL-1 /,
  /^warning: events\.yaml:9: meeting: there is no meeting MTG-1 /,
  /^warning: events\.yaml:10: mater: .* has no field mater \(right: matter, if that is meant: one of id, /,
  /^warning: events\.yaml:10: form: form of .* cannot be set to this \(right: one of attendance, /,
  /^warning: events\.yaml:11: t: the event is in the future /,
];

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-warnings-'));
  file = join(folder, 'events.yaml');
  writeFileSync(file, FILE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function expectWarnings({ code, err }: Ran): void {
  const lines = err.split('\n').filter((line) => line.startsWith('warning: '));
  for (const warning of WARNINGS) expect(lines).toContainEqual(expect.stringMatching(warning));
  expect(lines).toHaveLength(WARNINGS.length);
  expect(code).toBe(0);
}

describe('a reference that leads nowhere, in a file', () => {
  it('is a warning of replay, by line and field, with the nearest name; the answer is the same', () => {
    const ran = evenhand(['replay', '--file', file, '--projection', 'findings', '--json']);
    expectWarnings(ran);
    expect(JSON.parse(ran.out)).toMatchObject({ projection: 'findings' });
  });

  it('is a warning of import, and everything is recorded', () => {
    const ran = evenhand(['import', file, '--council', 'c', '--create', '--data', join(folder, 'data')]);
    expectWarnings(ran);
    expect(ran.out).toMatch(/recorded \d+ events/);
  });

  it('is not given if the file is right', () => {
    const right = join(folder, 'right.yaml');
    writeFileSync(right, '- {t: 2026-03-02T09:00, e: PoliticalGroupRegistered, group: [G-A, G-B]}\n');
    expect(evenhand(['replay', '--file', right, '--pack', 'northampton-tc'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('a viewer', () => {
  it('in a role that does not exist is warned of, with the nearest', () => {
    const viewer = '{"role": "group_leeder", "group": "G-ASH"}';
    const { code, err } = evenhand(['replay', '--file', file, '--projection', 'findings', '--viewer', viewer]);
    expect(err).toMatch(/warning: --viewer: there is no role group_leeder \(right: group_leader, if that is meant: /);
    expect(code).toBe(0);
  });
});
