/** The life of the protocol (readings.md 3 lif.*, 4 P19). */
import { distinct } from './figures.js';
import type { Line } from './figures.js';
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import type { Fact } from './history.js';
import { level, listOf, rule } from './pack.js';
import type { Pack, World } from './pack.js';
import { addDays, daysBetween, firstDay, lastDay, lastDayOfNextMonth } from './time.js';
import { localDate, secondAfter, startOfDate } from './time.js';
import { ofType, token } from './world.js';

/** A date by which something is due: who set it and when, whether a default did, and what ended or replaced it. */
interface Due {
  stated: number;
  day: string;
  origin: Fact | null;
  isDefault: boolean;
  /** When another date took its place, or an answer ended it. */
  until: number;
}

function packNow(world: World): Pack {
  return world.packAt(world.at);
}

/** The day of an adoption: its own date, else the day on which it was minuted. */
function dayOfAnswer(fact: Fact): string {
  return (fact.type === 'ProtocolAdoptionMinuted' ? token(fact.f['date']) : null) ?? localDate(fact.t);
}

/** readings 4: where evidence needs a minute, an adoption without one is no evidence and resolves nothing. */
function isEvidence(world: World, adoption: Fact): boolean {
  const need = listOf(rule(packNow(world), 'lif.adoption_evidence')?.params['need']);
  return !need.includes('minute') || token(adoption.f['minute']) !== null;
}

/** A completed review, or a minuted adoption that is evidence. */
function answers(world: World): Fact[] {
  return ofType(world, 'ProtocolAdoptionMinuted', 'ProtocolReviewCompleted').filter(
    (fact) => fact.type === 'ProtocolReviewCompleted' || isEvidence(world, fact),
  );
}

/** Not before the date was set, of an adoption by its own date too. */
function isAnswerTo(answer: Fact, stated: number): boolean {
  return answer.t >= stated && (stated === -Infinity || dayOfAnswer(answer) >= localDate(stated));
}

/** Only where the ledger records the protocol's life: an event named Protocol… other than a gap. */
function recordsLife(world: World): boolean {
  return world.events.some((fact) => fact.type.startsWith('Protocol') && fact.type !== 'ProtocolGapRecorded');
}

/** Triggers of a review: recorded as such, or the pack's own trigger event. */
function triggers(world: World): Fact[] {
  const review = packNow(world).review;
  const own = review?.basis === 'event' && review.trigger_event !== undefined ? [review.trigger_event] : [];
  return ofType(world, 'ProtocolReviewTriggered', ...own);
}

function unansweredTriggers(world: World, by: number): Fact[] {
  const given = answers(world).filter((fact) => fact.t <= by);
  return triggers(world).filter((trigger) => trigger.t <= by && !given.some((one) => isAnswerTo(one, trigger.t)));
}

/** The pack's own date, stated once the last review was over. */
function packsDue(world: World): Due[] {
  const review = packNow(world).review;
  const [last, next] = [token(review?.last), token(review?.next)];
  if (next === null) return [];
  const stated = last === null ? -Infinity : secondAfter(lastDay(last));
  return [{ stated, day: lastDay(next), origin: null, isDefault: false, until: Infinity }];
}

function dueBy(origin: Fact, day: string, isDefault = false): Due {
  return { stated: origin.t, day, origin, isDefault, until: Infinity };
}

/** The date that a schedule sets, or the first unanswered trigger where the pack gives days to complete a review. */
function dateSetBy(world: World, fact: Fact): Due | null {
  const params = rule(packNow(world), 'lif.review')?.params ?? {};
  const days = params['complete_within_days'];
  if (fact.type === 'ProtocolReviewScheduled') return dueBy(fact, lastDay(String(fact.f['next'])));
  if (typeof days !== 'number' || unansweredTriggers(world, fact.t)[0] !== fact) return null;
  return dueBy(fact, addDays(localDate(fact.t), days), params['complete_within_days_default'] === true);
}

/** For `annual` the first anchor month that begins after both the answer's day and the date that it ended. */
function dateAfter(world: World, ended: Due, answer: Fact): Due | null {
  const { basis, anchor_month: month } = packNow(world).review ?? {};
  if (basis !== 'annual' || month === undefined) return null;
  const day = localDate(answer.t);
  return dueBy(answer, lastDayOfNextMonth(month, day > ended.day ? day : ended.day));
}

/** Every review date that was ever set, each with the instant until which it stood; judged instant by instant (1.2). */
function reviewDates(world: World): Due[] {
  const dates = packsDue(world);
  const given = answers(world);
  const replace = (by: Due) => {
    const current = dates.at(-1);
    if (current !== undefined) current.until = Math.min(current.until, by.stated);
    dates.push(by);
  };
  for (const instant of distinct(world.events.map((fact) => fact.t))) {
    const now = world.events.filter((fact) => fact.t === instant);
    for (const fact of now) {
      const set = dateSetBy(world, fact);
      if (set !== null) replace(set);
    }
    const current = dates.at(-1);
    const answer = now.filter((fact) => current && given.includes(fact) && isAnswerTo(fact, current.stated)).at(-1);
    if (current?.until !== Infinity || answer === undefined) continue;
    current.until = instant;
    const next = dateAfter(world, current, answer);
    if (next !== null) dates.push(next);
  }
  return dates;
}

