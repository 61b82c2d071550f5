import { readEventFile } from '#lib/event-file/index.js';

/** Entries as a file of one line each, so that an entry's line is its place among them. */
export function asLines(entries: readonly unknown[]): string {
  return entries.map((entry) => JSON.stringify(entry)).join('\n');
}

/** Own ids of the events of such a file, by line from 0 and place: as the file gives them, else as they are derived. */
export function ownIds(entries: readonly unknown[]): (line: number, place: number) => string | undefined {
  const read = readEventFile(asLines(entries), 'history.jsonl');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const ids = new Map(
    read.value.entries.map(({ line, place, id, source }) => [`${line - 1} ${place}`, source ?? id] as const),
  );
  return (line, place) => ids.get(`${line} ${place}`);
}
