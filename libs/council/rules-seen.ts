import type { Finding } from '#lib/protocol/index.js';
import { type RulesInWords, ruleInWords } from '#lib/protocol/described.js';
import type { Folded } from './replay.js';

/** The rules of some findings in words, each as the latest of its findings has it; `seen`: those that the viewer sees. */
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
  // An overlay judges by its own rules; what the council calls its officers stands in the council's pack.
  return Object.fromEntries(entries.map(([id, { rule, at }]) => [id, ruleInWords(rule, packAt(at))]));
}
