import type { Instant } from '#lib/kernel/index.js';
import { type Finding, type Pack, type PackRule, judge } from '#lib/protocol/index.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { Notice } from './matter.js';
import type { AdviceState, QuestionedDelivery } from './state.js';

const PLAIN_FLAGS: ReadonlySet<string> = new Set(['facts', 'options', 'politicalImplications', 'recommendation']);

function aboutDelivery({ id, at, rec }: QuestionedDelivery): {
  readonly subject: string;
  readonly at: Instant;
  readonly rec: Instant;
} {
  return { subject: `event ${id}`, at, rec };
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
export function councilBusinessOnly(state: AdviceState): Finding[] {
  return state.questioned
    .filter(({ withoutMatter }) => withoutMatter)
    .flatMap((one) => judge(one.pack, 'grp.council_business_only', aboutDelivery(one)));
}

/** TH 6.4(vii), AL 45: a briefing does not replace formal advice. */
export function formalAdviceStillOwed(state: AdviceState): Finding[] {
  return [...state.matters.values()].flatMap(({ missingAdvice }) =>
    missingAdvice.flatMap(({ id, at, rec, pack }) =>
      judge(pack, 'grp.formal_advice_still_owed', { subject: `event ${id}`, at, rec }),
    ),
  );
}

function overdue(notice: Notice, at: Instant): Finding[] {
  const { late, sent, missed, pack } = notice;
  const closed = earliest(sent, missed === null ? null : missed.at);
  if (late === null || late > at || (closed !== null && closed < late) || missed?.at === late) return [];
  const isDefault = pack.rules.get('grp.notify_other_groups')?.params['target_default'] === true;
  const level = isDefault ? ({ level: 'WARN' } as const) : {};
  const fact = { subject: subjectOf(notice), at: late, rec: late, remediedAt: closed, periodEnd: true, ...level };
  return judge(pack, 'grp.notify_other_groups', fact);
}

function missedNotice(notice: Notice): Finding[] {
  const { missed, pack } = notice;
  if (missed === null) return [];
  return judge(pack, 'grp.notify_other_groups', { subject: subjectOf(notice), at: missed.at, rec: missed.rec });
}

function subjectOf({ matter, version, group }: Notice): string {
  return `matter ${matter} version ${version} group ${group}`;
}

/** NT 8.3: every other group is told, before the matter is considered, and within a target where one is set. */
export function notifyOtherGroups(state: AdviceState, at: Instant): Finding[] {
  const notices = [...state.matters.values()].flatMap((matter) => matter.notices);
  return notices.flatMap((notice) => [...overdue(notice, at), ...missedNotice(notice)]);
}

function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** AL 49: the versions held are the same, or determined substantially the same. */
export function sameAdvice(state: AdviceState): Finding[] {
  return [...state.matters.values()].flatMap(({ id, spells }) =>
    spells.flatMap(({ kind, from, rec, pack, until }) => {
      const level = kind === 'undetermined' ? ({ level: 'WARN' } as const) : {};
      return judge(pack, 'grp.same_advice', { subject: `matter ${id}`, at: from, rec, remediedAt: until, ...level });
    }),
  );
}

/** The rule by which an unexplained refusal between groups is judged; undefined where the pack has none. */
export function parityRule(pack: Pack): PackRule | undefined {
  const evenHanded = pack.rules.get('grp.even_handed');
  if (evenHanded !== undefined) return evenHanded;
  const equal = pack.rules.get('clr.equal_treatment');
  return equal?.params['unit'] === 'both' ? equal : undefined;
}

/** TH 6.2, OM 3.3(c), AL 47, NT 3.2: no refusal stays unexplained while another group's request on the matter stands accepted. */
export function evenHanded(support: GroupSupportState): Finding[] {
  return support.parity.refusals.flatMap(({ request, from, rec, pack, until }) => {
    const rule = parityRule(pack);
    if (rule === undefined) return [];
    return judge(pack, rule.id, { subject: `request ${request.id}`, at: from, rec, remediedAt: until });
  });
}

/** Every finding about advice and parity between groups, as at an instant. */
export function adviceFindings(state: AdviceState, support: GroupSupportState, at: Instant): Finding[] {
  return [
    ...noPoliticalImplications(state),
    ...noRecommendation(state),
    ...factsAndOptions(state),
    ...councilBusinessOnly(state),
    ...formalAdviceStillOwed(state),
    ...notifyOtherGroups(state, at),
    ...sameAdvice(state),
    ...evenHanded(support),
  ];
}
