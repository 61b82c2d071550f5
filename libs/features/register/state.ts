import { type EventMark, type Instant, type LocalDay, parsePartialDate } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { Pack } from '#lib/protocol/index.js';
import type { StructureEvent } from '../structure/events.js';
import type { RegisterEvent } from './events.js';

/** Events that this fold reads: its own family's, and who takes which role. */
export type RegisterInput = RegisterEvent | Extract<StructureEvent, { type: 'RoleAssigned' }>;

type Of<Type extends RegisterInput['type']> = Extract<RegisterInput, { type: Type }>;

/** A recorded event, and the pack that judges it. */
interface Mark extends EventMark {
  readonly pack: Pack;
}

/** The event that says what an entry is about, until the next one does. */
export interface Statement extends EventMark {
  readonly matters: ReadonlySet<string>;
}

/** An entry of the register. */
export interface Registration extends Mark {
  readonly interest: string;
  readonly category: 'dpi' | 'ori' | 'nri' | 'officer_interest';
  /** The entry as it was made, then each change of it. */
  readonly statements: Statement[];
  ended: EventMark | null;
}

/** A person's word that the register says all, or that there is nothing to say. */
export interface Return extends EventMark {
  readonly nil: boolean;
  readonly basis: 'term' | 'change' | 'annual' | null;
}

export interface Gift {
  readonly gift: string;
  readonly at: Instant;
  readonly outcome: 'received' | 'refused';
  /** Pounds. */
  readonly value: number | null;
  readonly receivedOn: string | null;
}

/** What two people said of one interest as a sensitive one (Localism Act 2011 s32). */
interface Sensitivity {
  readonly requests: Instant[];
  readonly decisions: { readonly at: Instant; readonly agreed: boolean; readonly reviewOn: string | null }[];
  readonly ends: Instant[];
}

/** What one person has on the register, each list in the order of occurrence. */
export interface Register {
  readonly registrations: Registration[];
  readonly returns: Return[];
  readonly gifts: Gift[];
  readonly sensitive: Map<string, Sensitivity>;
}

/** The register of interests, at the last instant folded. The fold owns its state. */
export interface RegisterState {
  readonly people: Map<string, Register>;
  /** Roles that each person took, whichever they are. */
  readonly roles: Map<string, (Mark & { readonly role: string })[]>;
}

/** The register of a council before its first event. */
export function initialRegister(): RegisterState {
  return { people: new Map(), roles: new Map() };
}

function emptyRegister(): Register {
  return { registrations: [], returns: [], gifts: [], sensitive: new Map() };
}

/** What a person has on the register; empty for somebody of whom it says nothing. */
export function registerOf({ people }: RegisterState, person: string): Register {
  return people.get(person) ?? emptyRegister();
}

function opened({ people }: RegisterState, person: string): Register {
  let register = people.get(person);
  if (register === undefined) people.set(person, (register = emptyRegister()));
  return register;
}

export function isInForce({ at, ended }: Registration, then: Instant): boolean {
  return at <= then && (ended === null || ended.at > then);
}

/** A time in which an entry was about a matter, by the statement that began it. */
export interface Spell {
  readonly from: Instant;
  readonly until: Instant;
  readonly by: EventMark;
}

/** When an entry was about a matter; statements that follow one another make one spell. */
export function spellsOn({ statements, ended }: Registration, matter: string): Spell[] {
  const spells: Spell[] = [];
  for (const [index, statement] of statements.entries()) {
    const { at: from, matters } = statement;
    if (!matters.has(matter)) continue;
    const until = Math.min(statements[index + 1]?.at ?? Infinity, ended?.at ?? Infinity);
    const last = spells.at(-1);
    if (last?.until === from) spells[spells.length - 1] = { ...last, until };
    else spells.push({ from, until, by: statement });
  }
  return spells;
}

/** An interest that both the person and an officer hold to be sensitive. */
export interface SensitiveEntry {
  readonly reviewOn: string | null;
  /** The last day on which the review is in time; null where none was set. */
  readonly reviewBy: LocalDay | null;
}

/** Both have spoken: the person asked, after any earlier end, and an officer agreed. */
function isAgreed({ requests, ends }: Sensitivity, agreedAt: Instant): boolean {
  const lastEnd = ends.at(-1) ?? -Infinity;
  return lastEnd < agreedAt && requests.some((request) => request >= lastEnd && request <= agreedAt);
}

