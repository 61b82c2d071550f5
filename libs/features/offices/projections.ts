import type { Explained, Line } from '../family.js';
import type { Briefing, BriefingStep, OfficesState } from './state.js';

export type OfficeCounts = Readonly<Record<BriefingStep, number>>;

export interface OfficeRow extends OfficeCounts {
  /** A group for each event that names one. */
  readonly byGroup: Readonly<Record<string, OfficeCounts>>;
}

/** P10: briefings of office-holders, kept apart from support of groups (AMB-16). */
export interface OfficesView {
  readonly offices: Readonly<Record<string, OfficeRow>>;
  readonly totals: OfficeCounts;
}

type Lines = Readonly<Record<BriefingStep, readonly Line[]>>;

function linesOf(briefings: readonly Briefing[]): Lines {
  const of = (step: BriefingStep): readonly Line[] =>
    briefings
      .filter((one) => one.step === step)
      .map(({ office, mark }) => ({ of: mark.id, line: `A briefing of ${office} was ${step}.`, events: [mark] }));
  return { offered: of('offered'), held: of('held'), declined: of('declined') };
}

function counted({ offered, held, declined }: Lines): OfficeCounts {
  return { offered: offered.length, held: held.length, declined: declined.length };
}

function groupedBy(briefings: readonly Briefing[], name: (one: Briefing) => string | null): Map<string, Briefing[]> {
  const groups = new Map<string, Briefing[]>();
  for (const one of briefings) {
    const key = name(one);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

const byOffice = (state: OfficesState): Map<string, Briefing[]> => groupedBy(state, ({ office }) => office);
const byGroup = (briefings: readonly Briefing[]): Map<string, Briefing[]> => groupedBy(briefings, ({ group }) => group);

/** P10 office-holder-briefings. */
export function officesView(state: OfficesState): OfficesView {
  const offices = [...byOffice(state)].map(([office, briefings]) => {
    const groups = [...byGroup(briefings)].map(([group, own]) => [group, counted(linesOf(own))] as const);
    return [office, { ...counted(linesOf(briefings)), byGroup: Object.fromEntries(groups) }] as const;
  });
  return { offices: Object.fromEntries(offices), totals: counted(linesOf(state)) };
}

function prefixed(prefix: string, lines: Lines): Record<string, readonly Line[]> {
  return Object.fromEntries(Object.entries(lines).map(([figure, list]) => [`${prefix}.${figure}`, list]));
}

/** What the figures of P10 are made of, by office and, of all of them, `totals`. */
export function officesExplained(state: OfficesState): Explained {
  const offices = [...byOffice(state)].map(([office, briefings]) => {
    const groups = [...byGroup(briefings)].map(([group, own]) => prefixed(`byGroup.${group}`, linesOf(own)));
    const ofGroups = Object.fromEntries(groups.flatMap((figures) => Object.entries(figures)));
    return [office, { ...linesOf(briefings), ...ofGroups }] as const;
  });
  return { ...Object.fromEntries(offices), totals: { ...linesOf(state) } };
}
