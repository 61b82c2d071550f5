import type { Words } from '#lib/kernel/index.js';
import type { RuleId } from '../catalogue.js';

/** What the rules about information, media, facilities and the protocol itself are called, and what each asks. */
export const informationRuleWords = {
  'inf.request_route': [
    'Requests for information go to the right role',
    'A member sends a request for information to the role that the protocol names.',
  ],
  'inf.need_to_know': [
    'Need to know',
    'The right role decides whether a member needs to know what the member asks for.',
  ],
  'inf.exempt_information': [
    'Exempt information',
    'Confidential and exempt information is given as far as the protocol allows.',
  ],
  'inf.purpose_limit': [
    'Information serves its purpose only',
    'A member uses information for the purpose for which it was given.',
  ],
  'inf.third_party': [
    'Requests for somebody else',
    'Information for somebody outside the council is given only on the conditions of the protocol.',
  ],
  'inf.interest_limits_access': [
    'An interest limits access',
    'A member with an interest in a matter has less access to information on it.',
  ],
  'inf.copying': ['Copies are disclosed', 'A person who copies a letter to somebody else tells its writer.'],
  'inf.chair_told': [
    'Chairs are told of information given',
    'The chair of a body is told of information that may come up there.',
  ],
  'inf.requester_confidence': [
    'Requests stay confidential',
    "A member's request for information is not shown to other members.",
  ],
  'inf.confidence_exception': [
    'Exceptions to confidence',
    'Somebody who breaks a confidence for a grave reason tells the role that the protocol names.',
  ],
  'inf.mark_confidential': [
    'Confidential papers are marked',
    'Confidential information is marked before it is released.',
  ],
  'inf.turnround': [
    'Enquiries are answered in time',
    'Officers answer an enquiry within its period, and a late answer is chased.',
  ],
  'inf.on_behalf_of': ['Assistants name their member', 'An assistant who asks for information says for which member.'],
  'inf.group_papers': [
    'Group papers stay with the group',
    "A member does not receive another group's internal papers.",
  ],
  'inf.administration_drafts': [
    'Drafts go to the administration only',
    'Emerging drafts go to the administration alone and are not counted as support.',
  ],
  'inf.official_correspondence': [
    'Official letters go out in the right name',
    'Official letters go out in the name that the protocol gives.',
  ],
  'inf.leak_investigation': ['Leaks are investigated', 'A leak is reported to the role that investigates it.'],
  'inf.no_obstruction': ['Lawful access is not obstructed', 'Nobody blocks lawful access to information.'],
  'inf.reasonable_demand': ['Demands are reasonable', 'A member asks for information in reasonable amounts.'],
  'inf.redaction': ['Redaction is recorded', 'What is left out of information that is given is recorded.'],
  'med.clearance': [
    'Council statements are cleared',
    'The right role clears a statement of the council before it is issued.',
  ],
  'med.officer_facts': ['Officers state facts', 'A statement by an officer keeps to facts.'],
  'med.no_political_statement': ['No political statements', 'A statement of the council carries no political content.'],
  'med.personal_view': [
    'Personal views are labelled',
    "A member who gives a personal view says so and does not use the council's name.",
  ],
  'med.private_disputes': ['No disputes in the media', 'Members and officers do not air disputes in the media.'],
  'med.members_informed': [
    'Members are told of media interest',
    'Members are told of media interest in what concerns them.',
  ],
  'fac.council_use_only': [
    'Facilities serve the council',
    'Members use facilities of the council for council purposes only.',
  ],
  'fac.exception_approval': [
    'Exceptional use is approved',
    'A role approves a use of facilities that goes beyond the purpose of the council.',
  ],
  'fac.party_workers': ['No access for party workers', 'Party workers have no access to council facilities.'],
  'fac.premises_visits': [
    'Visits are notified',
    'A member who wants to visit premises of the council says so beforehand.',
  ],
  'lif.review': ['The protocol is reviewed', 'The council reviews its protocol when a review is due.'],
  'lif.adoption_evidence': [
    'Adoption is on file',
    'The date and the minute of the adoption of the protocol are on file.',
  ],
  'lif.monitoring': ['The protocol is monitored', 'Somebody watches over how the protocol is kept.'],
  'lif.interpretation': [
    'How the protocol is read',
    'The protocol names what helps to read it and what is read beside it.',
  ],
  'lif.breach_consequence': [
    'Where a breach goes',
    'An alleged breach of the protocol goes to the role that the protocol names.',
  ],
} as const satisfies Partial<Record<RuleId, Words>>;
