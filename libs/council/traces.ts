import type { EventMark, Instant } from '#lib/kernel/index.js';
import type { Finding } from '#lib/protocol/index.js';
import { mergeFindings } from './findings.js';
import { type Entry, ownIdOf } from './history.js';

/** What the rules find in a history as amended and as first recorded, each before findings that say the same are merged. */
interface Compared {
  readonly amended: readonly Finding[];
  readonly first: readonly Finding[];
  readonly at: Instant;
  /** The amendment to which a finding owes its end or its being there; null where none stands. */
  readonly amendmentOf: (finding: Finding) => Entry | null;
}

const keyOf = ({ rule, subject }: Finding): string => `${rule.id}\n${subject}`;
const factOf = (finding: Finding): string => `${keyOf(finding)}\n${String(finding.at)}\n${finding.level}`;

function markOfEntry({ event, order }: Entry): EventMark {
  return { id: ownIdOf(event), at: event.at, rec: event.rec, order };
}

/** A finding of the first recording of whose rule and subject nothing is left: resolved by its amendment. */
function takenAway({ amended, first, at, amendmentOf }: Compared): Finding[] {
  const left = new Set(amended.map(keyOf));
  const gone = mergeFindings(first).filter((finding) => !left.has(keyOf(finding)));
  return gone.flatMap((finding) => {
    const amendment = amendmentOf(finding);
    if (amendment === null || finding.at >= amendment.event.at || at < amendment.event.at) return [];
    const mark = markOfEntry(amendment);
    return [{ ...finding, remediedAt: mark.at, events: [...finding.events, mark], meeting: null }];
  });
}

/** A finding that the first recording has not: it rests on its amendment too. */
function broughtIn({ amended, first, amendmentOf }: Compared): Finding[] {
  const known = new Set(first.map(factOf));
  return mergeFindings(amended).map((finding) => {
    const amendment = known.has(factOf(finding)) ? null : amendmentOf(finding);
    if (amendment === null) return finding;
    const mark = markOfEntry(amendment);
    return { ...finding, rec: Math.max(finding.rec, mark.rec), events: [...finding.events, mark] };
  });
}

/** The findings of an amended history, and what its amendments took away (readings 2.4). */
export function withTraces(compared: Compared): readonly Finding[] {
  return [...broughtIn(compared), ...takenAway(compared)];
}
