import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#lib/kernel/index.js';
import { openSqliteLedger } from '#lib/ledger/index.js';
import { evenhand, evenhandKilled } from '../support/command-line.js';
import { inTokens, misses, readScenario, tokensIn } from '../support/scenario.js';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'evenhand-import-'));
});
afterEach(() => rmSync(data, { recursive: true }));

function file(text: string): string {
  const path = join(data, 'events.yaml');
  writeFileSync(path, text);
  return path;
}

const OPENING = ['--create', '--pack', 'alsager-tc'];
const importing = (path: string, council = 'c', opening: readonly string[] = OPENING) =>
  evenhand(['import', path, '--council', council, '--data', data, ...opening]);

function asked(name: string, ...args: readonly string[]) {
  const run = evenhand(['projection', name, '--council', 'c', '--data', data, '--json', ...args]);
  expect(run).toMatchObject({ code: 0, err: '' });
  return JSON.parse(run.out);
}

/** What the ledger holds of a council beside the event that opened it. */
async function stored(council = 'c') {
  const ledger = await openSqliteLedger({ path: join(data, 'ledger.sqlite'), mustExist: true, clock: Date.now });
  try {
    const events: RecordedEvent[] = [];
    for await (const event of ledger.readCouncil(council)) events.push(event);
    return events.filter(({ payload }) => payload['packId'] !== 'gb-eng/alsager-tc');
  } finally {
    await ledger.close();
  }
}

const ADOPTED = '- {t: 2026-01-01T09:00, e: ProtocolPackAdopted, packId: gb-eng/northampton-tc, version: 0.1.0}\n';
const GROUPS = '- {t: 2026-01-05T09:00, e: PoliticalGroupRegistered, group: [G-A, G-B]}\n';

