import { type EventMark, type Instant, formatInstant } from '#lib/kernel/index.js';
import { idsOf } from '#lib/kernel/marks.js';
import type { Explained, Line } from '../family.js';
import type { Notice } from './matter.js';
import type { AdviceState } from './state.js';

/** `owed = met + metLate + open + overdue + missed`. */
export type NoticeCounts = Readonly<Record<'owed' | NoticeState, number>>;

export type NoticeState = 'met' | 'metLate' | 'open' | 'overdue' | 'missed';

/** What the counts of notices are made of. */
export type NoticeLines = Readonly<Record<'owed' | NoticeState, readonly Line[]>>;

export interface NoticeRow {
  readonly matter: string;
  readonly version: string;
  readonly group: string;
  readonly opened: string;
  /** The last second in time; null where the pack sets no target. */
  readonly target: string | null;
  readonly sent: string | null;
  readonly state: NoticeState;
  readonly events: readonly string[];
}

/** P08 notice-obligations. */
export interface NoticeView {
  readonly matters: Readonly<Record<string, NoticeCounts>>;
  readonly totals: NoticeCounts;
  readonly rows: readonly NoticeRow[];
}

function stateOf({ missed, sent, late }: Notice, at: Instant): NoticeState {
  if (missed !== null) return 'missed';
  if (sent !== null) return late === null || sent.at < late ? 'met' : 'metLate';
  return late === null || at < late ? 'open' : 'overdue';
}

/** The supply that opened it, the notice, the consideration that found it unsent. */
function eventsOf({ opener, sent, missed }: Notice): readonly EventMark[] {
  return [opener, sent, missed].filter((mark) => mark !== null);
}

const IN_WORDS: Readonly<Record<NoticeState, string>> = {
  met: 'was sent in time',
  metLate: 'was sent late',
  open: 'is not sent yet',
  overdue: 'is not sent and late',
  missed: 'was not sent before the matter was formally considered',
};

/** What the counts of some notices are made of, as at an instant. */
export function noticeLines(notices: readonly Notice[], at: Instant): NoticeLines {
  const lines = notices.map((notice) => {
    const { matter, version, group } = notice;
    const state = stateOf(notice, at);
    const line = `The notice of ${matter} ${version} to ${group} ${IN_WORDS[state]}.`;
    return { state, line: { of: `${matter} ${version} ${group}`, line, events: eventsOf(notice) } };
  });
  const of = (wanted: NoticeState): readonly Line[] =>
    lines.filter(({ state }) => state === wanted).map(({ line }) => line);
  return {
    owed: lines.map(({ line }) => line),
    met: of('met'),
    metLate: of('metLate'),
    open: of('open'),
    overdue: of('overdue'),
    missed: of('missed'),
  };
}

export function countedNotices({ owed, met, metLate, open, overdue, missed }: NoticeLines): NoticeCounts {
  return {
    owed: owed.length,
    met: met.length,
    metLate: metLate.length,
    open: open.length,
    overdue: overdue.length,
    missed: missed.length,
  };
}

const optional = (mark: EventMark | null): string | null => (mark === null ? null : formatInstant(mark.at));

const keyOf = ({ matter, version, group }: Notice): string => `${matter}\n${version}\n${group}`;

function byOpening(a: Notice, b: Notice): number {
  return a.opener.at - b.opener.at || (keyOf(a) < keyOf(b) ? -1 : 1);
}

function noticeRow(notice: Notice, at: Instant): NoticeRow {
  return {
    matter: notice.matter,
    version: notice.version,
    group: notice.group,
    opened: formatInstant(notice.opener.at),
    target: notice.late === null ? null : formatInstant(notice.late - 1000),
    sent: optional(notice.sent),
    state: stateOf(notice, at),
    events: idsOf(eventsOf(notice)),
  };
}

function noticesOf({ matters }: AdviceState): readonly Notice[] {
  return [...matters.values()].flatMap(({ notices }) => notices);
}

function linesByMatter({ matters }: AdviceState, at: Instant): readonly (readonly [string, NoticeLines])[] {
  const owing = [...matters.values()].filter(({ notices }) => notices.length > 0);
  return owing.map(({ id, notices }) => [id, noticeLines(notices, at)]);
}

/** P08 notice-obligations. */
export function noticeView(advice: AdviceState, { at }: { readonly at: Instant }): NoticeView {
  const notices = noticesOf(advice);
  const matters = linesByMatter(advice, at).map(([matter, lines]) => [matter, countedNotices(lines)] as const);
  return {
    matters: Object.fromEntries(matters),
    totals: countedNotices(noticeLines(notices, at)),
    rows: [...notices].sort(byOpening).map((notice) => noticeRow(notice, at)),
  };
}

/** What the figures of P08 are made of, by matter and, of all of them, `totals`. */
export function noticesExplained(advice: AdviceState, { at }: { readonly at: Instant }): Explained {
  const matters = linesByMatter(advice, at).map(([matter, lines]) => [matter, { ...lines }] as const);
  return { ...Object.fromEntries(matters), totals: { ...noticeLines(noticesOf(advice), at) } };
}
