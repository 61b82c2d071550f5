import { type EventMark, type Instant, parseInstant } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import { type Pack, words } from '#lib/protocol/index.js';
import type { StaffingEvent } from './events.js';

/** Something that was recorded: when it happened, when that was recorded, and the pack that judges it. */
export interface Mark extends EventMark {
  readonly pack: Pack;
}

/** Where in recruitment something belongs; null bears on every candidate, or every post. */
export interface Place {
  readonly candidate: string | null;
  readonly post: string | null;
}

export interface CandidateDeclaration extends Mark, Place {
  readonly candidate: string;
  readonly knownAt: Instant | null;
  readonly to: string;
}

export interface Determination extends Mark, Place {
  readonly outcome: 'may_continue' | 'no_further_part';
}

export interface Step extends Mark, Place {}

/** One person's part in recruitment, each list in the order of occurrence. */
export interface Recruiter {
  readonly declarations: CandidateDeclaration[];
  readonly determinations: Determination[];
  readonly steps: Step[];
}

/** An officer's part in the recruitment of one company of the council. */
export interface CompanyPart {
  readonly officer: string;
  readonly company: string;
  readonly agreements: (Mark & { readonly by: string })[];
  readonly participations: Mark[];
}

/** A post that was designated as politically restricted. */
export interface Post {
  /** Its officers as designations named them, in order: the last one holds it. */
  readonly holders: { readonly officer: string; readonly at: Instant }[];
  /** Designations that came with a notice to the holder. */
  readonly notices: EventMark[];
  /** Its spells of designation, in order; `said` are the designations in it and the event that ended it. */
  readonly spells: { readonly from: Instant; until: Instant | null; readonly said: EventMark[] }[];
  /** Its designations, in order. */
  readonly designations: EventMark[];
}

/** An event that may offend by itself. */
export interface Report extends Mark {
  readonly rule: 'stf.no_support_or_reference' | 'pol.restricted_posts';
  readonly act: string | null;
  readonly post: string | null;
  /** Who acted; null if nobody said. */
  readonly officer: string | null;
}

/** Recruitment and restricted posts, at the last instant folded. The fold owns its state. */
export interface StaffingState {
  readonly recruiters: Map<string, Recruiter>;
  readonly companies: Map<string, CompanyPart>;
  readonly posts: Map<string, Post>;
  readonly reports: Report[];
}

/** The staffing of a council before its first event. */
export function initialStaffing(): StaffingState {
  return { recruiters: new Map(), companies: new Map(), posts: new Map(), reports: [] };
}

function recruiterOf({ recruiters }: StaffingState, person: string): Recruiter {
  let recruiter = recruiters.get(person);
  if (recruiter === undefined)
    recruiters.set(person, (recruiter = { declarations: [], determinations: [], steps: [] }));
  return recruiter;
}

function companyPartOf(
  { companies }: StaffingState,
  { officer, company }: { officer: string; company: string },
): CompanyPart {
  const key = `${officer} ${company}`;
  let part = companies.get(key);
  if (part === undefined) companies.set(key, (part = { officer, company, agreements: [], participations: [] }));
  return part;
}

type Of<Type extends StaffingEvent['type']> = Extract<StaffingEvent, { type: Type }>;

function designate({ posts }: StaffingState, event: Of<'PostDesignatedPoliticallyRestricted'>): void {
  const { at, p } = event;
  let post = posts.get(p.post);
  if (post === undefined) posts.set(p.post, (post = { holders: [], notices: [], spells: [], designations: [] }));
  if (post.spells.at(-1)?.until !== null) post.spells.push({ from: at, until: null, said: [] });
  post.spells.at(-1)?.said.push(markOf(event));
  if (p.officer !== undefined) post.holders.push({ officer: p.officer, at });
  post.designations.push(markOf(event));
  if (p.notice === true) post.notices.push(markOf(event));
}

function endRestriction({ posts }: StaffingState, event: Of<'PostRestrictionEnded'>): string | undefined {
  const { at, p } = event;
  const spell = posts.get(p.post)?.spells.at(-1);
  if (spell === undefined) return `${p.post} is not designated`;
  if (spell.until === null) spell.said.push(markOf(event));
  spell.until ??= at;
  return undefined;
}

/** TH 14.2: a determination counts only by the rule's determiner, if it names one (readings 6). */
function mayDetermine({ pack, p }: Of<'RecruitmentParticipationDetermined'>): boolean {
  const determiners = words(pack.rules.get('stf.candidate_relationship'), 'determiner');
  return determiners.length === 0 || determiners.includes(p.by);
}

function recruit(
  state: StaffingState,
  event: Of<'CandidateRelationshipDeclared' | 'RecruitmentParticipationDetermined' | 'RecruitmentStepTaken'>,
): void {
  const mark = { ...markOf(event), pack: event.pack };
  const recruiter = recruiterOf(state, event.p.person);
  const post = event.p.post ?? null;
  if (event.type === 'CandidateRelationshipDeclared') {
    const { candidate, knownAt, to } = event.p;
    const known = knownAt === undefined ? null : parseInstant(knownAt);
    recruiter.declarations.push({ ...mark, candidate, post, knownAt: known, to });
    return;
  }
  const place = { ...mark, candidate: event.p.candidate ?? null, post };
  if (event.type === 'RecruitmentStepTaken') recruiter.steps.push(place);
  else if (mayDetermine(event)) recruiter.determinations.push({ ...place, outcome: event.p.outcome });
}

/** True if a report is about a post: it names the post, or it names none and is about the officer who held it then. */
export function isAbout({ rule, post, officer, at }: Report, name: string, { holders }: Post): boolean {
  if (rule !== 'pol.restricted_posts') return false;
  if (post !== null) return post === name;
  return officer !== null && holders.findLast((one) => one.at <= at)?.officer === officer;
}

/** Folds one event; returns why it has no effect, if it has none. */
export function evolveStaffing(state: StaffingState, event: StaffingEvent): string | undefined {
  const mark = { ...markOf(event), pack: event.pack };
  switch (event.type) {
    case 'CandidateRelationshipDeclared':
    case 'RecruitmentParticipationDetermined':
    case 'RecruitmentStepTaken':
      recruit(state, event);
      return undefined;
    case 'CandidateSupportReported': {
      const { act = null, person } = event.p;
      state.reports.push({ ...mark, rule: 'stf.no_support_or_reference', act, post: null, officer: person });
      return undefined;
    }
    case 'CompanyRecruitmentParticipationAgreed':
      companyPartOf(state, event.p).agreements.push({ ...mark, by: event.p.by });
      return undefined;
    case 'CompanyRecruitmentParticipated':
      companyPartOf(state, event.p).participations.push(mark);
      return undefined;
    case 'PostDesignatedPoliticallyRestricted':
      designate(state, event);
      return undefined;
    case 'PostRestrictionEnded':
      return endRestriction(state, event);
    case 'RestrictedActivityReported': {
      const { act, post = null, officer = null } = event.p;
      state.reports.push({ ...mark, rule: 'pol.restricted_posts', act, post, officer });
      return undefined;
    }
  }
}
