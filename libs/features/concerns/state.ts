import type { EventMark, Instant } from '#lib/kernel/index.js';
import { markOf } from '#lib/kernel/marks.js';
import type { Pack, RuleId } from '#lib/protocol/index.js';
import { type StructureState, isOrHolds, officesOf } from '../structure/state.js';
import type { ConcernEvent } from './events.js';

type NeutralityKind = 'expression' | 'favouritism' | 'change_of_control' | 'chair_party_work';

const RULE_OF: Readonly<Record<NeutralityKind, RuleId>> = {
  expression: 'grp.officer_neutrality',
  favouritism: 'rel.no_favouritism',
  change_of_control: 'grp.survives_change_of_control',
  chair_party_work: 'off.chair_impartiality',
};

/** Doubt about a person's neutrality, until somebody settles it (readings 3.7). */
export interface NeutralityConcern extends EventMark {
  readonly token: string;
  readonly about: string;
  /** The rule that its kind is judged by. */
  readonly rule: RuleId;
  readonly pack: Pack;
  /** True where the rule of the pack speaks of whom it is about. */
  bound: boolean;
  settled: EventMark | null;
  confirmed: EventMark | null;
}

type Of<Type extends ConcernEvent['type']> = Extract<ConcernEvent, { type: Type }>;

/** Concerns, by their entry's token. The fold owns its state. */
export interface ConcernsState {
  readonly concerns: Map<string, NeutralityConcern>;
  /** Concerns that were raised in the instant that is being folded. */
  readonly raised: NeutralityConcern[];
  /** Settlements of the instant that is being folded, of concerns that may yet be raised in it (readings 1.2). */
  readonly waiting: Of<'NeutralityConcernSettled'>[];
}

/** What other folds know that this one looks up. */
export interface Registers {
  readonly structure: StructureState;
}

/** The concerns of a council before its first event. */
export function initialConcerns(): ConcernsState {
  return { concerns: new Map(), raised: [], waiting: [] };
}

function raise(state: ConcernsState, event: Of<'NeutralityConcernRaised'>): string | undefined {
  const { id: token, about, kind = 'expression' } = event.p;
  if (state.concerns.has(token)) return `${token} was raised already`;
  const rule = RULE_OF[kind];
  const of = { token, about, rule, pack: event.pack };
  const concern = { ...markOf(event), ...of, bound: true, settled: null, confirmed: null };
  state.concerns.set(token, concern);
  state.raised.push(concern);
  return undefined;
}

/** True where there is such a concern. */
function settle({ concerns }: ConcernsState, event: Of<'NeutralityConcernSettled'>): boolean {
  const concern = concerns.get(event.p.id);
  if (concern === undefined) return false;
  concern.settled ??= markOf(event);
  if (event.p.outcome === 'confirmed') concern.confirmed ??= markOf(event);
  return true;
}

/** Folds one event; returns why it has no effect, where it has none. */
export function evolveConcerns(state: ConcernsState, event: ConcernEvent): string | undefined {
  if (event.type === 'NeutralityConcernRaised') return raise(state, event);
  if (event.type !== 'NeutralityConcernSettled' || settle(state, event)) return undefined;
  state.waiting.push(event);
  return `there is no concern ${event.p.id}`;
}

/** With `who: office_holders_asking` nothing is found about a member who then holds none of the offices (readings 3). */
function isBound({ rule: id, pack, about }: NeutralityConcern, { structure }: Registers): boolean {
  const rule = pack.rules.get(id);
  if (rule?.params['who'] !== 'office_holders_asking' || !about.startsWith('M-')) return true;
  return isOrHolds(structure.holders, about, officesOf(rule));
}

/** Settles what was raised in the same instant after all; returns the order of the events that have an effect by it. */
export function settleConcerns(state: ConcernsState, _at: Instant, known: Registers): readonly number[] {
  for (const concern of state.raised.splice(0)) concern.bound = isBound(concern, known);
  return state.waiting.splice(0).flatMap((event) => (settle(state, event) ? [event.order] : []));
}
