import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const filesNamed = (pattern: string): readonly string[] => globSync(pattern, { cwd: root }).sort();

/** A place in a comment that points elsewhere, and what it points to. */
export interface Citation {
  readonly kind: 'reading' | 'ambiguity' | 'indicator' | 'file' | 'clause' | 'statute';
  /** Such as `readings 2.4`, `AMB-19`, `projections.md, Shapes`, `TH 12.19`. */
  readonly text: string;
}

/** The comments of a source text, each on one line. */
export function commentsOf(source: string): readonly string[] {
  const found = source.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm);
  return [...found].map(([comment]) => comment.replace(/\s*\n\s*\*?\s*/g, ' '));
}

const NUMBER = String.raw`\d+(?:\.\d+)?(?:\([a-z0-9]+\))*`;
const clauseList = new RegExp(String.raw`\b(GA|TH|NT|OM|AL) (${NUMBER}(?:(?:, | and )${NUMBER})*)`, 'g');
const files = 'readings|ambiguities|projections|events|pack-format|rules|conventions|clauses|statistics|law|screens';
const statutes = [
  /\bLA2011 s\d+(?:\(\d+\))*/g,
  /\bLGA1972 s\d+(?:\(\d+\))*/g,
  /\b(?:[A-Z][a-z]+ )+(?:and [A-Z][a-z]+ )?Act \d{4} s\d+[A-Z]?(?:\(\d+\))*/g,
  /\bSI \d{4}\/\d+/g,
];

function each(text: string, pattern: RegExp, kind: Citation['kind'], say = (match: RegExpExecArray) => match[0]) {
  return [...text.matchAll(pattern)].map((match): Citation => ({ kind, text: say(match) }));
}

/** Everything that a text cites. */
export function citationsIn(text: string): readonly Citation[] {
  const readings = [...text.matchAll(/\breadings (\d+(?:\.\d+)?(?:(?:, | and )\d+(?:\.\d+)?)*(?:, P\d\d)?)/g)];
  const clauses = [...text.matchAll(clauseList)];
  return [
    ...readings.flatMap(([, list = '']) =>
      list
        .replace(/(\d), (P\d\d)$/, '$1 $2')
        .split(/, | and /)
        .map((one): Citation => ({ kind: 'reading', text: `readings ${one}` })),
    ),
    ...clauses.flatMap(([, tag = '', list = '']) =>
      list.split(/, | and /).map((one): Citation => ({ kind: 'clause', text: `${tag} ${one}` })),
    ),
    ...each(text, /\bAMB-\d+/g, 'ambiguity'),
    ...each(text, /\bfairness (I\d+)/g, 'indicator', ([, id = '']) => id),
    ...each(text, new RegExp(String.raw`\b(${files})\.md(?:, [A-Z][a-z]+(?: [a-z]+)?)?`, 'g'), 'file'),
    ...each(text, /\bpack-format\b(?!\.md)/g, 'file', () => 'pack-format.md'),
    ...statutes.flatMap((pattern) => each(text, pattern, 'statute')),
  ];
}

/** Texts of each section of every READINGS.md, by number: a section may be split over rooms. */
function readingSections(): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  for (const path of filesNamed('libs/**/READINGS.md')) {
    for (const part of read(path).split(/^## /m).slice(1)) {
      const number = /^\d+/.exec(part)?.[0] ?? '';
      sections.set(number, `${sections.get(number) ?? ''}\n${part}`);
    }
  }
  return sections;
}

/** Addresses of every protocol text, by the tag of its pack. */
function addressesByTag(): ReadonlyMap<string, ReadonlySet<string>> {
  const packs = filesNamed('libs/protocol/packs/*.yaml').map((path): [string, ReadonlySet<string>] => {
    const { pack } = load(read(path)) as { readonly pack: { readonly tag: string } };
    const { addresses } = load(read(`libs/protocol/packs/clauses/${basename(path)}`)) as { addresses: string[] };
    return [pack.tag, new Set(addresses)];
  });
  return new Map(packs);
}

/** Says of a citation whether what it cites is in the repository. */
export function follower(): (citation: Citation) => boolean {
  const sections = readingSections();
  const ambiguities = read('libs/protocol/AMBIGUITIES.md');
  const indicators = [...sections.values()].join('\n');
  const addresses = addressesByTag();
  const acts = read('libs/protocol/STATUTES.md');
  const listed = new Set([...addresses.values()].flatMap((one) => [...one]));
  const leads: Readonly<Record<Citation['kind'], (text: string) => boolean>> = {
    reading: (text) => {
      const [, number = '', , item, projection] = /^readings (\d+)(\.(\d+))?(?: (P\d\d))?$/.exec(text) ?? [];
      const section = sections.get(number);
      if (section === undefined) return false;
      if (item !== undefined && !new RegExp(`^${item}\\. `, 'm').test(section)) return false;
      return projection === undefined || section.includes(`**${projection}**`);
    },
    ambiguity: (text) => ambiguities.includes(`| ${text} |`),
    indicator: (text) => new RegExp(`^### ${text} `, 'm').test(indicators),
    file: (text) => {
      const [, name = '', heading] = /^([a-z-]+)\.md(?:, (.*))?$/.exec(text) ?? [];
      const [path] = filesNamed(`libs/*/${name.toUpperCase()}.md`);
      if (path === undefined || !existsSync(join(root, path))) return false;
      return heading === undefined || new RegExp(`^#+ ${heading}|\\*\\*${heading}`, 'im').test(read(path));
    },
    clause: (text) => addresses.get(text.slice(0, 2))?.has(text.slice(3)) === true,
    statute: (text) =>
      listed.has(text) ||
      acts
        .split(text)
        .slice(1)
        .some((rest) => !/^\d/.test(rest)),
  };
  return ({ kind, text }) => leads[kind](text);
}

const CASE = /readings \d|AMB-\d/;

/** The sources whose comments cite, and of tests the lines beside that name a reading or an ambiguity. */
export function citingFiles(): readonly { readonly path: string; readonly citing: string }[] {
  return filesNamed('{apps,libs,test/support}/**/*.{ts,mjs}').map((path) => {
    const source = read(path);
    const cases = path.endsWith('.spec.ts') ? source.split('\n').filter((line) => CASE.test(line)) : [];
    return { path, citing: [...commentsOf(source), ...cases].join('\n') };
  });
}
