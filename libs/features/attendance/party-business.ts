import { type EventMark, type Instant, MINUTE_MS } from '#lib/kernel/index.js';
import { type Finding, judge, quantity, words } from '#lib/protocol/index.js';
import { byOfficer, isExempt } from './officers.js';
import { type Attendance, type GroupMeeting, type Segment, endOf, isOpen, recordedEnd } from './state.js';

/** Officers whose role may stay for party business. */
function mayStay({ pack, role }: Attendance): boolean {
  const rule = pack.rules.get('grp.absent_for_party_business');
  return words(rule, 'exempt').includes(role) || isExempt(pack, role, 'grp.absent_for_party_business');
}

/** An attendance inside a segment of its meeting; `ended` is false where an end is unknown. */
interface Span {
  readonly attendance: Attendance;
  readonly segment: Segment;
  readonly from: Instant;
  readonly to: Instant;
  readonly ended: boolean;
}

type EndOf = (attendance: Attendance) => Instant | null;

function spansOf({ segments }: GroupMeeting, attendances: readonly Attendance[], endOfOne: EndOf): Span[] {
  const spans = attendances.flatMap((attendance) => {
    const end = endOfOne(attendance);
    return segments.map((segment) => ({
      attendance,
      segment,
      from: Math.max(segment.at, attendance.at),
      to: Math.min(segment.until ?? Infinity, end ?? Infinity),
      ended: segment.until !== null && end !== null,
    }));
  });
  return spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
}

/** Milliseconds inside party business, what overlaps counted once; null where an end is unknown. Spans are in order. */
function timeIn(spans: readonly Span[]): number | null {
  let [milliseconds, covered] = [0, -Infinity];
  for (const { from, to, ended } of spans) {
    if (!ended) return null;
    milliseconds += Math.max(0, to - Math.max(from, covered));
    covered = Math.max(covered, to);
  }
  return milliseconds;
}

function marksOf(spans: readonly Span[]): EventMark[] {
  return spans.flatMap(({ attendance, segment }) => [attendance, segment]);
}

const known = ({ attendance, segment }: Span): Instant => Math.max(attendance.rec, segment.rec);

/** What is enough by itself, the first recorded of it; where no span is, all of them together (readings 3.4). */
function enough(spans: readonly Span[], tolerance: number): readonly Span[] {
  const alone = spans.filter(({ from, to }) => to - from > tolerance).sort((a, b) => known(a) - known(b));
  return alone.length === 0 ? spans : alone.slice(0, 1);
}

/** TH 6.4(iii), AL 43: officers are not expected to be present for party business. */
export function absentForPartyBusiness(meeting: GroupMeeting, at: Instant): Finding[] {
  if (meeting.segments.length === 0) return [];
  const judgedEnd: EndOf = (one) => (isOpen(meeting, one, at) ? null : endOf(meeting, one));
  return byOfficer(meeting).flatMap((attendances) => {
    const own = attendances.filter((one) => !mayStay(one));
    const spans = spansOf(meeting, own, judgedEnd);
    const [first, time] = [spans[0], timeIn(spans)];
    const pack = own[0]?.pack;
    if (first === undefined || pack === undefined || time === null) return [];
    const tolerance = (quantity(pack.rules.get('grp.absent_for_party_business'), 'tolerance_minutes') ?? 0) * MINUTE_MS;
    if (time <= tolerance) return [];
    const { officer } = first.attendance;
    return judge(pack, 'grp.absent_for_party_business', {
      subject: `meeting ${meeting.id} officer ${officer}`,
      meeting: meeting.id,
      at: first.from,
      rec: Math.max(...enough(spans, tolerance).map(known)),
      anchor: first.attendance,
      events: marksOf(spans),
      actor: officer,
    });
  });
}

/** Whole minutes that all officers who are not exempt spent inside party business; null where an end is unknown. */
export function partyBusinessMinutes(meeting: GroupMeeting): number | null {
  let total = 0;
  for (const attendances of byOfficer(meeting)) {
    const own = attendances.filter((one) => !mayStay(one));
    const time = timeIn(spansOf(meeting, own, (one) => recordedEnd(meeting, one)));
    if (time === null) return null;
    total += time;
  }
  return Math.floor(total / MINUTE_MS);
}
