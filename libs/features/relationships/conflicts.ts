import { type Instant, markOf } from '#lib/kernel/index.js';
import { type Finding, judge, words } from '#lib/protocol/index.js';
import type { Assignment, Seat } from './bodies.js';
import type { Declaration, Mark, Relationship, RelationshipsState } from './state.js';

/** A conflict that stands, or stood, because a related member sits on a body. */
export interface BodyConflict {
  readonly relationship: string;
  readonly body: string;
  readonly rule: 'rel.body_or_decision' | 'rel.committee_for_department';
  readonly opened: Instant;
  readonly closed: Instant | null;
  readonly rec: Instant;
  readonly opener: Mark;
  /** What it rests on. */
  readonly causes: readonly Mark[];
}

function earliest(...ends: readonly (Instant | null)[]): Instant | null {
  const known = ends.filter((one) => one !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** A related member's seat on a body. */
interface Seated {
  readonly relationship: Relationship;
  readonly seat: Seat;
}

/** What makes a seat a conflict under a rule, once all of it is there, and what beside seat and relationship may end it. */
interface Grounds {
  readonly rule: BodyConflict['rule'];
  readonly causes: readonly [Mark, ...Mark[]];
  readonly ends: readonly (Instant | null)[];
}

function conflict({ relationship, seat }: Seated, { rule, causes, ends }: Grounds): BodyConflict[] {
  const opener = causes.reduce((last, one) => (one.at > last.at ? one : last));
  const closed = earliest(seat.ended, relationship.ended, ...ends);
  if (!opener.pack.rules.has(rule) || (closed !== null && closed <= opener.at)) return [];
  const rec = Math.max(...causes.map((one) => one.rec));
  return [{ relationship: relationship.id, body: seat.body, rule, opened: opener.at, closed, rec, opener, causes }];
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
  const declared = seated.relationship.declarations.find(isClose);
  if (declared === undefined) return [];
  return departments.flatMap((of) =>
    work
      .filter((one) => one.department === of.department && one.significant)
      .flatMap((one) =>
        conflict(seated, {
          rule: 'rel.committee_for_department',
          causes: [seated.seat, one, of, declared],
          ends: [one.ended, of.ended],
        }),
      ),
  );
}

/** Every conflict of every relationship with a seat on a body, standing or closed. */
export function bodyConflicts({ relationships, bodies }: RelationshipsState): BodyConflict[] {
  return [...relationships.values()].flatMap((relationship) => {
    const [first] = relationship.declarations;
    const work = bodies.assignments.get(relationship.officer) ?? [];
    return (bodies.seats.get(relationship.member) ?? []).flatMap((seat) => {
      const body = bodies.bodies.get(seat.body);
      if (body === undefined || first === undefined) return [];
      const affected = body.affects.get(relationship.officer);
      const seated = { relationship, seat };
      const found = departmentConflicts(seated, body.departments, work);
      if (affected === undefined) return found;
      const grounds: Grounds = { rule: 'rel.body_or_decision', causes: [seat, first, affected], ends: [] };
      return [...found, ...conflict(seated, grounds)];
    });
  });
}

/** TH 5.3, 14.15, AL 31: a related member does not sit where the officer is affected or works. */
export function conflictFindings(state: RelationshipsState): Finding[] {
  return bodyConflicts(state).flatMap(({ relationship, body, rule, opened, closed, rec, opener, causes }) => {
    const subject = `relationship ${relationship} body ${body}`;
    return judge(opener.pack, rule, {
      subject,
      at: opened,
      rec,
      remediedAt: closed,
      anchor: markOf(opener),
      events: causes.map(markOf),
    });
  });
}
