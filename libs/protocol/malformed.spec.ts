import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Problem } from '#lib/kernel/index.js';
import { loadPack } from '#lib/protocol/index.js';

const alsager = readFileSync(join(import.meta.dirname, 'packs', 'alsager-tc.yaml'), 'utf8');

function plant(from: string, to: string): string {
  if (!alsager.includes(from)) throw new Error(`the pack does not hold ${from}`);
  return alsager.replace(from, to);
}

function problemsOf(text: string | Uint8Array): readonly Problem[] {
  const result = loadPack(text, 'bad.yaml');
  return result.ok ? [] : result.refusal.problems;
}

describe('a file that is not a pack', () => {
  it.each([
    ['nothing', ''],
    ['a comment', '# nothing\n'],
    ['prose', 'Members and officers shall be kind.'],
    ['a list', '- 1\n- 2\n'],
    ['two documents', 'schema: protocol-pack/v1\n---\nschema: protocol-pack/v1\n'],
    ['an open bracket', 'schema: protocol-pack/v1\nsilent: [a, b\n'],
    ['a tab for an indent', 'schema: protocol-pack/v1\npack:\n\tid: a\n'],
    ['an alias', 'schema: &s protocol-pack/v1\npack: *s\n'],
    ['an unknown tag', 'schema: !!js/function "x"\n'],
    ['JSON of something else', '{"events": []}'],
    ['deep nesting', `schema: ${'['.repeat(5000)}`],
  ])('is refused: %s', (_, text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ at }) => at.startsWith('bad.yaml#'))).toBe(true);
  });

  it('is refused where it is not UTF-8', () => {
    expect(problemsOf(new Uint8Array([0xff, 0xfe, 0x41]))).toEqual([
      { at: 'bad.yaml#', wrong: 'not UTF-8, or no YAML at all', right: 'one YAML document in UTF-8, without aliases' },
    ]);
  });

  it('is refused on the line of a key that stands twice', () => {
    const text = plant('rules:\n', 'rules:\n  grp.same_advice: {stance: may, mode: record, sev: low, src: ["49"]}\n');
    const second = text.slice(0, text.lastIndexOf('  grp.same_advice:')).split('\n').length;
    expect(problemsOf(text)).toMatchObject([{ at: 'bad.yaml#', line: second, wrong: 'duplicated mapping key' }]);
  });

  it('is refused, and never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array()), (text) => {
        expect(loadPack(text, 'bad.yaml').ok).toBe(false);
      }),
    );
  });

  it('is refused or read, and never throws, if any piece of a real pack is cut out or doubled', () => {
    const piece = fc.tuple(fc.nat(alsager.length), fc.nat(400), fc.boolean());
    fc.assert(
      fc.property(piece, ([start, length, isDoubled]) => {
        const cut =
          alsager.slice(0, start) +
          (isDoubled ? alsager.slice(start, start + length).repeat(2) : '') +
          alsager.slice(start + length);
        const result = loadPack(cut, 'bad.yaml');
        expect(result.ok || result.refusal.problems.length > 0).toBe(true);
      }),
    );
  });
});

/** What is planted, from, to, the place, and what would be right. */
type Row = readonly [what: string, from: string, to: string, at: string, right: string];

