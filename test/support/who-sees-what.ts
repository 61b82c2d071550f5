/** The table "Who sees what" of projections.md, as data: nothing here is read from the code that narrows. */

/** What names a row of a projection, and whose row it is. */
export interface RowsOf {
  /** Member of the data that holds the rows: a list or a map. */
  readonly member: string;
  /** Fields that together name a row of a list. */
  readonly key: readonly string[];
  /** Fields that name whose row it is: the viewer's person, or their group. `*` is its own name, `keys` those inside it. */
  readonly own: readonly string[];
  /** True if an officer sees the rows of events that they recorded or are named in. */
  readonly ofOfficers?: true;
  /** What `visibility.group_support` must say for members of a group to see every row, and what of it. */
  readonly ofGroups?: Readonly<Record<string, string>>;
  /** Field in which events name the row, beside those that the row lists. */
  readonly namedIn?: string;
}

/** Who sees every row. */
export type Whole = 'reviewers' | 'full' | 'signed in' | 'everybody' | 'keeper';

export interface Line {
  readonly whole: Whole;
  readonly rows: RowsOf | null;
  /** Members beside the rows that a viewer may have who does not see all: what they are shown to. */
  readonly beside?: Readonly<Record<string, 'group of three' | 'counts_only'>>;
}

const groupRows = { member: 'groups', key: [], own: ['*'] } as const;

export const WHO_SEES_WHAT: Readonly<Record<string, Line>> = {
  'group-support': {
    whole: 'reviewers',
    rows: { member: 'rows', key: ['request'], own: ['group'], ofOfficers: true, namedIn: 'request' },
  },
  'even-handedness-by-group': { whole: 'reviewers', rows: groupRows, beside: { council: 'group of three' } },
  'even-handedness-by-matter': {
    whole: 'reviewers',
    rows: { member: 'matters', key: [], own: [], ofGroups: { other_groups: 'fact_of_supply' } },
  },
  'notice-obligations': {
    whole: 'reviewers',
    rows: { member: 'rows', key: ['matter', 'version', 'group'], own: ['group'], ofOfficers: true },
  },
  'attendance-log': {
    whole: 'reviewers',
    rows: { member: 'meetings', key: [], own: ['group'], ofOfficers: true, namedIn: 'meeting' },
  },
  'even-handedness-by-councillor': {
    whole: 'reviewers',
    rows: { member: 'councillors', key: [], own: ['*'] },
    beside: { council: 'group of three' },
  },
  'office-holder-briefings': { whole: 'signed in', rows: null },
  'protocol-status': { whole: 'everybody', rows: null },
  'register-returns': { whole: 'reviewers', rows: { member: 'rows', key: ['person'], own: ['person'] } },
  'declaration-prompts': {
    whole: 'reviewers',
    rows: { member: 'rows', key: ['when', 'item', 'person', 'interest'], own: ['person'] },
  },
  'recruitment-declarations': {
    whole: 'reviewers',
    rows: { member: 'rows', key: ['person', 'candidate'], own: ['person'] },
  },
  'restricted-posts': { whole: 'reviewers', rows: { member: 'posts', key: [], own: ['officer'] } },
  'meeting-participation': { whole: 'reviewers', rows: { member: 'items', key: [], own: ['keys'] } },
  'relationship-register': { whole: 'full', rows: null, beside: { rows: 'counts_only' } },
  'body-conflicts': { whole: 'full', rows: null },
  'relationship-touch': { whole: 'full', rows: null },
  'retention-due': { whole: 'keeper', rows: null },
};

/** Events of relationships, which follow the rows of relationships: for nobody but `full` and the two. */
export const OF_RELATIONSHIPS: readonly string[] = [
  ...['RelationshipDeclared', 'RelationshipDeclarationRouted', 'RelationshipMitigationAgreed', 'RelationshipEnded'],
  ...['FamiliarityConcernRaised', 'PersonalMatterRaised'],
];

/** Events of cases, which a pack may hide from officers whom they did not reach. */
export const OF_CASES: readonly string[] = [
  ...['ConcernRaised', 'ConcernRouted', 'ConcernOutcomeDecided', 'ConcernClosed', 'ConsultationHeld'],
  ...['CaseAccessRestricted', 'GrievanceLodged', 'GrievanceUpheld', 'GroupLeaderApproached'],
  ...['NeutralityConcernRaised', 'NeutralityConcernSettled'],
];

export const REVIEWERS: readonly string[] = ['monitoring_officer', 'proper_officer', 'chief_executive'];