/** Whether an interest is sensitive now: asked for, then agreed, and not ended since. Null where it is not. */
export function sensitiveEntry({ sensitive }: Register, interest: string): SensitiveEntry | null {
  const said = sensitive.get(interest);
  const decision = said?.decisions.at(-1);
  if (said === undefined || decision?.agreed !== true || !isAgreed(said, decision.at)) return null;
  const { reviewOn } = decision;
  return { reviewOn, reviewBy: reviewOn === null ? null : (parsePartialDate(reviewOn)?.last ?? null) };
}

function enter(register: Register, event: Of<'InterestRegistered' | 'OfficerInterestRegistered'>): void {
  const { pack, p } = event;
  const mark = markOf(event);
  const category = 'person' in p ? p.category : 'officer_interest';
  const matters = new Set('person' in p ? (p.matters ?? []) : []);
  const statements = [{ ...mark, matters }];
  register.registrations.push({ ...mark, pack, interest: p.interest, category, statements, ended: null });
}

function entriesOf({ registrations }: Register, interest: string): Registration[] {
  return registrations.filter((entry) => entry.interest === interest);
}

function change(register: Register, event: Of<'InterestChanged'>): string | undefined {
  const { p } = event;
  const standing = entriesOf(register, p.interest).filter(({ ended }) => ended === null);
  if (standing.length === 0) return `${p.interest} is not on the register of ${p.person}`;
  for (const { statements } of standing) {
    const matters = p.matters === undefined ? (statements.at(-1)?.matters ?? new Set<string>()) : new Set(p.matters);
    statements.push({ ...markOf(event), matters });
  }
  return undefined;
}

function end(register: Register, event: Of<'InterestEnded'>): string | undefined {
  const { p } = event;
  const entries = entriesOf(register, p.interest);
  if (entries.length === 0) return `${p.interest} is not on the register of ${p.person}`;
  for (const entry of entries) entry.ended ??= markOf(event);
  return undefined;
}

type SensitiveEvent = Of<'SensitiveInterestRequested' | 'SensitiveInterestDetermined' | 'SensitiveInterestEnded'>;

function noteSensitive({ sensitive }: Register, event: SensitiveEvent): string | undefined {
  const { at, p } = event;
  const said = sensitive.get(p.interest) ?? { requests: [], decisions: [], ends: [] };
  sensitive.set(p.interest, said);
  const none = said.requests.length === 0 ? `${p.person} has not asked that ${p.interest} be sensitive` : undefined;
  switch (event.type) {
    case 'SensitiveInterestRequested':
      said.requests.push(at);
      return undefined;
    case 'SensitiveInterestDetermined':
      said.decisions.push({ at, agreed: event.p.outcome === 'agreed', reviewOn: event.p.reviewOn ?? null });
      return none;
    case 'SensitiveInterestEnded':
      said.ends.push(at);
      return none;
  }
}

function noteGift({ gifts }: Register, { at, p }: Of<'GiftOrHospitalityRecorded'>): string | undefined {
  if (gifts.some(({ gift }) => gift === p.gift)) return `${p.gift} was recorded already`;
  const { gift, outcome, value = null, receivedOn = null } = p;
  gifts.push({ gift, at, outcome, value, receivedOn });
  return undefined;
}

function noteReturn({ returns }: Register, event: Of<'InterestsReturnMade'>): void {
  returns.push({ ...markOf(event), nil: event.p.nil, basis: event.p.basis ?? null });
}

function takeRole({ roles }: RegisterState, event: Of<'RoleAssigned'>): void {
  const { pack, p } = event;
  const taken = roles.get(p.person) ?? [];
  roles.set(p.person, taken);
  taken.push({ ...markOf(event), pack, role: p.role });
}

/** Folds one event; answers why it has no effect, where it has none. */
export function evolveRegister(state: RegisterState, event: RegisterInput): string | undefined {
  switch (event.type) {
    case 'InterestRegistered':
      enter(opened(state, event.p.person), event);
      return undefined;
    case 'OfficerInterestRegistered':
      enter(opened(state, event.p.officer), event);
      return undefined;
    // Nothing is opened for somebody who has nothing on the register.
    case 'InterestChanged':
      return change(registerOf(state, event.p.person), event);
    case 'InterestEnded':
      return end(registerOf(state, event.p.person), event);
    case 'InterestsReturnMade':
      noteReturn(opened(state, event.p.person), event);
      return undefined;
    case 'SensitiveInterestRequested':
    case 'SensitiveInterestDetermined':
    case 'SensitiveInterestEnded':
      return noteSensitive(opened(state, event.p.person), event);
    case 'GiftOrHospitalityRecorded':
      return noteGift(opened(state, event.p.person), event);
    case 'RoleAssigned':
      takeRole(state, event);
      return undefined;
  }
}
