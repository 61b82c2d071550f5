import type { EventMark, Instant } from '#lib/kernel/index.js';
import { firstOf, firstRecordedOf, knownFrom, lastOf, markOf } from '#lib/kernel/marks.js';
import { type Finding, judge, words } from '#lib/protocol/index.js';
import { type Assignment, type Seat, assignmentsOf } from './bodies.js';
import type { Declaration, Mark, Relationship } from './pairs.js';
import type { RelationshipsState } from './state.js';

/** A conflict that stands, or stood, because a related member sits on a body. */
export interface BodyConflict {
  readonly relationship: string;
  readonly member: string;
  readonly body: string;
  readonly rule: 'rel.body_or_decision' | 'rel.committee_for_department';
  readonly opened: Instant;
  readonly closed: Instant | null;
  readonly rec: Instant;
  /** The last of the grounds to come, by the first event of each. */
  readonly opener: Mark;
  /** What it rests on, and what closed it. */
  readonly events: readonly EventMark[];
}

/** A related member's seat on a body. */
interface Seated {
  readonly relationship: Relationship;
  readonly seat: Seat;
}

/** What makes a seat a conflict under a rule, and what beside seat and relationship may end it. */
interface Grounds {
  readonly rule: BodyConflict['rule'];
  /** For each ground every event that is enough for it, and until when. */
  readonly grounds: readonly (readonly (Mark & { readonly until?: Instant })[])[];
  readonly ends: readonly (EventMark | null)[];
}

type Ground = Grounds['grounds'][number];

/** What of a ground was said by an instant and still stood then. */
function standingAt(ground: Ground, instant: Instant): Ground {
  return ground.filter(({ at, until = Infinity }) => at <= instant && instant < until);
}

/** The last of the first events of each ground; null if a ground has none. */
function lastToCome(grounds: readonly Ground[]): Mark | null {
  const firsts = grounds.map((ground) => firstOf(ground)).filter((one) => one !== null);
  const last = firsts.length < grounds.length ? null : lastOf(firsts);
  return grounds.flat().find(({ order }) => order === last?.order) ?? null;
}

function conflict({ relationship, seat }: Seated, { rule, grounds, ends }: Grounds): BodyConflict[] {
  const opened = lastToCome(grounds)?.at ?? null;
  if (opened === null) return [];
  const standing = grounds.map((ground) => standingAt(ground, opened));
  const opener = lastToCome(standing);
  if (opener?.pack.rules.has(rule) !== true) return [];
  const ending = [seat.ended, relationship.end, ...ends].filter((one) => one !== null);
  const closed = firstOf(ending)?.at ?? null;
  if (closed !== null && closed <= opened) return [];
  // Of several events each enough the first recorded counts, of those that had occurred (readings 3.4).
  const rests = standing.flatMap((ground) => firstRecordedOf(ground) ?? []);
  return [
    {
      relationship: relationship.id,
      member: relationship.member,
      body: seat.body,
      rule,
      opened,
      closed,
      rec: knownFrom(rests),
      opener,
      events: [...rests, opener, ...ending.filter(({ at }) => at === closed)].map(markOf),
    },
  ];
}

function isClose({ degree, closelyRelated, jeopardises, pack }: Declaration): boolean {
  const rule = pack.rules.get('rel.committee_for_department');
  if (jeopardises && rule?.params['catch_all'] !== undefined) return true;
  // Once the sealed degree can no longer be opened, the boolean recorded beside it stands (readings 6).
  return degree === null ? closelyRelated : words(rule, 'degrees').includes(degree);
}

function departmentConflicts(
  seated: Seated,
  departments: readonly Assignment[],
  work: readonly Assignment[],
): BodyConflict[] {
  const declared = seated.relationship.declarations.filter(isClose);
  return departments.flatMap((of) =>
    work
      .filter((one) => one.department === of.department && one.significant)
      .flatMap((one) =>
        conflict(seated, {
          rule: 'rel.committee_for_department',
          grounds: [seated.seat.starts, one.said, of.said, declared],
          ends: [one.ended, of.ended],
        }),
      ),
  );
}

/** Every conflict of every relationship with a seat on a body, standing or closed. */
export function bodyConflicts({ relationships, bodies }: RelationshipsState): BodyConflict[] {
  return [...relationships.values()].flatMap((relationship) => {
    const { declarations } = relationship;
    const work = assignmentsOf(bodies.assignments.get(relationship.officer) ?? []);
    return (bodies.seats.get(relationship.member) ?? []).flatMap((seat) => {
      const body = bodies.bodies.get(seat.body);
      if (body === undefined) return [];
      const affected = body.affects.get(relationship.officer);
      const seated = { relationship, seat };
      const found = departmentConflicts(seated, assignmentsOf(body.departments), work);
      if (affected === undefined) return found;
      const grounds = [seat.starts, declarations, affected];
      return [...found, ...conflict(seated, { rule: 'rel.body_or_decision', grounds, ends: [] })];
    });
  });
}

/** TH 5.3, 14.15, AL 31: a related member sits on no body that affects the officer or that the officer works for. */
export function conflictFindings(state: RelationshipsState): Finding[] {
  return bodyConflicts(state).flatMap(({ relationship, member, body, rule, opened, closed, rec, opener, events }) =>
    judge(opener.pack, rule, {
      subject: `relationship ${relationship} body ${body}`,
      at: opened,
      rec,
      remediedAt: closed,
      anchor: markOf(opener),
      events,
      actor: member,
    }),
  );
}
