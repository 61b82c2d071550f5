import type { Fact, Past } from './history.js';
import { about, relationships, stands } from './relationships.js';
import { iso } from './time.js';

/** The group of a request, once it has been asked. */
function groupOf(past: Past, request: string | undefined, at: number): string | undefined {
  return past.facts.find((fact) => fact.e === 'GroupSupportRequested' && fact.f['id'] === request && fact.at <= at)?.f[
    'group'
  ];
}

function sitsIn(past: Past, member: string | undefined, at: number): string | null | undefined {
  return past.facts
    .filter((fact) => fact.e === 'GroupMembershipChanged' && fact.f['member'] === member && fact.at <= at)
    .at(-1)?.f['group'];
}

const KINDS: Record<string, string> = {
  OfficerAttendedGroupMeeting: 'attendance',
  OfficerNominatedToAttend: 'nomination',
  GroupBriefingGiven: 'delivery',
  GroupReportSupplied: 'delivery',
};

function officersOf(past: Past, fact: Fact): string[] {
  if (KINDS[fact.e] !== 'delivery') return [fact.f['officer']];
  // events.md: a delivery names the officer who gave it; where it does not, those nominated for its request did.
  if (fact.f['officer'] !== undefined) return [fact.f['officer']];
  const nominated = past.facts.filter(
    (one) =>
      one.e === 'OfficerNominatedToAttend' &&
      fact.f['request'] !== undefined &&
      one.f['request'] === fact.f['request'] &&
      one.at <= fact.at,
  );
  return [...new Set(nominated.map((one) => one.f['officer'] as string))];
}

function touches(past: Past, fact: Fact, officer: string): Record<string, unknown>[] {
  const group = fact.f['group'] ?? groupOf(past, fact.f['request'], fact.at);
  if (group === undefined) return [];
  return relationships(past)
    .filter((one) => one.officer === officer && stands(one, fact.at) && sitsIn(past, one.member, fact.at) === group)
    .map((one) => {
      const agreed = about(one, 'RelationshipMitigationAgreed').filter(({ at }) => at <= fact.at);
      return {
        kind: KINDS[fact.e],
        meeting: fact.f['meeting'] ?? null,
        request: fact.f['request'] ?? null,
        group,
        officer,
        relationship: one.id,
        mitigation: agreed.at(-1)?.f['mitigation'] ?? null,
        at: iso(fact.at),
      };
    });
}

/** relationship-touch: an attendance or nomination that is recorded again is the first one. */
export function relationshipTouch(past: Past): Record<string, unknown>[] {
  const all = past.facts
    .filter((fact) => KINDS[fact.e] !== undefined)
    .flatMap((fact) => officersOf(past, fact).flatMap((officer) => touches(past, fact, officer)));
  const what = (row: Record<string, unknown>): string =>
    JSON.stringify([row['kind'], row['meeting'] ?? row['request'], row['officer'], row['relationship']]);
  return all.filter((row) => row['kind'] === 'delivery' || all.find((one) => what(one) === what(row)) === row);
}
