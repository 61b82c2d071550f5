/** Names compared with at most, the newest first: enough to find a slip, few enough that no request is slow by it. */
const MOST_COMPARED = 1_000;

/** How many letters must be added, dropped or changed to make one text of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let line = 0; line < from.length; line += 1) {
    const next = [line + 1];
    for (let index = 0; index < to.length; index += 1) {
      const [changed = 0, dropped = 0] = [row[index], row[index + 1]];
      next.push(Math.min(changed + (from[line] === to[index] ? 0 : 1), dropped + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The one of some names that is most like a given one, whatever its case; null where there is none. */
export function mostAlike(name: string, known: readonly string[]): string | null {
  const away = (other: string): number => distance(name.toUpperCase(), other.toUpperCase());
  let [nearest, least]: [string | null, number] = [null, Infinity];
  for (const other of known) {
    const distanceToOther = away(other);
    if (distanceToOther < least) [nearest, least] = [other, distanceToOther];
  }
  return nearest;
}

/** The name that was most likely meant: at most a third of its letters differ. Null where no name is that near. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  const most = Math.max(1, Math.floor(name.length / 3));
  const candidates = [...known].filter((other) => Math.abs(other.length - name.length) <= most).slice(-MOST_COMPARED);
  const nearest = mostAlike(name, candidates);
  return nearest !== null && distance(name.toUpperCase(), nearest.toUpperCase()) <= most ? nearest : null;
}