const wrongShapes: readonly Row[] = [
  ['another schema', 'protocol-pack/v1', 'protocol-pack/v2', '/schema', 'schema: protocol-pack/v1'],
  ['an unknown block', 'roles:\n', 'penalties: {}\nroles:\n', '/penalties', 'one of schema, pack'],
  [
    'a missing block',
    '\nsilent_routes:',
    '\nvisibility_: {}\nother_routes:',
    '',
    'the block silent_routes, empty if need be',
  ],
  [
    'an unknown mode',
    '{stance: must, mode: breach, sev: high, src: ["47"]}',
    '{stance: must, mode: refuse, sev: high, src: ["47"]}',
    '/rules/grp.even_handed/mode',
    'one of block, breach, warn, record, by_step',
  ],
  [
    'an unknown stance',
    '{stance: must, mode: breach, sev: high, src: ["47"]}',
    '{stance: shall, mode: breach, sev: high, src: ["47"]}',
    '/rules/grp.even_handed/stance',
    'one of must, must_not, should, should_not, may, right, noted',
  ],
  [
    'an unknown severity',
    '{stance: must, mode: breach, sev: high, src: ["47"]}',
    '{stance: must, mode: breach, sev: huge, src: ["47"]}',
    '/rules/grp.even_handed/sev',
    'one of critical, high, medium, low, info',
  ],
  [
    'a rule without a mode',
    '{stance: must, mode: breach, sev: high, src: ["47"]}',
    '{stance: must, sev: high, src: ["47"]}',
    '/rules/grp.even_handed',
    'mode is needed',
  ],
  [
    'a misspelt key',
    '{stance: must, mode: breach, sev: high, src: ["47"]}',
    '{stance: must, mode: breach, sev: high, src: ["47"], parameters: {}}',
    '/rules/grp.even_handed/parameters',
    'one of src, default',
  ],
  [
    'a clause that is a number',
    'src: ["47"]',
    'src: [47]',
    '/rules/grp.even_handed/src',
    'a text, in quotes if it looks like a number',
  ],
  [
    'a rule that is a word',
    '{stance: must, mode: breach, sev: high, src: ["47"]}',
    'yes',
    '/rules/grp.even_handed',
    'a mapping',
  ],
  [
    'a version that is a number',
    'version: "2019"',
    'version: 2019',
    '/pack/version',
    'a text, in quotes if it looks like a number',
  ],
  [
    'a date that is none',
    'effective_from: "2019"',
    'effective_from: "2019-13"',
    '/pack/effective_from',
    'a date in quotes: year, year-month or year-month-day',
  ],
  ['an id with capitals', 'gb-eng/alsager-tc', 'GB/Alsager', '/pack/id', 'lower-case words joined by - and /'],
  ['an unknown state', 'state: adopted', 'state: agreed', '/pack/state', 'one of drafted, adopted, reviewed_overdue'],
  [
    'an unknown calendar',
    'working_days: england_and_wales',
    'working_days: wales',
    '/calendar/working_days',
    'one of england_and_wales, scotland, northern_ireland',
  ],
  ['an unknown unit of fairness', 'units: [group]', 'units: [party]', '/fairness/units', 'one of group, councillor'],
  ['a group of minus one', 'minimum_size: 2', 'minimum_size: -1', '/groups/minimum_size', 'a whole number, 0 or more'],
  [
    'an unknown kind of role',
    'title: Line Manager, kind: officer',
    'title: Line Manager, kind: manager',
    '/roles/line_manager/kind',
    'one of officer, member, external, body',
  ],
  [
    'an unknown strength',
    'steps: [{to: proper_officer, action: determine, strength: must}]',
    'steps: [{to: proper_officer, action: determine, strength: will}]',
    '/routes/information.dispute/steps/0/strength',
    'one of must, should, may',
  ],
  [
    'a step to nobody',
    'steps: [{to: proper_officer, action: determine, strength: must}]',
    'steps: [{strength: must}]',
    '/routes/information.dispute/steps/0',
    'a `to` or an `action`',
  ],
  [
    'a route without steps',
    'src: ["53"], steps: [{to: proper_officer, action: determine, strength: must}]',
    'src: ["53"]',
    '/routes/information.dispute',
    'either `steps` or `variants`',
  ],
  [
    'an ambiguity without its number',
    'params: {unit: parts_of_council}, observable: false',
    'params: {unit: parts_of_council}, softened: yes',
    '/rules/clr.equal_treatment/softened',
    'the ambiguity, as AMB-nn',
  ],
  ['an adoption without a date', 'entries: [{date: "2019", ', 'entries: [{', '/adoption/entries/0', 'date is needed'],
  [
    'a fallback for nobody',
    'fallback_when: {subject_is: proper_officer, to: chair_of_council}',
    'fallback_when: {to: chair_of_council}',
    '/silent_routes/relationship.declare.officer/fallback_when',
    'either `subject_is` or `party_is`',
  ],
];

describe('a pack of the wrong shape', () => {
  it.each(wrongShapes)('is refused: %s', (_, from, to, at, right) => {
    const problem = problemsOf(plant(from, to)).find((one) => one.at === `bad.yaml#${at}`);
    expect(problem?.right).toContain(right);
    expect(problem?.line).toBeGreaterThan(0);
  });
});
