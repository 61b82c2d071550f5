import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { openSqliteLedger } from '#lib/ledger/index.js';
import { evenhand } from '../support/command-line.js';
import { scenarioFolder } from '../support/scenario.js';
import { startService } from '../support/service.js';

const WARNING = 'evenhand: the file has no keys: only the remaining part of each sealed value is shown\n';
const UNTIL = ['--at', '2027-06-01', '--known-at', '2099-01-01'];
const SEALED = `
- {t: 2026-02-01T09:00, e: PoliticalGroupRegistered, group: G-A}
- {t: 2026-02-02T09:00, e: RelationshipDeclared, id: REL-1, by: M-1, about: O-1, to: monitoring_officer, category: intimate}
- {t: 2026-02-03T09:00, e: RentArrearsDisclosed, person: M-1, months: 3}
`;

let folder: string;
const at = (...names: readonly string[]): string => join(folder, ...names);
const ran = (...args: readonly string[]): string => {
  const run = evenhand(args);
  expect(run).toMatchObject({ code: 0, err: '' });
  return run.out;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-exchange-'));
  writeFileSync(at('sealed.yaml'), SEALED);
  const opening = ['--create', '--pack', 'northampton-tc', '--data', at('data')];
  ran('import', at('sealed.yaml'), '--council', 'hill-top', ...opening);
  ran('import', join(scenarioFolder, 'northampton-notices.yaml'), '--council', 'low-end', ...opening);
  ran('import', at('sealed.yaml'), '--council', 'third one', ...opening);
  ran('export', '--data', at('data'), '--out', at('all.jsonl'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const all = (): string => readFileSync(at('all.jsonl'), 'utf8');
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

describe('evenhand export', () => {
  it('writes every event of every council once, sealed values as they are, in a file for its owner alone', () => {
    const councils = linesOf(all()).map((line) => (JSON.parse(line) as { council: string }).council);
    expect(Object.fromEntries(Map.groupBy(councils, (one) => one))).toMatchObject({ 'hill-top': expect.anything() });
    expect(new Set(councils)).toEqual(new Set(['hill-top', 'low-end', 'third one']));
    expect(all()).toContain('"category":{"remains":');
    expect(all()).not.toContain('intimate');
    expect(statSync(at('all.jsonl')).mode & 0o777).toBe(0o600);
    expect(ran('export', '--data', at('data'))).toBe(all());
  });

  it('writes one council, or a period', () => {
    const own = linesOf(all()).filter((line) => line.includes('"council":"low-end"'));
    expect(linesOf(ran('export', '--data', at('data'), '--council', 'low-end'))).toEqual(own);
    expect(ran('export', '--data', at('data'), '--until', '2020-01-01')).toBe('');
    expect(ran('export', '--data', at('data'), '--from', '2020-01-01')).toBe(all());
    expect(evenhand(['export', '--data', at('data'), '--council', 'x'])).toMatchObject({
      code: 4,
      err: expect.stringContaining('it has hill-top, low-end, third one'),
    });
    expect(evenhand(['export', '--data', at('data'), '--from', '2026-02-01', '--until', '2026-01-01']).code).toBe(2);
  });

  it('is the same bytes after an import as recorded, from lines and from CloudEvents', () => {
    ran('export', '--data', at('data'), '--cloudevents', '--out', at('clouds.jsonl'));
    for (const [name, data] of [
      ['all.jsonl', 'second'],
      ['clouds.jsonl', 'third'],
    ] as const) {
      const total = linesOf(all()).length;
      expect(ran('import', at(name), '--as-recorded', '--data', at(data))).toBe(
        `stored ${total} events as they were recorded\n`,
      );
      expect(ran('export', '--data', at(data))).toBe(all());
      expect(ran('import', at(name), '--as-recorded', '--data', at(data))).toContain('nothing was written');
    }
    expect(ran('export', '--data', at('third'), '--cloudevents')).toBe(readFileSync(at('clouds.jsonl'), 'utf8'));
  });

  it('is refused as recorded by a council that holds something else, and so is a file that somebody wrote', () => {
    ran(
      'import',
      at('sealed.yaml'),
      '--council',
      'hill-top',
      '--create',
      '--pack',
      'alsager-tc',
      '--data',
      at('other'),
    );
    const before = ran('export', '--data', at('other'));
    const refused = evenhand(['import', at('all.jsonl'), '--as-recorded', '--data', at('other')]);
    expect(refused).toMatchObject({
      code: 3,
      err: expect.stringContaining('all.jsonl:1: hill-top holds another event at revision 0'),
    });
    expect(ran('export', '--data', at('other'))).toBe(before);
    expect(evenhand(['import', at('sealed.yaml'), '--as-recorded', '--data', at('other')])).toMatchObject({
      code: 3,
      err: expect.stringContaining('holds no recorded events'),
    });
  });

  it('names what is wrong with an exported file, line by line', () => {
    const [first = '', second = ''] = linesOf(all());
    const bad = [first, first, second.replace('"schema":2', '"schema":"2"'), '{"t": "2026-01-05"}'];
    writeFileSync(at('bad.jsonl'), bad.map((line) => `${line}\n`).join(''));
    const run = evenhand(['import', at('bad.jsonl'), '--as-recorded', '--data', at('none')]);
    expect(run.code).toBe(3);
    expect(run.err).toMatch(/bad\.jsonl:2: id: event .* is given again/);
    expect(run.err).toMatch(/bad\.jsonl:3: schema: schema has a wrong value/);
    expect(run.err).toMatch(/bad\.jsonl:4: this is no recorded event/);
  });
});

describe('an exported file', () => {
  it('replays to what the ledger answers without keys, the positions of the ledger apart', () => {
    rmSync(at('data', 'master.key'), { force: true });
    for (const name of ['relationship-register', 'findings', 'notice-obligations', 'retention-due']) {
      for (const council of ['hill-top', 'low-end']) {
        const of = ['--council', council, '--json', ...UNTIL];
        const ledger = evenhand(['projection', name, '--data', at('data'), ...of]);
        const file = evenhand(['replay', '--file', at('all.jsonl'), '--projection', name, ...of]);
        expect([name, file.code, ledger.code]).toEqual([name, 0, 0]);
        expect(JSON.parse(file.out).data).toEqual(JSON.parse(ledger.out).data);
        expect(file.err).toBe(council === 'hill-top' ? WARNING : '');
      }
    }
  });

  it('is read from standard input, and asks which council if it holds several', () => {
    const script = join(import.meta.dirname, '..', '..', 'apps', 'dev', 'evenhand.mjs');
    const piped = (...args: string[]) =>
      spawnSync(process.execPath, [script, 'replay', '--file', '-', ...args], { input: all(), encoding: 'utf8' });
    expect(piped('--council', 'low-end', '--projection', 'notice-obligations')).toMatchObject({
      status: 0,
      stderr: '',
    });
    const several = piped();
    expect(several.status).toBe(2);
    expect(several.stderr).toContain(
      'standard input holds several councils; name one with --council (hill-top, low-end',
    );
  });

  it('is what the timeline answers as lines', async () => {
    const ledger = await openSqliteLedger({ path: at('data', 'ledger.sqlite'), clock: Date.now });
    const service = await startService({ ledger });
    try {
      const lines = linesOf(all()).filter((line) => line.includes('"council":"low-end"'));
      for (const type of ['application/jsonl', 'application/x-ndjson']) {
        const answer = await service.get('/councils/low-end/timeline').set('accept', type).responseType('blob');
        expect(answer.status).toBe(200);
        expect(answer.headers['content-type']).toBe(type);
        expect(linesOf(String(answer.body))).toEqual(lines);
      }
      const two = service.get('/councils/low-end/timeline?limit=2').set('accept', 'application/jsonl');
      expect(linesOf(String((await two.responseType('blob')).body))).toEqual(lines.slice(0, 2));
      const unknown = await service.get('/councils/nowhere/timeline').set('accept', 'application/jsonl');
      expect(unknown.status).toBe(404);
      const json = await service.get('/councils/low-end/timeline');
      expect(json.body.events).toHaveLength(lines.length);
    } finally {
      await service.close();
    }
  });
});

describe('a projection as CSV', () => {
  it('is the same from a file, a ledger and over HTTP', async () => {
    const name = 'notice-obligations';
    const own = ['--council', 'low-end', ...UNTIL, '--csv'];
    const csv = ran('replay', '--file', at('all.jsonl'), '--projection', name, ...own);
    expect(ran('projection', name, '--data', at('data'), ...own)).toBe(csv);
    const [head = [], ...rows]: string[][] = parse(csv);
    expect(head.slice(0, 2)).toEqual(['part', 'key']);
    expect(rows.filter(([part]) => part === 'rows').length).toBeGreaterThan(3);

    const ledger = await openSqliteLedger({ path: at('data', 'ledger.sqlite'), clock: Date.now });
    const service = await startService({ ledger });
    try {
      const path = `/councils/low-end/projections/${name}?at=2027-06-01&knownAt=2099-01-01`;
      const answer = await service.get(path).set('accept', 'text/csv');
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
      expect(answer.text).toBe(csv);
      expect((await service.get(path)).body.data).toBeDefined();
    } finally {
      await service.close();
    }
  });

  it('is of one projection', () => {
    const run = evenhand(['replay', '--file', at('sealed.yaml'), '--csv']);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining('--csv needs --projection') });
  });
});

describe('the command from anywhere', () => {
  it('runs by a link from another folder', () => {
    const script = join(import.meta.dirname, '..', '..', 'apps', 'dev', 'evenhand.mjs');
    symlinkSync(script, at('evenhand'));
    const run = spawnSync(at('evenhand'), ['--version'], { cwd: folder, encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(/^evenhand \d/);
  });

  it('completes commands, options and what options take, in bash', () => {
    writeFileSync(at('completion.bash'), ran('completion', 'bash'));
    const complete = (...words: readonly string[]): string[] => {
      const line = `. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _evenhand; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const run = spawnSync('bash', ['-c', line, at('completion.bash'), 'evenhand', ...words], { encoding: 'utf8' });
      expect(run).toMatchObject({ status: 0, stderr: '' });
      return run.stdout.split('\n').filter((word) => word !== '');
    };
    expect(complete('ex')).toEqual(['explain', 'export']);
    expect(complete('import', '--as')).toEqual(['--as-recorded']);
    expect(complete('replay', '--projection', 'notice')).toEqual(['notice-obligations']);
    expect(complete('projection', 'retention')).toEqual(['retention-due']);
    expect(complete('replay', '--file', at('all'))).toEqual([at('all.jsonl')]);
  });

  it.each(['zsh', 'fish'])('writes a completion for %s, and none for another shell', (shell) => {
    expect(ran('completion', shell)).toContain('as-recorded');
    expect(evenhand(['completion', 'csh'])).toMatchObject({ code: 2, err: expect.stringContaining('csh') });
  });
});
