import type { Finding } from '#lib/protocol/index.js';
import { type RulesInWords, ruleInWords } from '#lib/protocol/described.js';
import type { Folded } from './replay.js';

/** The rules of findings in words, each from its latest finding. `seen`: the findings that the viewer sees. */
export function rulesSeen(
  findings: readonly Finding[],
  seen: ReadonlySet<string>,
  { packAt }: Pick<Folded, 'packAt'>,
): RulesInWords {
  const latest = new Map<string, Finding>();
  for (const finding of findings) {
    const known = latest.get(finding.rule.id);
    if (seen.has(finding.rule.id) && (known === undefined || known.at <= finding.at))
      latest.set(finding.rule.id, finding);
  }
  const entries = [...latest].sort(([a], [b]) => (a < b ? -1 : 1));
  // An overlay has its own rules; the council's pack has the titles of its officers.
  return Object.fromEntries(entries.map(([id, { rule, at }]) => [id, ruleInWords(rule, packAt(at))]));
}
