import { byOccurrence, type Fact } from './history.js';
import { instant } from './time.js';

/** Which fields an amendment may set on which event: the field lists of events.md for the events that carry an entry token. */
const ENTRY_FIELDS: Record<string, string[]> = {
  RelationshipDeclared: [
    'id',
    'by',
    'about',
    'category',
    'degree',
    'closelyRelated',
    'jeopardisesCouncilWork',
    'mayLookLikeUndueInfluence',
    'to',
  ],
  RelationshipDeclarationRouted: ['id', 'to', 'by'],
  RelationshipMitigationAgreed: ['id', 'mitigation', 'by'],
  RelationshipEnded: ['id'],
  FamiliarityConcernRaised: ['id', 'by', 'member', 'officer', 'office'],
  NeutralityConcernRaised: ['id', 'by', 'about', 'kind', 'matter'],
  NeutralityConcernSettled: ['id', 'outcome', 'by'],
  MeetingConvened: ['meeting', 'items', 'concerns'],
  GroupSupportRequested: ['id', 'group', 'form'],
  CouncilTaxArrearsDisclosed: ['person', 'months', 'barred', 'meeting'],
};

function isAmendment(fact: Fact): boolean {
  return fact.e === 'EntryCorrected' || fact.e === 'EntryWithdrawn';
}

// Readings 2.1: an event's own id, and then that event alone, or an entry's token: `id`, failing that `request` or `meeting`.
function targets(amendment: Fact, facts: Fact[]): Fact[] {
  const target = amendment.f['target'];
  const own = facts.filter((fact) => fact.id === target);
  if (own.length > 0) return own;
  const entry = facts.filter((fact) => fact.f['id'] === target && !isAmendment(fact));
  if (entry.length > 0) return entry;
  return facts.filter((fact) => (fact.f['request'] === target || fact.f['meeting'] === target) && !isAmendment(fact));
}

// Readings 2.1 and 2.3: an amendment counts from its own `occurredAt`, and may itself be withdrawn.
function isWithdrawn(fact: Fact, facts: Fact[], at: number, asked: Fact[] = []): boolean {
  return facts.some(
    (other) =>
      other.e === 'EntryWithdrawn' &&
      other.at <= at &&
      other !== fact &&
      !asked.includes(other) &&
      targets(other, facts).includes(fact) &&
      !isWithdrawn(other, facts, at, [...asked, fact]),
  );
}

/** The amendments that occurred by an instant, in fold order; each counted from its own instant, withdrawn later or not. */
export function amendmentsBy(facts: Fact[], at: number): Fact[] {
  return facts.filter((fact) => isAmendment(fact) && fact.at <= at).sort(byOccurrence);
}

/** The amendments in force at an instant, in fold order. */
function amendmentsInForce(facts: Fact[], at: number): Fact[] {
  return amendmentsBy(facts, at).filter((fact) => !isWithdrawn(fact, facts, at));
}

// Readings 2.1: a correction of an entry changes every event of it that has that field; `t` may be set.
function corrected(fact: Fact, correction: Fact): Fact {
  const byOwnId = fact.id === correction.f['target'];
  const next = { ...fact, f: { ...fact.f } };
  for (const [name, value] of Object.entries(correction.f['set'] as Record<string, unknown>)) {
    if (name === 't') next.at = instant(value as string);
    else if (byOwnId || ENTRY_FIELDS[fact.e]?.includes(name)) next.f[name] = value;
  }
  return next;
}

/** What had happened by `at`, amended by the amendments in force then, in fold order. */
export function amended(facts: Fact[], at: number): Fact[] {
  const inForce = amendmentsInForce(facts, at);
  return facts
    .filter((fact) => !isAmendment(fact) && !isWithdrawn(fact, facts, at))
    .map((fact) =>
      inForce
        .filter((one) => one.e === 'EntryCorrected' && targets(one, facts).includes(fact))
        .reduce((sofar, one) => corrected(sofar, one), fact),
    )
    .filter((fact) => fact.at <= at)
    .sort(byOccurrence);
}
