import { ruleCatalogue } from './rule-catalogue.js';

/** Every situation that may have a route, with what it is. A pack gives its steps, or a fallback. */
export const routeCatalogue = {
  'protocol.advice.member': 'a member needs guidance on the protocol',
  'protocol.advice.officer': 'an officer needs guidance on the protocol',
  'interest.advice': 'doubt about an interest',
  'relationship.declare.member': 'a member declares a relationship with an officer',
  'relationship.declare.officer': 'an officer declares a relationship with a member',
  'group.support.request': 'a group wants attendance, a briefing or a report',
  'group.support.difficulty': 'doubt or difficulty about group support',
  'group.follow_up': 'a group wants officer action after its discussion',
  'member.request.general': 'a member contacts staff about work or services',
  'information.request': 'a member wants documents or information',
  'information.dispute': 'refusal, doubt or dispute about need to know',
  'legal.enquiry': 'enquiry about live proceedings',
  'legal.representation': 'a member wants legal representation',
  'scrutiny.attendance': 'scrutiny wants an officer',
  'chair_officer.dispute': 'chair and report author disagree',
  'pressure.report': 'an officer reports pressure',
  'confidence.breach': 'suspected leak',
  'concern.member_about_officer': 'a member is dissatisfied with an officer',
  'concern.member_about_clerk': 'the officer concerned is the clerk or top officer',
  'concern.officer_about_member': 'an officer is concerned about a member',
  'concern.code_complaint': 'formal allegation that a member broke the code',
  'concern.neutrality': "doubt about an officer's neutrality",
  'concern.mediation': 'mediation or conciliation',
  'concern.discrimination': 'a member alleges discrimination',
  'breach.officer': 'alleged breach of the protocol by an officer',
  'breach.member': 'alleged breach of the protocol by a member',
  'recruitment.relationship': 'relationship with a candidate',
  'recruitment.company': "officer part in a council company's recruitment",
  'media.clearance': 'press request for a council statement',
  'facilities.exception': 'use of facilities beyond the role',
} as const satisfies Record<string, string>;

export type RuleId = keyof typeof ruleCatalogue;
export type RouteId = keyof typeof routeCatalogue;

/** In the order of the catalogue. */
export const ruleIds = Object.keys(ruleCatalogue) as readonly RuleId[];
export const routeIds = Object.keys(routeCatalogue) as readonly RouteId[];
