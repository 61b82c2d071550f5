import { type CouncilView, type ProjectionName, projectionDocument, projectionNames } from '#lib/council/index.js';
import { type Instant, formatInstant } from '#lib/kernel/index.js';
import { misuse } from './arguments.js';
import { type Look, renderData } from './render.js';
import { timeText } from './times.js';

/** What was asked of whom: the head of every answer. */
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

function headOf({ council, at, knownAt }: Head, view: CouncilView): object {
  return {
    council: council ?? view.pack?.id ?? null,
    at: formatInstant(at),
    knownAt: formatInstant(knownAt),
    pack: view.pack,
  };
}

/** One projection, as the API answers it too. */
export function oneAnswer(head: Head, view: CouncilView, name: ProjectionName): object {
  const council = head.council ?? view.pack?.id ?? null;
  return projectionDocument({ ...head, council, position: view.position }, view, name);
}

/** Every projection at once, and what became of the commands. */
export function wholeAnswer(head: Head, view: CouncilView, commands: readonly object[]): object {
  const projections = Object.fromEntries(projectionNames.map((name) => [name, view.projection(name)]));
  return { ...headOf(head, view), projections, commands };
}

/** The same answers for people. */
export function readable(head: Head, view: CouncilView, names: readonly ProjectionName[], look: Look): string {
  const at = `at ${timeText(head.at, look.zone)}, as known at ${timeText(head.knownAt, look.zone)}`;
  const pack = view.pack === null ? 'no pack' : `${view.pack.id} ${view.pack.version} (${view.pack.hash.slice(0, 12)})`;
  const title = `${head.council ?? view.pack?.id ?? 'no council named'}\n${at}\njudged by ${pack}; ${view.position} events`;
  const parts = names.map((name) => `${name.toUpperCase()}\n${renderData(view.projection(name), look)}`);
  return `${[title, ...parts].join('\n\n')}\n`;
}
