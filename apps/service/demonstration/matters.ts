import type { LocalDay } from '#lib/kernel/index.js';
import { groups } from './council.js';
import { type Diary, after, seeded, time } from './diary.js';

const FORMS = ['attendance', 'written_report', 'oral_briefing', 'attendance', 'written_report'] as const;
const neutral = { facts: true, options: true, politicalImplications: false, recommendation: false };

/** One matter up to its decision by the council. */
export interface Matter {
  readonly matter: string;
  readonly opens: LocalDay;
  readonly considered: LocalDay;
  /** The irregularity of a matter; most have none. */
  readonly flaw: Flaw | null;
}

/** Each shows one purpose of the projections and findings. */
export type Flaw =
  | 'late_notice'
  | 'missed_notice'
  | 'refused_without_ground'
  | 'refused_ground_added_later'
  | 'refused_with_ground'
  | 'versions_same'
  | 'versions_differ'
  | 'recommendation'
  | 'non_councillors';

interface Request {
  readonly id: string;
  readonly group: string;
  readonly form: (typeof FORMS)[number];
  readonly asked: LocalDay;
  readonly version: string;
}

/** Who asks, who is helped how, who is told, and the decision at the end. */
export function noteMatter(diary: Diary, matter: Matter, number: number): void {
  const chance = seeded(number * 7919);
  const asking = groups.filter(({ asks }, index) => chance() < asks || (index < 2 && matter.flaw !== null));
  const requests = (asking.length === 0 ? groups.slice(0, 1) : asking).map(({ group }, index): Request => {
    const form = FORMS[Math.floor(chance() * FORMS.length)] ?? 'attendance';
    const differs = index === 1 && (matter.flaw === 'versions_same' || matter.flaw === 'versions_differ');
    const version = differs ? 'V2' : 'V1';
    return { id: `REQ-${number}-${index + 1}`, group, form, asked: after(matter.opens, index), version };
  });
  diary.note(time(matter.opens, 9), 'AdviceVersionPrepared', {
    matter: matter.matter,
    version: 'V1',
    items: ['F1', 'F2', 'O1'],
  });
  const served = requests.filter(
    (request, index) => !noteRequest(diary, matter, { request, isLast: index === requests.length - 1 }),
  );
  for (const request of served) noteDelivery(diary, matter, request);
  noteVersions(diary, matter, served);
  noteNotices(diary, matter, served);
  diary.note(time(matter.considered, 18.75), 'FormalAdvicePresented', { matter: matter.matter });
  diary.note(time(matter.considered, 19.5), 'MatterFormallyConsidered', { matter: matter.matter });
}

interface Asked {
  readonly request: Request;
  readonly isLast: boolean;
}

/** Notes the request and its decision; returns true if it was refused. */
function noteRequest(diary: Diary, { matter, flaw }: Matter, { request, isLast }: Asked): boolean {
  const { id, group, form, asked } = request;
  diary.note(time(asked, 9.5), 'GroupSupportRequested', { id, group, form, matter, to: 'proper_officer' });
  const decided = time(after(asked, 1), 10);
  const refusal = isLast && flaw?.startsWith('refused') === true;
  if (!refusal) diary.note(decided, 'GroupSupportRequestAccepted', { id, by: 'proper_officer' });
  else if (flaw === 'refused_with_ground') {
    diary.note(decided, 'GroupSupportRequestDeclined', { id, by: 'proper_officer', ground: 'party_business_only' });
  } else diary.note(decided, 'GroupSupportRequestDeclined', { id, by: 'proper_officer' });
  if (flaw === 'refused_ground_added_later' && refusal) {
    diary.note(time(after(asked, 12), 11), 'EntryCorrected', { target: id, set: { ground: 'no_officer_free' } });
  }
  return refusal;
}

const suppliedOn = ({ asked }: Request): LocalDay => after(asked, 3);

function noteDelivery(diary: Diary, { matter, flaw }: Matter, { id, group, form, asked, version }: Request): void {
  const on = suppliedOn({ asked } as Request);
  const flags = flaw === 'recommendation' && group === 'G-ASH' ? { ...neutral, recommendation: true } : neutral;
  const supply = { request: id, group, matter, version, flags };
  if (form === 'written_report') {
    diary.note(time(on, 15), 'GroupReportSupplied', supply);
    return;
  }
  if (form === 'attendance') {
    const meeting = `GM-${id.slice(4)}`;
    const until = '19:00';
    diary.note(time(on, 18), 'OfficerAttendedGroupMeeting', {
      meeting,
      officer: 'O-2',
      role: 'senior_officer',
      group,
      request: id,
      until: `${dayText(on)}T${until}`,
    });
    if (flaw === 'non_councillors') {
      diary.note(time(on, 18.05), 'NonCouncillorPresenceRecorded', { meeting, count: 2, coopted: 0 });
      if (group === 'G-ASH') diary.note(time(on, 18.1), 'InformationRestrictedForAudience', { meeting });
    }
    diary.note(time(on, 18.1), 'GroupConfidenceRecorded', { group, meeting });
  }
  diary.note(time(on, 18.25), 'GroupBriefingGiven', supply);
}

const dayText = (on: LocalDay): string => new Date(on * 86_400_000).toISOString().slice(0, 10);

function noteVersions(diary: Diary, { matter, flaw, considered }: Matter, served: readonly Request[]): void {
  const second = served.find(({ version }) => version === 'V2');
  if (second === undefined) return;
  const on = after(suppliedOn(second), 1);
  diary.note(time(suppliedOn(second), 9), 'AdviceVersionPrepared', {
    matter,
    version: 'V2',
    items: ['F1', 'F2', 'F3', 'O1'],
  });
  const outcome = flaw === 'versions_differ' ? 'different' : 'substantially_same';
  diary.note(time(on, 10), 'AdviceEquivalenceDetermined', {
    matter,
    versions: ['V1', 'V2'],
    outcome,
    by: 'proper_officer',
  });
  if (outcome === 'different') {
    diary.note(time(after(considered, -1), 9), 'AdviceReissued', { group: 'G-ASH', matter, version: 'V2' });
  }
}

/** Tells the other groups two working days after the first supply of a version, or too late, or never. */
function noteNotices(diary: Diary, { matter, flaw }: Matter, served: readonly Request[]): void {
  for (const version of ['V1', 'V2']) {
    const holders = served.filter((one) => one.version === version);
    const [first] = holders;
    if (first === undefined) continue;
    const others = groups.filter(({ group }) => !holders.some((one) => one.group === group));
    for (const [index, { group }] of others.entries()) {
      const isLast = index === others.length - 1;
      if (flaw === 'missed_notice' && isLast) continue;
      const workingDays = flaw === 'late_notice' && isLast ? 8 : 2;
      const told = time(after(suppliedOn(first), workingDays), 9 + index / 4);
      diary.note(told, 'OtherGroupNotified', { group, matter, version, by: 'proper_officer' });
    }
  }
}
