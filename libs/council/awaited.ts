import type { Payload, Problem } from '#lib/kernel/index.js';
import type { Pack, RuleId } from '#lib/protocol/index.js';
import { isEvaluated, isRaising } from './evaluated.js';

/** Events that no rule reads yet, by the rules that are to read them (readings 7 to 11). */
const awaiting: Readonly<Partial<Record<RuleId, readonly string[]>>> = {
  'inf.request_route': ['InformationRequested'],
  'inf.need_to_know': ['NeedToKnowDetermined', 'InformationDisputeReferred', 'InformationDisputeDetermined'],
  'inf.exempt_information': ['InformationProvided'],
  'inf.group_papers': ['InformationProvided'],
  'inf.administration_drafts': ['InformationProvided'],
  'inf.third_party': ['InformationProvided'],
  'inf.mark_confidential': ['InformationProvided'],
  'inf.interest_limits_access': ['InterestDeclaredForAccess'],
  'inf.chair_told': ['ChairAdvisedOfInformation'],
  'inf.copying': ['CorrespondenceCopied', 'CopyDisclosedToOriginator'],
  'inf.turnround': ['EnquiryRegistered', 'EnquiryAnswered', 'EnquiryChased'],
  'inf.on_behalf_of': ['RequestPrincipalNamed'],
  'off.ward_information': ['WardInformationIssued'],
  'con.subject_is_clerk': ['ConcernRaised', 'ConcernRouted'],
  'con.code_complaint': ['ConcernRaised', 'ConcernRouted'],
  'con.feedback': ['ConcernClosed'],
  'con.upheld_consultation': ['GrievanceUpheld', 'ConcernOutcomeDecided', 'ConsultationHeld'],
  'con.confined': ['ConsultationHeld'],
  'ins.no_individual_instruction': ['DirectContactPermitted'],
  'med.clearance': ['MediaStatementCleared', 'MediaStatementIssued'],
  'med.officer_facts': ['MediaStatementIssued'],
  'med.no_political_statement': ['MediaStatementIssued'],
};

/** Of the events above those that an evaluated rule reads too, where a pack gives it a level. */
const readAlready: ReadonlyMap<string, RuleId> = new Map<string, RuleId>([
  ['InformationRequested', 'clr.equal_treatment'],
  ['InformationProvided', 'clr.equal_treatment'],
]);

/** The one rule that each kind of reported pressure or influence belongs to (readings 9). */
const ofPressure: Readonly<Record<string, RuleId>> = {
  private_advantage: 'int.no_private_advantage',
  legal_process: 'int.legal_proceedings',
  staffing: 'stf.no_staffing_influence',
  advice: 'prs.no_changed_advice',
  reprisal: 'prs.no_changed_advice',
  impartiality: 'prs.impartiality_respected',
  delegated_decision: 'prs.delegated_decisions',
  outside_level: 'prs.seniority',
  management: 'ins.no_daily_management',
  bullying: 'prs.no_undue_pressure',
  beyond_authority: 'prs.no_undue_pressure',
  other: 'prs.no_undue_pressure',
};

interface Recorded {
  readonly type: string;
  readonly payload: Payload;
}

/** The rules of a pack that are to read an event, and of which none does yet. */
export function rulesAwaiting({ type, payload }: Recorded, { rules }: Pack): readonly RuleId[] {
  const isRead = (id: RuleId | undefined): boolean => id !== undefined && isRaising(rules.get(id));
  if (type === 'UnduePressureReported' || type === 'ImproperInfluenceReported') {
    const rule = ofPressure[String(payload['kind'])];
    const isJudged = type === 'ImproperInfluenceReported' && rule !== undefined && isEvaluated(rule);
    return rule !== undefined && isRead(rule) && !isJudged ? [rule] : [];
  }
  if (isRead(readAlready.get(type))) return [];
  const named = (Object.keys(awaiting) as RuleId[]).filter((id) => awaiting[id]?.includes(type) === true);
  return named.filter((id) => isRead(id) && !isEvaluated(id));
}

/** Says of an event that a rule of the pack should read it and that none does yet (readings 3.8). */
export function notesOnAwaited(event: Recorded, pack: Pack): Problem[] {
  const rules = rulesAwaiting(event, pack);
  if (rules.length === 0) return [];
  const wrong = `recorded, and judged by no rule yet: ${rules.join(', ')} of the pack should read it`;
  return [{ at: '/type', wrong, right: 'a later version of the program, which judges it then' }];
}
