import type { Words } from '#lib/kernel/index.js';
import type { RuleId } from '../catalogue.js';

/** What the rules about instructions, pressure, concerns and staffing are called, and what each asks. */
export const conductRuleWords = {
  'ins.no_individual_instruction': [
    'No instruction by one member',
    'A member gives no instruction to an officer on their own.',
  ],
  'ins.through_clerk': [
    'Contact goes through the clerk',
    'A member approaches staff through the clerk or with a permission.',
  ],
  'ins.no_daily_management': [
    'No part in daily management',
    'A member does not interfere with how officers run their work.',
  ],
  'ins.no_financial_commitment': [
    'No financial commitment',
    'A member commits the council to no expense without authority.',
  ],
  'prs.no_undue_pressure': ['No undue pressure', 'Nobody puts undue pressure on an officer.'],
  'prs.no_changed_advice': [
    'No pressure to change advice',
    'Nobody presses an officer to change professional advice or punishes an officer for it.',
  ],
  'prs.impartiality_respected': [
    'Impartiality is respected',
    "Nobody asks for what would compromise an officer's impartiality.",
  ],
  'prs.duty_to_report': [
    'Pressure is reported to the right role',
    'An officer who is put under pressure reports it to the role that the protocol names.',
  ],
  'prs.no_public_criticism': ['No public criticism of officers', 'Nobody criticises an officer in public.'],
  'prs.seniority': [
    'Requests go to the right level',
    'A member asks nothing of junior staff that is outside their level.',
  ],
  'prs.delegated_decisions': [
    'Delegated decisions are left alone',
    'A member does not interfere with a decision that is delegated to an officer.',
  ],
  'prs.free_time': ['Free time is respected', 'A member contacts an officer out of hours only by agreement.'],
  'con.private_constructive': [
    'Criticism is private and constructive',
    'Criticism of a colleague is made in private and is not personal.',
  ],
  'con.informal_first': [
    'Informal resolution comes first',
    'Somebody with a concern first tries to settle it informally.',
  ],
  'con.subject_is_clerk': [
    'Cases about the top officer go elsewhere',
    'A case about the top officer goes to somebody else and is hidden from its subject.',
  ],
  'con.code_complaint': [
    'Code complaints go to the Monitoring Officer',
    'A formal allegation under the code of conduct goes to the right Monitoring Officer.',
  ],
  'con.feedback': ['Outcomes are fed back', 'The person who raised a concern is told its outcome.'],
  'con.upheld_consultation': [
    'Consultation before the outcome',
    'The persons whom the protocol names are consulted before the outcome of an upheld case is decided.',
  ],
  'con.confined': ['Cases stay confidential', 'A case is not discussed with other officers.'],
  'stf.candidate_relationship': [
    'Relationships with candidates are declared',
    'A person with a relationship to a candidate declares it at once and obeys what is decided.',
  ],
  'stf.no_support_or_reference': [
    'No support for candidates',
    'A member neither canvasses for a candidate nor gives a reference.',
  ],
  'stf.merit': ['Appointment on merit', 'Appointments are made on merit alone.'],
  'stf.no_staffing_influence': [
    'No influence on staffing',
    'A member does not influence staffing processes improperly.',
  ],
  'stf.privacy': ["Officers' private lives are private", "A member does not ask about an officer's private life."],
  'stf.company_recruitment': [
    'Part in company recruitment by agreement',
    "An officer takes part in a company's recruitment only where a role agreed beforehand.",
  ],
  'pol.restricted_posts': [
    'Politically restricted posts',
    'An officer in a politically restricted post keeps out of politics.',
  ],
} as const satisfies Partial<Record<RuleId, Words>>;
