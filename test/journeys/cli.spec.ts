import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { evenhand } from '../support/command-line.js';
import { misses, readScenario, scenarioFolder } from '../support/scenario.js';

const folder = mkdtempSync(join(tmpdir(), 'evenhand-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const T = 't: 2026-01-05T09:00';
const GOOD = `- {${T}, e: PoliticalGroupRegistered, group: [G-A, G-B]}\n`;

function replayed(text: string, ...args: readonly string[]) {
  const run = evenhand(['replay', '--file', file('asked.yaml', text), '--json', ...args]);
  expect(run.err).toBe('');
  expect(run.code).toBe(0);
  return JSON.parse(run.out);
}

describe('evenhand replay', () => {
  it.each(['northampton-notices', 'alsager-same-advice', 'declarations-at-a-meeting'])(
    'answers the worked example %s',
    (name) => {
      const { path, pack, expectations } = readScenario(name);
      expect(expectations.length).toBeGreaterThan(0);
      for (const expectation of expectations) {
        const known = expectation.knownAt === undefined ? [] : ['--known-at', expectation.knownAt];
        const run = evenhand(['replay', '--pack', pack, '--file', path, '--at', expectation.at, ...known, '--json']);
        expect(run).toMatchObject({ code: 0, err: '' });
        const { projections } = JSON.parse(run.out);
        expect(misses(expectation, (projection) => projections[projection])).toEqual([]);
      }
    },
  );

  it('answers one projection with its head', () => {
    const answer = replayed(GOOD, '--pack', 'alsager-tc', '--projection', 'group-support', '--at', '2026-02-01');
    expect(Object.keys(answer)).toEqual(['projection', 'council', 'at', 'knownAt', 'pack', 'position', 'data']);
    expect(answer).toMatchObject({
      projection: 'group-support',
      council: 'gb-eng/alsager-tc',
      at: '2026-02-01T23:59:59.999Z',
      knownAt: '2026-01-05T09:00:00Z',
      pack: { id: 'gb-eng/alsager-tc', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      position: '2',
    });
  });

  it('answers every projection, and what became of each command by its own time', () => {
    const text = [
      '- {t: 2026-01-05T09:00, e: PoliticalGroupRegistered, group: G-A}',
      '- {t: 2026-03-02T09:30, rec: 2026-03-05, e: GroupSupportRequested, id: REQ-1, group: G-A, form: attendance, matter: M, to: proper_officer}',
      '- {t: 2026-03-02T09:30, e: GroupSupportRequested, id: REQ-2, group: G-A, form: attendance, matter: M, to: proper_officer}',
      '- {t: 2026-03-03T10:00, command: AcceptGroupSupportRequest, id: [REQ-1, REQ-2, REQ-9], by: proper_officer}',
      '- {t: 2026-03-06T10:00, command: AcceptGroupSupportRequest, id: REQ-1, by: proper_officer}',
    ].join('\n');
    const whole = replayed(text, '--pack', 'alsager-tc');
    expect(Object.keys(whole)).toEqual(['council', 'at', 'knownAt', 'pack', 'projections', 'commands', 'rules']);
    const command = 'AcceptGroupSupportRequest';
    expect(whole.commands).toEqual([
      { t: '2026-03-03T10:00:00Z', command, id: 'REQ-1', outcome: 'refused' },
      { t: '2026-03-03T10:00:00Z', command, id: 'REQ-2', outcome: 'granted' },
      { t: '2026-03-03T10:00:00Z', command, id: 'REQ-9', outcome: 'refused' },
      { t: '2026-03-06T10:00:00Z', command, id: 'REQ-1', outcome: 'granted' },
    ]);
    const decisions = whole.projections['group-support'].rows.map((row: { request: string; decision: string }) => [
      row.request,
      row.decision,
    ]);
    expect(decisions.sort()).toEqual([
      ['REQ-1', 'accepted'],
      ['REQ-2', 'accepted'],
    ]);
    expect(replayed(text, '--pack', 'alsager-tc', '--at', '2026-03-04').commands).toHaveLength(3);
    expect(replayed(text, '--pack', 'alsager-tc', '--known-at', '2026-03-05').commands).toHaveLength(3);
  });

  it('is judged by the packs a file adopts, and by none before', () => {
    const adopted = '- {t: 2026-02-01T09:00, e: ProtocolPackAdopted, packId: gb-eng/northampton-tc, version: 0.1.0}\n';
    expect(replayed(GOOD).pack).toBeNull();
    expect(replayed(`${GOOD}${adopted}`)).toMatchObject({ pack: { id: 'gb-eng/northampton-tc' } });
    expect(replayed(`pack: alsager-tc\ncouncil: here\nevents:\n${GOOD}`)).toMatchObject({
      council: 'here',
      pack: { id: 'gb-eng/alsager-tc' },
    });
  });

  it('reads a pack from a file', () => {
    const list = JSON.parse(evenhand(['packs', 'list', '--json']).out).packs;
    const source = readFileSync(join(import.meta.dirname, '../../libs/protocol/packs/alsager-tc.yaml'), 'utf8');
    const pack = file('mine.yaml', source.replace('gb-eng/alsager-tc', 'gb-eng/mine-tc'));
    const answer = replayed(GOOD, '--pack', pack);
    expect(answer.council).toBe('gb-eng/mine-tc');
    expect(list.map((one: { hash: string }) => one.hash)).not.toContain(answer.pack.hash);
  });

  it('reads CRLF, a byte order mark and JSON Lines the same', () => {
    const plain = replayed(GOOD);
    expect(replayed(`\uFEFF${GOOD.replaceAll('\n', '\r\n')}`)).toEqual(plain);
    const line = file('one.jsonl', '{"t":"2026-01-05T09:00","e":"PoliticalGroupRegistered","group":["G-A","G-B"]}\r\n');
    expect(JSON.parse(evenhand(['replay', '--file', line, '--json']).out)).toEqual(plain);
  });

  it('narrows to a viewer', () => {
    const viewer = ['--viewer', '{"role": "group_leader", "group": "G-A"}'];
    const { groups } = replayed(
      GOOD,
      '--pack',
      'alsager-tc',
      '--projection',
      'even-handedness-by-group',
      ...viewer,
    ).data;
    expect(Object.keys(groups)).toEqual(['G-A']);
    const request = (id: string, group: string): string =>
      `- {${T}, e: GroupSupportRequested, id: ${id}, group: ${group}, form: attendance, to: proper_officer}\n`;
    const command = '- {t: 2026-02-01, command: AcceptGroupSupportRequest, id: [REQ-1, REQ-2], by: proper_officer}\n';
    const text = GOOD + request('REQ-1', 'G-A') + request('REQ-2', 'G-B') + command;
    expect(replayed(text, '--pack', 'alsager-tc', ...viewer).commands).toMatchObject([{ id: 'REQ-1' }]);
    const auditor = ['--viewer', '{"role": "auditor"}'];
    expect(replayed(text, '--pack', 'alsager-tc', ...auditor).commands).toHaveLength(2);
  });

  it.each([140, 100, 72])('writes tables for people, within %i columns', (columns) => {
    const path = join(scenarioFolder, 'northampton-notices.yaml');
    const run = evenhand(['replay', '--file', path], { env: { COLUMNS: String(columns) } });
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('EVEN-HANDEDNESS-BY-GROUP');
    if (columns <= 100) expect(run.out).toMatch(/^acceptance .*100 %/m);
    expect(Math.max(...run.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('reads 5 MB', () => {
    const line = '- {t: 2026-03-09T09:00, e: OtherGroupNotified, group: G-B, matter: MAT-1, version: V1}\n';
    const path = file('large.yaml', GOOD + line.repeat(60_000));
    const run = evenhand([
      'replay',
      '--file',
      path,
      '--pack',
      'northampton-tc',
      '--projection',
      'group-support',
      '--json',
    ]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(run.out).position).toBe('60002');
  });
});

describe('bad input', () => {
  const bad: [string, string | Uint8Array, RegExp[]][] = [
    [
      'an unknown event',
      `${GOOD}- {${T}, e: GroupFoundered, group: G-A}`,
      [/:2: e: there is no event named GroupFoundered/],
    ],
    [
      'an unknown field',
      `- {${T}, e: PoliticalGroupRegistered, group: G-A, groop: G}`,
      [/:1: groop: .* has no field groop/],
    ],
    ['a missing field', `- {${T}, e: PoliticalGroupRegistered}`, [/:1: group: .* needs group \(right: a short token/]],
    ['a wrong type', `- {${T}, e: MembersCodeAdopted, version: 2026}`, [/:1: version: .*write it in quotes/]],
    ['an impossible date', '- {t: 2026-02-30, e: MembersCodeAdopted}', [/:1: t: .*not a possible time: "2026-02-30"/]],
    [
      'an event id with another body',
      `- {${T}, event: E, e: MembersCodeAdopted}\n- {${T}, event: E, e: PoliticalGroupDissolved, group: G}`,
      [/:2: .*E is given again with another body/],
    ],
    ['lines that are not YAML', `${GOOD}- {${T}, e: A\n${GOOD}what is this\n`, [/:2: this line is not YAML/, /:4: /]],
    [
      'an adoption of an unknown pack',
      `- {${T}, e: ProtocolPackAdopted, packId: nowhere, version: "1"}`,
      [/:1: packId: there is no pack nowhere/],
    ],
    ['an empty file', '', [/the file is empty/]],
    ['a file that is no text', Uint8Array.of(0xff, 0xfe, 0x00), [/not a text in UTF-8/]],
  ];
  it.each(bad)('%s', (_name, content, patterns) => {
    const path = file('bad.yaml', content);
    const run = evenhand(['replay', '--file', path, '--json']);
    expect(run).toMatchObject({ code: 3, out: '' });
    for (const pattern of patterns) expect(run.err).toMatch(pattern);
    expect(run.err.trimEnd().split('\n').length).toBeLessThanOrEqual(patterns.length + 1);
  });

  it('a period beyond the table of bank holidays', () => {
    const supplied = GOOD + '- {t: 2040-12-30T09:00, e: GroupReportSupplied, group: G-A, matter: M, version: V1}\n';
    const run = evenhand(['replay', '--file', file('late.yaml', supplied), '--pack', 'northampton-tc', '--json']);
    expect(run).toMatchObject({ code: 3, out: '', err: expect.stringContaining('beyond the holiday table') });
  });

  it('names at most a hundred of many mistakes, and counts them all', () => {
    const run = evenhand(['replay', '--file', file('many.yaml', `- {${T}, e: Nothing}\n`.repeat(1_000))]);
    expect(run.code).toBe(3);
    expect(run.err.split('\n').length).toBeLessThan(110);
    expect(run.err).toContain('1000 mistakes');
  });

  const good = file('good.yaml', GOOD);
  const broken = file('broken.yaml', 'schema: protocol-pack/v1\npack: {id: x}\n');
  const misuses: [string, string[], number, RegExp][] = [
    ['no command', [], 2, /a command is missing; try evenhand --help/],
    ['an unknown command', ['play'], 2, /no command play/],
    ['no file', ['replay'], 2, /--file is missing; try evenhand replay --help/],
    ['an unknown option', ['replay', '--fil', good], 2, /--fil/],
    ['a missing file', ['replay', '--file', join(folder, 'none.yaml')], 4, /none\.yaml is not there/],
    ['a folder', ['replay', '--file', folder], 3, /is a folder/],
    ['an unknown pack', ['replay', '--file', good, '--pack', 'nowhere'], 4, /there is no pack nowhere; .*alsager-tc/],
    ['a broken pack', ['replay', '--file', good, '--pack', broken], 3, /broken\.yaml holds \d+ mistakes/],
    [
      'an unknown projection',
      ['replay', '--file', good, '--projection', 'x'],
      2,
      /no projection x \(right: one of .*findings/,
    ],
    ['an impossible time', ['replay', '--file', good, '--at', 'yesterday'], 2, /--at is not a possible time/],
    ['a viewer without a role', ['replay', '--file', good, '--viewer', '{}'], 2, /--viewer takes JSON/],
    ['a viewer that is no JSON', ['replay', '--file', good, '--viewer', '{'], 2, /--viewer takes JSON/],
    [
      'no ledger',
      ['projection', 'findings', '--council', 'c', '--data', join(folder, 'nowhere')],
      5,
      /there is no ledger/,
    ],
    ['packs without a word', ['packs'], 2, /list, check, diff or publish/],
    ['a pack file that is not there', ['packs', 'check', join(folder, 'none.yaml')], 4, /is not there/],
    ['one pack to compare', ['packs', 'diff', 'alsager-tc'], 2, /B is missing/],
  ];
  it.each(misuses)('%s', (_name, args, code, pattern) => {
    const run = evenhand(args);
    expect(run).toMatchObject({ code, out: '' });
    expect(run.err).toMatch(pattern);
    expect(run.err).not.toMatch(/^\s+at /m);
  });
});

describe('help, version and packs', () => {
  it('says what it can do', () => {
    const help = evenhand(['--help']);
    expect(help.code).toBe(0);
    for (const name of ['replay', 'packs', 'projection', 'import']) {
      expect(help.out).toContain(name);
      expect(evenhand([name, '--help'])).toMatchObject({
        code: 0,
        err: '',
        out: expect.stringContaining(`evenhand ${name}`),
      });
    }
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(evenhand(['--version'])).toEqual({ code: 0, out: `evenhand ${version}\n`, err: '' });
  });

  it('lists the packs', () => {
    const ids = JSON.parse(evenhand(['packs', 'list', '--json']).out).packs.map((pack: { id: string }) => pack.id);
    expect(ids).toContain('gb-eng/northampton-tc');
    expect(evenhand(['packs', 'list']).out).toMatch(/^gb-eng\/northampton-tc +0\.1\.0/m);
  });

  it('checks a pack file', () => {
    const source = readFileSync(join(import.meta.dirname, '../../libs/protocol/packs/alsager-tc.yaml'), 'utf8');
    const right = evenhand(['packs', 'check', file('right.yaml', source)]);
    expect(right).toMatchObject({ code: 0, err: '' });
    const wrong = file('wrong.yaml', source.replace(/stance: must\b/, 'stance: ought'));
    expect(evenhand(['packs', 'check', wrong])).toMatchObject({
      code: 1,
      out: expect.stringContaining('ought'),
      err: expect.stringContaining('fails'),
    });
    expect(JSON.parse(evenhand(['packs', 'check', wrong, '--json']).out)).toMatchObject({
      ok: false,
      file: 'wrong.yaml',
    });
  });

  it('says which pack stands beside another', () => {
    const list = JSON.parse(evenhand(['packs', 'list', '--json']).out).packs as { id: string; overlay: boolean }[];
    expect(list.filter(({ overlay }) => overlay).map(({ id }) => id)).toEqual(['gb-eng/statutory-overlay']);
    expect(evenhand(['packs', 'diff', 'alsager-tc', 'statutory-overlay']).out).toMatch(
      /^a {2}gb-eng\/alsager-tc 2019 revision 2\nb {2}gb-eng\/statutory-overlay 1\.0\.0 \(overlay: beside a council's own\)/,
    );
  });

  it('compares two packs', () => {
    expect(evenhand(['packs', 'diff', 'alsager-tc', 'alsager-tc']).out).toContain('no difference');
    const run = evenhand(['packs', 'diff', 'alsager-tc', 'northampton-tc']);
    expect(run.out).toMatch(/^grp\.notify_other_groups? .*silent +spoken/m);
    expect(run.out).toContain('WHAT THEY ASK\n');
    expect(run.out).toContain('Town Clerk');
    const { rules } = JSON.parse(evenhand(['packs', 'diff', 'alsager-tc', 'northampton-tc', '--json']).out);
    expect(rules.map((one: { rule: string }) => one.rule)).toContain('grp.notify_other_groups');
  });
});
