import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { readFlowLines } from './flow-lines.js';

function valuesOf(source: string): unknown[] | null {
  return readFlowLines(source)?.entries.map(({ value }) => value) ?? null;
}

function parsed(source: string): unknown {
  try {
    return load(source, { schema: CORE_SCHEMA });
  } catch (error) {
    return error;
  }
}

const LINES = [
  '- {t: 2026-01-05T09:00, e: PoliticalGroupRegistered, group: [G-A, G-B]}',
  '',
  '# a remark',
  '- {t: "2026-01-05T09:00", e: MembersCodeAdopted, version: \'2026\', n: 12, flags: {a: true, b: null}}',
  '- {"t": "2026-01-05", "e":x}',
];

/** Pieces from which both well-formed and broken lines come. */
const marks = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ', ',
  ': ',
  ':',
  ' ',
  '"',
  "'",
  '#',
  ' #',
  '-',
  '- ',
  '&a',
  '*a',
  '!',
  '|',
  '~',
  '\\',
  '?',
  '\t',
];
const odd = [
  'True',
  'tRue',
  'Null',
  '0x1F',
  '0o7',
  '1e3',
  '.5',
  '5.',
  '-3',
  '12:30',
  '12345678901234567890',
  '__proto__',
  '<<',
  '=',
  'é',
  'a b',
];
const words = [
  'a',
  'b',
  'true',
  'null',
  'yes',
  '010',
  '2026',
  '2026-01-05',
  '2026-01-05T09:00',
  'G-A',
  'x:y',
  'x/y',
  'M.1',
  'constructor',
  '"x"',
  "'y'",
  '"a b"',
];
const piece = fc.constantFrom(...marks, ...odd, ...words);
const word = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: piece },
);
const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.array(tie('value'), { minLength: 1, maxLength: 3 }).map((all) => `[${all.join(', ')}]`),
    fc
      .array(fc.tuple(word, tie('value')), { minLength: 1, maxLength: 3 })
      .map((all) => `{${all.map(([key, one]) => `${key}: ${one}`).join(', ')}}`),
  ),
})).value;
const likely = fc
  .array(fc.tuple(fc.constantFrom('t', 'e', 'a', 'c', 'd', '"k"', '5'), value), { minLength: 1, maxLength: 4 })
  .map((all) => `- {${all.map(([key, one]) => `${key}: ${one}`).join(', ')}}`);
const unlikely = fc.array(piece, { maxLength: 12 }).map((all) => `- {${all.join('')}}`);

describe('lines of flow mappings', () => {
  it('are read as the parser reads them', () => {
    const source = LINES.join('\n');
    expect(valuesOf(source)).toEqual(parsed(source));
    expect(readFlowLines(source)?.entries.map(({ line }) => line)).toEqual([1, 4, 5]);
  });

  it('are read under events too, with what stands beside', () => {
    const list = LINES.map((line) => `  ${line}`).join('\n');
    const file = readFlowLines(`title: x\npack: p\nevents:\n${list}\nexpect:\n  - at: y\n`);
    expect(file).toMatchObject({ pack: 'p', council: undefined });
    expect(file?.entries.map(({ line }) => line)).toEqual([4, 7, 8]);
  });

  it.each([
    ['an unknown field beside events', 'evil: 1\nevents:\n- {a: b}'],
    ['events twice', 'events:\n- {a: b}\nevents:\n- {c: d}'],
    ['another line among them', '- {a: b}\nhello\n- {c: d}'],
    ['another indent', '- {a: b}\n  - {c: d}'],
    ['no entry', '# nothing'],
    ['a document mark', '---\n- {a: b}'],
  ])('leave to the parser: %s', (_name, source) => {
    expect(readFlowLines(source)).toBeNull();
  });

  it('never disagree with the parser', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(likely, unlikely), (line) => {
        const values = valuesOf(line);
        if (values === null) return;
        read += 1;
        expect(values).toEqual(parsed(line));
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});
