import type { Words } from '#lib/kernel/index.js';

/** What one route of the catalogue is for: its name, and the situation. */
interface CatalogueRoute {
  readonly words: Words;
  /** The version of the catalogue with which the route came. */
  readonly since: number;
}

function route(label: string, situation: string, since = 1): CatalogueRoute {
  return { words: [label, situation], since };
}

/** Every situation that may have a route. A pack gives its steps, or a fallback. */
export const routeCatalogue = {
  'protocol.advice.member': route('Guidance for members', 'A member needs guidance on the protocol.'),
  'protocol.advice.officer': route('Guidance for officers', 'An officer needs guidance on the protocol.'),
  'interest.advice': route('Advice on interests', 'A person is in doubt about an interest.'),
  'relationship.declare.member': route('Declaration by a member', 'A member declares a relationship with an officer.'),
  'relationship.declare.officer': route(
    'Declaration by an officer',
    'An officer declares a relationship with a member.',
  ),
  'group.support.request': route('Request for group support', 'A group wants attendance, a briefing or a report.'),
  'group.support.difficulty': route(
    'Difficulty about group support',
    'Somebody is in doubt or difficulty about support for a group.',
  ),
  'group.follow_up': route('Follow-up for a group', 'A group wants officer action after its discussion.'),
  'member.request.general': route('General request', 'A member contacts staff about work or services.'),
  'information.request': route('Request for information', 'A member wants documents or information.'),
  'information.dispute': route('Dispute about information', 'A need to know is refused, doubtful or disputed.'),
  'legal.enquiry': route('Enquiry about proceedings', 'A member enquires about live legal proceedings.'),
  'legal.representation': route('Legal representation', 'A member wants legal representation.'),
  'scrutiny.attendance': route('Attendance at scrutiny', 'Scrutiny wants an officer to attend.'),
  'chair_officer.dispute': route('Dispute between chair and officer', 'A chair and the author of a report disagree.'),
  'pressure.report': route('Report of pressure', 'An officer reports pressure.'),
  'confidence.breach': route('Breach of confidence', 'Somebody suspects that confidential information was leaked.'),
  'concern.member_about_officer': route(
    'Concern of a member about an officer',
    'A member is dissatisfied with an officer.',
  ),
  'concern.member_about_clerk': route(
    'Concern about the top officer',
    'A member is dissatisfied with the clerk or another top officer.',
  ),
  'concern.officer_about_member': route(
    'Concern of an officer about a member',
    'An officer is concerned about a member.',
  ),
  'concern.code_complaint': route(
    'Complaint under the code',
    'Somebody alleges formally that a member broke the code of conduct.',
  ),
  'concern.neutrality': route('Concern about neutrality', "Somebody doubts an officer's neutrality."),
  'concern.mediation': route('Mediation', 'Two people want mediation or conciliation.'),
  'concern.discrimination': route('Discrimination', 'A member alleges discrimination.'),
  'breach.officer': route('Breach by an officer', 'Somebody alleges that an officer broke the protocol.'),
  'breach.member': route('Breach by a member', 'Somebody alleges that a member broke the protocol.'),
  'recruitment.relationship': route(
    'Relationship with a candidate',
    'Somebody has a relationship with a candidate for a post.',
  ),
  'recruitment.company': route(
    'Recruitment of a company',
    "An officer wants to take part in a council company's recruitment.",
  ),
  'media.clearance': route('Clearance of a statement', 'The press wants a statement of the council.'),
  'facilities.exception': route('Exceptional use of facilities', 'A member wants to use facilities beyond their role.'),
} as const satisfies Record<string, CatalogueRoute>;

export type RouteId = keyof typeof routeCatalogue;

/** In the order of the catalogue. */
export const routeIds = Object.keys(routeCatalogue) as readonly RouteId[];
