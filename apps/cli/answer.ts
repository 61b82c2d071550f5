import {
  type CouncilView,
  type ProjectionDocument,
  type ProjectionName,
  projectionDocument,
  projectionNames,
} from '#lib/council/index.js';
import { type Instant, parseInstant } from '#lib/kernel/index.js';
import { misuse } from './arguments.js';
import { type Look, renderData } from './render.js';
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

/** Projections of a file, each as the API answers it too. A file that names no council is named after its pack. */
export function documentsOf(head: Head, view: CouncilView, names: readonly ProjectionName[]): ProjectionDocument[] {
  const asked = { ...head, council: head.council ?? view.pack?.id ?? null, position: view.position };
  return names.map((name) => projectionDocument(asked, view, name));
}

/** Every projection at once, and what became of the commands. */
export function wholeAnswer(documents: readonly ProjectionDocument[], commands: readonly object[]): object {
  const projections = Object.fromEntries(documents.map(({ projection, data }) => [projection, data]));
  return { ...headOf(documents), projections, commands };
}

function headOf([first]: readonly ProjectionDocument[]): object {
  if (first === undefined) return {};
  const { council, at, knownAt, pack } = first;
  return { council, at, knownAt, pack };
}

/** What documents of one council and instant hold, for people. `extent`: how many events they are about. */
export function readable(documents: readonly ProjectionDocument[], extent: string, look: Look): string {
  const parts = documents.map(({ projection, data }) => `${projection.toUpperCase()}\n${renderData(data, look)}`);
  return `${[...documents.slice(0, 1).map((first) => titleOf(first, extent, look)), ...parts].join('\n\n')}\n`;
}

function titleOf({ council, at, knownAt, pack }: ProjectionDocument, extent: string, { zone }: Look): string {
  const [then, known] = [at, knownAt].map((text) => timeText(parseInstant(text) ?? 0, zone));
  const judge = pack === null ? 'no pack' : `${pack.id} ${pack.version} (${pack.hash.slice(0, 12)})`;
  return `${council ?? 'no council named'}\nat ${then}, as known at ${known}\njudged by ${judge}; ${extent}`;
}
