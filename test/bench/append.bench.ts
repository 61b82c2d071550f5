import { type Measured, type Sizes, compare, perSecond, seconds } from './measure.js';
import { type Workshop, appendBy, councilName, emptyLedger, freshEvents, openAt } from './ledgers.js';
import { RawWriter } from './raw.js';

/** Slices a round: the shorter they are, the more equal are the conditions for both. */
const SLICES = 4;

/** Events a second of so many writers through the ledger, divided by node:sqlite with as many rows a commit. */
export async function againstRaw(workshop: Workshop, sizes: Sizes, writers: number): Promise<Measured> {
  const [ours, raw] = [workshop.path(`ours-${writers}.sqlite`), workshop.path(`raw-${writers}.sqlite`)];
  for (const path of [ours, raw]) await emptyLedger(path);
  const count = sizes.commits * (writers > 1 ? 8 : 1);
  const ledger = await openAt(ours);
  const writer = new RawWriter(raw);
  const measured = await compare(
    sizes.rounds * SLICES,
    async () => {
      const events = freshEvents(count);
      return count / (await seconds(() => appendBy(writers, ledger, events)));
    },
    async () => {
      const rows = freshEvents(count).map((event, index) => [councilName(index), event] as const);
      const groups = Array.from({ length: Math.ceil(count / writers) }, (_, index) =>
        rows.slice(index * writers, (index + 1) * writers),
      );
      return (
        count /
        (await seconds(() => {
          writer.write(groups);
        }))
      );
    },
    (left, right) => `${perSecond(left)} against ${perSecond(right)}`,
  );
  writer.close();
  await ledger.close();
  return measured;
}

/** The time of the median single append in a ledger of many events, divided by that in one of a thousand. */
export async function againstSmall(sizes: Sizes, path: { big: string; small: string }): Promise<Measured> {
  const [many, few] = [await openAt(path.big), await openAt(path.small)];
  const middle = async (ledger: typeof many): Promise<number> => {
    const times: number[] = [];
    for (const [index, event] of freshEvents(Math.ceil(sizes.commits / 2)).entries()) {
      const from = performance.now();
      await ledger.append(councilName(index), [event]);
      times.push(performance.now() - from);
    }
    return times.sort((left, right) => left - right)[times.length >> 1] ?? Number.NaN;
  };
  const measured = await compare(
    sizes.rounds * SLICES,
    () => middle(many),
    () => middle(few),
    (left, right) => `${left.toFixed(3)} ms against ${right.toFixed(3)} ms`,
  );
  await many.close();
  await few.close();
  return measured;
}
