import type { CommandName, EventName } from '#lib/catalogue/index.js';
import { type Actor, type Payload, type Result, accepted, refused } from '#lib/kernel/index.js';
import { type Pack, words } from '#lib/protocol/index.js';
import { type Row, type Who, accessTable } from './table.js';

/** Who is signed in, with the roles that the ledger gives that person today. */
export interface SignedIn {
  readonly person: string;
  readonly roles: readonly { readonly role: string; readonly group: string | null }[];
}

/** What the ledger says of an entry, a request or a case by its name. */
export interface Said {
  /** Everybody who recorded what the name stands for; empty where nothing has it. */
  readonly recordedBy: (target: string) => readonly string[];
  /** The persons whom an entry or a case names. */
  readonly partiesOf: (name: string) => readonly string[];
  /** The group of a request; null where none is known. */
  readonly groupOf: (request: string) => string | null;
  /** The types and fields of what a correction or withdrawal names, as corrected. */
  readonly amended: (
    name: EventName,
    fields: Payload,
  ) => readonly { readonly name: EventName; readonly fields: Payload }[];
  /** A proposal to erase that stands and was not carried out; null where there is none. */
  readonly proposal: (id: string) => { readonly person: string; readonly subject: string } | null;
}

export interface Asked {
  readonly name: EventName | CommandName;
  readonly fields: Payload;
  readonly signedIn: SignedIn;
  readonly pack: Pack;
  readonly said: Said;
}

/** What is to be recorded: the fields with whoever acts filled in, and who records. */
export interface Allowed {
  readonly fields: Payload;
  readonly recordedBy: Actor;
}

export type AccessRefusal =
  'records_nothing' | 'role_needed' | 'not_you' | 'about_yourself' | 'reserved_role' | 'second_person_needed';

type Answer = Result<Allowed, AccessRefusal>;

/** Known under every pack. */
export const ownRoles = ['auditor', 'recorder', 'accounts'] as const;
const RESERVED: ReadonlySet<unknown> = new Set(['monitoring_officer', 'proper_officer', ...ownRoles]);

const no = (code: AccessRefusal, at: string, wrong: string, right: string): Answer =>
  refused(code, [{ at, wrong, right }]);

const holds = ({ roles }: SignedIn, role: string): boolean => roles.some((one) => one.role === role);

/** The Monitoring Officer; where that one is another council's, the Proper Officer too. */
function isReviewer({ signedIn, pack }: Asked): boolean {
  const isOwn = pack.roles.get('monitoring_officer')?.kind === 'officer';
  return holds(signedIn, 'monitoring_officer') || (!isOwn && holds(signedIn, 'proper_officer'));
}

function isOfOwnGroup({ fields, signedIn, said }: Asked): boolean {
  const { group, id } = fields;
  const named = typeof group === 'string' ? group : typeof id === 'string' ? said.groupOf(id) : null;
  const own = signedIn.roles.filter(({ role }) => role === 'group_leader' || role === 'party_whip');
  return named !== null && own.some((one) => one.group === named);
}

function isDecider(asked: Asked, { decider }: Row): boolean {
  const named = decider === undefined ? [] : words(asked.pack.rules.get(decider[0]), decider[1]);
  return named.length === 0 ? isReviewer(asked) : named.some((role) => holds(asked.signedIn, role));
}

function isOwnEntry({ fields, signedIn, said }: Asked): boolean {
  const recorders = said.recordedBy(String(fields['target']));
  return recorders.length > 0 && recorders.every((one) => one === signedIn.person);
}

const tests: Readonly<Record<Who, (asked: Asked, row: Row) => boolean>> = {
  officer: ({ signedIn }) => signedIn.person.startsWith('O-'),
  member: ({ signedIn }) => signedIn.person.startsWith('M-'),
  own_group: isOfOwnGroup,
  recorder: ({ signedIn }) => holds(signedIn, 'recorder'),
  decider: isDecider,
  reviewer: isReviewer,
  auditor: ({ signedIn }) => holds(signedIn, 'auditor'),
  own_entry: isOwnEntry,
};

/** Those who may record what somebody else did. */
const forOthers: ReadonlySet<Who> = new Set(['recorder', 'reviewer']);

