/** What one rule of the catalogue evaluates, and the parameters that a pack may set for it. */
export interface CatalogueRule {
  readonly evaluates: string;
  readonly params: readonly string[];
  /** The version of the catalogue with which the rule came. A pack written for an earlier one is not asked about it. */
  readonly since: number;
}

function rule(evaluates: string, params = '', since = 1): CatalogueRule {
  return { evaluates, params: params === '' ? [] : params.split(' '), since };
}

/** Every rule the code knows. A pack sets its stance, or is silent. The order decides between equal findings (readings 3.2). */
export const ruleCatalogue = {
  // Interests
  'int.categories_registered': rule(
    'interests held are on the register under the right category',
    'categories detail_in term_roles term_src disclosed disclosed_src',
  ),
  'int.declare_at_meeting': rule(
    'interest held in an item is declared when the item opens',
    'advice_role applies_to unless_registered',
  ),
  'int.significance_test': rule('the public-perception test is recorded before participating', 'applies_to test'),
  'int.withdraw_if_significant': rule(
    'a significant interest is followed by withdrawal, not participation',
    'applies_to bars unstated',
  ),
  'int.predetermination': rule(
    'a recorded closed mind is followed by no vote, and by withdrawal at tribunal-type hearings',
    'tribunal_withdraw predisposition_allowed tribunal_kinds',
  ),
  'int.ward_advocacy_statement': rule("ward speaker's statement is recorded at item start"),
  'int.tenancy': rule('tenancy declared; dispensation applied; own-dwelling exception', 'dispensation exception'),
  'int.rent_arrears_bar': rule('no vote on rents at or over the threshold', 'months matters at_least bars'),
  'int.council_tax_arrears_bar': rule(
    'disclosure and no vote at or over the threshold',
    'months matters disclose at_least bars disclose_src',
  ),
  'int.joint_arrangement': rule('member on both sides declares and takes no part; outside bodies recorded', 'bars'),
  'int.company_employment': rule('no paid work for members with council-interest companies'),
  'int.officer_interest': rule(
    'officer interest tested and acted on',
    'declare_to declare_to_default declare_to_reason notice_of significance_test',
  ),
  'int.role_conflict_advice': rule('role conflict recorded with advice sought', 'advisers'),
  'int.negotiating_body_bar': rule('barred employment versus negotiating-body membership', 'bars'),
  'int.no_private_advantage': rule('reported use of position for private ends'),
  'int.legal_proceedings': rule('contact with case officers, witnesses or advisers while proceedings live'),
  // Relationships
  'rel.familiarity': rule(
    'a concern about closeness; a declared relationship counts only where the pack has no rel.declare',
    'strength categories',
  ),
  'rel.declare': rule(
    'each declared relationship has every leg that its routes require; late legs capped at WARN where the period is a local default',
    'who categories legs',
  ),
  'rel.avoid_perceived_conflict': rule('concern raised about an already disclosed relationship; mitigation shown'),
  'rel.body_or_decision': rule(
    'related member does not sit or decide where the officer is directly and personally affected',
    'test',
  ),
  'rel.committee_for_department': rule(
    "related member is not on the committee for the officer's department",
    'degrees catch_all officer_test',
  ),
  'rel.office_holder_closeness': rule('chair–officer closeness reported'),
  'rel.no_favouritism': rule('reported suspicion that an officer favours a person or group'),
  'rel.officer_private_matters': rule(
    'officer raises personal or employment matters with a member',
    'exceptions exceptions_interpretation',
  ),
  // Groups
  'grp.support_permitted': rule('group support is a lawful activity that can be logged', 'forms'),
  'grp.request_addressee': rule(
    'request addressed to an allowed role; redirection resolves the finding',
    'addressees forms on_misroute addressees_interpretation',
  ),
  'grp.attendee_limit': rule(
    'who attends, accompaniment reasoned',
    'normal extra_needs_reason normal_interpretation extra',
  ),
  'grp.right_to_refuse': rule('refusal is legitimate and never itself a finding', 'forms'),
  'grp.non_councillor_authorisation': rule(
    'prior agreement when non-councillors are present; leaving on discovery clears',
    'authoriser in_advance coopted_count_as_councillor withdraw_on_discovery_clears',
  ),
  'grp.non_councillor_restricted_information': rule(
    'restriction note for a mixed audience: always, or only where authorised if the pack has an authorisation rule',
  ),
  'grp.no_party_business_advice': rule('advice on party business recorded', 'who'),
  'grp.absent_for_party_business': rule('officer minutes inside a party-business segment', 'tolerance_minutes exempt'),
  'grp.council_business_only': rule('support tied to a council matter'),
  'grp.facts_and_options': rule(
    'content flags limited to facts and options',
    'options_appraisal professional_advice options_interpretation',
  ),
  'grp.no_political_implications': rule('what a group receives leaves political implications out'),
  'grp.no_recommendation': rule('what a group receives recommends nothing'),
  'grp.conclusions_not_decisions': rule('a group conclusion is cited as authority for action'),
  'grp.no_inferred_support': rule("claim that an officer backs a group's policy"),
  'grp.discussion_confidential': rule('group discussion passed on', 'not_to'),
  'grp.duty_to_disclose': rule(
    'exceptions to confidence, said openly',
    'to_officers legal_duty_stated reason_required',
  ),
  'grp.formal_advice_still_owed': rule('formal advice presented when a briefed matter is considered', 'due'),
  'grp.notify_other_groups': rule(
    'every other group told',
    'trigger by target_working_days hard_stop include_ungrouped per freeze_groups_at content target_default hard_stop_interpretation',
  ),
  'grp.same_advice': rule(
    'latest version held is the same across advised groups',
    'determiner compare any_difference determiner_src',
  ),
  'grp.even_handed': rule('no unexplained refusal; parity figures shown'),
  'grp.open_to_all': rule(
    'availability to all groups shown; volume skew not a finding',
    'volume_is_finding expected_skew',
  ),
  'grp.follow_up_route': rule('action sought after a group meeting is notified to the right role', 'to'),
  'grp.no_ward_party_meetings': rule('request to attend a ward or constituency party meeting'),
  'grp.no_surgeries_casework': rule(
    'request for surgery, casework, personal or business help',
    'exempt exempt_for permitted',
  ),
  'grp.political_assistants': rule(
    "assistants' work kept out of group parity",
    'exempt_rules outside_parity outside_parity_interpretation attendee_limit_exemption_interpretation',
  ),
  'grp.survives_change_of_control': rule('request that would embarrass an officer if control changed', 'who'),
  'grp.officer_neutrality': rule('reported political expression or colouring by an officer'),
  // Councillor equality and office-holders
  'clr.whole_council': rule('reported working for a group or member rather than the council'),
  'clr.equal_treatment': rule('parity by individual councillor', 'unit scrutiny_weighted'),
  'off.briefings': rule('briefings to office-holders offered evenly', 'offer_to when'),
  'off.chair_impartiality': rule("chairs' requests stay non-party"),
  'off.own_recommendation': rule("report author's own view recorded; members' views attributed"),
  'off.consulted_action': rule('delegated action shows consultee and deciding officer'),
  'off.scrutiny_attendance': rule('scrutiny request routed; adviser conflict noted', 'addressees juniors'),
  'off.advice_before_decision': rule('officer advice precedes a formal decision'),
  'off.ward_information': rule('affected ward members told or invited', 'invite invite_strength'),
  'off.member_public_meeting': rule(
    'member-organised meeting notified; premises bar before elections',
    'pre_election notify officer_obliged',
  ),
  'off.statutory_officers': rule('statutory advice recorded; obstruction reported', 'officers'),
  // Instructions and pressure
  'ins.no_individual_instruction': rule('direct instruction by a member', 'exceptions'),
  'ins.through_clerk': rule(
    'contact with staff goes through the clerk or has a permission',
    'permission_scope factual_direct',
  ),
  'ins.no_daily_management': rule('operational interference reported'),
  'ins.no_financial_commitment': rule('unauthorised commitment reported'),
  'prs.no_undue_pressure': rule('pressure reported, with seniority snapshot'),
  'prs.no_changed_advice': rule('pressure to change advice, or reprisal'),
  'prs.impartiality_respected': rule('reported request or act that compromises impartiality', 'who'),
  'prs.duty_to_report': rule("officer's report reached the named role", 'to'),
  'prs.no_public_criticism': rule('public criticism of an officer', 'channels hard_channels hard_src'),
  'prs.seniority': rule('request to a junior outside their level'),
  'prs.delegated_decisions': rule('interference with a delegated decision'),
  'prs.free_time': rule('out-of-hours contact without agreement', 'agreement_clears existing_arrangement_clears'),
  // Information
  'inf.request_route': rule('request reached the right first recipient', 'factual_direct'),
  'inf.need_to_know': rule(
    'basis asserted and decided by the right role',
    'decider presumed_for justify_for excluded escalate_refusal_or_doubt_to not_presumed',
  ),
  'inf.exempt_information': rule(
    'treatment of confidential and exempt material',
    'need_to_know_reaches_exempt categories carve_out carve_out_reference_broken',
  ),
  'inf.purpose_limit': rule('use beyond purpose reported', 'barred_use'),
  'inf.third_party': rule('conditions for third-party requests', 'conditions join join_interpretation'),
  'inf.interest_limits_access': rule('interest held reduces access', 'effect terms must_say_private_capacity'),
  'inf.copying': rule('copies to other members are disclosed to the originator'),
  'inf.chair_told': rule('committee chair told of information given', 'trigger hard_stop hard_stop_interpretation'),
  'inf.requester_confidence': rule('cross-member visibility of requests is shut', 'hidden_from'),
  'inf.confidence_exception': rule('exception invoked and routed', 'to grounds'),
  'inf.mark_confidential': rule('marking precedes release'),
  'inf.turnround': rule('answer within the period; overdue chased', 'days unit chase printout both_directions'),
  'inf.on_behalf_of': rule('assistant names the principal'),
  'inf.group_papers': rule("another group's internal papers refused"),
  'inf.administration_drafts': rule('emerging drafts to administration only, kept out of parity', 'outside_parity'),
  'inf.official_correspondence': rule(
    'name under which official letters go',
    'consult barred_in_member_name officer_name officer_name_strength chair_allowed consult_strength',
  ),
  'inf.leak_investigation': rule('leak reported and sent to the right role', 'to member officer'),
  'inf.no_obstruction': rule('blocking of lawful access reported'),
  'inf.reasonable_demand': rule('volume and workload shown'),
  'inf.redaction': rule('redaction recorded'),
  // Concerns
  'con.private_constructive': rule('conduct of criticism'),
  'con.informal_first': rule('informal stage offered', 'skippable'),
  'con.subject_is_clerk': rule(
    'case about the clerk goes elsewhere and is hidden from the clerk',
    'to hide_from_subject self_referral flag hide_default director senior_officer chief_executive',
  ),
  'con.code_complaint': rule('formal code allegation sent to the right Monitoring Officer', 'to'),
  'con.feedback': rule('outcome fed back', 'to'),
  'con.upheld_consultation': rule('named consultations precede the outcome', 'advise consult decide vacant_role'),
  'con.confined': rule('case not discussed with other officers'),
  // Staffing, politics, media, facilities
  'stf.candidate_relationship': rule(
    'declared at once, determined, obeyed',
    'to deadline who relationship determination_required',
  ),
  'stf.no_support_or_reference': rule('canvassing or reference reported'),
  'stf.merit': rule('selection basis recorded'),
  'stf.no_staffing_influence': rule('influence on staffing processes reported'),
  'stf.privacy': rule('private-life requests reported'),
  'stf.company_recruitment': rule('prior agreement on file', 'authoriser in_advance'),
  'pol.restricted_posts': rule('designation and reported barred acts', 'acts'),
  'med.clearance': rule('council statement cleared by the right role', 'by consult consult_mode exceptions'),
  'med.officer_facts': rule('an officer statement keeps to facts'),
  'med.no_political_statement': rule('a council statement carries no political content'),
  'med.personal_view': rule("member's label recorded"),
  'med.private_disputes': rule('dispute aired in the media'),
  'med.members_informed': rule('members told of media interest'),
  'fac.council_use_only': rule('facilities are used for council purposes'),
  'fac.exception_approval': rule('approval on file', 'by'),
  'fac.party_workers': rule('party-worker access refused'),
  'fac.premises_visits': rule('visit notified'),
  // Life of the protocol
  'lif.review': rule('review due, done or triggered', 'basis next event complete_within_days'),
  'lif.adoption_evidence': rule('date and minute on file', 'need'),
  'lif.monitoring': rule('who monitors', 'by'),
  'lif.interpretation': rule('reading aids and companion instruments'),
  'lif.breach_consequence': rule('where an alleged breach goes', 'member officer'),
} as const satisfies Record<string, CatalogueRule>;
