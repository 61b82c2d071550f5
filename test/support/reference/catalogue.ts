/** The rules that readings.md 3, 5 and 6 evaluate by some event, in the order of the catalogue. */
export const CATALOGUE = [
  ...['int.categories_registered', 'int.declare_at_meeting', 'int.significance_test', 'int.withdraw_if_significant'],
  ...['int.predetermination', 'int.ward_advocacy_statement', 'int.tenancy', 'int.rent_arrears_bar'],
  ...['int.council_tax_arrears_bar', 'int.joint_arrangement', 'int.company_employment', 'int.officer_interest'],
  ...['int.role_conflict_advice', 'int.negotiating_body_bar', 'int.no_private_advantage', 'int.legal_proceedings'],
  ...['rel.familiarity', 'rel.declare', 'rel.avoid_perceived_conflict', 'rel.body_or_decision'],
  ...['rel.committee_for_department', 'rel.office_holder_closeness', 'rel.no_favouritism'],
  ...['rel.officer_private_matters', 'grp.request_addressee', 'grp.attendee_limit'],
  ...['grp.non_councillor_authorisation', 'grp.non_councillor_restricted_information'],
  ...['grp.no_party_business_advice', 'grp.absent_for_party_business', 'grp.council_business_only'],
  ...['grp.facts_and_options', 'grp.no_political_implications', 'grp.no_recommendation'],
  ...['grp.conclusions_not_decisions', 'grp.discussion_confidential', 'grp.duty_to_disclose'],
  ...['grp.formal_advice_still_owed', 'grp.notify_other_groups', 'grp.same_advice', 'grp.even_handed'],
  ...['grp.follow_up_route', 'grp.no_ward_party_meetings', 'grp.no_surgeries_casework'],
  ...['grp.survives_change_of_control', 'grp.officer_neutrality', 'clr.equal_treatment', 'off.chair_impartiality'],
  ...['stf.candidate_relationship', 'stf.no_support_or_reference', 'stf.no_staffing_influence', 'stf.privacy'],
  ...['stf.company_recruitment', 'pol.restricted_posts', 'lif.review', 'lif.adoption_evidence'],
];
