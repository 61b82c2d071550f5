import fc from 'fast-check';
import type { Entry } from '../reference-declarations/index.js';
import {
  always,
  anyTime,
  atItem,
  DAYS,
  early,
  entry,
  flag,
  ITEMS,
  list,
  late,
  MEETING_OF,
  member,
  MEMBERS,
  officer,
  OFFICERS,
  pick,
  slots,
  sometimes,
  withoutAbsent,
  type Arb,
  type Fields,
  type Shape,
} from './words.js';

const KINDS = [
  'council_housing_rents',
  'precept_issue',
  'collection_enforcement_penalties',
  'tribunal',
  'general_housing',
  'solely_own_dwelling',
  'ordinary',
  'highways',
];

const USUAL: Record<string, string> = {
  'IT-1': 'council_housing_rents',
  'IT-2': 'precept_issue',
  'IT-3': 'solely_own_dwelling',
  'IT-4': 'tribunal',
  'IT-5': 'ordinary',
};

function itemSaid(item: string): Arb<unknown> {
  const kind = fc.oneof({ weight: 2, arbitrary: always(USUAL[item]!) }, { weight: 1, arbitrary: pick(...KINDS) });
  const full = fc
    .record({
      kind,
      matter: sometimes(pick('MAT-1', 'MAT-2')),
      opensAt: sometimes(pick(...slots(DAYS[MEETING_OF[item]!]!).slice(1, 4))),
      partner: sometimes(pick('X-1', 'X-2')),
    })
    .map(withoutAbsent);
  return fc.oneof(kind, full);
}

function convened(meeting: string): Arb<Entry> {
  const its = ITEMS.filter((item) => MEETING_OF[item] === meeting);
  const items = fc.record(Object.fromEntries(its.map((item) => [item, itemSaid(item)])));
  const concerns = fc.record(Object.fromEntries(its.map((item) => [item, fc.subarray(MEMBERS, { maxLength: 2 })])));
  const t = fc.oneof(pick('2026-02-20T09:00', '2026-02-25'), always(`${DAYS[meeting]}T18:55`));
  return entry('MeetingConvened', t, { meeting: always(meeting), items }, { concerns });
}

export function meetings({ edges }: Shape): Arb<Entry[]> {
  const again = list(pick('MTG-1', 'MTG-2').chain(convened), 0, 1);
  return fc
    .tuple(
      fc.option(convened('MTG-1'), { freq: 20 }),
      fc.option(convened('MTG-2'), { freq: 20 }),
      edges ? again : always([]),
    )
    .map(([one, two, more]) => [one, two, ...more].filter((it) => it !== null));
}

/** What one or several people do about one item. */
export function itemStory(): Arb<Entry[]> {
  return fc
    .tuple(pick(...ITEMS), fc.oneof(member, fc.subarray(MEMBERS, { minLength: 1, maxLength: 3 })))
    .chain(([item, person]) => {
      const t = atItem(item);
      const own = { person: always(person), item: always(item) };
      const category = pick('dpi', 'ori', 'nri', 'tenancy', 'joint_arrangement');
      const mode = pick('discussion', 'decision', 'ward_advocacy', 'presentation');
      return list(
        fc.oneof(
          { weight: 4, arbitrary: entry('VoteCast', t, own) },
          { weight: 2, arbitrary: entry('VoteAbstained', t, own) },
          { weight: 2, arbitrary: entry('MemberWithdrewFromItem', t, own) },
          {
            weight: 4,
            arbitrary: entry('InterestDeclaredAtMeeting', t, { ...own, category }, { details: always('sealed') }),
          },
          {
            weight: 3,
            arbitrary: entry('InterestSignificanceAssessed', t, {
              ...own,
              outcome: pick('significant', 'not_significant'),
            }),
          },
          {
            weight: 3,
            arbitrary: entry('MemberParticipatedInItem', t, own, {
              mode,
              body: pick('B-1'),
              directlyAffectsPersonally: fc.subarray(OFFICERS, { maxLength: 2 }),
            }),
          },
          { weight: 1, arbitrary: entry('WardAdvocacyStatementMade', t, own) },
          { weight: 1, arbitrary: entry('PredeterminationRecorded', fc.oneof(t, early), own) },
          { weight: 1, arbitrary: entry('PredispositionStated', fc.oneof(t, early), { ...own, openMind: flag }) },
          { weight: 1, arbitrary: entry('JointArrangementConflictDeclared', t, own, { body: pick('X-1') }) },
          {
            weight: 1,
            arbitrary: entry(
              'InterestAdviceSought',
              t,
              { person: always(person), to: pick('monitoring_officer') },
              { item: always(item) },
            ),
          },
          {
            weight: 1,
            arbitrary: entry(
              'InterestAdviceGiven',
              t,
              { person: always(person), by: pick('monitoring_officer') },
              { item: always(item) },
            ),
          },
          {
            weight: 1,
            arbitrary: entry(
              'RoleConflictIdentified',
              t,
              { person: always(person) },
              { item: always(item), to: pick('proper_officer') },
            ),
          },
        ),
        2,
        6,
      );
    });
}

