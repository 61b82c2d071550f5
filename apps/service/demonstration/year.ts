import { type Pack, type PackShelf, namingOf } from '#lib/protocol/index.js';
import { noteConduct } from './conduct.js';
import { noteCouncil } from './council.js';
import { noteDeclarations } from './declarations.js';
import { Diary, type DiaryEntry, after, day, time } from './diary.js';
import { type Flaw, noteMatter } from './matters.js';
import { noteMeeting } from './meetings.js';
import { noteStates } from './states.js';

/** The name of the made-up council in the ledger, in addresses and in printed text. */
export const DEMONSTRATION = 'fernhill';
/** An instant at which the whole year has happened. */
export const YEAR_END = '2026-10-31';

/** The irregularities of the matters, in order of their opening. */
const flaws: readonly (Flaw | null)[] = [
  null,
  'refused_with_ground',
  null,
  'late_notice',
  'versions_same',
  null,
  'refused_ground_added_later',
  null,
  'missed_notice',
  null,
  'versions_differ',
  'recommendation',
  null,
  'refused_without_ground',
  null,
  'late_notice',
  'non_councillors',
  'missed_notice',
  'refused_with_ground',
];

/** The pack that judges the year: of those at hand the first under which a report for one group obliges notice to the others. */
function judgingPack(shelf: PackShelf): Pack | undefined {
  return shelf.all().find((pack) => pack.rules.has('grp.notify_other_groups'));
}

/** The packs of the year: the one that judges it, and the overlay of Acts of Parliament that the council adopted too. */
interface YearPacks {
  readonly pack: Pack;
  readonly overlay: Pack;
}

/** The packs of the year among those at hand; undefined if one is missing. */
export function yearPacks(shelf: PackShelf): YearPacks | undefined {
  const pack = judgingPack(shelf);
  const overlay = shelf.all().find((one) => one.overlay);
  return pack === undefined || overlay === undefined ? undefined : { pack, overlay };
}

/** A year of a council of four groups, about 450 events, in the order in which they were written down. The same in every run. */
export function demonstrationYear({ pack, overlay }: YearPacks): readonly DiaryEntry[] {
  const diary = new Diary();
  diary.note(time(day('2025-11-03'), 9), 'ProtocolPackAdopted', {
    ...namingOf(pack),
    effectiveFrom: '2025-11-01',
    basis: 'MIN-44',
  });
  noteCouncil(diary);
  let opens = day('2025-11-10');
  for (const [index, flaw] of flaws.entries()) {
    const matter = `MAT-${String(index + 1).padStart(2, '0')}`;
    noteMatter(diary, { matter, opens, considered: after(opens, 15), flaw }, index + 1);
    if (index % 2 === 0) noteMeeting(diary, after(opens, 14), index / 2 + 1);
    opens = after(opens, 12);
  }
  noteConduct(diary);
  // An entry's place in the diary is its id, so what came later stands last.
  noteDeclarations(diary);
  noteStates(diary, overlay);
  return diary.entries();
}
