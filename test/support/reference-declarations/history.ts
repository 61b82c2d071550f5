import { level, param, type Pack } from './pack.js';
import { instant } from './time.js';

/** One parsed entry of an event file. */
export type Entry = Record<string, any> & { t: string; e?: string; command?: string; rec?: string; event?: string };

/** One event: `at` when it happened, `rec` when it was recorded, `line` and `place` where it stands in the file. */
export interface Fact {
  e: string;
  at: number;
  rec: number;
  line: number;
  place: number;
  id: string;
  f: Record<string, any>;
}

/** What had happened by `at`, in order, as known at `knownAt`: what every reading starts from. */
export interface Past {
  facts: Fact[];
  at: number;
  knownAt: number;
  pack: Pack;
}

const STARRED = [
  'BodyConflictDetected',
  'BodyConflictCleared',
  'GroupSupportRequestMisrouted',
  'NoticeObligationOpened',
  'FormalAdviceOwed',
  'EnquiryOverdue',
  'FindingRaised',
  'FindingResolved',
];

/** Fields typed *list*: they stay one list. */
const LISTS: Record<string, string[]> = {
  BodyMembershipStarted: ['directlyAffectsPersonally'],
  MemberParticipatedInItem: ['directlyAffectsPersonally'],
  InterestRegistered: ['matters'],
  InterestChanged: ['matters'],
  RoleVacated: ['roles'],
  WorkingCalendarSet: ['dates'],
  AdviceEquivalenceDetermined: ['versions'],
  AdviceVersionPrepared: ['items'],
  GroupBriefingGiven: ['items'],
  GroupReportSupplied: ['items'],
  MediaStatementCleared: ['consulted'],
  WardInformationIssued: ['told'],
  WardMembersRegistered: ['members'],
};

const ENVELOPE = ['e', 't', 'rec', 'event', 'command'];

// events.md: a list in a field with a singular name stands for one event per element; two such lists multiply.
function payloads(kind: string, entry: Entry): Record<string, any>[] {
  let all: Record<string, any>[] = [{}];
  for (const [name, value] of Object.entries(entry)) {
    if (ENVELOPE.includes(name)) continue;
    const single = !Array.isArray(value) || LISTS[kind]?.includes(name);
    all = all.flatMap((sofar) => (single ? [value] : value).map((one: unknown) => ({ ...sofar, [name]: one })));
  }
  return all;
}

// Readings 1.8: starred events in a file are read and ignored.
function isIgnored(entry: Entry): boolean {
  return entry.e !== undefined && STARRED.includes(entry.e);
}

function factsOf(kind: string, entry: Entry, line: number): Fact[] {
  const at = instant(entry.t);
  const rec = entry.rec === undefined ? at : instant(entry.rec);
  return payloads(kind, entry).map((f, place) => ({
    e: kind,
    at,
    rec,
    line,
    place,
    id: entry.event ?? `line-${line + 1}-${place}`,
    f,
  }));
}

// events.md: a granted command leaves an event at the command's `t`; only a rule of mode `block` refuses.
function grantedFacts(entry: Entry, line: number, pack: Pack): Fact[] {
  if (entry.command !== 'AgreeCompanyRecruitmentParticipation') return [];
  const rule = 'stf.company_recruitment';
  const blocks = level(pack, rule) !== null && pack.rules[rule]?.mode === 'block';
  return factsOf('CompanyRecruitmentParticipationAgreed', entry, line).filter(
    (fact) => !blocks || fact.f['by'] === param(pack, rule, 'authoriser'),
  );
}

// Readings 1.1: position is `rec`, then line, then place in a list.
function byPosition(a: Fact, b: Fact): number {
  return a.rec - b.rec || a.line - b.line || a.place - b.place;
}

// Readings 1.1: fold order is `occurredAt`, then position.
export function byOccurrence(a: Fact, b: Fact): number {
  return a.at - b.at || byPosition(a, b);
}

/** Every event of the file; the same event id in two entries is the same event, stored once (events.md). */
export function allFacts(entries: Entry[], pack: Pack): Fact[] {
  const facts = entries
    .flatMap((entry, line) => {
      if (isIgnored(entry)) return [];
      return entry.command ? grantedFacts(entry, line, pack) : factsOf(entry.e!, entry, line);
    })
    .sort(byPosition);
  return facts.filter(
    (fact) => !facts.some((one) => one.id === fact.id && one.line !== fact.line && byPosition(one, fact) < 0),
  );
}

// Readings 1.3: `at` defaults to the greatest `occurredAt` of events and commands, `knownAt` to the greatest `recordedAt`.
export function defaultInstants(entries: Entry[]): { at: number; knownAt: number } {
  const counted = entries.filter((entry) => !isIgnored(entry));
  return {
    at: Math.max(...counted.map((entry) => instant(entry.t))),
    knownAt: Math.max(...counted.map((entry) => instant(entry.rec ?? entry.t))),
  };
}
