/** Notices owed to the other groups (readings.md 4, P08). */
import { distinct, gathered } from './figures.js';
import type { Line } from './figures.js';
import { idsInOrder } from './finding.js';
import type { Fact } from './history.js';
import { listOf, rule } from './pack.js';
import type { World } from './pack.js';
import { deliveryOf, suppliesOn } from './supplies.js';
import type { Supply } from './supplies.js';
import { groupsActive, ofType, once, token } from './world.js';
import { formatInstant, lastWorkingDay, secondAfter } from './time.js';

export interface Notice {
  matter: string;
  version: string;
  group: string;
  opener: Fact;
  /** The second after the target day, null where the pack sets no target. */
  overdueAt: number | null;
  sent: Fact | null;
  /** The first consideration that found it unsent. */
  consideration: Fact | null;
}

export interface NoticeCounts {
  owed: number;
  met: number;
  metLate: number;
  open: number;
  overdue: number;
  missed: number;
}

const KINDS: Record<string, string> = {
  written_report: 'GroupReportSupplied',
  advice_given: 'GroupBriefingGiven',
};

/** readings 4, P08: a delivery of a triggering kind, or a reissue of a version not supplied before. */
function opens(world: World, supply: Supply, supplies: Supply[]): boolean {
  const notify = rule(world.packAt(supply.fact.t), 'grp.notify_other_groups');
  if (notify === null) return false;
  if (supply.fact.type !== 'AdviceReissued') {
    return listOf(notify.params['trigger']).some((kind) => KINDS[String(kind)] === supply.fact.type);
  }
  return supplies.find((one) => one.version === supply.version) === supply;
}

/** Once per version, at its first supply. */
function firstSupplies(world: World, matter: string): Supply[] {
  const supplies = suppliesOn(world, matter, world.at);
  const opening = supplies.filter((supply) => opens(world, supply, supplies));
  return opening.filter((supply) => opening.find((one) => one.version === supply.version) === supply);
}

/** It receives the version in that instant, holds it, or was told of it. */
function needsNoNotice(world: World, group: string, first: Supply): boolean {
  const by = first.fact.t;
  const supplied = suppliesOn(world, first.matter!, by).some(
    (one) => one.group === group && one.version === first.version,
  );
  const told = ofType(world, 'OtherGroupNotified').some(
    (fact) => isNotice(fact, first.matter!, group) && fact.f['version'] === first.version && fact.t <= by,
  );
  return supplied || told;
}

function isNotice(fact: Fact, matter: string, group: string): boolean {
  return fact.f['matter'] === matter && fact.f['group'] === group;
}

/** Sent when the group is notified of, supplied with or reissued that version, whichever comes first. */
function sentBy(world: World, matter: string, version: string, group: string, from: number): Fact | null {
  const notified = ofType(world, 'OtherGroupNotified').filter(
    (fact) => isNotice(fact, matter, group) && (token(fact.f['version']) ?? version) === version,
  );
  const supplied = suppliesOn(world, matter, world.at)
    .filter((one) => one.group === group && one.version === version)
    .map((one) => one.fact);
  return world.events.find((fact) => fact.t >= from && [...notified, ...supplied].includes(fact)) ?? null;
}

/** readings 1.4: closed days of the calendar that was set when the period opened. */
function closedDays(world: World, by: number): string[] {
  const calendars = ofType(world, 'WorkingCalendarSet').filter((fact) => fact.t <= by);
  return calendars.flatMap((fact) => listOf(fact.f['dates']).map(String));
}

function overdueAt(world: World, opened: number): number | null {
  const days = rule(world.packAt(opened), 'grp.notify_other_groups')!.params['target_working_days'];
  return typeof days === 'number' ? secondAfter(lastWorkingDay(opened, days, closedDays(world, opened))) : null;
}

/** readings 4, P08: every consideration tests the notices then open; 1.2: what is sent in that instant is in time. */
function considerationThatMissed(world: World, matter: string, opened: number, sent: Fact | null): Fact | null {
  const all = ofType(world, 'MatterFormallyConsidered').filter((fact) => fact.f['matter'] === matter);
  return all.find((fact) => fact.t >= opened && (sent === null || sent.t > fact.t)) ?? null;
}

