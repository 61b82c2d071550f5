import { DAY_MS, type Instant, type LocalDay, dayOf, formatDay, formatInstant, localDay } from '#lib/kernel/index.js';
import { type RetentionClass, retentionClasses } from './events.js';
import type { Kept, RetentionState, Setting } from './state.js';

export interface DueRow {
  readonly class: RetentionClass;
  readonly person: string;
  readonly entry: string;
  /** When the period began. */
  readonly since: string;
  /** The day on which it was over. */
  readonly due: string;
  /** Sealed fields of one of its people were destroyed since. */
  readonly erased: boolean;
}

export interface ClassRow {
  /** Null where nobody set one, or where the class is kept without end. */
  readonly period: { readonly years: number; readonly months: number; readonly from: 'end' | 'event' } | null;
  readonly source: string | null;
  readonly by: string | null;
  readonly setAt: string | null;
}

/** Each class with its period, and what has been kept for as long as that says. A list: nothing is erased by it. */
export interface RetentionView {
  readonly classes: Readonly<Record<RetentionClass, ClassRow>>;
  readonly rows: readonly DueRow[];
}

/** The day a period after another, at the latest the last of its month; null beyond the calendar. */
function dayAfter(day: LocalDay, years: number, months: number): LocalDay | null {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + years * 12 + months;
  for (let ofMonth = date.getUTCDate(); ofMonth > 27; ofMonth -= 1) {
    const found = dayOf(Math.floor(month / 12), (month % 12) + 1, ofMonth);
    if (found !== null) return found;
  }
  return dayOf(Math.floor(month / 12), (month % 12) + 1, Math.min(date.getUTCDate(), 27));
}

function dueRow(record: Kept, { years, months, from }: Setting, erasures: RetentionState['erasures']): DueRow | null {
  const since = from === 'event' ? record.at : record.ended;
  if (since === null || years === null || months === null) return null;
  const due = dayAfter(localDay(since), years, months);
  if (due === null) return null;
  const { class: of, person, entry, subjects, order } = record;
  const erased = subjects.some((subject) => (erasures.get(subject) ?? -1) > order);
  return { class: of, person, entry, since: formatInstant(since), due: formatDay(due), erased };
}

function classRow(setting: Setting | undefined): ClassRow {
  if (setting === undefined) return { period: null, source: null, by: null, setAt: null };
  const { years, months, from, source, by, at } = setting;
  const period = years === null || months === null ? null : { years, months, from };
  return { period, source, by, setAt: formatInstant(at) };
}

const keyOf = (row: DueRow): string => [row.due, row.class, row.person, row.entry].join('\n');

/** retention-due as at an instant. */
export function retentionView({ settings, records, erasures }: RetentionState, at: Instant): RetentionView {
  const today = formatDay(localDay(at));
  const rows = [...records.values()]
    .flatMap((people) => [...people.values()])
    .flatMap((record) => {
      const setting = settings.get(record.class);
      return (setting === undefined ? null : dueRow(record, setting, erasures)) ?? [];
    });
  const classes = Object.fromEntries(retentionClasses.map((one) => [one, classRow(settings.get(one))]));
  return {
    classes: classes as Record<RetentionClass, ClassRow>,
    rows: rows.filter(({ due }) => due <= today).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  };
}
