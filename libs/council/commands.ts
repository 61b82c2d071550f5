import type { CommandName } from '#lib/catalogue/index.js';
import type { Payload } from '#lib/kernel/index.js';
import { type RulesInWords, rulesInWords } from '#lib/protocol/described.js';
import { type Decision, type PackShelf, UNKNOWN_ENTRY } from '#lib/protocol/index.js';
import { families } from './families.js';
import type { CouncilEvent } from './history.js';
import { type Question, foldAmended, knownEntries, packsOf } from './replay.js';

/** A request for permission; `fields` are checked against the command's field list. */
export interface Command {
  readonly name: CommandName;
  readonly fields: Payload;
}

type Granted = Extract<Decision, { readonly outcome: 'granted' }>;
type Refused = Extract<Decision, { readonly outcome: 'refused' }>;

/** The decision. A refusal has the refusing rule in words, or none if the entry is unknown. */
export type Decided = Granted | (Refused & { readonly rules: RulesInWords });

const deciders = new Map(families.flatMap(({ commands }) => Object.entries(commands)));

/**
 * Decides a permission on the events that had occurred and been recorded by the given instants (readings 1.8). It needs only
 * the folded state and judges no finding.
 */
export function decide(
  events: readonly CouncilEvent[],
  shelf: PackShelf,
  { name, fields }: Command,
  { at, knownAt, pack: judge }: Omit<Question, 'viewer'>,
): Decided {
  const { fold, packAt } = foldAmended(knownEntries(events, knownAt), packsOf(shelf, judge), at);
  const pack = packAt(at);
  const decision = deciders.get(name)?.(fold.states, fields, pack) ?? UNKNOWN_ENTRY;
  if (decision.outcome === 'granted') return decision;
  return { ...decision, rules: rulesInWords(decision.rule === null ? [] : [decision.rule], pack) };
}
