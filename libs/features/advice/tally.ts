import type { EventMark } from '#lib/kernel/index.js';

/** What one group was given and told, for P06. */
export interface GroupTally {
  readonly briefings: EventMark[];
  readonly reports: EventMark[];
  /** Matter and version to the notices of it. */
  readonly notices: Map<string, EventMark[]>;
}

/** Group to its tally. */
export type Tallies = Map<string, GroupTally>;

/** The tally of that group, new where it had none. */
export function tallyOf(groups: Tallies, group: string): GroupTally {
  let tally = groups.get(group);
  if (tally === undefined) {
    tally = { briefings: [], reports: [], notices: new Map() };
    groups.set(group, tally);
  }
  return tally;
}

/** Adds to the list that a map has under a name. */
export function append<Value>(map: Map<string, Value[]>, name: string, value: Value): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, [value]);
  else known.push(value);
}
