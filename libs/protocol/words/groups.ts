import type { Words } from '#lib/kernel/index.js';
import type { RuleId } from '../catalogue.js';

/** What the rules about groups, equal treatment and office-holders are called, and what each asks. */
export const groupRuleWords = {
  'grp.support_permitted': ['Group support is permitted', 'Officers may support political groups.'],
  'grp.request_addressee': [
    'Requests go to the right role',
    'A group sends its request for support to a role that the protocol names.',
  ],
  'grp.attendee_limit': [
    'Who attends a group meeting',
    'The officers whom the protocol names attend a group meeting, and a further officer comes for a reason only.',
  ],
  'grp.right_to_refuse': ['Officers may refuse', 'An officer may refuse to support a group.'],
  'grp.non_councillor_authorisation': [
    'Agreement where non-councillors are present',
    'An officer attends with people present who are not councillors only where a role agreed beforehand.',
  ],
  'grp.non_councillor_restricted_information': [
    'Restricted information before a mixed audience',
    'An officer notes what may not be said before people who are not councillors.',
  ],
  'grp.no_party_business_advice': [
    'No advice on party business',
    'Officers give no advice on party business, and nobody asks them for it.',
  ],
  'grp.absent_for_party_business': [
    'Absent during party business',
    'Officers leave a group meeting when it turns to party business.',
  ],
  'grp.council_business_only': ['Council business only', 'Officers support a group on matters of the council only.'],
  'grp.facts_and_options': ['Facts and options only', 'What officers give to a group keeps to facts and options.'],
  'grp.no_political_implications': [
    'No political implications',
    'What officers give to a group leaves political implications out.',
  ],
  'grp.no_recommendation': ['No recommendation', 'What officers give to a group recommends nothing.'],
  'grp.conclusions_not_decisions': [
    'Group conclusions are no decisions',
    'Nobody acts on the conclusion of a group as if the council had decided.',
  ],
  'grp.no_inferred_support': ['No support inferred', "Nobody claims that an officer supports a group's policy."],
  'grp.discussion_confidential': [
    'Group discussions are confidential',
    'An officer does not pass on what a group discussed.',
  ],
  'grp.duty_to_disclose': [
    'Duties to disclose are said openly',
    'An officer who must disclose what a group discussed tells the group so.',
  ],
  'grp.formal_advice_still_owed': [
    'Formal advice is still owed',
    'Officers present their formal advice when a matter on which they briefed a group is considered.',
  ],
  'grp.notify_other_groups': ['Other groups are told', 'When officers advise one group, every other group is told.'],
  'grp.same_advice': ['Groups hold the same advice', 'Groups that are advised on a matter hold the same advice.'],
  'grp.even_handed': ['Even-handed support', 'No group is refused without a reason what another group receives.'],
  'grp.open_to_all': ['Support is open to all groups', 'Support is available to every group.'],
  'grp.follow_up_route': [
    'Follow-up goes to the right role',
    'A group that wants officer action after its discussion tells the role that the protocol names.',
  ],
  'grp.no_ward_party_meetings': [
    'No ward party meetings',
    'Officers do not attend meetings of ward or constituency parties.',
  ],
  'grp.no_surgeries_casework': [
    'No surgeries or casework',
    'Officers do not help with surgeries, casework, or personal or business matters.',
  ],
  'grp.political_assistants': [
    'Political assistants stand apart',
    'What political assistants do for their group is not counted as support by officers.',
  ],
  'grp.survives_change_of_control': [
    'Nothing that a change of control would make awkward',
    'Nobody asks of an officer what would embarrass the officer if control of the council changed.',
  ],
  'grp.officer_neutrality': ['Officers are politically neutral', 'An officer expresses no political preference.'],
  'clr.whole_council': [
    'Officers serve the whole council',
    'Officers work for the council as a whole and not for one group or member.',
  ],
  'clr.equal_treatment': [
    'Councillors are treated equally',
    'No councillor is refused without a reason what another councillor receives.',
  ],
  'off.briefings': ['Office-holders are briefed', 'Officers offer briefings evenly to the holders of offices.'],
  'off.chair_impartiality': ['Chairs are impartial', 'A chair asks officers for nothing that serves a party.'],
  'off.own_recommendation': [
    "Reports give their author's view",
    "A report gives its author's own view and says whose view any other is.",
  ],
  'off.consulted_action': [
    'Delegated action after consultation',
    'The authorised officer alone decides, after the consultation that the authorisation asks for.',
  ],
  'off.scrutiny_attendance': [
    'Scrutiny asks by the right route',
    'Scrutiny asks for an officer through the role that the protocol names.',
  ],
  'off.advice_before_decision': [
    'Advice comes before the decision',
    'Officers give their advice before a matter is formally decided.',
  ],
  'off.ward_information': [
    'Ward members are told',
    'Members are told of what affects their ward, or are invited to it.',
  ],
  'off.member_public_meeting': [
    'Public meetings of members are notified',
    'A member who calls a public meeting tells the role that the protocol names.',
  ],
  'off.statutory_officers': [
    'Statutory officers can do their work',
    'Nobody obstructs the officers whom the law names, and their advice is recorded.',
  ],
} as const satisfies Partial<Record<RuleId, Words>>;
