import { type Instant, MINUTE_MS } from '#lib/kernel/index.js';
import { type Finding, judge, quantity, words } from '#lib/protocol/index.js';
import { byOfficer, isExempt } from './officers.js';
import { type Attendance, type GroupMeeting, endOf } from './state.js';

/** Time inside party business; `milliseconds` is null where an end is unknown. */
export interface PartyBusiness {
  readonly milliseconds: number | null;
  readonly from: Instant;
  readonly rec: Instant;
}

/** Officers whose role may stay for party business. */
export function mayStay({ pack, role }: Attendance): boolean {
  const rule = pack.rules.get('grp.absent_for_party_business');
  return words(rule, 'exempt').includes(role) || isExempt(pack, role, 'grp.absent_for_party_business');
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly rec: Instant;
  readonly ended: boolean;
}

function spansOf(meeting: GroupMeeting, attendances: readonly Attendance[]): Span[] {
  const spans = attendances.flatMap((one) => {
    const end = endOf(meeting, one);
    return meeting.segments.map(({ at, until, rec }) => ({
      from: Math.max(at, one.at),
      to: Math.min(until ?? Infinity, end ?? Infinity),
      rec: Math.max(rec, one.rec),
      ended: until !== null && end !== null,
    }));
  });
  return spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
}

/** Attendances inside the segments of their meeting, what overlaps counted once; null where they never meet. */
export function partyBusiness(meeting: GroupMeeting, attendances: readonly Attendance[]): PartyBusiness | null {
  const spans = spansOf(meeting, attendances);
  const [first] = spans;
  if (first === undefined) return null;
  let [milliseconds, covered] = [0, -Infinity];
  for (const { from, to } of spans) {
    milliseconds += Math.max(0, to - Math.max(from, covered));
    covered = Math.max(covered, to);
  }
  const known = spans.every(({ ended }) => ended);
  return { milliseconds: known ? milliseconds : null, from: first.from, rec: Math.max(...spans.map(({ rec }) => rec)) };
}

/** TH 6.4(iii), AL 43: officers are not expected to be present for party business. */
export function absentForPartyBusiness(meeting: GroupMeeting): Finding[] {
  if (meeting.segments.length === 0) return [];
  return byOfficer(meeting).flatMap((attendances) => {
    const own = attendances.filter((one) => !mayStay(one));
    const inside = partyBusiness(meeting, own);
    const [first] = own;
    if (first === undefined || inside === null || inside.milliseconds === null) return [];
    const { pack, officer } = first;
    const tolerance = quantity(pack.rules.get('grp.absent_for_party_business'), 'tolerance_minutes') ?? 0;
    if (inside.milliseconds <= tolerance * MINUTE_MS) return [];
    const subject = `meeting ${meeting.id} officer ${officer}`;
    return judge(pack, 'grp.absent_for_party_business', {
      subject,
      meeting: meeting.id,
      at: inside.from,
      rec: inside.rec,
    });
  });
}

/** Whole minutes that all officers who are not exempt spent inside party business; null where an end is unknown. */
export function partyBusinessMinutes(meeting: GroupMeeting): number | null {
  let total = 0;
  for (const attendances of byOfficer(meeting)) {
    const inside = partyBusiness(
      meeting,
      attendances.filter((one) => !mayStay(one)),
    );
    if (inside !== null && inside.milliseconds === null) return null;
    total += inside?.milliseconds ?? 0;
  }
  return Math.floor(total / MINUTE_MS);
}
