import { idsInOrder } from '../reference/finding.js';
import { earliest, finding, lastOf, subject, type Finding } from './finding.js';
import { refOf, type Fact, type Past } from './history.js';
import { level, listParam } from './pack.js';
import { relationships, stands, type Relationship } from './relationships.js';
import { dayOf, iso } from './time.js';

/** What holds a conflict up at an instant, of each ground every event that is enough for it; nothing where it does not hold. */
type Grounds = (at: number) => Fact[][] | undefined;

interface Spell {
  opened: number;
  closed: number | null;
  on: Fact[][];
}

interface Conflict extends Spell {
  relationship: Relationship;
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

// Readings 3.4: of each ground what was first recorded; 3.6: the anchor is the last of what came first of each.
function restingOn(past: Past, { on }: Spell): { on: (Fact | undefined)[]; anchor: Fact | null } {
  const firsts = on.map((ground) => past.facts.find((fact) => ground.includes(fact)));
  return { on: on.map((ground) => earliest(ground)), anchor: lastOf(past, firsts) };
}

/** What began the seat that a member has on a body: every start since it last ended. */
function seat(past: Past, member: string, body: string, at: number): Fact[] {
  const its = past.facts.filter(
    (fact) =>
      ['BodyMembershipStarted', 'BodyMembershipEnded'].includes(fact.e) &&
      fact.at <= at &&
      fact.f['member'] === member &&
      fact.f['body'] === body,
  );
  return its.slice(its.findLastIndex((fact) => fact.e === 'BodyMembershipEnded') + 1);
}

// Readings 1.2: of one instant the last stands; 3.4: what says the same again is enough as well.
function sayingLast(past: Past, at: number, wanted: (fact: Fact) => boolean, said: (fact: Fact) => string): Fact[] {
  const its = past.facts.filter((fact) => fact.at <= at && wanted(fact));
  const lastThen = (fact: Fact): Fact => its.findLast((one) => one.at === fact.at)!;
  const standing = its.filter((fact) => said(fact) === said(lastThen(fact)));
  const last = standing.at(-1);
  if (!last) return [];
  return standing.slice(standing.findLastIndex((fact) => said(fact) !== said(last)) + 1);
}

// Readings 6, P04: an officer has one department at a time; absent `significantWork` is false.
function significantDepartment(past: Past, officer: string, at: number): Fact[] {
  const its = sayingLast(
    past,
    at,
    (fact) => fact.e === 'OfficerDepartmentAssigned' && fact.f['officer'] === officer,
    (fact) => `${fact.f['department']} ${fact.f['significantWork'] === true}`,
  );
  return its[0]?.f['significantWork'] === true ? its : [];
}

// Readings 6, P04: `departmentOf`, the latest given on any membership, is the body's, from that event on.
function departmentOfBody(past: Past, body: string, at: number): Fact[] {
  return sayingLast(
    past,
    at,
    (fact) => fact.e === 'BodyMembershipStarted' && fact.f['body'] === body && fact.f['departmentOf'] !== undefined,
    (fact) => fact.f['departmentOf'],
  );
}

// Readings 6, P04: a declaration that gives a listed `degree` or `jeopardisesCouncilWork`
// (where no degree can be read, `closelyRelated` stands for it).
function closeEnough(past: Past, relationship: Relationship, at: number): Fact[] {
  const degrees = listParam(past.pack, 'rel.committee_for_department', 'degrees');
  return relationship.declarations.filter(
    (fact) =>
      fact.at <= at &&
      (degrees.includes(fact.f['degree']) ||
        (fact.f['degree'] === undefined && fact.f['closelyRelated'] === true) ||
        fact.f['jeopardisesCouncilWork'] === true),
  );
}

function all(...grounds: Fact[][]): Fact[][] | undefined {
  return grounds.every((one) => one.length > 0) ? grounds : undefined;
}

// Readings 6, P04: the committee for the department of a related officer.
function committeeGrounds(past: Past, relationship: Relationship, body: string): Grounds {
  return (at) => {
    const { member, officer } = relationship;
    if (member === undefined || officer === undefined || !stands(relationship, at)) return undefined;
    const department = significantDepartment(past, officer, at);
    const bodys = departmentOfBody(past, body, at);
    if (department[0]?.f['department'] !== bodys[0]?.f['departmentOf']) return undefined;
    return all(seat(past, member, body, at), department, bodys, closeEnough(past, relationship, at));
  };
}

// Readings 6, P04: a seat on a body that affects the related officer personally, as any membership of it says.
function affectedGrounds(past: Past, relationship: Relationship, body: string): Grounds {
  return (at) => {
    const { member, officer } = relationship;
    if (member === undefined || officer === undefined || !stands(relationship, at)) return undefined;
    const said = past.facts.filter(
      (fact) =>
        fact.at <= at &&
        fact.e === 'BodyMembershipStarted' &&
        fact.f['body'] === body &&
        (fact.f['directlyAffectsPersonally'] ?? []).includes(officer),
    );
    const declared = relationship.declarations.filter((fact) => fact.at <= at);
    return all(seat(past, member, body, at), said, declared);
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
          spells(past, grounds(past, one, body)).map((spell) => ({ relationship: one, body, rule, ...spell })),
        ),
      ),
    )
    .sort((a, b) => a.opened - b.opened);
}

// Readings 6, P04: a reassignment, of the officer or of the body; 1.2: of one instant the last stands.
function reassignments(past: Past, { relationship, body, closed, on }: Conflict): Fact[] {
  const department = on[1]?.[0]?.f['department'];
  const now = past.facts.filter((fact) => fact.at === closed);
  const officers = now.findLast(
    (fact) => fact.e === 'OfficerDepartmentAssigned' && fact.f['officer'] === relationship.officer,
  );
  const bodys = now.findLast(
    (fact) => fact.e === 'BodyMembershipStarted' && fact.f['body'] === body && fact.f['departmentOf'] !== undefined,
  );
  const left = officers?.f['department'] !== department || officers?.f['significantWork'] !== true;
  return [...(officers && left ? [officers] : []), ...(bodys && bodys.f['departmentOf'] !== department ? [bodys] : [])];
}