describe('evenhand import', () => {
  it('records a scenario once, and answers from the ledger what a replay answers', () => {
    const { path, pack, expectations } = readScenario('northampton-notices');
    const tokens = tokensIn({ path }, 'c');
    const opening = ['--create', '--pack', pack];
    expect(importing(path, 'c', opening)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^recorded \d+ events for c\n$/),
    });
    expect(importing(path, 'c', opening)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing was written'),
    });
    for (const expectation of expectations) {
      const answer = (name: string): unknown =>
        inTokens(asked(name, '--at', expectation.at, '--pack', pack).data, tokens);
      expect(misses(expectation, answer)).toEqual([]);
    }
  });

  it('opens a figure to its lines (evenhand explain)', () => {
    const { path, pack } = readScenario('declarations-at-a-meeting');
    importing(path, 'c', ['--create', '--pack', pack]);
    const { totals } = asked('findings').data as { totals: { BREACH: { total: number } } };
    const ofFigure = (...args: readonly string[]) =>
      evenhand(['explain', 'findings', '--council', 'c', '--data', data, '--row', 'totals', ...args]);
    const run = ofFigure('--figure', 'BREACH.total', '--json');
    expect(run).toMatchObject({ code: 0, err: '' });
    const { value, lines } = JSON.parse(run.out) as { value: number; lines: unknown[] };
    expect([value, lines.length]).toEqual([totals.BREACH.total, totals.BREACH.total]);
    expect(value).toBeGreaterThan(0);
    expect(ofFigure('--figure', 'BREACH.total').out).toContain('BREACH of ');
    expect(ofFigure('--figure', 'BREACH')).toMatchObject({ code: 4, err: expect.stringContaining('BREACH.open') });
  });

  it('stamps each event with the pack in force when it occurred', async () => {
    importing(file(`${GROUPS}${ADOPTED}- {t: 2025-01-05T09:00, e: PoliticalGroupRegistered, group: G-Z}\n`), 'c', [
      '--create',
    ]);
    const packs = (await stored()).map(({ type, payload, pack }) => [type, payload['group'], pack?.id]);
    expect(packs).toContainEqual(['PoliticalGroupRegistered', 'G-A', 'gb-eng/northampton-tc']);
    expect(packs).toContainEqual(['PoliticalGroupRegistered', 'G-Z', undefined]);
  });

  it('lets an amendment name an event by the token of the file', async () => {
    importing(
      file(
        `- {t: 2026-01-05T09:00, event: E-1, e: PoliticalGroupRegistered, group: [G-A, G-B]}
- {t: 2026-01-06T09:00, e: EntryWithdrawn, target: E-1, reason: mistake}
- {t: 2026-01-07T09:00, e: PoliticalGroupRegistered, group: G-C}
`,
      ),
    );
    expect(Object.keys(asked('even-handedness-by-group').data.groups)).toEqual(['G-C']);
    expect(await stored()).toHaveLength(5);
    expect(importing(join(data, 'events.yaml')).out).toContain('nothing was written');
  });

  it('keeps the same file apart for two councils', async () => {
    importing(file(GROUPS));
    importing(file(GROUPS), 'd');
    const ids = [...(await stored('c')), ...(await stored('d'))].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  it.each([
    ['a bad line', `${GROUPS}- {t: 2026-01-05T09:00, e: Nothing}\n`, /:2: e: /],
    ['a line that is not YAML', `${GROUPS}- {t: \n`, /:2: this line is not YAML/],
    [
      'a command',
      `${GROUPS}- {t: 2026-03-03T10:00, command: AcceptGroupSupportRequest, id: REQ-1}\n`,
      /:2: command: a command cannot be imported/,
    ],
    ['an unknown pack', '- {t: 2026-01-01, e: ProtocolPackAdopted, packId: nowhere, version: "1"}\n', /:1: packId: /],
    ['another council', `council: other\nevents:\n${GROUPS}`, /the file is of council other/],
  ])('imports nothing of a file with %s', (_name, text, pattern) => {
    const run = importing(file(text));
    expect(run).toMatchObject({ code: 3, out: '' });
    expect(run.err).toMatch(pattern);
    expect(run.err).toContain('nothing was imported');
    expect(statSync(join(data, 'ledger.sqlite'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('refuses an event id that the ledger has with another body, and writes nothing', async () => {
    importing(file('- {t: 2026-01-05T09:00, event: E-1, e: PoliticalGroupRegistered, group: G-A}\n'));
    const run = importing(
      file(`${GROUPS}- {t: 2026-01-05T09:00, event: E-1, e: PoliticalGroupRegistered, group: G-B}\n`),
    );
    expect(run.code).toBe(3);
    expect(run.err).toMatch(/:2: .*E-1 is already in the ledger with another body/);
    expect(await stored()).toHaveLength(1);
  });

  it('completes an import that was killed, each event once', async () => {
    const line = (index: number): string => `- {t: 2026-01-06T09:00, e: MembersCodeAdopted, version: v${index}}\n`;
    const path = file(GROUPS + Array.from({ length: 40_000 }, (_, index) => line(index)).join(''));
    const written = (): number => statSync(join(data, 'ledger.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0;
    const wasRunning = await evenhandKilled(
      ['import', path, '--council', 'c', '--data', data, ...OPENING],
      () => written() > 1_000_000,
    );
    expect(wasRunning).toBe(true);
    const before = (await stored()).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(40_002);
    expect(importing(path)).toMatchObject({
      code: 0,
      out: `recorded ${40_002 - before} events for c; ${before + 1} were there already\n`,
    });
    const events = await stored();
    expect(events).toHaveLength(40_002);
    expect(events.map(({ payload }) => payload['version']).filter((version) => version !== undefined)).toEqual(
      Array.from({ length: 40_000 }, (_, index) => `v${index}`),
    );
    expect(importing(path).out).toContain('all 40003 events');
  });

  it('says who holds the ledger while the service runs, and what to do', async () => {
    importing(file(GROUPS));
    const ledger = await openSqliteLedger({ path: join(data, 'ledger.sqlite'), clock: Date.now });
    try {
      const reading = evenhand(['projection', 'findings', '--council', 'c', '--data', data]);
      expect(reading).toMatchObject({
        code: 5,
        out: '',
        err: expect.stringContaining('GET /api/v1/councils/c/projections/findings'),
      });
      expect(importing(file(GROUPS))).toMatchObject({
        code: 5,
        err: expect.stringContaining('POST /api/v1/councils/c/events'),
      });
    } finally {
      await ledger.close();
    }
  });

  it('takes the folder from EVENHAND_DATA, and knows no council that has no event', () => {
    const env = { EVENHAND_DATA: data };
    expect(evenhand(['import', file(GROUPS), '--council', 'c', ...OPENING], { env }).code).toBe(0);
    expect(evenhand(['projection', 'even-handedness-by-group', '--council', 'c'], { env })).toMatchObject({
      code: 0,
      out: expect.stringContaining('G-B'),
    });
    expect(evenhand(['projection', 'findings', '--council', 'd'], { env })).toMatchObject({
      code: 4,
      err: expect.stringContaining('no council d; it has c'),
    });
  });

  it('opens no council unless it is told to, and with which pack', async () => {
    const path = file(GROUPS);
    expect(importing(path, 'c', [])).toMatchObject({
      code: 4,
      err: expect.stringContaining('council c does not exist here (the ledger has none)'),
    });
    expect(importing(path, 'c', ['--create'])).toMatchObject({ code: 2, err: expect.stringContaining('--pack') });
    expect(importing(path, 'c', ['--pack', 'alsager-tc'])).toMatchObject({ code: 2 });
    expect(importing(path, 'c', ['--create', '--pack', 'nowhere'])).toMatchObject({
      code: 4,
      err: expect.stringContaining('there is no pack nowhere'),
    });
    expect(importing(path)).toMatchObject({ code: 0, out: 'recorded 3 events for c\n' });
    expect(importing(path, 'c', [])).toMatchObject({ code: 0, out: expect.stringContaining('nothing was written') });
    expect(asked('protocol-status').pack.id).toBe('gb-eng/alsager-tc');
    expect(importing(path, 'd', ['--create', '--pack', 'northampton-tc']).code).toBe(0);
    expect(await stored()).toHaveLength(2);
  });

  it('opens no council that already exists', async () => {
    importing(file(`${ADOPTED}${GROUPS}`), 'c', ['--create']);
    const again = importing(file(GROUPS));
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('already exists; leave out --create') });
    // The pack's text, its adoption, and the two groups.
    expect(await stored()).toHaveLength(4);
  });

  it('refuses a file that is not a ledger', () => {
    writeFileSync(join(data, 'ledger.sqlite'), 'not a ledger at all, but long enough to be read as one by mistake');
    expect(importing(file(GROUPS)).code).toBe(5);
  });
});
