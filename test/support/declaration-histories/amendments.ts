import fc from 'fast-check';
import type { Entry } from '../reference-declarations/index.js';
import { instant, iso } from '../reference-declarations/time.js';
import { always, anyTime, entry, flag, ITEMS, list, member, pick, ROLES, type Arb, type Fields } from './words.js';

const HOUR = 3_600_000;

const CHANGES: Record<string, Fields> = {
  VoteCast: { item: pick(...ITEMS), person: member },
  VoteAbstained: { item: pick(...ITEMS) },
  InterestDeclaredAtMeeting: { category: pick('dpi', 'ori', 'nri'), person: member },
  InterestSignificanceAssessed: { outcome: pick('significant', 'not_significant') },
  MemberParticipatedInItem: { mode: pick('discussion', 'decision', 'ward_advocacy') },
  PredispositionStated: { openMind: flag },
  ArrearsStatusConfirmed: { months: pick(0, 2, 3), kind: pick('rent', 'council_tax') },
  RelationshipDeclared: {
    category: pick('family', 'other_close'),
    degree: pick('partner', 'sibling'),
    jeopardisesCouncilWork: flag,
    mayLookLikeUndueInfluence: flag,
    to: pick(...ROLES),
  },
  CandidateRelationshipDeclared: { to: pick('divisional_director_hr', 'chief_executive') },
  RecruitmentParticipationDetermined: {
    outcome: pick('may_continue', 'no_further_part'),
    by: pick('divisional_director_hr', 'chief_executive'),
  },
  OutsideEmploymentDeclared: { kind: pick('union_official', 'other'), representedInCouncil: flag },
  FamiliarityConcernRaised: { by: pick('M-1', 'M-9') },
  RestrictedActivityReported: { act: pick('canvassing', 'party_membership') },
};

/** A correction or withdrawal of one event, or of the entry it belongs to. */
export function amendment(events: Entry[]): Arb<Entry> {
  const named = events.filter((one) => one.event !== undefined && one.e !== undefined);
  if (named.length === 0) return always({ t: '2026-04-01T09:00', e: 'EntryWithdrawn', target: 'NONE' });
  return fc.tuple(pick(...named), pick(0, 1, 30, 24 * 20, 24 * 40), fc.boolean()).chain(([one, hours, wide]) => {
    const t = always(iso(instant(one.t) + hours * HOUR));
    const entryToken = one['id'] ?? one['meeting'];
    const target = always(wide && entryToken !== undefined ? entryToken : one.event);
    const withdrawn = entry(
      'EntryWithdrawn',
      t,
      { target: fc.oneof({ weight: 9, arbitrary: target }, { weight: 1, arbitrary: always('NONE') }) },
      { reason: pick('wrong_person') },
    );
    const changes = CHANGES[one.e!];
    const moved = entry('EntryCorrected', t, { target, set: fc.record({ t: anyTime }) });
    if (!changes) return fc.oneof(withdrawn, moved);
    const set = fc.oneof(
      { weight: 6, arbitrary: fc.record(changes, { requiredKeys: [] }).filter((it) => Object.keys(it).length > 0) },
      // What the event does not have, and what does not fit it.
      { weight: 1, arbitrary: pick<Record<string, unknown>>({ bogus: 'X' }, { [Object.keys(changes)[0]!]: 7 }) },
    );
    return fc.oneof(
      withdrawn,
      moved,
      entry('EntryCorrected', t, { target, set }),
      entry('EntryCorrected', t, { target, set }),
    );
  });
}

/** A withdrawal of an amendment. */
export function secondThought(amendments: Entry[]): Arb<Entry[]> {
  const own = amendments.filter((one) => one.event !== undefined);
  if (own.length === 0) return always([]);
  return list(
    fc.tuple(pick(...own), pick(1, 48)).map(([one, hours]): Entry => ({
      t: iso(instant(one.t) + hours * HOUR),
      e: 'EntryWithdrawn',
      target: one.event,
    })),
    0,
    1,
  );
}
