import { MINUTE_MS } from '#lib/kernel/index.js';
import type { Finding } from '#lib/protocol/index.js';
import { type Authorisation, authorisationOf, mostNonCouncillors, packOf, together } from './rules.js';
import { partyBusinessMinutes } from './party-business.js';
import type { GroupSupportState } from '../group-support/state.js';
import { type Attendance, type AttendanceState, type GroupMeeting, endOf } from './state.js';

export interface AttendanceRow {
  readonly group: string | null;
  /** `minutes`: whole minutes from arrival to end; null while no end is known. */
  readonly officers: readonly { readonly officer: string; readonly role: string; readonly minutes: number | null }[];
  readonly nonCouncillors: number;
  readonly authorisation: Authorisation;
  readonly restrictedInformation: boolean;
  /** Whole minutes of all officers who are not exempt; null where an end is unknown. */
  readonly partyBusinessMinutes: number | null;
  readonly verdict: 'breach' | 'warn' | 'withdrew' | 'clear';
}

/** P09: one row a meeting that an officer attended. */
export interface AttendanceView {
  readonly meetings: Readonly<Record<string, AttendanceRow>>;
}

function groupOf({ attendances }: GroupMeeting, support: GroupSupportState): string | null {
  for (const { group, request } of attendances) {
    const known = group ?? support.requests.get(request ?? '')?.group;
    if (known !== undefined) return known;
  }
  return null;
}

function minutesOf(meeting: GroupMeeting, one: Attendance): number | null {
  const end = endOf(meeting, one);
  return end === null ? null : Math.max(0, Math.floor((end - one.at) / MINUTE_MS));
}

function verdictOf(meeting: GroupMeeting, findings: readonly Finding[]): AttendanceRow['verdict'] {
  const open = findings.filter((finding) => finding.meeting === meeting.id && finding.remediedAt === null);
  if (open.some(({ level }) => level === 'BREACH')) return 'breach';
  if (open.some(({ level }) => level === 'WARN')) return 'warn';
  const pack = packOf(meeting);
  return pack !== null && together(meeting, pack)?.withdrew === true ? 'withdrew' : 'clear';
}

/** P09 attendance-log, from the meetings and the council's findings as at the same instant. */
export function attendanceView(
  state: AttendanceState,
  support: GroupSupportState,
  findings: readonly Finding[],
): AttendanceView {
  const meetings: Record<string, AttendanceRow> = {};
  const ofMeetings = findings.filter(({ meeting }) => meeting !== null);
  for (const meeting of state.meetings.values()) {
    const pack = packOf(meeting);
    if (pack === null) continue;
    meetings[meeting.id] = {
      group: groupOf(meeting, support),
      officers: meeting.attendances.map((one) => ({
        officer: one.officer,
        role: one.role,
        minutes: minutesOf(meeting, one),
      })),
      nonCouncillors: mostNonCouncillors(meeting, pack),
      authorisation: authorisationOf(meeting, pack, support),
      restrictedInformation: meeting.notes.length > 0,
      partyBusinessMinutes: partyBusinessMinutes(meeting),
      verdict: verdictOf(meeting, ofMeetings),
    };
  }
  return { meetings };
}
