/** `part / whole` to two places, half up from the exact rate; null if nothing can be divided (readings 1.5). */
export function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((200 * part + whole) / (2 * whole)) / 100;
}

/** The exact difference between the greatest and the least of some rates, rounded once; null without any (readings 1.5). */
export function gapOf(rates: readonly (readonly [part: number, whole: number])[]): number | null {
  const known = rates.filter(([, whole]) => whole > 0);
  const [first] = known;
  if (first === undefined) return null;
  let [least, most] = [first, first];
  for (const one of known) {
    if (one[0] * least[1] < least[0] * one[1]) least = one;
    if (one[0] * most[1] > most[0] * one[1]) most = one;
  }
  return rate(most[0] * least[1] - least[0] * most[1], most[1] * least[1]);
}
