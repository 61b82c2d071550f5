import { type EventMark, localDay } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { RuleId } from '#lib/protocol/index.js';
import { registerEvents } from '../register/events.js';
import { meetingEvents } from './events.js';
import type { MeetingsInput, Of } from './input.js';
import { type Act, type Items, type Mark, convene, itemOf, markWithPack, notePresence, partOf } from './items.js';
import { type People, foldStanding, standingOf } from './standing.js';

/** An event that may offend by itself, under one rule. */
export interface Report extends Mark {
  readonly rule: RuleId;
  readonly person: string;
  /** What it is of, in the words of the rule's line (readings 5). */
  readonly word: string | null;
  readonly basis: 'observed' | 'reported';
  /** Whom a role conflict was taken to. */
  readonly to: string | null;
}

/** An entry about a person that was recorded on a later local date than it occurred. */
export interface LateEntry extends EventMark {
  readonly person: string;
}

/** What is declared and done at meetings, at the last instant folded. The fold owns its state. */
export interface MeetingsState extends Items {
  readonly people: People;
  readonly reports: Report[];
  readonly late: LateEntry[];
}

/** The meetings of a council before its first event. */
export function initialMeetings(): MeetingsState {
  return { items: new Map(), people: new Map(), reports: [], late: [] };
}

/** Every event of the interests family (events.md), which is that of the register and of meetings but for these two. */
const { OutsideEmploymentDeclared: _structure, ImproperInfluenceReported: _pressure, ...atMeetings } = meetingEvents;
const shownWhenLate: ReadonlySet<string> = new Set([...Object.keys(registerEvents), ...Object.keys(atMeetings)]);

function noteLate(state: MeetingsState, event: MeetingsInput): void {
  const { type, at, rec, p } = event;
  if (rec <= at || !shownWhenLate.has(type) || localDay(rec) <= localDay(at)) return;
  const person = 'person' in p ? p.person : 'officer' in p ? p.officer : null;
  if (person !== null) state.late.push({ ...markOf(event), person });
}

function actOf(event: Of<'MemberParticipatedInItem' | 'VoteCast' | 'VoteAbstained' | 'OfficerActedOnMatter'>): Act {
  const { type } = event;
  const mode = type === 'MemberParticipatedInItem' ? event.p.mode : undefined;
  const vote = type === 'VoteCast' || mode === 'decision';
  const kind = vote ? 'vote' : type === 'VoteAbstained' ? 'abstention' : 'participation';
  return {
    ...markWithPack(event),
    kind,
    wardSpeech: mode === 'ward_advocacy',
    cast: type === 'VoteCast',
    official: type === 'OfficerActedOnMatter',
  };
}

function foldAct(state: MeetingsState, event: MeetingsInput, mark: Mark): void {
  switch (event.type) {
    case 'MemberParticipatedInItem': {
      const { affects } = itemOf(state, event.p.item);
      for (const officer of event.p.directlyAffectsPersonally ?? [])
        affects.set(officer, [...(affects.get(officer) ?? []), mark]);
      partOf(state, event.p.item, event.p.person, mark).acts.push(actOf(event));
      return;
    }
    case 'VoteCast':
    case 'VoteAbstained':
      partOf(state, event.p.item, event.p.person, mark).acts.push(actOf(event));
      return;
    case 'OfficerActedOnMatter':
      partOf(state, event.p.matter, event.p.officer, mark).acts.push(actOf(event));
      return;
    case 'MemberWithdrewFromItem':
      partOf(state, event.p.item, event.p.person, mark).withdrawals.push(mark);
      return;
    case 'OfficerWithdrewFromMatter':
      partOf(state, event.p.matter, event.p.officer, mark).withdrawals.push(mark);
      return;
    default:
      return;
  }
}

