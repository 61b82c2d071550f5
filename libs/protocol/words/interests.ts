import type { Words } from '#lib/kernel/index.js';
import type { RuleId } from '../catalogue.js';

/** What the rules about interests and relationships are called, and what each asks. */
export const interestRuleWords = {
  'int.categories_registered': [
    'Interests are registered',
    'A member keeps every interest on the register, under the right category.',
  ],
  'int.declare_at_meeting': [
    'Interests are declared at meetings',
    'A member who holds an interest in an item declares it when the item opens.',
  ],
  'int.significance_test': [
    'Significance of an interest is tested',
    'A person with an interest asks how the public would see it before taking part.',
  ],
  'int.withdraw_if_significant': [
    'A significant interest means withdrawal',
    'A member with a significant interest in an item withdraws from it.',
  ],
  'int.predetermination': [
    'No vote with a closed mind',
    'A member who has closed their mind does not vote, and withdraws where the council acts like a tribunal.',
  ],
  'int.ward_advocacy_statement': [
    'Ward advocacy is stated',
    'A member who speaks for a ward says so when the item opens.',
  ],
  'int.tenancy': [
    'Tenancies are declared',
    'A member who is a council tenant declares the tenancy and keeps out of items about their own dwelling.',
  ],
  'int.rent_arrears_bar': [
    'No vote on rents while in arrears',
    'A member whose rent is far behind does not vote on matters of rent.',
  ],
  'int.council_tax_arrears_bar': [
    'No vote on council tax while in arrears',
    'A member whose council tax is far behind says so and does not vote on matters of council tax.',
  ],
  'int.joint_arrangement': [
    'No part on both sides of a joint arrangement',
    'A member who sits on both sides of a joint arrangement declares it and takes no part.',
  ],
  'int.company_employment': [
    'No paid work for council companies',
    'A member does no paid work for a company in which the council has an interest.',
  ],
  'int.officer_interest': [
    'Officer interests are declared and acted on',
    'An officer with an interest in a matter declares it and stops work on the matter where it is significant.',
  ],
  'int.role_conflict_advice': [
    'Advice is sought on conflicting roles',
    'A person whose roles conflict asks for advice.',
  ],
  'int.negotiating_body_bar': [
    'Barred employment and negotiating bodies',
    'A member whose outside employment bars it does not sit on a body that negotiates with staff.',
  ],
  'int.no_private_advantage': ['No private advantage', 'Nobody uses their position for private ends.'],
  'int.legal_proceedings': [
    'Distance from legal proceedings',
    'A member keeps away from officers, witnesses and advisers of legal proceedings while they go on.',
  ],
  'rel.familiarity': [
    'No close personal familiarity',
    'Members and officers avoid a closeness that could damage trust in either.',
  ],
  'rel.declare': [
    'Relationships are declared',
    'A member and an officer in a relationship each declare it to everybody whom the protocol names.',
  ],
  'rel.avoid_perceived_conflict': [
    'No appearance of a conflict',
    'A declared relationship leads to nothing that others could take for a conflict of interest.',
  ],
  'rel.body_or_decision': [
    'No seat or decision that affects a related officer',
    'A member does not sit or decide where a related officer is directly and personally affected.',
  ],
  'rel.committee_for_department': [
    "No seat over a related officer's department",
    'A member does not sit on the committee for the department in which a related officer works.',
  ],
  'rel.office_holder_closeness': [
    'Distance between chairs and officers',
    'Holders of an office and the officers who serve them avoid being too close.',
  ],
  'rel.no_favouritism': ['No favouritism', 'An officer favours no person and no group.'],
  'rel.officer_private_matters': [
    'No private matters with members',
    'An officer does not raise personal or employment matters with a member.',
  ],
} as const satisfies Partial<Record<RuleId, Words>>;
