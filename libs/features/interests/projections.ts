import { type Instant, formatInstant, localDay } from '#lib/kernel/index.js';
import type { Finding } from '#lib/protocol/index.js';
import { isVoteInBreach } from './bars.js';
import { type InterestWord, type Requirement, claimOf } from './claims.js';
import type { Involvement, Registers } from './held.js';
import type { Item } from './items.js';
import { involvementOf, partFindings } from './rules.js';
import type { Standing } from './standing.js';
import type { InterestsState } from './state.js';

export interface ParticipationRow {
  readonly interest: InterestWord;
  readonly required: Requirement;
  readonly happened: 'voted' | 'withdrew' | 'abstained' | 'participated' | 'declared' | 'none';
  readonly verdict: 'clear' | 'breach' | 'warn';
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

function rowsOf(state: InterestsState, item: Item, known: Registers): Record<string, ParticipationRow> {
  const rows: Record<string, ParticipationRow> = {};
  for (const part of item.parts.values()) {
    const involved = involvementOf(state, part, known);
    rows[part.person] = {
      ...claimOf(involved),
      happened: happenedIn(involved),
      verdict: verdictOf(partFindings(involved)),
    };
  }
  return rows;
}

function votesInBreach(state: InterestsState, item: Item, known: Registers): number {
  let number = 0;
  for (const part of item.parts.values()) {
    const involved = involvementOf(state, part, known);
    for (const act of part.acts) if (isVoteInBreach(involved, act)) number += 1;
  }
  return number;
}

/** P02 meeting-participation. */
export function participationView(state: InterestsState, known: Registers): ParticipationView {
  const items: Record<string, Record<string, ParticipationRow>> = {};
  const votes: Record<string, number> = {};
  for (const item of state.items.values()) {
    if (item.parts.size > 0) items[item.id] = rowsOf(state, item, known);
    const number = votesInBreach(state, item, known);
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

export interface RegisterRow {
  readonly person: string;
  readonly category: string;
  readonly interest: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly state: 'registered' | 'declared' | 'ended';
}

/** P01: what each member or officer has on the register, or has declared. */
export interface RegisterView {
  readonly rows: readonly RegisterRow[];
}

function registered({ registrations }: Standing, person: string): RegisterRow[] {
  return registrations.map(({ category, interest, at, ended }) => ({
    person,
    category,
    interest,
    from: formatInstant(at),
    until: ended === null ? null : formatInstant(ended),
    state: ended === null ? 'registered' : 'ended',
  }));
}

function declared(person: string, category: string, interest: string | null, from: Instant): RegisterRow {
  return { person, category, interest, from: formatInstant(from), until: null, state: 'declared' };
}

/** P01 interests-register: entries of the register, tenancies, and what was declared in an item. */
export function registerView(state: InterestsState): RegisterView {
  const rows: RegisterRow[] = [];
  for (const [person, standing] of state.people) {
    rows.push(...registered(standing, person));
    const [tenancy] = standing.tenancies;
    if (tenancy !== undefined) rows.push(declared(person, 'tenancy', null, tenancy.since ?? tenancy.at));
  }
  for (const item of state.items.values()) {
    for (const { person, declarations } of item.parts.values()) {
      const first = new Map(declarations.toReversed().map((one) => [one.category, one.at]));
      for (const [category, at] of first) rows.push(declared(person, category, item.id, at));
    }
  }
  return { rows };
}
