import { type EventMark, formatInstant, localDay } from '#lib/kernel/index.js';
import { idsOf } from '#lib/kernel/marks.js';
import type { Finding } from '#lib/protocol/index.js';
import type { Explained, Line, Sight } from '../family.js';
import { isRelatedAt, isVoteInBreach } from './bars.js';
import { type InterestWord, type Requirement, claimOf } from './claims.js';
import { type Involvement, barringFigure } from './held.js';
import type { Item, Mark } from './items.js';
import { involvementOf, partFindings } from './part-rules.js';
import type { Registers } from './known.js';
import type { MeetingsState } from './state.js';

export interface ParticipationRow {
  readonly interest: InterestWord;
  readonly required: Requirement;
  readonly happened: 'voted' | 'withdrew' | 'abstained' | 'participated' | 'declared' | 'none';
  readonly verdict: 'clear' | 'breach' | 'warn';
  /** What the person said and did on the item, and what shows the interests, arrears and relationships held there. */
  readonly events: readonly string[];
}

/** P02: who held what in each item, what the protocol required, and what happened. */
export interface ParticipationView {
  readonly items: Readonly<Record<string, Readonly<Record<string, ParticipationRow>>>>;
  readonly votesInBreach: Readonly<Record<string, number>>;
  /** `lateByDays` in local days. */
  readonly lateKnowledge: readonly {
    readonly person: string;
    readonly occurredAt: string;
    readonly recordedAt: string;
    readonly lateByDays: number;
  }[];
}

function happenedIn({ part }: Involvement): ParticipationRow['happened'] {
  const { acts, withdrawals, declarations } = part;
  const lastAct = acts.at(-1);
  const lastWithdrawal = withdrawals.at(-1);
  if (acts.some(({ kind }) => kind === 'vote')) return 'voted';
  if (lastWithdrawal !== undefined && (lastAct === undefined || lastAct.at <= lastWithdrawal.at)) return 'withdrew';
  if (acts.some(({ kind }) => kind === 'abstention')) return 'abstained';
  if (acts.length > 0) return 'participated';
  return declarations.length > 0 ? 'declared' : 'none';
}

function verdictOf(findings: readonly Finding[]): ParticipationRow['verdict'] {
  if (findings.some(({ level }) => level === 'BREACH')) return 'breach';
  return findings.some(({ level }) => level === 'WARN') ? 'warn' : 'clear';
}

/** What a row is read from. */
function readFor(involved: Involvement): readonly EventMark[] {
  const { part, acts, held, relations } = involved;
  const moments: readonly Mark[] = acts.length > 0 ? acts : [part.last];
  const figures = moments.flatMap(({ pack, at }) =>
    (['int.rent_arrears_bar', 'int.council_tax_arrears_bar'] as const).flatMap(
      (id) => barringFigure(involved, pack, id, at) ?? [],
    ),
  );
  const related = relations.filter(
    (one) => part.item.affects.has(one.officer) && moments.some(({ at }) => isRelatedAt(one, at)),
  );
  return [
    ...part.events,
    ...held.map(({ source }) => source),
    ...figures,
    ...related.flatMap(({ declarations }) => declarations[0] ?? []),
  ];
}

/** One person's part in one item: the row, and the votes that broke the protocol. */
interface Judged {
  readonly row: ParticipationRow;
  readonly findings: readonly Finding[];
  readonly votes: readonly EventMark[];
}

function judged(involved: Involvement): Judged {
  const findings = partFindings(involved);
  const fallsOn = new Set(findings.filter(({ level }) => level === 'BREACH').map(({ anchor }) => anchor?.order));
  return {
    row: {
      ...claimOf(involved),
      happened: happenedIn(involved),
      verdict: verdictOf(findings),
      events: idsOf(readFor(involved)),
    },
    findings,
    votes: involved.acts.filter((act) => act.cast && (fallsOn.has(act.order) || isVoteInBreach(involved, act))),
  };
}