function filled({ fields, signedIn }: Asked, { self, who }: Row, may: readonly Who[]): Payload | null {
  if (self === undefined || fields[self] === signedIn.person) return fields;
  if (fields[self] === undefined) return { ...fields, [self]: signedIn.person };
  // Only what the recorder may record can be recorded for somebody else.
  return who.includes('recorder') && may.some((one) => forOthers.has(one)) ? fields : null;
}

function isAboutSelf({ fields, signedIn, said }: Asked, { about = [] }: Row): boolean {
  const named = about.flatMap((field) => [fields[field]].flat()).filter((one) => typeof one === 'string');
  return named.some((one) => one === signedIn.person || said.partiesOf(one).includes(signedIn.person));
}

function reserved(asked: Asked): Answer | null {
  const { name, fields, signedIn } = asked;
  if (name !== 'RoleAssigned' && name !== 'RoleVacated') return null;
  const roles = [fields['role'], fields['roles']]
    .flat()
    .filter((role) => RESERVED.has(role))
    .map(String);
  if (roles.length === 0) return null;
  const isOwn =
    fields['person'] === signedIn.person || (name === 'RoleVacated' && roles.some((role) => holds(signedIn, role)));
  if (isReviewer(asked) && !isOwn) return null;
  return no(
    'reserved_role',
    '/role',
    'this role is given and ended by the Monitoring Officer, and never for oneself',
    'the Monitoring Officer',
  );
}

function erasure({ name, fields, signedIn, said }: Asked): Answer | null {
  if (name !== 'SealedPayloadDestroyed') return null;
  const { proposal, subject, by } = fields;
  const found = typeof proposal === 'string' ? said.proposal(proposal) : null;
  const isOther = found !== null && found.person !== signedIn.person && found.subject === subject;
  if (isOther && (by === undefined || by === signedIn.person)) return null;
  return no(
    'second_person_needed',
    '/proposal',
    'another person must have proposed this erasure',
    'the proposal of somebody else',
  );
}

/** What a correction or a withdrawal makes of an entry must be theirs to record too. */
function amendment(asked: Asked): Answer | null {
  if (asked.name !== 'EntryCorrected' && asked.name !== 'EntryWithdrawn') return null;
  for (const { name, fields } of asked.said.amended(asked.name, asked.fields)) {
    const answer = mayRecord({ ...asked, name, fields });
    if (!answer.ok) return answer;
  }
  return null;
}

function roleProblem({ fields, signedIn }: Asked, { role }: Row): Answer | null {
  const given = role === undefined ? undefined : fields[role];
  if (typeof given !== 'string' || given === signedIn.person || holds(signedIn, given)) return null;
  return no('not_you', `/${role ?? ''}`, 'the role in which this is decided is not held today', 'a role that is held');
}

function problemOf(asked: Asked, row: Row): Answer | null {
  return reserved(asked) ?? erasure(asked) ?? roleProblem(asked, row) ?? amendment(asked);
}

/** Whoever is auditor or looks after accounts records nothing else, whatever other role they hold. */
function barredFrom({ signedIn }: Asked, { who }: Row): Answer | null {
  const isAuditor = holds(signedIn, 'auditor');
  if (!isAuditor && !holds(signedIn, 'accounts')) return null;
  if (isAuditor && who.includes('auditor')) return null;
  return no('records_nothing', '', 'whoever is auditor or looks after accounts records nothing else', 'somebody else');
}

/** May who is signed in record this, or ask for it? Answers what is to be recorded, or why not. */
export function mayRecord(asked: Asked): Answer {
  const row = accessTable[asked.name];
  const barred = barredFrom(asked, row);
  if (barred !== null) return barred;
  const may = row.who.filter((who) => tests[who](asked, row));
  const [first] = may;
  if (first === undefined)
    return no('role_needed', '', `${asked.name} is not for this person to record`, `one of ${row.who.join(', ')}`);
  if (isAboutSelf(asked, row)) return no('about_yourself', '', 'nobody decides about themselves', 'somebody else');
  const problem = problemOf(asked, row);
  if (problem !== null) return problem;
  const fields = filled(asked, row, may);
  if (fields === null)
    return no(
      'not_you',
      `/${row.self ?? ''}`,
      'the person who acts is not who is signed in',
      'nothing: it is filled in',
    );
  return accepted({ fields, recordedBy: { role: first, person: asked.signedIn.person } });
}
