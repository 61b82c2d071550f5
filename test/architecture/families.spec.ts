import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { root } from './planted.js';

const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  root,
);

/** Every error of the compiler in some files, some of which stand in this test alone: file and message. */
function errorsIn(files: Readonly<Record<string, string>>, roots: readonly string[]): [file: string, text: string][] {
  const written = new Map(Object.entries(files).map(([path, text]) => [join(root, path), text]));
  const host = ts.createCompilerHost(config.options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => written.has(path) || fileExists(path);
  host.readFile = (path) => written.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = written.get(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...roots, ...written.keys()], config.options, host);
  return program.getSemanticDiagnostics().map(({ file, messageText }) => {
    return [relative(root, file?.fileName ?? ''), ts.flattenDiagnosticMessageText(messageText, '\n')];
  });
}

const shared = `
import { family, none, projection, settled } from './family.js';
import { type EventsOf, boolean, required, token } from '#lib/kernel/index.js';
import { recordOf, wholeNumber } from '#lib/kernel/figures.js';
import type { Pack } from '#lib/protocol/index.js';
const own = { Mine: { id: required(token) } } as const;
const other = { Theirs: { id: required(token) }, Third: { flag: required(boolean) } } as const;
interface State { number: number }
interface View { readonly number: number }
type Own = EventsOf<typeof own, Pack>;
type Other = EventsOf<typeof other, Pack>;
const evolve = (state: State, { type }: Own | Other): string | undefined => type + String(state.number);
const narrow = ({ number }: View) => ({ number });
const view = ({ number }: State): View => ({ number });
const described = { label: 'Number', sentence: 'A number.', data: recordOf<View>({ number: ['Number', 'It.', wholeNumber] }) };
const rest = { name: 'made', events: own, commands: none, initial: (): State => ({ number: 0 }), settle: settled, findings: () => [], judges: [] } as const;
`;

const made = (body: string): string => `${shared}\nexport const made = family<State>()({ ...rest, ${body} });\n`;
const whole = 'projections: { number: projection({ described, view, narrow }) }';

/** What a family may not leave out or say otherwise, and a part of what the compiler says to it. */
const refused: Readonly<Record<string, readonly [source: string, message: RegExp]>> = {
  'a type that evolve names, in listens': [
    made(`listens: { Theirs: other.Theirs }, evolve, ${whole}`),
    /Property 'Third' is missing/,
  ],
  'a listened type, in evolve': [
    made(
      `listens: other, evolve: (state: State, { type }: Own | Extract<Other, { type: 'Theirs' }>) => type, ${whole}`,
    ),
    /'"Third"' is not assignable/,
  ],
  "an event of the family's own, in evolve": [
    made(`listens: other, evolve: (state: State, { type }: Other) => type, ${whole}`),
    /'"Mine"' is not assignable/,
  ],
  'the fields of a listened type as they are': [
    made(`listens: { ...other, Third: { flag: required(token) } }, evolve, ${whole}`),
    /'string' is not assignable to type 'boolean'/,
  ],
  'a narrowing': [
    made('listens: other, evolve, projections: { number: projection({ described, view }) }'),
    /Property 'narrow' is missing/,
  ],
  'the words of a projection': [
    made('listens: other, evolve, projections: { number: projection({ view, narrow }) }'),
    /Property 'described' is missing/,
  ],
  'a figure that the view has not': [
    made("listens: other, evolve, projections: { number: projection({ described, view, narrow, maps: ['rows'] }) }"),
    /'"rows"' is not assignable/,
  ],
  'its projections': [made('listens: other, evolve'), /Property 'projections' is missing/],
  'what it listens to': [made(`evolve, ${whole}`), /Type 'string' is not assignable to type '"Mine"'/],
  'a state that it looks up, in the list of the council': [
    `${shared}
import type { Folding } from './family.js';
interface Known { readonly elsewhere: Set<string> }
const made = family<State, Known>()({ ...rest, listens: other, evolve, ${whole} });
export const list: readonly Folding<{ readonly made: State }>[] = [made];`,
    /Property 'elsewhere' is missing/,
  ],
};

describe('a family', () => {
  const path = (index: number): string => `libs/features/made-${String(index)}.ts`;
  let errors: [file: string, text: string][];

  beforeAll(() => {
    const files = Object.values(refused).map(([source], index) => [path(index), source] as const);
    const right = ['libs/features/made.ts', made(`listens: other, evolve, ${whole}`)] as const;
    errors = errorsIn(Object.fromEntries([right, ...files]), []);
  }, 120_000);

  it('compiles if nothing is left out', () => {
    expect(errors.filter(([file]) => !/made-\d+\.ts$/.test(file))).toEqual([]);
  });

  it.each(Object.entries(refused).map(([what, [, message]], index) => ({ what, message, index })))(
    'does not compile without $what',
    ({ message, index }) => {
      const own = errors.filter(([file]) => file === path(index)).map(([, text]) => text);
      expect(own.join('\n')).toMatch(message);
    },
  );
});

describe('one more event', () => {
  const offices = 'libs/features/offices';
  /** A file of the family with something put before a line of it. */
  const grown = (file: string, line: string, more: string): readonly [string, string] => {
    const source = ts.sys.readFile(join(root, offices, file)) ?? '';
    expect(source).toContain(line);
    return [`${offices}/${file}`, source.replace(line, `${more}\n${line}`)];
  };

  it('is written in its own family, and the catalogue and the council then know it', () => {
    const words =
      "{ label: 'Briefing moved', sentence: 'It was moved.', fields: { office: ['Office', 'Which one.'], group: ['Group', 'Which one.'] } }";
    const files = [
      grown(
        'events.ts',
        '  OfficeHolderBriefingHeld: {',
        '  OfficeHolderBriefingMoved: { office: required(role), group: token },',
      ),
      grown('words.ts', '  OfficeHolderBriefingHeld: {', `  OfficeHolderBriefingMoved: ${words},`),
      grown('state.ts', "  OfficeHolderBriefingHeld: 'held',", "  OfficeHolderBriefingMoved: 'offered',"),
      [
        'libs/catalogue/asks.ts',
        "import type { EventName } from './index.js';\nexport const moved: EventName = 'OfficeHolderBriefingMoved';",
      ],
    ] as const;
    const rooms = ['catalogue', 'council', 'application'].map((room) => join(root, 'libs', room, 'index.ts'));
    expect(errorsIn(Object.fromEntries(files), rooms)).toEqual([]);
  }, 120_000);
});
