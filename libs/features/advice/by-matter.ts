import { type EventMark, HOUR_MS, type Instant, formatInstant, rate } from '#lib/kernel/index.js';
import { idsOf } from '#lib/kernel/marks.js';
import { type StandingRefusal, unexplainedByMatter } from '#lib/protocol/index.js';
import type { Explained, Line } from '../family.js';
import type { SupportRequest } from '../group-support/state.js';
import { activeGroups, everRegistered } from '../structure/state.js';
import { type Equivalence, type Matter, unknownMatter } from './matter.js';
import { type NoticeCounts, type NoticeLines, countedNotices, noticeLines } from './notice-view.js';
import { type AdviceReading, type Asked, readingOf } from './reading.js';
import { type MatterStatus, type Reason, reasonsOf, statusOf } from './reasons.js';
import type { AdviceState } from './state.js';
import { holdersOf, versionsHeld } from './versions.js';

/** One reason of a status, as it is answered. */
export interface Because {
  readonly reason: Reason['reason'];
  readonly groups: readonly string[];
  readonly events: readonly string[];
}

export interface MatterRow {
  readonly groupsActive: number;
  readonly advised: number;
  readonly informed: number;
  readonly coverage: number | null;
  readonly versionsHeld: number;
  readonly equivalence: Equivalence;
  readonly status: MatterStatus;
  readonly because: readonly Because[];
  /** Whole hours for which the versions held stood determined different. */
  readonly hoursUneven: number;
  readonly notices: NoticeCounts;
}

/** P07 even-handedness-by-matter. */
export interface MattersView {
  readonly matters: Readonly<Record<string, MatterRow>>;
}

interface Lines {
  readonly groupsActive: readonly Line[];
  readonly advised: readonly Line[];
  readonly informed: readonly Line[];
  readonly versionsHeld: readonly Line[];
  readonly hoursUneven: readonly Line[];
  readonly notices: NoticeLines;
}

/** A matter with what its figures are made of, and why it stands as it does. */
export interface MatterAccount {
  readonly matter: Matter;
  readonly lines: Lines;
  readonly reasons: readonly Reason[];
}

function advisedLine(matter: Matter, group: string): Line {
  const supply = matter.held.get(group);
  return { of: group, line: `${group} holds advice.`, events: supply === undefined ? [] : [supply.mark] };
}

function informedBy(matter: Matter, group: string): readonly EventMark[] {
  const told = [...(matter.notified.get(group) ?? []), ...(matter.offered.get(group) ?? [])];
  const supply = matter.held.get(group);
  return supply === undefined ? told : [supply.mark, ...told];
}

function informedLines(matter: Matter, groups: readonly string[]): readonly Line[] {
  const lines = groups.map((group) => ({
    of: group,
    line: `${group} holds advice, was told of it or was offered it.`,
    events: informedBy(matter, group),
  }));
  return lines.filter(({ events }) => events.length > 0);
}

function versionLines(matter: Matter): readonly Line[] {
  return versionsHeld(matter).map((version) => {
    const holders = holdersOf(matter, version);
    const groups = holders.map(({ group }) => group).join(', ');
    return { of: version, line: `${version} is held by ${groups}.`, events: holders.map(({ mark }) => mark) };
  });
}

function unevenLines({ spells }: Matter): readonly Line[] {
  return spells
    .filter(({ kind }) => kind === 'different')
    .map(({ from, until, events }) => {
      const of = formatInstant(from);
      const end = until === null ? 'since then' : `until ${formatInstant(until)}`;
      return { of, line: `From ${of} versions held stood determined different, ${end}.`, events };
    });
}

function linesOf(matter: Matter, { structure, at, pack }: AdviceReading): Lines {
  const groups = matter.frozen ?? activeGroups(structure, (matter.pack ?? pack).groups.minimumSize);
  const registered = everRegistered(structure);
  return {
    groupsActive: groups.map((group) => {
      const mark = registered.get(group);
      return { of: group, line: `${group} was an active group.`, events: mark === undefined ? [] : [mark] };
    }),
    advised: groups.filter((group) => matter.held.has(group)).map((group) => advisedLine(matter, group)),
    informed: informedLines(matter, groups),
    versionsHeld: versionLines(matter),
    hoursUneven: unevenLines(matter),
    notices: noticeLines(matter.notices, at),
  };
}

