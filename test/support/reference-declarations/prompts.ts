import { endOfRegistration } from './interests.js';
import { convenedItems, item } from './items.js';
import type { Fact, Past } from './history.js';
import { iso } from './time.js';

const AT_A_MEETING = [
  'InterestDeclaredAtMeeting',
  'JointArrangementConflictDeclared',
  'MemberParticipatedInItem',
  'MemberWithdrewFromItem',
  'VoteCast',
  'VoteAbstained',
  'WardAdvocacyStatementMade',
];

interface Spell {
  from: number;
  until: number;
  by: Fact;
}

function place(past: Past, fact: Fact): number {
  return past.facts.indexOf(fact);
}

/** What an entry says of matters: the entry, then each change while it stands, a change without matters saying the same again. */
function statements(past: Past, entry: Fact): { fact: Fact; matters: string[] }[] {
  const end = endOfRegistration(past, entry);
  const changes = past.facts.filter(
    (fact) =>
      fact.e === 'InterestChanged' &&
      fact.f['person'] === entry.f['person'] &&
      fact.f['interest'] === entry.f['interest'] &&
      place(past, fact) > place(past, entry) &&
      (end === undefined || place(past, fact) < place(past, end)),
  );
  let matters: string[] = [];
  return [entry, ...changes].map((fact) => ({ fact, matters: (matters = fact.f['matters'] ?? matters) }));
}

function spells(past: Past, entry: Fact, matter: string): Spell[] {
  const said = statements(past, entry);
  const end = endOfRegistration(past, entry)?.at ?? Infinity;
  let open: Spell | undefined;
  return said.flatMap(({ fact, matters }, index) => {
    const until = Math.min(said[index + 1]?.fact.at ?? Infinity, end);
    if (!matters.includes(matter)) open = undefined;
    else if (open === undefined) return [(open = { from: fact.at, until, by: fact })];
    else open.until = until;
    return [];
  });
}

/** What a person did at a meeting: on any item that the meeting has now. */
function doneAt(past: Past, person: string, meeting: string): Fact[] {
  return past.facts.filter(
    (fact) =>
      AT_A_MEETING.includes(fact.e) && fact.f['person'] === person && item(past, fact.f['item']).meeting === meeting,
  );
}

function isDeclared(past: Past, entry: Fact, token: string): boolean {
  return past.facts.some(
    (fact) =>
      fact.e === 'InterestDeclaredAtMeeting' &&
      fact.f['person'] === entry.f['person'] &&
      fact.f['item'] === token &&
      fact.f['category'] === entry.f['category'],
  );
}

function prompt(past: Past, token: string, entry: Fact): Record<string, unknown>[] {
  const { matter, opensAt, meeting } = item(past, token);
  const agenda = past.facts
    .filter((fact) => fact.e === 'MeetingConvened' && Object.hasOwn(fact.f['items'], token))
    .at(-1)!;
  const starts = opensAt ?? agenda.at;
  const done = doneAt(past, entry.f['person'], meeting!);
  if (matter === undefined || isDeclared(past, entry, token)) return [];
  const isBefore = past.at < starts;
  if (!isBefore && done.length === 0) return [];
  const spell = spells(past, entry, matter).find((one) =>
    isBefore
      ? one.from <= past.at && one.until > past.at
      : one.from <= Math.max(...done.map((fact) => fact.at)) && one.until > starts,
  );
  if (spell === undefined) return [];
  return [
    {
      when: isBefore ? 'before' : 'question',
      meeting,
      item: token,
      starts: iso(starts),
      person: entry.f['person'],
      interest: entry.f['interest'],
      category: entry.f['category'],
      reason: [spell.by.id, agenda.id, ...(isBefore ? [] : [Math.min(...done.map((fact) => fact.at))])],
    },
  ];
}

/** declaration-prompts; of what shows a person at a meeting the instant stands for the event. */
export function declarationPrompts(past: Past): Record<string, unknown>[] {
  const entries = past.facts.filter((fact) => fact.e === 'InterestRegistered');
  return convenedItems(past).flatMap((token) => {
    const rows = entries.flatMap((entry) => prompt(past, token, entry));
    const first = (row: Record<string, unknown>) =>
      rows.find((one) => one['person'] === row['person'] && one['interest'] === row['interest']);
    return rows.filter((row) => first(row) === row);
  });
}
