import { acceptRequest, approveAccompaniment, authoriseNonCouncillors } from '#lib/features/group-support/commands.js';
import { agreeCompanyRecruitment } from '#lib/features/staffing/index.js';
import type { Payload } from '#lib/kernel/index.js';
import type { Decision, Pack, PackShelf } from '#lib/protocol/index.js';
import type { CommandName } from '#lib/catalogue/index.js';
import type { Families } from './fold.js';
import type { CouncilEvent } from './history.js';
import { type Question, foldAmended, knownEntries, packsOf } from './replay.js';

/** A permission asked for; `fields` have been checked against the command's field list. */
export interface Command {
  readonly name: CommandName;
  readonly fields: Payload;
}

type Decide = (families: Families, fields: never, pack: Pack) => Decision;

const deciders: Readonly<Record<CommandName, Decide>> = {
  AcceptGroupSupportRequest: ({ support }, fields, pack) => acceptRequest(support, fields, pack),
  AuthoriseNonCouncillorAttendance: ({ support }, fields, pack) => authoriseNonCouncillors(support, fields, pack),
  ApproveAccompaniment: ({ support }, fields, pack) => approveAccompaniment(support, fields, pack),
  AgreeCompanyRecruitmentParticipation: (_, fields, pack) => agreeCompanyRecruitment(fields, pack),
};

/**
 * Decides a permission on what had occurred and been recorded by the instants asked (readings 1.8). Only the folded state
 * is needed for that: no rule is judged.
 */
export function decide(
  events: readonly CouncilEvent[],
  shelf: PackShelf,
  command: Command,
  { at, knownAt, pack }: Omit<Question, 'viewer'>,
): Decision {
  const { fold, packAt } = foldAmended(knownEntries(events, knownAt), packsOf(shelf, pack), at);
  return deciders[command.name](fold.families, command.fields as never, packAt(at));
}
