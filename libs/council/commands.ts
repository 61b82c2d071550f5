import type { CommandName } from '#lib/catalogue/index.js';
import type { Payload } from '#lib/kernel/index.js';
import { type Decision, type PackShelf, UNKNOWN_ENTRY } from '#lib/protocol/index.js';
import { families } from './families.js';
import type { CouncilEvent } from './history.js';
import { type Question, foldAmended, knownEntries, packsOf } from './replay.js';

/** A permission asked for; `fields` have been checked against the command's field list. */
export interface Command {
  readonly name: CommandName;
  readonly fields: Payload;
}

const deciders = new Map(families.flatMap(({ commands }) => Object.entries(commands)));

/**
 * Decides a permission on what had occurred and been recorded by the instants asked (readings 1.8). Only the folded state
 * is needed for that: no rule is judged.
 */
export function decide(
  events: readonly CouncilEvent[],
  shelf: PackShelf,
  { name, fields }: Command,
  { at, knownAt, pack }: Omit<Question, 'viewer'>,
): Decision {
  const { fold, packAt } = foldAmended(knownEntries(events, knownAt), packsOf(shelf, pack), at);
  return deciders.get(name)?.(fold.states, fields, packAt(at)) ?? UNKNOWN_ENTRY;
}
