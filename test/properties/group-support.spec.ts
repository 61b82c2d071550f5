import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { type Pack, builtInPacks } from '#lib/protocol/index.js';
import { type RawEntry, histories, questions } from '../support/histories.js';
import { type ReferenceInput, referenceReplay } from '../support/reference/reference.js';
import { ownIds } from '../support/own-ids.js';
import { type Replayed, type Views, replayed } from '../support/replayed.js';

const packs = builtInPacks()
  .all()
  .filter(({ rules }) => rules.size > 0);
const documents = new Map(
  packs.map((pack) => [
    pack.ref.id,
    load(readFileSync(`libs/protocol/packs/${pack.ref.id.split('/')[1] ?? ''}.yaml`, 'utf8')),
  ]),
);
const RUNS = Number(process.env['EVENHAND_RUNS'] ?? 60);

/** What the slow reference answers too. */
const NAMES = [
  'group-support',
  'even-handedness-by-group',
  'even-handedness-by-matter',
  'attendance-log',
  'office-holder-briefings',
  'protocol-status',
  'even-handedness-by-councillor',
] as const;

/** Projections and commands in a form in which the order of rows says nothing. */
function comparable({
  projections,
  commands,
}: {
  readonly projections: Views;
  readonly commands: readonly unknown[];
}): unknown {
  const { findings, 'notice-obligations': notices } = projections;
  const sorted = (list: readonly unknown[]): string[] =>
    list.map((one) => JSON.stringify(Object.entries(one as object).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
  return {
    ...Object.fromEntries(NAMES.map((name) => [name, projections[name]])),
    notices: { ...notices, rows: sorted(notices.rows) },
    findings: sorted(findings.rows),
    totals: findings.totals,
    notEvaluated: (findings as { readonly notEvaluated?: unknown }).notEvaluated,
    commands,
  };
}

describe('random histories, judged by the features and by the slow reference', () => {
  it.each(packs.map((pack) => [pack.tag, pack] as const))('agree under %s', (_tag, pack) => {
    fc.assert(
      fc.property(questions(40), ({ events, at, knownAt }) => {
        const asked = { ...(at === undefined ? {} : { at }), ...(knownAt === undefined ? {} : { knownAt }) };
        const input: ReferenceInput = { events, pack: documents.get(pack.ref.id), ids: ownIds(events), ...asked };
        expect(comparable(replayed(events, pack, asked))).toEqual(
          comparable(referenceReplay(input) as unknown as Replayed),
        );
      }),
      { numRuns: RUNS, seed: 20_260_309, endOnFailure: true },
    );
  });
});

function replayUnderEach(property: (events: RawEntry[], pack: Pack) => void): void {
  fc.assert(fc.property(histories(30), fc.constantFrom(...packs), property), {
    numRuns: RUNS,
    seed: 20_260_310,
    endOnFailure: true,
  });
}

/** An id that a file does not give is made of what the event says: another text gives another id. */
function withoutDerivedIds(text: string): string {
  return text.replace(/"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"/g, '"derived"');
}

/** Every entry at an instant of its own, so that no order of recording can break a tie. */
function atDistinctInstants(events: readonly RawEntry[]): RawEntry[] {
  return events.map((entry, index) => {
    const { rec: _, ...rest } = entry;
    return { ...rest, t: new Date(Date.UTC(2026, 0, 5, 9, 0, 0) + index * 3_600_000).toISOString() };
  });
}

/** Rules whose subject no other rule speaks of. */
const UNSHARED: ReadonlySet<string> = new Set([
  'grp.follow_up_route',
  'grp.conclusions_not_decisions',
  'grp.formal_advice_still_owed',
  'grp.same_advice',
  'grp.officer_neutrality',
  'rel.no_favouritism',
]);

describe('a replay', () => {
  it('is the same to the byte the second time', () => {
    replayUnderEach((events, pack) => {
      expect(JSON.stringify(replayed(events, pack))).toBe(JSON.stringify(replayed(events, pack)));
    });
  });

  it('does not mind the order of the lines of a file', () => {
    fc.assert(
      fc.property(histories(30), fc.constantFrom(...packs), fc.infiniteStream(fc.nat()), (events, pack, chance) => {
        const dated = atDistinctInstants(events).filter((entry) => entry['event'] !== undefined);
        const unique = [...new Map(dated.map((entry) => [entry['event'], entry])).values()];
        fc.pre(unique.length > 0);
        const shuffled = unique
          .map((entry) => [chance.next().value, entry] as const)
          .sort(([a], [b]) => a - b)
          .map(([, entry]) => entry);
        // The events of a list are told apart by their lines, which their derived ids are made of.
        expect(withoutDerivedIds(JSON.stringify(replayed(shuffled, pack).projections))).toBe(
          withoutDerivedIds(JSON.stringify(replayed(unique, pack).projections)),
        );
      }),
      { numRuns: RUNS, seed: 20_260_311, endOnFailure: true },
    );
  });

  it('does not mind in which order events were recorded', () => {
    const recorded = (events: readonly RawEntry[], ranks: readonly number[]): RawEntry[] =>
      events.map((entry, index) => {
        const minutes = [...ranks].sort((a, b) => a - b).indexOf(ranks[index] ?? 0);
        return { ...entry, rec: new Date(Date.UTC(2027, 0, 4) + minutes * 60_000).toISOString() };
      });
    const told = (events: readonly RawEntry[], pack: Pack): unknown => {
      const { 'audit-timeline': _, findings, ...rest } = replayed(events, pack).projections;
      return [NAMES.map((name) => rest[name]), rest['notice-obligations'], findings.totals];
    };
    fc.assert(
      fc.property(histories(30), fc.constantFrom(...packs), fc.infiniteStream(fc.nat()), (events, pack, chance) => {
        const dated = atDistinctInstants(events).filter((entry) => entry['command'] === undefined);
        const unique = [...new Map(dated.map((entry) => [entry['event'] ?? entry, entry])).values()];
        const inTurn = unique.map((_, index) => index);
        const shuffled = inTurn.map((index) => Number(chance.next().value) + index / unique.length);
        expect(told(recorded(unique, shuffled), pack)).toEqual(told(recorded(unique, inTurn), pack));
      }),
      { numRuns: RUNS, seed: 20_260_313, endOnFailure: true },
    );
  });

  it('counts requests and support alike under every pack, if nobody acts outside parity', () => {
    fc.assert(
      fc.property(histories(30), (events) => {
        const plain = events.filter(
          ({ role, administrationDraft, e }) =>
            role !== 'political_assistant' && administrationDraft !== true && e !== 'EntryCorrected',
        );
        const recorded = plain.filter((entry) => entry['command'] === undefined);
        fc.pre(recorded.length > 0);
        const counts = packs.map((pack) => {
          const { projections } = replayed(recorded, pack);
          const { rows } = projections['group-support'] as { readonly rows: readonly { readonly routing: string }[] };
          const asked = rows.map(({ routing: _, ...row }) => row);
          const groups = Object.entries(projections['even-handedness-by-group'].groups);
          return [asked, groups.map(([name, { noticesReceived: _, ...row }]) => [name, row])];
        });
        for (const one of counts) expect(one).toEqual(counts[0]);
      }),
      { numRuns: RUNS, seed: 20_260_314, endOnFailure: true },
    );
  });

  it('accounts for every request and every notice owed', () => {
    replayUnderEach((events, pack) => {
      const { projections } = replayed(events, pack);
      const { groups } = projections['even-handedness-by-group'];
      for (const row of Object.values(groups)) {
        expect(row.requests).toBe(row.pending + row.accepted + row.declined + row.withdrawn);
        expect(row.support).toBe(row.briefings + row.reports);
      }
      const { totals, rows } = projections['notice-obligations'];
      const { owed, ...states } = totals;
      expect(owed).toBe(Object.values(states).reduce((sum, one) => sum + one, 0));
      expect(rows).toHaveLength(owed);
    });
  });

  it('renames rows and nothing else when groups are renamed', () => {
    const renamed = (text: string): string => text.replace(/"G-([A-Z])"/g, '"G-$1$1"');
    replayUnderEach((events, pack) => {
      const { 'audit-timeline': _a, findings: before, ...expected } = replayed(events, pack).projections;
      const again = JSON.parse(renamed(JSON.stringify(events))) as RawEntry[];
      const { 'audit-timeline': _b, findings: after, ...actual } = replayed(again, pack).projections;
      const plain = (views: object): unknown => JSON.parse(withoutDerivedIds(renamed(JSON.stringify(views))));
      expect(plain(actual)).toEqual(plain(expected));
      expect(after.totals).toEqual(before.totals);
    });
  });

  it('loses a rule’s findings alone when the rule is moved to silent', () => {
    replayUnderEach((events, pack) => {
      const { rows } = replayed(events, pack).projections.findings;
      // Findings that one clause had merged come back when the rule that stood for them goes, so only unmerged ones are moved.
      const alone = rows.map(({ rule }) => rule).find((rule) => UNSHARED.has(rule));
      if (alone === undefined) return;
      const rules = new Map([...pack.rules].filter(([id]) => id !== alone));
      const left = replayed(events, { ...pack, rules }).projections.findings.rows;
      expect(left).toEqual(rows.filter(({ rule }) => rule !== alone));
    });
  });
});
