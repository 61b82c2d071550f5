import { firstRecording, amended } from '../reference/amendments.js';
import { findingsView, type Finding } from '../reference/finding.js';
import type { Fact as Recorded } from '../reference/history.js';
import { withTraces } from '../reference/traces.js';
import { closenessOfPairs } from './closeness.js';
import { conflictFindings } from './conflicts.js';
import { eventFindings } from './event-findings.js';
import { factOf, type Past } from './history.js';
import { declarationFindings } from './legs.js';
import { partFindings } from './part-findings.js';
import { registerFindings } from './register.js';
import { staffingFindings } from './staffing.js';

/** Everything that a rule finds in one past, before what says the same is merged. */
function found(past: Past): Finding[] {
  return [
    ...partFindings(past),
    ...registerFindings(past),
    ...declarationFindings(past),
    ...closenessOfPairs(past),
    ...conflictFindings(past),
    ...staffingFindings(past),
    ...eventFindings(past),
  ];
}

/** The amended past of a file's events. */
export function pastOf(facts: Recorded[], asked: Omit<Past, 'facts'>): Past {
  return { ...asked, facts: amended(facts, asked.at, asked.knownAt).map(factOf) };
}

/** Every finding of the rules of this reference, with what amendments left behind. */
export function allFindings(facts: Recorded[], past: Past): Finding[] {
  const { at, knownAt } = past;
  const recorded = { ...past, facts: firstRecording(facts, at, knownAt).map(factOf) };
  return withTraces({ facts, at, knownAt, amended: found(past), recorded: found(recorded) });
}

/** P20 findings, of the rules of this reference alone. */
export function findings(all: Finding[], past: Past): ReturnType<typeof findingsView> {
  return findingsView(all, past.pack);
}
