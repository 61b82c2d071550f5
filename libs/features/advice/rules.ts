import type { EventMark, Instant } from '#lib/kernel/index.js';
import { knownFrom } from '#lib/kernel/marks.js';
import { type Finding, type Pack, type PackRule, judge } from '#lib/protocol/index.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { Notice } from './matter.js';
import type { AdviceState, QuestionedDelivery } from './state.js';

const PLAIN_FLAGS: ReadonlySet<string> = new Set(['facts', 'options', 'politicalImplications', 'recommendation']);

function aboutDelivery({ mark, officer }: QuestionedDelivery): {
  readonly subject: string;
  readonly at: Instant;
  readonly rec: Instant;
  readonly anchor: EventMark;
  readonly actor: string | null;
} {
  return { subject: `event ${mark.id}`, at: mark.at, rec: mark.rec, anchor: mark, actor: officer };
}

/** TH 6.4(iii), NT 8.2: no political implications. */
export function noPoliticalImplications(state: AdviceState): Finding[] {
  return state.questioned
    .filter(({ flags }) => flags.includes('politicalImplications'))
    .flatMap((one) => judge(one.pack, 'grp.no_political_implications', aboutDelivery(one)));
}

/** TH 6.4(iii), NT 8.2: no recommendation to a group. */
export function noRecommendation(state: AdviceState): Finding[] {
  return state.questioned
    .filter(({ flags }) => flags.includes('recommendation'))
    .flatMap((one) => judge(one.pack, 'grp.no_recommendation', aboutDelivery(one)));
}

function beyondFactsAndOptions({ flags, pack }: QuestionedDelivery): boolean {
  const params = pack.rules.get('grp.facts_and_options')?.params ?? {};
  if (flags.includes('recommendation') && params['professional_advice'] !== true) return true;
  if (flags.includes('options') && params['options_appraisal'] === false) return true;
  return flags.some((flag) => !PLAIN_FLAGS.has(flag));
}

/** TH 6.4(iii), NT 8.2, AL 43: facts and options, and professional advice where the pack allows it. */
export function factsAndOptions(state: AdviceState): Finding[] {
  return state.questioned
    .filter(beyondFactsAndOptions)
    .flatMap((one) => judge(one.pack, 'grp.facts_and_options', aboutDelivery(one)));
}

/** TH 6.4(iii), NT 7.5, AL 43: support is tied to a council matter. */
export function councilBusinessOnly(state: AdviceState, { requests }: GroupSupportState): Finding[] {
  const matterOf = (request: string | null): string | null => requests.get(request ?? '')?.matter ?? null;
  return state.questioned
    .filter(({ withoutMatter, request }) => withoutMatter && matterOf(request) === null)
    .flatMap((one) => judge(one.pack, 'grp.council_business_only', aboutDelivery(one)));
}

/** TH 6.4(vii), AL 45: a briefing does not replace formal advice. */
export function formalAdviceStillOwed(state: AdviceState): Finding[] {
  return [...state.matters.values()].flatMap(({ missingAdvice }) =>
    missingAdvice.flatMap(({ consideration: anchor, delivery, pack }) => {
      const fact = { subject: `event ${anchor.id}`, at: anchor.at, rec: knownFrom([anchor, delivery]), anchor };
      return judge(pack, 'grp.formal_advice_still_owed', { ...fact, events: [delivery] });
    }),
  );
}

/** From when a notice is overdue; null where it was sent or missed before, or is not late yet. */
function overdueFrom({ late, sent, missed }: Notice, at: Instant): Instant | null {
  const closed = earliest(sent, missed);
  if (late === null || late > at || missed?.at === late) return null;
  return closed !== null && closed.at < late ? null : late;
}

function overdue(notice: Notice, at: Instant): Finding[] {
  const { sent, missed, pack, opener } = notice;
  const late = overdueFrom(notice, at);
  if (late === null) return [];
  const closed = earliest(sent, missed);
  const isDefault = pack.rules.get('grp.notify_other_groups')?.params['target_default'] === true;
  return judge(pack, 'grp.notify_other_groups', {
    subject: subjectOf(notice),
    at: late,
    rec: late,
    anchor: opener,
    periodEnd: true,
    ...(closed === null ? {} : { events: [closed], remediedAt: closed.at }),
    ...(isDefault ? ({ level: 'WARN' } as const) : {}),
  });
}

function missedNotice(notice: Notice): Finding[] {
  const { missed, pack, opener } = notice;
  if (missed === null) return [];
  return judge(pack, 'grp.notify_other_groups', {
    subject: subjectOf(notice),
    at: missed.at,
    rec: knownFrom([opener, missed]),
    anchor: missed,
    events: [opener],
  });
}

function subjectOf({ matter, version, group }: Notice): string {
  return `matter ${matter} version ${version} group ${group}`;
}

/** NT 8.3: every other group is told, before the matter is considered, and within a target where one is set. */
export function notifyOtherGroups(state: AdviceState, at: Instant): Finding[] {
  const notices = [...state.matters.values()].flatMap((matter) => matter.notices);
  return notices.flatMap((notice) => [...overdue(notice, at), ...missedNotice(notice)]);
}

function earliest(a: EventMark | null, b: EventMark | null): EventMark | null {
  if (a === null || b === null) return a ?? b;
  return a.at <= b.at ? a : b;
}

/** AL 49: the versions held are the same, or determined substantially the same. */
export function sameAdvice(state: AdviceState): Finding[] {
  return [...state.matters.values()].flatMap(({ id, spells }) =>
    spells.flatMap(({ kind, from, rec, pack, anchor, events, resolver }) =>
      judge(pack, 'grp.same_advice', {
        subject: `matter ${id}`,
        at: from,
        rec,
        anchor,
        events: resolver === null || resolver.mark === null ? events : [...events, resolver.mark],
        remediedAt: resolver === null ? null : resolver.at,
        ...(kind === 'undetermined' ? ({ level: 'WARN' } as const) : {}),
      }),
    ),
  );
}

/** The rule by which an unexplained refusal between groups is judged; undefined where the pack has none. */
export function parityRule(pack: Pack): PackRule | undefined {
  const evenHanded = pack.rules.get('grp.even_handed');
  if (evenHanded !== undefined) return evenHanded;
  const equal = pack.rules.get('clr.equal_treatment');
  return equal?.params['unit'] === 'both' ? equal : undefined;
}

/** TH 6.2, OM 3.3(c), AL 47, NT 3.2: no refusal stays unexplained while another group was accepted or supplied on the matter. */
export function evenHanded(support: GroupSupportState): Finding[] {
  return support.parity.refusals.flatMap(({ request, refusal, from, rec, rests, resolvers, until }) => {
    const rule = parityRule(refusal.pack);
    if (rule === undefined) return [];
    return judge(refusal.pack, rule.id, {
      subject: `request ${request.id}`,
      at: from,
      rec,
      remediedAt: until,
      anchor: refusal.mark,
      events: [...rests, ...resolvers],
      actor: refusal.by,
    });
  });
}

/** Every finding about advice and parity between groups, as at an instant. */
export function adviceFindings(state: AdviceState, support: GroupSupportState, at: Instant): Finding[] {
  return [
    ...noPoliticalImplications(state),
    ...noRecommendation(state),
    ...factsAndOptions(state),
    ...councilBusinessOnly(state, support),
    ...formalAdviceStillOwed(state),
    ...notifyOtherGroups(state, at),
    ...sameAdvice(state),
    ...evenHanded(support),
  ];
}
