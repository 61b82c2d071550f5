import { type EventMark, type Instant, type LocalDay, localDay, startOfDay } from '#lib/kernel/index.js';
import { type Finding, type Pack, judge } from '#lib/protocol/index.js';
import { type Due, answersOf, hasPassed, isAnswerTo, isEvidence, reviewDays } from './dates.js';
import type { ProtocolLifeState } from './state.js';

/** An adoption of which there is evidence. */
export interface Evidenced {
  readonly day: LocalDay;
  readonly minute: string | null;
  /** The events that minuted it; none where the pack alone has it. */
  readonly events: readonly EventMark[];
}

/** Distinct adoptions with evidence up to an instant, oldest first: the pack's complete entries, and the minuted ones (readings 4, P19). */
export function evidencedAdoptions(state: ProtocolLifeState, pack: Pack, at: Instant): Evidenced[] {
  const complete = pack.adoption
    .filter(({ evidence }) => evidence === 'complete')
    .map(({ date, minute }) => ({ day: date.first, minute, events: [] }));
  const minuted = state.adoptions
    .filter((one) => isEvidence(pack, one))
    .map((one) => ({ day: one.day, minute: one.minute, events: [one] }));
  const found = new Map<string, Evidenced>();
  for (const one of [...complete, ...minuted]) {
    if (one.day > localDay(at)) continue;
    const key = JSON.stringify([one.day, one.minute]);
    found.set(key, { ...one, events: [...(found.get(key)?.events ?? []), ...one.events] });
  }
  return [...found.values()].sort((a, b) => a.day - b.day);
}

/** The days that passed while they stood, each a finding until something answers it (readings 3, lif.*). */
function passedDays(
  state: ProtocolLifeState,
  { pack, at }: { readonly pack: Pack; readonly at: Instant },
  rule: 'lif.review' | 'lif.adoption_evidence',
  days: readonly Due[],
): Finding[] {
  const answers = answersOf(state, pack);
  const passed = days.filter((due) => hasPassed(due, at));
  // A date that is stated again is no other date.
  return passed
    .filter((due) => passed.find(({ last }) => last === due.last) === due)
    .flatMap((due) => {
      const end = startOfDay(due.last + 1);
      const late = answers.find((one) => one.at >= end && isAnswerTo(one, due.set));
      return judge(pack, rule, {
        subject: 'protocol',
        at: end,
        rec: end,
        remediedAt: late?.at ?? null,
        periodEnd: true,
        anchor: due.origin,
        events: late === undefined ? [] : [late],
        apartFrom: rule === 'lif.review' ? ['lif.adoption_evidence'] : [],
        ...(due.isDefault ? { level: 'WARN' } : {}),
      });
    });
}

/** The days of adoptions whose evidence is missing. */
function evidenceDays(state: ProtocolLifeState, pack: Pack): Due[] {
  const answers = answersOf(state, pack);
  return pack.adoption
    .filter(({ evidence }) => evidence === 'missing')
    .map(({ date }) => {
      const set = startOfDay(date.first);
      const until = answers.find((one) => isAnswerTo(one, set))?.at ?? Infinity;
      return { set, last: date.last, origin: null, isDefault: false, until };
    });
}

/**
 * Every finding about the protocol itself, as at an instant, where the ledger records the protocol's life: TH head, OM adopt,
 * AL 2 on its review, TH head, OM adopt on the evidence of its adoption.
 */
export function protocolLifeFindings(state: ProtocolLifeState, pack: Pack, at: Instant): Finding[] {
  if (!state.recorded) return [];
  return [
    ...passedDays(state, { pack, at }, 'lif.review', reviewDays(state, pack)),
    ...passedDays(state, { pack, at }, 'lif.adoption_evidence', evidenceDays(state, pack)),
  ];
}