export function noticesOn(world: World, matter: string): Notice[] {
  return once(world, `notices ${matter}`, () => noticesOpened(world, matter));
}

function noticesOpened(world: World, matter: string): Notice[] {
  return firstSupplies(world, matter).flatMap((first) => {
    const opened = first.fact.t;
    const owed = groupsActive(world, opened).filter((group) => !needsNoNotice(world, group, first));
    return owed.map((group) => {
      const version = first.version!;
      const sent = sentBy(world, matter, version, group, opened);
      const consideration = considerationThatMissed(world, matter, opened, sent);
      return { matter, version, group, opener: first.fact, overdueAt: overdueAt(world, opened), sent, consideration };
    });
  });
}

/** projections.md P08: met, metLate, open, overdue, missed. */
export function stateOf(notice: Notice, at: number): keyof NoticeCounts {
  if (notice.consideration !== null) return 'missed';
  const passed = (instant: number) => notice.overdueAt !== null && instant >= notice.overdueAt;
  if (notice.sent !== null) return passed(notice.sent.t) ? 'metLate' : 'met';
  return passed(at) ? 'overdue' : 'open';
}

export function countStates(notices: Notice[], at: number): NoticeCounts {
  const counts = { owed: notices.length, met: 0, metLate: 0, open: 0, overdue: 0, missed: 0 };
  for (const notice of notices) counts[stateOf(notice, at)] += 1;
  return counts;
}

/** Every notice of the history, in the order in which they opened. */
export function notices(world: World): Notice[] {
  const matters = distinct(world.events.map((fact) => supplyMatter(world, fact)).filter((one) => one !== null));
  const all = matters.flatMap((matter) => noticesOn(world, matter));
  return world.events.flatMap((fact) => all.filter((notice) => notice.opener === fact));
}

function supplyMatter(world: World, fact: Fact): string | null {
  const isSupply = [...Object.values(KINDS), 'AdviceReissued'].includes(fact.type);
  return isSupply ? deliveryOf(world, fact).matter : null;
}

/** readings 4, P06: distinct matter and version; without a version, every version of the matter owed then. */
export function noticesTo(world: World, group: string): Line[] {
  const told = ofType(world, 'OtherGroupNotified').filter((fact) => fact.f['group'] === group);
  const named = told.flatMap((fact) => {
    const matter = token(fact.f['matter'])!;
    const version = token(fact.f['version']);
    const versions = version === null ? owedThen(world, matter, group, fact.t) : [version];
    return versions.map((one) => ({ of: `${matter} ${one}`, events: [fact] }));
  });
  return gathered(named);
}

function owedThen(world: World, matter: string, group: string, instant: number): string[] {
  const opened = noticesOn(world, matter).filter((one) => one.group === group && one.opener.t <= instant);
  return opened.filter((one) => one.sent === null || one.sent.t >= instant).map((one) => one.version);
}

/** What a row of P08 is read from: the supply that opened it, the notice, the consideration that found it unsent. */
export function noticeEvents({ opener, sent, consideration }: Notice): Fact[] {
  return [opener, sent, consideration].filter((fact) => fact !== null);
}

/** projections.md P08. */
export function noticeObligations(world: World) {
  const all = notices(world);
  const matters = distinct(all.map((notice) => notice.matter)).sort();
  const of = (matter: string) => all.filter((notice) => notice.matter === matter);
  return {
    matters: Object.fromEntries(matters.map((matter) => [matter, countStates(of(matter), world.at)])),
    totals: countStates(all, world.at),
    rows: all.map((notice) => ({
      matter: notice.matter,
      version: notice.version,
      group: notice.group,
      opened: formatInstant(notice.opener.t),
      target: notice.overdueAt === null ? null : formatInstant(notice.overdueAt - 1000),
      sent: notice.sent === null ? null : formatInstant(notice.sent.t),
      state: stateOf(notice, world.at),
      events: idsInOrder(noticeEvents(notice)),
    })),
  };
}
