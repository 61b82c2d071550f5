import { finding, subject, type Finding } from './finding.js';
import type { Fact, Past } from './history.js';
import { level, listParam } from './pack.js';
import { relationships, stands, type Relationship } from './relationships.js';
import { dayOf, iso } from './time.js';

/** What holds a conflict up at an instant, or nothing where it does not hold. */
type Grounds = (at: number) => Fact[] | undefined;

interface Spell {
  opened: number;
  closed: number | null;
  on: Fact[];
}

interface Conflict extends Spell {
  relationship: string;
  body: string;
  rule: string;
}

// Readings 1.2: conditions are judged after all events of one instant; each spell is a fact of its own (3.2).
function spells(past: Past, grounds: Grounds): Spell[] {
  const found: Spell[] = [];
  for (const at of [...new Set(past.facts.map((fact) => fact.at))]) {
    const open = found.find((one) => one.closed === null);
    const holds = grounds(at);
    if (holds && !open) found.push({ opened: at, closed: null, on: holds });
    if (!holds && open) open.closed = at;
  }
  return found;
}

function latest(past: Past, at: number, wanted: (fact: Fact) => boolean): Fact | undefined {
  return past.facts.filter((fact) => fact.at <= at && wanted(fact)).at(-1);
}

/** The start of a member's seat on a body, where the member sits there. */
function seat(past: Past, member: string, body: string, at: number): Fact | undefined {
  const last = latest(
    past,
    at,
    (fact) =>
      ['BodyMembershipStarted', 'BodyMembershipEnded'].includes(fact.e) &&
      fact.f['member'] === member &&
      fact.f['body'] === body,
  );
  return last?.e === 'BodyMembershipStarted' ? last : undefined;
}

// Readings 6, P04: an officer has one department at a time; absent `significantWork` is false.
function significantDepartment(past: Past, officer: string, at: number): Fact | undefined {
  const last = latest(past, at, (fact) => fact.e === 'OfficerDepartmentAssigned' && fact.f['officer'] === officer);
  return last?.f['significantWork'] === true ? last : undefined;
}

// Readings 6, P04: `departmentOf`, the latest given on any membership, is the body's.
function departmentOfBody(past: Past, body: string, at: number): Fact | undefined {
  return latest(
    past,
    at,
    (fact) => fact.e === 'BodyMembershipStarted' && fact.f['body'] === body && fact.f['departmentOf'] !== undefined,
  );
}

// Readings 6, P04: the first declaration that gives a listed `degree` or `jeopardisesCouncilWork`
// (where no degree can be read, `closelyRelated` stands for it).
function closeEnough(past: Past, relationship: Relationship, at: number): Fact | undefined {
  const degrees = listParam(past.pack, 'rel.committee_for_department', 'degrees');
  return relationship.declarations.find(
    (fact) =>
      fact.at <= at &&
      (degrees.includes(fact.f['degree']) ||
        (fact.f['degree'] === undefined && fact.f['closelyRelated'] === true) ||
        fact.f['jeopardisesCouncilWork'] === true),
  );
}

function all(...grounds: (Fact | undefined)[]): Fact[] | undefined {
  return grounds.every((one) => one !== undefined) ? grounds : undefined;
}

// Readings 6, P04: the committee for the department of a related officer.
function committeeGrounds(past: Past, relationship: Relationship, body: string): Grounds {
  return (at) => {
    const { member, officer } = relationship;
    if (member === undefined || officer === undefined || !stands(past, relationship, at)) return undefined;
    const department = significantDepartment(past, officer, at);
    const bodys = departmentOfBody(past, body, at);
    if (!department || department.f['department'] !== bodys?.f['departmentOf']) return undefined;
    return all(seat(past, member, body, at), department, bodys, closeEnough(past, relationship, at));
  };
}

// Readings 6, P04: a seat on a body that affects the related officer personally, as any membership of it says.
function affectedGrounds(past: Past, relationship: Relationship, body: string): Grounds {
  return (at) => {
    const { member, officer } = relationship;
    if (member === undefined || officer === undefined || !stands(past, relationship, at)) return undefined;
    const said = past.facts.find(
      (fact) =>
        fact.at <= at &&
        fact.e === 'BodyMembershipStarted' &&
        fact.f['body'] === body &&
        (fact.f['directlyAffectsPersonally'] ?? []).includes(officer),
    );
    return all(seat(past, member, body, at), said, relationship.declarations[0]);
  };
}

const STANDING = { 'rel.body_or_decision': affectedGrounds, 'rel.committee_for_department': committeeGrounds };

function conflicts(past: Past): Conflict[] {
  const bodies = [
    ...new Set(past.facts.filter((fact) => fact.e === 'BodyMembershipStarted').map((fact) => fact.f['body'] as string)),
  ];
  return Object.entries(STANDING)
    .filter(([rule]) => level(past.pack, rule) !== null)
    .flatMap(([rule, grounds]) =>
      relationships(past).flatMap((one) =>
        bodies.flatMap((body) =>
          spells(past, grounds(past, one, body)).map((spell) => ({ relationship: one.id, body, rule, ...spell })),
        ),
      ),
    )
    .sort((a, b) => a.opened - b.opened);
}

/** P04 body-conflicts; `daysOpen` is the difference of local dates (readings 6). */
export function bodyConflicts(past: Past): object {
  const rows = conflicts(past);
  return {
    rows: rows.map(({ relationship, body, rule, opened, closed }) => ({
      relationship,
      body,
      rule,
      opened: iso(opened),
      closed: closed === null ? null : iso(closed),
      daysOpen: dayOf(closed ?? past.at) - dayOf(opened),
    })),
    open: rows.filter((row) => row.closed === null).length,
    closed: rows.filter((row) => row.closed !== null).length,
  };
}

// Readings 5, table: the finding of a P04 row is resolved by its closing.
function standingFindings(past: Past): Finding[] {
  return conflicts(past).flatMap((row) =>
    finding(past.pack, {
      rule: row.rule,
      beside: String(row.opened),
      subject: subject(row.relationship, row.body),
      at: row.opened,
      remedied: row.closed,
      on: row.on,
    }),
  );
}

// Readings 6, P04: a member's own negotiating seat is `int.negotiating_body_bar`'s; resolved by the seat's end.
function negotiatingFindings(past: Past): Finding[] {
  const bars = listParam(past.pack, 'int.negotiating_body_bar', 'bars');
  const started = past.facts.filter((fact) => fact.e === 'BodyMembershipStarted');
  const seats = [...new Map(started.map((fact) => [subject(fact.f['member'], fact.f['body']), fact])).entries()];
  return seats.flatMap(([of, { f }]) => {
    const grounds: Grounds = (at) => {
      const its = seat(past, f['member'], f['body'], at);
      const employed = past.facts.find(
        (fact) =>
          fact.at <= at &&
          fact.e === 'OutsideEmploymentDeclared' &&
          fact.f['person'] === f['member'] &&
          bars.includes(fact.f['kind']),
      );
      return its?.f['kind'] === 'staff_negotiating' ? all(its, employed) : undefined;
    };
    return spells(past, grounds).flatMap((spell) =>
      finding(past.pack, {
        rule: 'int.negotiating_body_bar',
        beside: String(spell.opened),
        subject: of,
        at: spell.opened,
        remedied: spell.closed,
        on: spell.on,
      }),
    );
  });
}

export function conflictFindings(past: Past): Finding[] {
  return [...standingFindings(past), ...negotiatingFindings(past)];
}