/** A member in arrears, and what that member does about rents or the precept. */
export function arrearsStory(): Arb<Entry[]> {
  return fc.tuple(member, pick('IT-1', 'IT-2')).chain(([person, item]) => {
    const own = { person: always(person) };
    const t = fc.oneof(early, pick(...slots(DAYS['MTG-1']!)));
    const figure = { months: pick(0, 1, 2, 4) };
    const kind = item === 'IT-1' ? 'rent' : 'council_tax';
    const disclosed = item === 'IT-1' ? 'RentArrearsDisclosed' : 'CouncilTaxArrearsDisclosed';
    const act = { ...own, item: always(item) };
    return fc
      .tuple(
        list(entry('ArrearsStatusConfirmed', t, { ...own, kind: always(kind), ...figure }, { barred: flag }), 0, 2),
        list(entry(disclosed, t, { ...own, ...figure }), 0, 2),
        list(
          fc.oneof(
            entry('VoteCast', atItem(item), act),
            entry('VoteAbstained', atItem(item), act),
            entry('MemberWithdrewFromItem', atItem(item), act),
          ),
          1,
          3,
        ),
      )
      .map((all) => all.flat());
  });
}

/** What is known of one member: registrations, tenancies, arrears, dispensations, outside roles. */
export function standingStory({ edges }: Shape): Arb<Entry[]> {
  return member.chain((person) => {
    const own = { person: always(person) };
    const figure = fc.record({
      months: sometimes(pick(0, 1, 2, 3)),
      barred: fc.option(flag, { nil: undefined, freq: 8 }),
    });
    const figured = (e: string, more: Fields = {}): Arb<Entry> =>
      fc
        .tuple(
          entry(e, fc.oneof(early, anyTime), own, more),
          edges ? figure : figure.map((it) => ({ months: 2, ...withoutAbsent(it) })),
        )
        .map(([one, it]) => ({ ...one, ...withoutAbsent(it) }));
    const interest = pick('I-1', 'I-2').map((token) => `${person}-${token}`);
    const dispensed = fc.oneof(early, pick('2021-06-01T09:00', '2024-06-01'));
    return list(
      fc.oneof(
        entry(
          'InterestRegistered',
          fc.oneof(early, anyTime),
          { ...own, category: pick('dpi', 'ori', 'nri'), interest },
          {
            matters: fc.subarray(['MAT-1', 'MAT-2'], { minLength: 1 }),
            holder: pick('self', 'partner'),
            kind: pick('land'),
            details: always('sealed'),
          },
        ),
        entry('InterestEnded', anyTime, { ...own, interest }),
        entry('InterestsReturnMade', anyTime, { ...own, nil: flag }, { basis: pick('term', 'change', 'annual') }),
        entry('RoleAssigned', anyTime, { role: pick('elected_member', 'coopted_member', 'party_whip'), ...own }),
        entry('TenancyDeclared', anyTime, own, {
          since: edges ? pick('2025-06-01', '2026-03-06', '2026-05-30') : pick('2025-06-01'),
        }),
        figured('RentArrearsDisclosed'),
        figured('RentArrearsDisclosed'),
        figured('CouncilTaxArrearsDisclosed', edges ? { meeting: pick('MTG-1', 'MTG-2') } : {}),
        fc
          .tuple(figured('ArrearsStatusConfirmed'), pick('rent', 'council_tax'))
          .map(([one, kind]) => ({ ...one, kind })),
        fc
          .tuple(figured('ArrearsStatusConfirmed'), pick('rent', 'council_tax'))
          .map(([one, kind]) => ({ ...one, kind })),
        entry(
          'DispensationRecorded',
          dispensed,
          { ...own, scope: pick('speak', 'speak_and_vote') },
          {
            item: pick(...ITEMS),
            category: pick('dpi', 'tenancy', 'ori'),
            until: pick('2026-03-04', '2026-03-05', '2030-01-01'),
            grounds: pick('otherwise_appropriate'),
          },
        ),
        entry('OutsideBodyRoleDeclared', anyTime, { ...own, body: pick('X-1', 'X-2') }),
      ),
      2,
      5,
    );
  });
}

/** An officer's interest in a matter, which P02 shows as an item. */
export function officerInterestStory(): Arb<Entry[]> {
  return fc.tuple(officer, pick('MAT-1', 'MAT-2')).chain(([who, matter]) => {
    const own = { officer: always(who), matter: always(matter) };
    const t = fc.oneof(early, late);
    const tested = { person: always(who), item: always(matter), outcome: pick('significant', 'not_significant') };
    return list(
      fc.oneof(
        entry('OfficerInterestDeclared', t, own, {
          category: pick('wellbeing', 'contract'),
          to: pick('line_manager', 'monitoring_officer', 'archivist'),
        }),
        entry('OfficerActedOnMatter', t, own),
        entry('OfficerWithdrewFromMatter', t, own),
        entry('InterestDeclaredAtMeeting', t, {
          person: always(who),
          item: always(matter),
          category: pick('dpi', 'nri'),
        }),
        entry('InterestSignificanceAssessed', t, tested),
        entry(
          'OfficerInterestRegistered',
          t,
          { officer: always(who), interest: always(`${who}-I-1`) },
          { category: pick('land'), details: always('sealed') },
        ),
      ),
      1,
      4,
    );
  });
}