/** readings 4, P19 `nextExpected`: the date that stands. */
function nextReview(world: World): Due | null {
  const last = reviewDates(world).at(-1);
  return last?.until === Infinity ? last : null;
}

function hasPassed(world: World, due: Due): boolean {
  return world.at >= secondAfter(due.day) && due.until >= secondAfter(due.day);
}

/** The entries of the pack's adoption log whose evidence is missing. */
function evidenceDates(world: World): Due[] {
  const missing = (packNow(world).adoption?.entries ?? []).filter((entry) => entry.evidence === 'missing');
  return missing.map((entry) => {
    const stated = startOfDate(firstDay(entry.date));
    const until = answers(world).find((fact) => isAnswerTo(fact, stated))?.t ?? Infinity;
    return { stated, day: lastDay(entry.date), origin: null, isDefault: false, until };
  });
}

function dueFindings(world: World, id: string, dues: Due[]): Finding[] {
  if (!recordsLife(world)) return [];
  const pack = packNow(world);
  return dues
    .filter((due) => hasPassed(world, due))
    .flatMap((due) => {
      const passed = secondAfter(due.day);
      const late = answers(world).filter((fact) => fact.t >= passed && isAnswerTo(fact, due.stated));
      const own = level(rule(pack, id));
      return finding(pack, rule(pack, id), {
        subject: 'protocol',
        fact: due.day,
        level: own !== null && due.isDefault ? 'WARN' : own,
        anchor: due.origin,
        occurredAt: passed,
        notBefore: passed,
        rests: due.origin === null ? [] : [due.origin],
        remediedAt: late[0]?.t ?? null,
        resolvers: late.slice(0, 1),
      });
    });
}

export function lifeFindings(world: World): Finding[] {
  return [
    ...dueFindings(world, 'lif.review', reviewDates(world)),
    ...dueFindings(world, 'lif.adoption_evidence', evidenceDates(world)),
  ];
}

/** readings 4, P19: the first that holds. */
function reviewState(world: World): string {
  const basis = packNow(world).review?.basis ?? 'none';
  const next = nextReview(world);
  if (next !== null && hasPassed(world, next)) return 'overdue';
  if (unansweredTriggers(world, world.at).length > 0) return 'triggered';
  if (next !== null || ['fixed_date', 'annual', 'event'].includes(basis)) return 'current';
  return basis === 'continuous_monitoring' ? basis : 'none';
}

/** readings 4, P19: distinct date and minute, from the pack's complete entries and the minuted ones, up to `at`. */
function evidencedAdoptions(world: World): { date: string; minute: string | null; facts: Fact[] }[] {
  const entries = packNow(world).adoption?.entries ?? [];
  const complete = entries.filter((entry) => entry.evidence === 'complete');
  const minuted = ofType(world, 'ProtocolAdoptionMinuted')
    .filter((fact) => isEvidence(world, fact))
    .map((fact) => ({ date: dayOfAnswer(fact), minute: token(fact.f['minute']), facts: [fact] }));
  const all = [...complete.map(({ date, minute }) => ({ date, minute, facts: [] as Fact[] })), ...minuted];
  const upToNow = all.filter((one) => one.date <= localDate(world.at));
  const keys = upToNow.map((one) => JSON.stringify([one.date, one.minute]));
  return upToNow
    .map((one, place) => ({ ...one, facts: upToNow.filter((_, i) => keys[i] === keys[place]).flatMap((o) => o.facts) }))
    .filter((_, place) => keys.indexOf(keys[place]!) === place);
}

/** What the count of evidenced adoptions is made of; an entry of the pack rests on no event. */
export function adoptionLines(world: World): Line[] {
  return evidencedAdoptions(world).map((one) => ({ of: `${one.date} ${one.minute ?? ''}`.trim(), events: one.facts }));
}

function gaps(world: World): string[] {
  const dangling = packNow(world).groups?.dangling;
  const recorded = ofType(world, 'ProtocolGapRecorded');
  return distinct([...(dangling ? [dangling.clause] : []), ...recorded.map((fact) => String(fact.f['clause']))]).sort();
}

function overdueDays(world: World, next: Due | null): number {
  return next !== null && hasPassed(world, next) ? daysBetween(next.day, localDate(world.at)) : 0;
}

/** projections.md P19. */
export function protocolStatus(world: World, findings: Finding[]) {
  const pack = packNow(world);
  const adoptions = evidencedAdoptions(world).sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
  const trigger = unansweredTriggers(world, world.at)[0];
  const next = nextReview(world);
  const own = findings.filter((one) => one.rule.startsWith('lif.'));
  return {
    sourceState: pack.pack.state ?? null,
    sourceStatus: pack.source?.status ?? null,
    approvalRecorded: adoptions.length > 0,
    reviewState: reviewState(world),
    ageDays: trigger === undefined ? null : daysBetween(localDate(trigger.t), localDate(world.at)),
    lastEvidencedAdoption: adoptions.at(-1)?.date ?? null,
    minute: adoptions.at(-1)?.minute ?? null,
    evidencedAdoptions: adoptions.length,
    nextExpected: next?.day ?? null,
    overdueDays: overdueDays(world, next),
    warn: own.filter((one) => one.level === 'WARN' && one.remediedAt === null).length,
    findings: own.length,
    gaps: gaps(world),
  };
}