// Readings 6, P04: closed by the seat's end, the end of the relationship, and of a committee also a reassignment.
function closing(past: Past, row: Conflict): Fact[] {
  const { relationship, body, closed, rule } = row;
  const moved = rule === 'rel.committee_for_department' ? reassignments(past, row) : [];
  const left = seatEnds(past, { member: relationship.member, body }, row);
  const ended = relationship.end?.at === closed ? [relationship.end] : [];
  return past.facts.filter((fact) => [...left, ...ended, ...moved].includes(fact));
}

/** P04 body-conflicts; `daysOpen` is the difference of local dates (readings 6). */
export function bodyConflicts(past: Past): object {
  const rows = conflicts(past);
  return {
    rows: rows.map((row) => ({
      relationship: row.relationship.id,
      body: row.body,
      rule: row.rule,
      opened: iso(row.opened),
      closed: row.closed === null ? null : iso(row.closed),
      daysOpen: dayOf(row.closed ?? past.at) - dayOf(row.opened),
      events: idsInOrder(conflictEvents(past, row).map(refOf)),
    })),
    open: rows.filter((row) => row.closed === null).length,
    closed: rows.filter((row) => row.closed !== null).length,
  };
}

function conflictEvents(past: Past, row: Conflict): Fact[] {
  const { on, anchor } = restingOn(past, row);
  return [...on, anchor, ...closing(past, row)].filter((fact) => fact !== undefined && fact !== null) as Fact[];
}

/** What the counts of P04 are made of. */
export function conflictLines(past: Past): { of: string; open: boolean; events: Fact[] }[] {
  return conflicts(past).map((row) => ({
    of: subject(row.relationship.id, row.body, row.rule),
    open: row.closed === null,
    events: conflictEvents(past, row),
  }));
}

// Readings 5, table: the finding of a P04 row is resolved by its closing.
function standingFindings(past: Past): Finding[] {
  return conflicts(past).flatMap((row) =>
    finding(past.pack, {
      rule: row.rule,
      beside: String(row.opened),
      subject: subject('relationship', row.relationship.id, 'body', row.body),
      at: row.opened,
      remedied: row.closed,
      read: closing(past, row),
      who: row.relationship.member,
      ...restingOn(past, row),
    }),
  );
}

const NEGOTIATING = 'int.negotiating_body_bar';

// Readings 5: a kind of `represented` counts whole where it is true, softly where it is not said, not at all where it is false.
function employments(past: Past, member: string, at: number, whole: boolean): Fact[] {
  const represented = listParam(past.pack, NEGOTIATING, 'represented');
  return past.facts.filter((fact) => {
    if (fact.e !== 'OutsideEmploymentDeclared' || fact.at > at || fact.f['person'] !== member) return false;
    if (!listParam(past.pack, NEGOTIATING, 'bars').includes(fact.f['kind'])) return false;
    const said = represented.includes(fact.f['kind']) ? fact.f['representedInCouncil'] : true;
    return whole ? said === true : said === undefined || said === null;
  });
}

function seatSpells(past: Past, member: string, body: string, whole: boolean): Spell[] {
  return spells(past, (at) => {
    const its = seat(past, member, body, at);
    if (its.at(-1)?.f['kind'] !== 'staff_negotiating') return undefined;
    return all(its, employments(past, member, at, whole));
  });
}

function overlap(a: Spell, b: Spell): boolean {
  return a.opened < (b.closed ?? Infinity) && b.opened < (a.closed ?? Infinity);
}

// Readings 6, P04: a member's own negotiating seat is `int.negotiating_body_bar`'s; resolved by the seat's end;
// of several employments the strongest stands.
function negotiatingFindings(past: Past): Finding[] {
  const started = past.facts.filter((fact) => fact.e === 'BodyMembershipStarted');
  const seats = new Map(started.map((fact) => [subject('person', fact.f['member'], 'body', fact.f['body']), fact]));
  return [...seats.entries()].flatMap(([of, { f }]) => {
    const whole = seatSpells(past, f['member'], f['body'], true);
    const soft = seatSpells(past, f['member'], f['body'], false).filter(
      (spell) => !whole.some((other) => overlap(spell, other)),
    );
    const own = level(past.pack, NEGOTIATING);
    const found = (spell: Spell, its: typeof own): Finding[] =>
      finding(past.pack, {
        rule: NEGOTIATING,
        level: its,
        beside: String(spell.opened),
        subject: of,
        at: spell.opened,
        remedied: spell.closed,
        read: seatEnds(past, f, spell),
        who: f['member'],
        ...restingOn(past, spell),
      });
    return [...whole.flatMap((spell) => found(spell, own)), ...soft.flatMap((spell) => found(spell, own && 'WARN'))];
  });
}

// Readings 3.6: what resolved it is the end of the seat: the first one after the last start of that instant.
function seatEnds(past: Past, f: Fact['f'], { closed }: Spell): Fact[] {
  const its = past.facts.filter(
    (fact) =>
      fact.at === closed &&
      fact.e.startsWith('BodyMembership') &&
      fact.f['member'] === f['member'] &&
      fact.f['body'] === f['body'],
  );
  return its.slice(its.findLastIndex((fact) => fact.e === 'BodyMembershipStarted') + 1).slice(0, 1);
}

export function conflictFindings(past: Past): Finding[] {
  return [...standingFindings(past), ...negotiatingFindings(past)];
}