function accountOf(
  matter: Matter,
  refusals: readonly StandingRefusal<SupportRequest>[],
  reading: AdviceReading,
): MatterAccount {
  const lines = linesOf(matter, reading);
  const advised = lines.advised.map(({ of }) => of);
  const informed = new Set(lines.informed.map(({ of }) => of));
  const without = lines.groupsActive.map(({ of }) => of).filter((group) => !informed.has(group));
  return { matter, lines, reasons: reasonsOf({ matter, refusals, advised, without }) };
}

/** Every matter that P07 lists: from its first delivery, reissue, notice or unexplained refusal. */
export function accounts(reading: AdviceReading): readonly MatterAccount[] {
  const { matters } = reading.advice;
  const refusals = unexplainedByMatter(reading.support.parity);
  const listed = [...matters.values()].filter(({ id, listed: seen }) => seen || refusals.has(id));
  const others = [...refusals.keys()].filter((id) => !matters.has(id)).map(unknownMatter);
  return [...listed, ...others].map((matter) => accountOf(matter, refusals.get(matter.id) ?? [], reading));
}

function hoursUneven({ spells }: Matter, at: Instant): number {
  let milliseconds = 0;
  for (const { kind, from, until } of spells) if (kind === 'different') milliseconds += (until ?? at) - from;
  return Math.floor(milliseconds / HOUR_MS);
}

function matterRow({ matter, lines, reasons }: MatterAccount, at: Instant): MatterRow {
  return {
    groupsActive: lines.groupsActive.length,
    advised: lines.advised.length,
    informed: lines.informed.length,
    coverage: rate(lines.informed.length, lines.groupsActive.length),
    versionsHeld: lines.versionsHeld.length,
    equivalence: matter.equivalence,
    status: statusOf(reasons),
    because: reasons.map(({ reason, groups, events }) => ({ reason, groups, events: idsOf(events) })),
    hoursUneven: hoursUneven(matter, at),
    notices: countedNotices(lines.notices),
  };
}

/** P07 even-handedness-by-matter. */
export function mattersView(state: AdviceState, asked: Asked): MattersView {
  const rows = accounts(readingOf(state, asked)).map((one) => [one.matter.id, matterRow(one, asked.at)] as const);
  return { matters: Object.fromEntries(rows) };
}

const IN_WORDS: Readonly<Record<Reason['reason'], string>> = {
  unexplained_refusal: 'A refusal without a ground stands beside what another group got',
  different_versions: 'Versions held stand determined different',
  different_at_consideration: 'The matter was formally considered while versions held stood determined different',
  notice_missed: 'A notice was not sent before the matter was formally considered',
  notice_unsent: 'A notice is not sent yet',
  versions_undetermined: 'Versions held differ, and nobody has determined whether they say the same',
  single_group: 'One group alone holds advice, and the protocol asks for no notice',
  group_without_advice: 'A group neither holds advice nor was told of it or offered it',
};

function reasonLine({ reason, groups, events }: Reason): Line {
  return { of: reason, line: `${IN_WORDS[reason]}: ${groups.join(', ')}.`, events };
}

/** What the figures of P07 are made of, by matter. */
export function mattersExplained(state: AdviceState, asked: Asked): Explained {
  const rows = accounts(readingOf(state, asked)).map(({ matter, lines, reasons }) => {
    const { notices, ...own } = lines;
    const ofNotices = Object.entries(notices).map(([name, list]) => [`notices.${name}`, list] as const);
    const figures = { ...own, coverage: own.informed, status: reasons.map(reasonLine) };
    return [matter.id, { ...figures, ...Object.fromEntries(ofNotices) }] as const;
  });
  return Object.fromEntries(rows);
}
