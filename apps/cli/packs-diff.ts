import { type PackDifference, diffPacks } from '#lib/protocol/described.js';
import type { Pack } from '#lib/protocol/index.js';
import { ask } from './arguments.js';
import { jsonOption } from './options.js';
import { lookOf, write, writeJson } from './output.js';
import { packNamed } from './pack-choice.js';
import { versionText } from './packs-table.js';
import { type Look, renderRows } from './render.js';

/** `evenhand packs diff`: what differs between two packs. */
export function diff(args: readonly string[]): void {
  const asked = ask(args, { options: [jsonOption], operands: [{ name: 'A' }, { name: 'B' }] });
  const [a, b] = [packNamed(asked.positionals[0] ?? ''), packNamed(asked.positionals[1] ?? '')];
  const difference = diffPacks(a, b);
  if (asked.flag('json')) writeJson(difference);
  else write(readable(difference, `a  ${titleOf(a)}\nb  ${titleOf(b)}\n`, lookOf(asked)));
}

interface Subject extends Pick<PackDifference['rules'][number], 'label' | 'sentence' | 'a' | 'b' | 'differences'> {
  readonly name: string;
  /** The titles of a rule's roles in each pack. */
  readonly roles?: PackDifference['rules'][number]['roles'];
}

function titleOf({ ref, revision, catalogue, notAsked, overlay }: Pack): string {
  const isOlder = notAsked.rules.length + notAsked.routes.length > 0;
  const written = isOlder ? `, written for version ${catalogue} of the catalogue` : '';
  return `${ref.id} ${versionText(ref.version, revision)}${written}${overlay ? " (overlay: beside a council's own)" : ''}`;
}

function readable({ rules, routes }: PackDifference, title: string, look: Look): string {
  const subjects: Subject[] = [
    ...rules.map((one) => ({ ...one, name: one.rule })),
    ...routes.map((one) => ({ ...one, name: one.route })),
  ];
  if (subjects.length === 0) return `${title}\nno difference\n`;
  return `${title}\n${renderRows(subjects.flatMap(rowsOf), look)}\n\n${wordsText(subjects, look)}\n`;
}

const VOICES: Readonly<Record<string, string>> = { spoken: 'spoken', silent: 'silent', not_asked: 'not asked' };

/** If one pack is silent, or was never asked, a line says so; what the other says is in its own file. */
function rowsOf({ name, a, b, differences }: Subject): object[] {
  if (a !== b) return [{ name, member: '', a: VOICES[a], b: VOICES[b] }];
  return differences.map((one) => ({ name, ...one }));
}

const titlesIn = (roles: Readonly<Record<string, string>>): string =>
  Object.entries(roles)
    .map(([role, title]) => `${role} is ${title}`)
    .join(', ');

/** The sentences of the rules and routes that differ, and each council's titles for their roles. */
function wordsText(subjects: readonly Subject[], look: Look): string {
  const rows = subjects.map(({ name, label, sentence, roles }) => {
    return { name, label, sentence, 'roles in a': titlesIn(roles?.a ?? {}), 'roles in b': titlesIn(roles?.b ?? {}) };
  });
  return `WHAT THEY ASK\n${renderRows(rows, look)}`;
}
