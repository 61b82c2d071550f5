import {
  type CouncilView,
  type ProjectionDocument,
  type ProjectionName,
  projectionDocument,
  projectionNames,
} from '#lib/council/index.js';
import { type Instant, parseInstant } from '#lib/kernel/index.js';
import type { RulesInWords } from '#lib/protocol/described.js';
import { misuse } from './arguments.js';
import { type Look, renderData, renderRows } from './render.js';
import { timeText } from './times.js';

/** What was asked of whom: the head of every answer about a file. */
export interface Head {
  readonly council: string | null;
  readonly at: Instant;
  readonly knownAt: Instant;
}

/** A projection's name, as the user wrote it. */
export function projectionNamed(name: string): ProjectionName {
  const found = projectionNames.find((one) => one === name);
  if (found === undefined) throw misuse(`there is no projection ${name} (right: one of ${projectionNames.join(', ')})`);
  return found;
}

/** Projections of a file, in the form of the API. A file that names no council gets the name of its pack. */
export function documentsOf(head: Head, view: CouncilView, names: readonly ProjectionName[]): ProjectionDocument[] {
  const asked = { ...head, council: head.council ?? view.pack?.id ?? null, position: view.position };
  return names.map((name) => projectionDocument(asked, view, name));
}

/** All projections, and the outcome of the commands. */
export function wholeAnswer(
  documents: readonly ProjectionDocument[],
  commands: readonly object[],
  refusedBy: RulesInWords,
): object {
  const projections = Object.fromEntries(documents.map(({ projection, data }) => [projection, data]));
  const named = documents.flatMap((one) => Object.entries(one.rules ?? {}));
  const rules: RulesInWords = Object.fromEntries([...Object.entries(refusedBy), ...named]);
  return { ...headOf(documents), projections, commands, rules };
}

function headOf([first]: readonly ProjectionDocument[]): object {
  if (first === undefined) return {};
  const { council, at, knownAt, pack } = first;
  return { council, at, knownAt, pack };
}

/** Renders documents of one council and instant as text. `extent`: the number of events in words. */
export function readable(documents: readonly ProjectionDocument[], extent: string, look: Look): string {
  const parts = documents.map(({ projection, data, rules }) => {
    const words = rules === undefined ? '' : rulesText(rules, look);
    return `${projection.toUpperCase()}\n${renderData(data, look)}${words}`;
  });
  return `${[...documents.slice(0, 1).map((first) => titleOf(first, extent, look)), ...parts].join('\n\n')}\n`;
}

function titleOf({ council, at, knownAt, pack }: ProjectionDocument, extent: string, { zone }: Look): string {
  const [then, known] = [at, knownAt].map((text) => timeText(parseInstant(text) ?? 0, zone));
  const judge = pack === null ? 'no pack' : `${pack.id} ${pack.version} (${pack.hash.slice(0, 12)})`;
  return `${council ?? 'no council named'}\nat ${then}, as known at ${known}\njudged by ${judge}; ${extent}`;
}

/** The rules that a table names, with their sentences, clauses and the council's titles for their roles. */
export function rulesText(rules: RulesInWords, look: Look): string {
  const rows = Object.entries(rules).map(([rule, { sentence, clauses, roles }]) => {
    const titles = Object.entries(roles).map(([role, title]) => `${role} is ${title}`);
    return { rule, sentence, clauses, roles: titles };
  });
  return rows.length === 0 ? '' : `\n\nWHAT THESE RULES ASK\n${renderRows(rows, look)}`;
}
