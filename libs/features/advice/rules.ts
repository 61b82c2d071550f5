import type { Instant } from '#lib/kernel/index.js';
import { type Finding, type Pack, type PackRule, judge } from '#lib/protocol/index.js';
import type { GroupSupportState } from '../group-support/state.js';
import type { AdviceState, QuestionedDelivery } from './state.js';

const PLAIN_FLAGS: ReadonlySet<string> = new Set(['facts', 'options', 'politicalImplications', 'recommendation']);

function aboutDelivery({ id, at, rec }: QuestionedDelivery): { readonly subject: string; readonly at: Instant; readonly rec: Instant } {
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

/** NT 8.3: every other group is told, before the matter is considered, and within a target where one is set. */
export function notifyOtherGroups(state: AdviceState, at: Instant): Finding[] {
  const found: Finding[] = [];
  for (const matter of state.matters.values()) {
    for (const { version, group, late, sent, missed, pack } of matter.notices) {
      const rule = pack.rules.get('grp.notify_other_groups');
      const subject = `matter ${matter.id} version ${version} group ${group}`;
      if (late !== null && late <= at && (sent ?? Infinity) >= late && (missed?.at ?? Infinity) > late) {
        const remediedAt = earliest(sent, missed?.at ?? null);
        const level = rule?.params['target_default'] === true ? ({ level: 'WARN' } as const) : {};
        found.push(...judge(pack, 'grp.notify_other_groups', { subject, at: late, rec: late, remediedAt, periodEnd: true, ...level }));
      }
      if (missed !== null) found.push(...judge(pack, 'grp.notify_other_groups', { subject, at: missed.at, rec: missed.rec }));
    }
  }
  return found;
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
  return support.unexplained.flatMap(({ request, from, rec, pack, until }) => {
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
