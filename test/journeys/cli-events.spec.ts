import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { eventCatalogue } from '#lib/catalogue/index.js';
import { evenhand } from '../support/command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'evenhand-cli-events-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Described {
  readonly name: string;
  readonly example: object | null;
}

describe('evenhand events', () => {
  it('lists every event and permission by name, label and sentence, within the width', () => {
    const run = evenhand(['events'], { env: { COLUMNS: '100' } });
    expect(run).toMatchObject({ code: 0, err: '' });
    for (const name of [...Object.keys(eventCatalogue), 'FindingRaised', 'AcceptGroupSupportRequest'])
      expect(run.out).toContain(name);
    expect(run.out).toMatch(
      /^GroupBriefingGiven: Group briefing given\n {2}An officer briefed a group on a matter\.$/m,
    );
    expect(run.out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('gives examples that replay reads as they stand', () => {
    const listed = evenhand(['events', '--json']);
    const { events, commands } = JSON.parse(listed.out) as Readonly<Record<string, readonly Described[]>>;
    const examples = [...(events ?? []), ...(commands ?? [])].flatMap(({ example }) => example ?? []);
    expect(examples.length).toBe(Object.keys(eventCatalogue).length + (commands ?? []).length);
    const judged = examples.filter((one) => !/ProtocolPack|SealedPayload|EntryWithdrawn/.test(JSON.stringify(one)));
    const file = join(folder, 'examples.jsonl');
    writeFileSync(file, judged.map((one) => JSON.stringify(one)).join('\n'));
    const run = evenhand(['replay', '--file', file, '--pack', 'tower-hamlets-lb', '--json']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out).projections['group-support'].rows).toHaveLength(1);
  });

  it('says of one event what it holds, with an example', () => {
    const run = evenhand(['events', 'InterestRegistered']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/^InterestRegistered: Interest registered\nA person registered an interest\.\n/);
    expect(run.out).toMatch(/^category +Category +one of dpi, ori, nri +yes +/m);
    expect(run.out).toMatch(/^details .*Sealed under person\.$/m);
    expect(JSON.parse(run.out.slice(run.out.indexOf('EXAMPLE\n') + 8))).toMatchObject({ e: 'InterestRegistered' });
    expect(evenhand(['events', 'FindingRaised']).out).toContain(
      'The ledger raises this event itself; a client cannot record it.',
    );
  });

  it('names what was probably meant if there is no such event', () => {
    expect(evenhand(['events', 'groupBreifingGiven'])).toMatchObject({
      code: 4,
      out: '',
      err: 'evenhand: there is no event or permission groupBreifingGiven; the nearest name is GroupBriefingGiven\n',
    });
  });
});
