/** The life of the protocol (readings.md 3 lif.*, 4 P19). */
import { distinct } from './figures.js';
import { finding } from './finding.js';
import type { Finding } from './finding.js';
import { foldOrder } from './history.js';
import type { Fact } from './history.js';
import { rule } from './pack.js';
import type { World } from './pack.js';
import { ofType, token } from './requests.js';
import { daysBetween, firstDay, lastDay, localDate, secondAfter, startOfDate } from './time.js';

/** A date by which something was due, and since when that was stated. */
interface Due {
  stated: number;
  day: string;
  origin: Fact[];
}

/** A minuted adoption or a completed review. */
function answers(world: World): Fact[] {
  return ofType(world, 'ProtocolAdoptionMinuted', 'ProtocolReviewCompleted');
}

/** Only where the ledger records the protocol's life: an event named Protocol… other than a gap. */
function recordsLife(world: World): boolean {
  return world.events.some((fact) => fact.type.startsWith('Protocol') && fact.type !== 'ProtocolGapRecorded');
}

/** The review dates stated: the pack's, then each one scheduled. */
function reviewsDue(world: World): Due[] {
  const review = world.packAt(world.at).review;
  const last = token(review?.last);
  const next = token(review?.next);
  const stated = last === null ? -Infinity : secondAfter(lastDay(last));
  const own: Due[] = next === null ? [] : [{ stated, day: lastDay(next), origin: [] }];
  const scheduled = ofType(world, 'ProtocolReviewScheduled').map((fact): Due => ({
    stated: fact.t,
    day: lastDay(String(fact.f['next'])),
    origin: [fact],
  }));
  return [...own, ...scheduled];
}

/** readings 4, P19 `nextExpected`: the date stated last. */
function nextReview(world: World): Due | null {
  return reviewsDue(world).at(-1) ?? null;
}

/** The entries of the pack's adoption log whose evidence is missing. */
function evidenceDue(world: World): Due[] {
  const entries = world.packAt(world.at).adoption?.entries ?? [];
  return entries
    .filter((entry) => entry.evidence === 'missing')
    .map((entry) => ({ stated: startOfDate(firstDay(entry.date)), day: lastDay(entry.date), origin: [] }));
}

/** Answered in time: since it was stated, and by the end of the day. */
function isAnsweredInTime(world: World, due: Due): boolean {
  return answers(world).some((fact) => fact.t >= due.stated && fact.t < secondAfter(due.day));
}

function answeredLate(world: World, due: Due): Fact | null {
  return answers(world).find((fact) => fact.t >= secondAfter(due.day)) ?? null;
}

function passed(world: World, due: Due): boolean {
  return world.at >= secondAfter(due.day) && !isAnsweredInTime(world, due);
}

/** A stated review date that another one replaced before it passed is due no more. */
function isReplaced(due: Due, all: Due[]): boolean {
  return all.slice(all.indexOf(due) + 1).some((later) => later.stated < secondAfter(due.day));
}

function dueFindings(world: World, id: string, dues: Due[]): Finding[] {
  if (!recordsLife(world)) return [];
  return dues
    .filter((due) => passed(world, due))
    .flatMap((due) =>
      finding(rule(world.packAt(world.at), id), {
        kind: 'protocol',
        subject: ['protocol'],
        fact: due.day,
        occurredAt: secondAfter(due.day),
        notBefore: secondAfter(due.day),
        rests: due.origin,
        remediedAt: answeredLate(world, due)?.t ?? null,
      }),
    );
}

export function lifeFindings(world: World): Finding[] {
  const reviews = reviewsDue(world);
  return [
    ...dueFindings(
      world,
      'lif.review',
      reviews.filter((due) => !isReplaced(due, reviews)),
    ),
    ...dueFindings(world, 'lif.adoption_evidence', evidenceDue(world)),
  ];
}

/** Triggers of a review without an answer since. */
function unansweredTriggers(world: World): Fact[] {
  const review = world.packAt(world.at).review;
  const own = review?.basis === 'event' && review.trigger_event !== undefined ? [review.trigger_event] : [];
  return ofType(world, 'ProtocolReviewTriggered', ...own).filter(
    (trigger) => !answers(world).some((fact) => fact.t >= trigger.t),
  );
}

function isOverdue(world: World): boolean {
  const next = nextReview(world);
  return next !== null && passed(world, next) && answeredLate(world, next) === null;
}

/** readings 4, P19: none, current, triggered, overdue, continuous_monitoring. */
function reviewState(world: World): string {
  const basis = world.packAt(world.at).review?.basis ?? 'none';
  if (isOverdue(world)) return 'overdue';
  if (unansweredTriggers(world).length > 0) return 'triggered';
  if (basis === 'continuous_monitoring') return basis;
  return basis === 'none' && nextReview(world) === null ? 'none' : 'current';
}

/** readings 4, P19: from the pack's complete entries and the minuted ones, up to `at`. */
function evidencedAdoptions(world: World): { date: string; minute: string | null }[] {
  const entries = world.packAt(world.at).adoption?.entries ?? [];
  const complete = entries.filter((entry) => entry.evidence === 'complete');
  const minuted = ofType(world, 'ProtocolAdoptionMinuted').map((fact) => ({
    date: token(fact.f['date']) ?? localDate(fact.t),
    minute: token(fact.f['minute']),
  }));
  const all = [...complete.map(({ date, minute }) => ({ date, minute })), ...minuted];
  const upToNow = all.filter((one) => one.date <= localDate(world.at));
  const keys = upToNow.map((one) => JSON.stringify([one.date, one.minute]));
  return upToNow.filter((_, place) => keys.indexOf(keys[place]!) === place);
}

function gaps(world: World): string[] {
  const dangling = world.packAt(world.at).groups?.dangling;
  const recorded = ofType(world, 'ProtocolGapRecorded').sort(foldOrder);
  return distinct([...(dangling ? [dangling.clause] : []), ...recorded.map((fact) => String(fact.f['clause']))]);
}

/** projections.md P19. */
export function protocolStatus(world: World, findings: Finding[]) {
  const adoptions = evidencedAdoptions(world).sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
  const trigger = unansweredTriggers(world)[0];
  const next = nextReview(world);
  const own = findings.filter((one) => one.rule.startsWith('lif.'));
  const today = localDate(world.at);
  return {
    reviewState: reviewState(world),
    ageDays: trigger === undefined ? null : daysBetween(localDate(trigger.t), today),
    lastEvidencedAdoption: adoptions.at(-1)?.date ?? null,
    minute: adoptions.at(-1)?.minute ?? null,
    evidencedAdoptions: adoptions.length,
    nextExpected: next?.day ?? null,
    overdueDays: next !== null && isOverdue(world) ? daysBetween(next.day, today) : 0,
    warn: own.filter((one) => one.level === 'WARN' && one.remediedAt === null).length,
    findings: own.length,
    gaps: gaps(world),
  };
}
