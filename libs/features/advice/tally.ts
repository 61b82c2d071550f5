/** What one group was given and told, for P06. */
export interface GroupTally {
  briefings: number;
  reports: number;
  /** Distinct matter and version. */
  readonly notices: Set<string>;
}

/** Group to its tally. */
export type Tallies = Map<string, GroupTally>;

/** The tally of that group, new where it had none. */
export function tallyOf(groups: Tallies, group: string): GroupTally {
  let tally = groups.get(group);
  if (tally === undefined) {
    tally = { briefings: 0, reports: 0, notices: new Set() };
    groups.set(group, tally);
  }
  return tally;
}
