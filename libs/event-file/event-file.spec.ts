import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isUuid, parseInstant } from '#lib/kernel/index.js';
import { type EventFile, readEventFile } from './index.js';

function read(text: string, name = 'events.yaml'): EventFile {
  const result = readEventFile(text, name);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal.problems));
  return result.value;
}

function problems(text: string, name = 'events.yaml') {
  const result = readEventFile(text, name);
  return result.ok ? [] : result.refusal.problems;
}

const T = 't: 2026-01-05T09:00';
const REGISTERED = `- {${T}, e: PoliticalGroupRegistered, group: G-A}`;

describe('a file of events', () => {
  it('expands lists in singular fields, multiplies two of them, and keeps a field typed list', () => {
    const { entries } = read(
      `- {${T}, e: BodyMembershipStarted, member: [M-1, M-2], body: [B-1, B-2], directlyAffectsPersonally: [M-8, M-9]}`,
    );
    const shown = entries.map((entry) => (entry.kind === 'event' ? [entry.place, entry.payload] : null));
    const kept = { directlyAffectsPersonally: ['M-8', 'M-9'] };
    expect(shown).toEqual([
      [0, { member: 'M-1', body: 'B-1', ...kept }],
      [1, { member: 'M-1', body: 'B-2', ...kept }],
      [2, { member: 'M-2', body: 'B-1', ...kept }],
      [3, { member: 'M-2', body: 'B-2', ...kept }],
    ]);
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(4);
    expect(entries.every((entry) => isUuid(entry.id))).toBe(true);
  });

  it('expands an information event about several requests', () => {
    const { entries } = read(
      `- {${T}, e: InformationProvided, id: [R-1, R-2]}\n- {${T}, e: ConsultationHeld, id: [C-1, C-2]}`,
    );
    expect(entries.map((entry) => (entry.kind === 'event' ? entry.payload['id'] : null))).toEqual([
      'R-1',
      'R-2',
      'C-1',
      'C-2',
    ]);
  });

  it('orders by time of recording, then line, then place; rec defaults to t', () => {
    const { entries } = read(
      [
        '- {t: 2026-01-05T09:00, rec: 2026-03-01, e: PoliticalGroupRegistered, group: [G-A, G-B]}',
        '- {t: 2026-02-01, e: PoliticalGroupRegistered, group: G-C}',
        '- {t: 2026-03-01, e: PoliticalGroupRegistered, group: G-D}',
      ].join('\n'),
    );
    expect(entries.map((entry) => [entry.line, entry.place])).toEqual([
      [2, 0],
      [1, 0],
      [1, 1],
      [3, 0],
    ]);
    expect(entries[0]?.rec).toBe(parseInstant('2026-02-01'));
    expect(entries[1]?.at).toBe(parseInstant('2026-01-05T09:00Z'));
  });

  it('reads the same from YAML in both styles, a mapping, JSON Lines, CRLF and a byte order mark', () => {
    const flow = `# a comment\n${REGISTERED}\n`;
    const block = `\n- ${T}\n  e: PoliticalGroupRegistered\n  group: G-A\n`;
    const lines = '\n{"t":"2026-01-05T09:00","e":"PoliticalGroupRegistered","group":"G-A"}\n\n';
    const crlf = `\uFEFF# a comment\r\n${REGISTERED}\r\n`;
    const expected = read(flow);
    expect(expected.entries).toHaveLength(1);
    expect(read(block)).toEqual(expected);
    expect(read(lines, 'events.jsonl')).toEqual(expected);
    expect(read(crlf)).toEqual(expected);
    expect(read(`events:\n${REGISTERED}\n`)).toEqual(expected);
    expect(read(`title: x\npack: alsager-tc\ncouncil: c\nevents:\n  ${REGISTERED}\nexpect: []\n`)).toMatchObject({
      council: 'c',
      pack: 'alsager-tc',
    });
  });

  it('derives ids from content, line and place, or from council and token', () => {
    const id = (text: string): string | undefined => read(text).entries[0]?.id;
    expect(id(REGISTERED)).toBe(id(REGISTERED));
    expect(id(`# moved\n${REGISTERED}`)).not.toBe(id(REGISTERED));
    const named = `- {${T}, event: E-1, e: PoliticalGroupRegistered, group: G-A}`;
    expect(id(`# moved\n${named}`)).toBe(id(named));
    expect(read(named).entries[0]?.source).toBe('E-1');
    const other = readEventFile(named, 'events.yaml', { council: 'other' });
    expect(other.ok && other.value.entries[0]?.id).not.toBe(id(named));
    const uuid = '0b87a2f8-3f3c-4d6e-9b8a-6f0f1d2c3b4a';
    expect(id(`- {${T}, event: ${uuid}, e: PoliticalGroupRegistered, group: G-A}`)).toBe(uuid);
  });

  it('takes the same event twice as one, the first recorded, and ignores what the ledger raises itself', () => {
    const { entries } = read(
      [
        '- {t: 2026-01-05T09:00, rec: 2026-02-01, event: E-1, e: PoliticalGroupRegistered, group: G-A}',
        '- {t: 2026-01-05T09:00Z, rec: 2026-01-06, event: E-1, e: PoliticalGroupRegistered, group: G-A}',
        '- {t: 2026-01-05T09:00, e: FindingRaised, whatever: 1}',
      ].join('\n'),
    );
    expect(entries.map((entry) => entry.line)).toEqual([2]);
  });

  it('reads commands, and commands over several entries', () => {
    const { entries } = read(`- {${T}, command: AcceptGroupSupportRequest, id: [REQ-1, REQ-2], by: proper_officer}`);
    expect(entries).toMatchObject([
      { kind: 'command', name: 'AcceptGroupSupportRequest', fields: { id: 'REQ-1', by: 'proper_officer' } },
      { kind: 'command', fields: { id: 'REQ-2' } },
    ]);
  });

  it('lets entries name their council if all agree', () => {
    expect(read(`- {${T}, council: c, e: PoliticalGroupDissolved, group: G-A}`).council).toBe('c');
    const text = `council: c\nevents:\n- {${T}, council: d, e: PoliticalGroupDissolved, group: G-A}`;
    expect(problems(text)).toMatchObject([{ at: '/0/council', line: 3 }]);
  });

  it('reads the scenarios', () => {
    const folder = new URL('../../test/vectors/scenarios/', import.meta.url);
    const counts = readdirSync(folder).map(
      (name) => read(readFileSync(new URL(name, folder), 'utf8'), name).entries.length,
    );
    expect(counts.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(20);
  });
});

describe('what is wrong with a file', () => {
  const cases: [string, string, { line?: number; at?: string; wrong?: string; right?: string }[]][] = [
    [
      'an unknown event',
      `- {${T}, e: GroupFoundered, group: G-A}`,
      [{ line: 1, at: '/0/e', wrong: 'there is no event named GroupFoundered' }],
    ],
    [
      'an unknown field and a missing one, on the line of the field',
      `- ${T}\n  e: PoliticalGroupRegistered\n  groop: G-A`,
      [
        { line: 3, at: '/0/groop', wrong: 'PoliticalGroupRegistered has no field groop' },
        { line: 1, at: '/0/group', wrong: 'PoliticalGroupRegistered needs group' },
      ],
    ],
    [
      'a wrong type',
      `- {${T}, e: OfficerDepartmentAssigned, officer: O-1, department: D, significantWork: "yes"}`,
      [{ at: '/0/significantWork', right: 'true or false' }],
    ],
    [
      'a number for a token',
      `- {${T}, e: MembersCodeAdopted, version: 2026}`,
      [{ at: '/0/version', right: expect.stringContaining('write it in quotes') as unknown as string }],
    ],
    [
      'an impossible date',
      '- {t: 2026-02-30T09:00, e: PoliticalGroupRegistered, group: G-A}',
      [{ at: '/0/t', wrong: 't is not a possible time: "2026-02-30T09:00"' }],
    ],
    [
      'an impossible date of recording',
      `- {${T}, rec: 0001-01-01, e: PoliticalGroupRegistered, group: G-A}`,
      [{ at: '/0/rec' }],
    ],
    ['an impossible date inside', `- {${T}, e: ProtocolReviewScheduled, next: 2026-13-01}`, [{ at: '/0/next' }]],
    ['no time', '- {e: PoliticalGroupRegistered, group: G-A}', [{ at: '/0', wrong: 'the entry needs t' }]],
    ['neither event nor command', `- {${T}, group: G-A}`, [{ at: '/0' }]],
    ['both', `- {${T}, e: A, command: B}`, [{ at: '/0/command' }]],
    ['an unknown command', `- {${T}, command: Obey, id: X}`, [{ at: '/0/command' }]],
    [
      'an empty list',
      `- {${T}, e: PoliticalGroupRegistered, group: []}`,
      [{ at: '/0/group', wrong: 'group is an empty list' }],
    ],
    ['a list in a list', `- {${T}, e: PoliticalGroupRegistered, group: [[G-A]]}`, [{ at: '/0/group' }]],
    [
      'one wrong element of many, once',
      `- {${T}, e: PoliticalGroupRegistered, group: [G-A, "", ""]}`,
      [{ at: '/0/group' }],
    ],
    [
      'an id with another body',
      `- {${T}, event: E, e: PoliticalGroupRegistered, group: G-A}\n- {${T}, event: E, e: PoliticalGroupRegistered, group: G-B}`,
      [{ line: 2, wrong: 'event E is given again with another body' }],
    ],
    ['an entry that is text', `${REGISTERED}\n- hello`, [{ line: 2, wrong: 'this is no entry' }]],
    ['a stray line', `${REGISTERED}\nthis is not yaml\n${REGISTERED}`, [{ line: 2 }]],
    [
      'two unclosed entries',
      `${REGISTERED}\n- {${T}, e: A\n${REGISTERED}\n- {${T}, e: [B}\n${REGISTERED}`,
      [{ line: 2 }, { line: 4 }],
    ],
    [
      'an unclosed entry under events',
      `pack: p\nevents:\n  ${REGISTERED}\n  - {${T}, e: "A\n  ${REGISTERED}\nexpect:\n  - at: x`,
      [{ line: 4 }],
    ],
    ['a field twice', `- {${T}, e: PoliticalGroupRegistered, group: G-A, group: G-B}`, [{ line: 1 }]],
    ['an alias', `- &x {${T}, e: PoliticalGroupRegistered, group: G-A}\n- *x`, [{ line: 2 }]],
    ['two documents', `${REGISTERED}\n---\n${REGISTERED}`, [{}]],
    ['no list', 'hello', [{}]],
    ['a mapping without events', 'title: x', [{ at: '/events' }]],
    ['an unknown field of the file', `packs: x\nevents:\n${REGISTERED}`, [{ line: 1, at: '/packs' }]],
    ['nothing', '', [{ wrong: 'the file is empty' }]],
    ['comments alone', '# nothing\n\n', [{ wrong: 'the file is empty' }]],
    ['a null byte', `${REGISTERED}\n- {t: "\0"}`, [{ line: 2 }]],
    ['a lone surrogate', `- {${T}, e: EntryCorrected, target: X, set: {a: "\\uD800"}}`, [{ at: '/0' }]],
    [
      'lists that multiply without end',
      `- {${T}, e: BodyMembershipStarted, member: [${'M,'.repeat(200)}], body: [${'B,'.repeat(200)}]}`,
      [{ at: '/0' }],
    ],
    [
      'a name of every object',
      `- {${T}, e: constructor}\n- {${T}, e: MembersCodeAdopted, toString: x, __proto__: y}`,
      [{ at: '/0/e' }, { at: '/1/toString' }, { at: '/1/__proto__' }],
    ],
  ];
  it.each(cases)('%s', (_name, text, expected) => {
    const found = problems(text);
    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(expected.length);
    expect(found.every((one) => one.wrong !== '' && one.right !== '')).toBe(true);
  });

  it('names every line of a JSON Lines file that is no JSON object', () => {
    const good = '{"t":"2026-01-05","e":"PoliticalGroupRegistered","group":"G-A"}';
    const twice = '{"t":"2026-01-05","e":"PoliticalGroupRegistered","group":"G-A","group":"G\\"-B:"}';
    const found = problems([good, '{"t":', '[1]', twice, good, '7'].join('\n'), 'x.jsonl');
    expect(found.map((one) => one.line)).toEqual([2, 3, 4, 6]);
  });
});

describe('speed', () => {
  it('reads 20,000 entries in a few seconds, and finds the line of the last', () => {
    const line = `- {${T}, e: GroupSupportRequested, id: REQ-1, group: G-A, form: attendance, matter: MAT-1, to: proper_officer}\n`;
    const text = `${line.repeat(20_000)}- {${T}, e: Nothing}\n`;
    expect(problems(text)).toMatchObject([{ line: 20_001, at: '/20000/e' }]);
  });
});