function declare(state: MeetingsState, event: MeetingsInput, mark: Mark): void {
  switch (event.type) {
    case 'InterestDeclaredAtMeeting': {
      const { person, item, category } = event.p;
      partOf(state, item, person, mark).declarations.push({ ...mark, category, to: null, kind: null });
      const { firstDeclared } = standingOf(state.people, person);
      if (!firstDeclared.has(category)) firstDeclared.set(category, mark);
      return;
    }
    case 'JointArrangementConflictDeclared':
      partOf(state, event.p.item, event.p.person, mark).declarations.push({
        ...mark,
        category: 'joint_arrangement',
        to: null,
        kind: null,
      });
      return;
    case 'OfficerInterestDeclared': {
      const { matter, officer, to = null, category: kind = null } = event.p;
      partOf(state, matter, officer, mark).declarations.push({ ...mark, category: 'officer_interest', to, kind });
      return;
    }
    default:
      return;
  }
}

function foldMind(state: MeetingsState, event: MeetingsInput, mark: Mark): void {
  switch (event.type) {
    case 'InterestSignificanceAssessed': {
      const significant = event.p.outcome === 'significant';
      partOf(state, event.p.item, event.p.person, mark).tests.push({ ...mark, significant });
      return;
    }
    case 'PredeterminationRecorded':
      partOf(state, event.p.item, event.p.person, mark).closedMinds.push(mark);
      return;
    case 'PredispositionStated': {
      const part = partOf(state, event.p.item, event.p.person, mark);
      if (!event.p.openMind) part.closedMinds.push(mark);
      return;
    }
    case 'WardAdvocacyStatementMade':
      partOf(state, event.p.item, event.p.person, mark).wardStatements.push(mark);
      return;
    case 'InterestAdviceSought':
    case 'InterestAdviceGiven':
    case 'RoleConflictIdentified':
    case 'DispensationRecorded':
      if (event.p.item !== undefined) partOf(state, event.p.item, event.p.person, mark);
      return;
    default:
      return;
  }
}

/** One report of influence selects one rule alone (readings 5); the other kinds belong to other families. */
const influenceRules: Readonly<Partial<Record<Of<'ImproperInfluenceReported'>['p']['kind'], RuleId>>> = {
  private_advantage: 'int.no_private_advantage',
  legal_process: 'int.legal_proceedings',
  staffing: 'stf.no_staffing_influence',
};

function noteReport(state: MeetingsState, event: MeetingsInput, mark: Mark): void {
  const base = { ...mark, word: null, basis: 'observed', to: null } as const;
  switch (event.type) {
    case 'CompanyEmploymentReported':
      state.reports.push({ ...base, rule: 'int.company_employment', person: event.p.person, basis: 'reported' });
      return;
    case 'LegalProceedingsContactRecorded': {
      if (event.p.live === false) return;
      const { person, with: word } = event.p;
      state.reports.push({ ...base, rule: 'int.legal_proceedings', person, word });
      return;
    }
    case 'ImproperInfluenceReported': {
      const { about: person, kind: word } = event.p;
      const rule = influenceRules[word];
      if (rule !== undefined) state.reports.push({ ...base, rule, person, word, basis: 'reported' });
      return;
    }
    case 'RoleConflictIdentified':
      state.reports.push({ ...base, rule: 'int.role_conflict_advice', person: event.p.person, to: event.p.to ?? null });
      return;
    default:
      return;
  }
}

/** What somebody does at a meeting; advice, tests and dispensations come before it too, and a closed mind shows anywhere. */
function showPresence(state: MeetingsState, event: MeetingsInput): void {
  switch (event.type) {
    case 'InterestDeclaredAtMeeting':
    case 'JointArrangementConflictDeclared':
    case 'MemberParticipatedInItem':
    case 'MemberWithdrewFromItem':
    case 'VoteCast':
    case 'VoteAbstained':
    case 'WardAdvocacyStatementMade':
      notePresence(state, event.p.item, event.p.person, event);
      return;
    default:
      return;
  }
}

/** Folds one event; each has an effect. */
export function evolveMeetings(state: MeetingsState, event: MeetingsInput): undefined {
  if (event.type === 'MeetingConvened') {
    convene(state, event);
    return;
  }
  const mark = markWithPack(event);
  foldStanding(state.people, event);
  foldAct(state, event, mark);
  declare(state, event, mark);
  foldMind(state, event, mark);
  noteReport(state, event, mark);
  showPresence(state, event);
  noteLate(state, event);
}