function judgedOn(state: MeetingsState, { parts }: Item, known: Registers): ReadonlyMap<string, Judged> {
  return new Map([...parts].map(([person, part]) => [person, judged(involvementOf(state, part, known))]));
}

/** P02 meeting-participation. */
export function participationView(state: MeetingsState, known: Registers): ParticipationView {
  const items: Record<string, Record<string, ParticipationRow>> = {};
  const votes: Record<string, number> = {};
  for (const item of state.items.values()) {
    const people = [...judgedOn(state, item, known)];
    if (people.length > 0) items[item.id] = Object.fromEntries(people.map(([person, { row }]) => [person, row]));
    const number = people.flatMap(([, one]) => one.votes).length;
    if (number > 0 || item.meeting !== null) votes[item.id] = number;
  }
  const lateKnowledge = state.late.map(({ person, at, rec }) => ({
    person,
    occurredAt: formatInstant(at),
    recordedAt: formatInstant(rec),
    lateByDays: localDay(rec) - localDay(at),
  }));
  return { items, votesInBreach: votes, lateKnowledge };
}

function voteLines(person: string, { id }: Item, { votes }: Judged): readonly Line[] {
  return votes.map((mark) => {
    return { of: mark.id, line: `The vote of ${person} on ${id} broke the protocol.`, events: [mark] };
  });
}

function verdictLines(person: string, { id }: Item, { findings }: Judged): readonly Line[] {
  return findings.map(({ rule, level, events }) => {
    return { of: rule.id, line: `${level} under ${rule.id}: the part of ${person} in ${id}.`, events };
  });
}

function itemLines(state: MeetingsState, item: Item, known: Registers): Readonly<Record<string, readonly Line[]>> {
  const people = [...judgedOn(state, item, known)];
  const votesInBreach = people.flatMap(([person, one]) => voteLines(person, item, one));
  const verdicts = people.map(([person, one]) => [`${person}.verdict`, verdictLines(person, item, one)] as const);
  const isCounted = votesInBreach.length > 0 || item.meeting !== null;
  return { ...Object.fromEntries(verdicts), ...(isCounted ? { votesInBreach } : {}) };
}

/** What the figures of P02 are made of: the votes of each item, and under `council` what was recorded late. */
export function participationExplained(state: MeetingsState, known: Registers): Explained {
  const late = state.late.map((mark): Line => {
    const days = localDay(mark.rec) - localDay(mark.at);
    const line = `An entry about ${mark.person} was recorded ${days} ${days === 1 ? 'day' : 'days'} after it happened.`;
    return { of: mark.id, line, events: [mark] };
  });
  const items = [...state.items.values()].flatMap((item) => {
    const lines = itemLines(state, item, known);
    return Object.keys(lines).length > 0 ? [[item.id, lines] as const] : [];
  });
  return { ...Object.fromEntries(items), council: { lateKnowledge: late } };
}

/** Where the data of P02 holds the figures of a row. */
export function participationRow(
  { items = {}, votesInBreach = {}, lateKnowledge }: Partial<ParticipationView>,
  row: string,
): object | undefined {
  if (row === 'council') return lateKnowledge === undefined ? undefined : { lateKnowledge };
  const people = Object.hasOwn(items, row) ? items[row] : undefined;
  if (Object.hasOwn(votesInBreach, row)) return { ...people, votesInBreach: votesInBreach[row] };
  return people;
}

/** P02 for a member: their own part in each item, and nobody's arrears or interests but their own. */
export function ownParts({ items }: ParticipationView, { viewer: { person } }: Sight): object {
  const own = Object.entries(items).flatMap(([item, people]) => {
    const row = person === undefined ? undefined : people[person];
    return person === undefined || row === undefined ? [] : [[item, { [person]: row }] as const];
  });
  return { items: Object.fromEntries(own) };
}
