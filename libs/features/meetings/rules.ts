import type { Instant } from '#lib/kernel/index.js';
import { firstOf, firstRecordedOf, knownFrom, lastOf, markOf } from '#lib/kernel/marks.js';
import { type Fact, type Finding, endOfPeriod, judge, missed, words } from '#lib/protocol/index.js';
import type { Register } from '../register/state.js';
import type { Mark } from './items.js';
import type { Registers } from './known.js';
import { disclosedThenNotified } from './notices.js';
import { involvementOf, partFindings } from './part-rules.js';
import type { Employment, Seat, Standing } from './standing.js';
import type { MeetingsState, Report } from './state.js';

const REGISTERED = 'int.categories_registered';

/** TH 3.24-3.26: an interest declared at a meeting is on the register by the 28th day, the day of declaration being the first. */
export function categoriesRegistered(
  person: string,
  { firstDeclared }: Standing,
  { registrations }: Register,
  at: Instant,
): Finding[] {
  return [...firstDeclared].flatMap(([category, declared]) => {
    const { pack } = declared;
    const end = endOfPeriod(pack, 'interest.register', declared.at);
    const isAsked = words(pack.rules.get(REGISTERED), 'categories').includes(category);
    if (!isAsked || end === null || end > at) return [];
    const entries = registrations.filter((one) => one.category === category && (one.ended?.at ?? Infinity) >= end);
    const fact = { subject: `person ${person} category ${category}`, at: end, anchor: declared, actor: person };
    const isDefault = pack.deadlines.get('interest.register')?.isDefault === true;
    return missed(pack, REGISTERED, isDefault ? { ...fact, level: 'WARN' } : fact, entries);
  });
}

const NEGOTIATING = 'int.negotiating_body_bar';

/** How an employment bears on a seat: a kind that must be represented counts fully if it is said to be, softly if nothing is said. */
function bearing({ kind, represented, pack }: Employment): 'full' | 'soft' | null {
  const rule = pack.rules.get(NEGOTIATING);
  if (!words(rule, 'bars').includes(kind)) return null;
  if (!words(rule, 'represented').includes(kind)) return 'full';
  if (represented === null) return 'soft';
  return represented ? 'full' : null;
}

/** The employments of the strongest bearing that there is while a seat lasts (readings 5). */
function strongest(employments: readonly Employment[], seat: Seat): readonly Employment[] {
  const during = employments.filter(({ at }) => seat.ended === null || at < seat.ended.at);
  const full = during.filter((one) => bearing(one) === 'full');
  return full.length > 0 ? full : during.filter((one) => bearing(one) === 'soft');
}

/** What of a seat and of the employments that bar it stood at an instant; of each what says so. */
function standingAt(seat: Seat, barring: readonly Employment[], instant: Instant): readonly (readonly Mark[])[] {
  const starts = seat.starts.filter(({ at, until }) => at <= instant && instant < until);
  return [starts, barring.filter(({ at }) => at <= instant)];
}

/** The last of the first events of each ground. */
function lastToCome(grounds: readonly (readonly Mark[])[]): Mark | undefined {
  const last = lastOf(grounds.flatMap((ground) => firstOf(ground) ?? []));
  return grounds.flat().find(({ order }) => order === last?.order);
}

/** TH 14.9: a barred employment and a seat on a staff-negotiating body do not go together. */
export function negotiatingBodyBar(person: string, { employments, negotiatingSeats }: Standing): Finding[] {
  return negotiatingSeats.flatMap((seat) => {
    const barring = strongest(employments, seat);
    const [employment] = barring;
    if (employment === undefined) return [];
    const opened = Math.max(employment.at, seat.at);
    const grounds = standingAt(seat, barring, opened);
    const anchor = lastToCome(grounds);
    if (anchor === undefined) return [];
    const rests = grounds.flatMap((ground) => firstRecordedOf(ground) ?? []);
    const fact: Fact = {
      subject: `person ${person} body ${seat.body}`,
      at: opened,
      rec: knownFrom(rests),
      anchor: markOf(anchor),
      events: seat.ended === null ? rests : [...rests, seat.ended],
      actor: person,
      remediedAt: seat.ended?.at ?? null,
    };
    const isSoft = bearing(employment) === 'soft';
    return judge(anchor.pack, NEGOTIATING, isSoft ? { ...fact, level: 'WARN' } : fact);
  });
}

function soughtAdvice(state: MeetingsState, { person, at, to, pack }: Report): boolean {
  const advisers = words(pack.rules.get('int.role_conflict_advice'), 'advisers');
  if (to !== null && advisers.includes(to)) return true;
  const sought = state.people.get(person)?.adviceSought ?? [];
  return sought.some((one) => one.at >= at && advisers.includes(one.to));
}

/** TH 3.40(b1), 3.32-3.34, 14.13, AL 4, 9, GA 2.6(b12), NT 6.1(k), OM 3.1(l): what offends by itself. */
export function reportedActs(state: MeetingsState): Finding[] {
  return state.reports.flatMap((report) => {
    const { rule, id, at, rec, basis, word, person, pack } = report;
    if (rule === 'int.role_conflict_advice' && soughtAdvice(state, report)) return [];
    return judge(pack, rule, { subject: `event ${id}`, at, rec, anchor: report, actor: person, word, basis });
  });
}

/** Every finding about meetings and what bears on them, as at an instant. */
export function meetingFindings(state: MeetingsState, known: Registers, at: Instant): Finding[] {
  const findings: Finding[] = [];
  for (const item of state.items.values()) {
    for (const part of item.parts.values()) findings.push(...partFindings(involvementOf(state, part, known)));
  }
  for (const [person, standing] of state.people) {
    const register = known.registerOf(person);
    findings.push(...categoriesRegistered(person, standing, register, at), ...negotiatingBodyBar(person, standing));
  }
  return [...findings, ...disclosedThenNotified(state, known, at), ...reportedActs(state)];
}
