import { answered, findingLines, type Explained } from '../reference/explain.js';
import type { Finding, Ref } from '../reference/finding.js';
import type { Fact as Recorded } from '../reference/history.js';
import { conflictLines } from './conflicts.js';

import { refOf, type Fact, type Past } from './history.js';
import { legs } from './legs.js';
import { personItems } from './items.js';
import { partFindingsOf } from './part-findings.js';
import { factsOfLate, itemsCounted, votesInBreachOn } from './participation.js';
import { relationships } from './relationships.js';
import { designatedPosts, lastSpell, noticesOf } from './staffing.js';

type Line = Parameters<typeof answered>[0][string][string][number];
type Row = [string, Record<string, Line[]>];

function line(of: string, ...events: Fact[]): Line {
  return { of, events: events.map((fact): Ref => refOf(fact)) as Recorded[] };
}

/** What the figures of P02, P03, P04, P16 and P20 are made of. */
export function explained(past: Past, findings: Finding[]): Explained {
  const counted = itemsCounted(past).map((token): Row => {
    return [token, { votesInBreach: votesInBreachOn(past, token).map((fact) => line(fact.id, fact)) }];
  });
  const verdicts = personItems(past).map(([person, token]): Row => {
    const found = partFindingsOf(past, person, token);
    return [token, { [`${person}.verdict`]: found.map((one) => ({ of: one.rule, events: one.events as Recorded[] })) }];
  });
  const items: Record<string, Record<string, Line[]>> = {};
  for (const [token, lines] of [...counted, ...verdicts]) items[token] = { ...items[token], ...lines };
  const late = factsOfLate(past).map((fact) => line(fact.id, fact));
  const conflicts = conflictLines(past);
  const some = (open: boolean) =>
    conflicts.filter((one) => one.open === open).map((one) => line(one.of, ...one.events));
  const posts = designatedPosts(past).map((post) => [
    post,
    {
      designated: [line(post, ...lastSpell(past, post))],
      notices: noticesOf(past, post).map((fact) => line(fact.id, fact)),
    },
  ]);
  const known = relationships(past).map((one) => line(one.id, ...one.declarations));
  // The issue: a status opens to what it is made of; the state of a relationship (readings 6) to its legs.
  const states = relationships(past).map((one) => [
    one.id,
    { state: legs(past, one).map((leg) => line(leg.name, leg.owedFrom, ...(leg.done ? [leg.done] : []))) },
  ]);
  return {
    'meeting-participation': answered({ ...items, council: { lateKnowledge: late } }),
    'relationship-register': answered({ ...Object.fromEntries(states), council: { rows: known } }),
    'body-conflicts': answered({ council: { open: some(true), closed: some(false) } }),
    'restricted-posts': answered(Object.fromEntries(posts)),
    findings: answered({ totals: findingLines(findings) }),
  };
}
