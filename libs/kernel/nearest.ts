/** Most names to compare with, the newest first: enough to find a typing error, few enough to stay fast. */
const MOST_COMPARED = 1_000;

/** Returns how many letters to add, drop, change or swap with the next to turn one text into the other. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const known = (line: number, index: number): number => rows[line]?.[index] ?? Infinity;
  for (let line = 1; line <= from.length; line += 1) {
    const row = [line];
    rows.push(row);
    for (let index = 1; index <= to.length; index += 1) {
      const [one, other] = [from[line - 1], to[index - 1]];
      const isSwapped = one === to[index - 2] && from[line - 2] === other;
      row.push(
        Math.min(
          known(line - 1, index - 1) + (one === other ? 0 : 1),
          known(line - 1, index) + 1,
          known(line, index - 1) + 1,
          isSwapped ? known(line - 2, index - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return known(from.length, to.length);
}

/** Returns the name most similar to a given one, ignoring case; null if there are no names. */
export function mostAlike(name: string, known: readonly string[]): string | null {
  const away = (other: string): number => distance(name.toUpperCase(), other.toUpperCase());
  let [nearest, least]: [string | null, number] = [null, Infinity];
  for (const other of known) {
    const distanceToOther = away(other);
    if (distanceToOther < least) [nearest, least] = [other, distanceToOther];
  }
  return nearest;
}

/** Returns the name that was probably meant: at most a third of its letters differ. Null if no name is that near. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  const most = Math.max(1, Math.floor(name.length / 3));
  const candidates = [...known].filter((other) => Math.abs(other.length - name.length) <= most).slice(-MOST_COMPARED);
  const nearest = mostAlike(name, candidates);
  return nearest !== null && distance(name.toUpperCase(), nearest.toUpperCase()) <= most ? nearest : null;
}
