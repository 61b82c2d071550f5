import { type Instant, formatInstant } from '#lib/kernel/index.js';
import type { Matter, Notice } from './matter.js';
import type { AdviceState } from './state.js';

/** `owed = met + metLate + open + overdue + missed`. */
export interface NoticeCounts {
  owed: number;
  met: number;
  metLate: number;
  open: number;
  overdue: number;
  missed: number;
}

export interface NoticeRow {
  readonly matter: string;
  readonly version: string;
  readonly group: string;
  readonly opened: string;
  /** The last second in time; null where the pack sets no target. */
  readonly target: string | null;
  readonly sent: string | null;
  readonly state: Exclude<keyof NoticeCounts, 'owed'>;
}

/** P08 notice-obligations. */
export interface NoticeView {
  readonly matters: Readonly<Record<string, NoticeCounts>>;
  readonly totals: NoticeCounts;
  readonly rows: readonly NoticeRow[];
}

function noCounts(): NoticeCounts {
  return { owed: 0, met: 0, metLate: 0, open: 0, overdue: 0, missed: 0 };
}

function stateOf({ missed, sent, late }: Notice, at: Instant): NoticeRow['state'] {
  if (missed !== null) return 'missed';
  if (sent !== null) return late === null || sent < late ? 'met' : 'metLate';
  return late === null || at < late ? 'open' : 'overdue';
}

export function countNotices(matter: Matter | undefined, at: Instant): NoticeCounts {
  const counts = noCounts();
  for (const notice of matter?.notices ?? []) {
    counts.owed += 1;
    counts[stateOf(notice, at)] += 1;
  }
  return counts;
}

const optional = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant));

const keyOf = ({ matter, version, group }: Notice): string => `${matter}\n${version}\n${group}`;

function byOpening(a: Notice, b: Notice): number {
  return a.opened - b.opened || (keyOf(a) < keyOf(b) ? -1 : 1);
}

function noticeRow(notice: Notice, at: Instant): NoticeRow {
  return {
    matter: notice.matter,
    version: notice.version,
    group: notice.group,
    opened: formatInstant(notice.opened),
    target: notice.late === null ? null : formatInstant(notice.late - 1000),
    sent: optional(notice.sent),
    state: stateOf(notice, at),
  };
}

/** P08 notice-obligations. */
export function noticeView(advice: AdviceState, { at }: { readonly at: Instant }): NoticeView {
  const matters: Record<string, NoticeCounts> = {};
  const totals = noCounts();
  const notices: Notice[] = [];
  for (const matter of advice.matters.values()) {
    if (matter.notices.length === 0) continue;
    const counts = (matters[matter.id] = countNotices(matter, at));
    for (const key of Object.keys(totals) as (keyof NoticeCounts)[]) totals[key] += counts[key];
    notices.push(...matter.notices);
  }
  return { matters, totals, rows: notices.sort(byOpening).map((notice) => noticeRow(notice, at)) };
}
