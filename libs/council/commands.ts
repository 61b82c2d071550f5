import { acceptRequest, approveAccompaniment, authoriseNonCouncillors } from '#lib/features/group-support/commands.js';
import { agreeCompanyRecruitment } from '#lib/features/staffing/index.js';
import type { Payload } from '#lib/kernel/index.js';
import type { Decision, PackShelf } from '#lib/protocol/index.js';
import type { CommandName } from './catalogue.js';
import type { CouncilEvent } from './history.js';
import { type Folded, type Question, foldHistory } from './replay.js';

/** A permission asked for; `fields` have been checked against the command's field list. */
export interface Command {
  readonly name: CommandName;
  readonly fields: Payload;
}

type Decide = (folded: Folded, fields: never) => Decision;

const deciders: Readonly<Record<CommandName, Decide>> = {
  AcceptGroupSupportRequest: ({ fold, pack }, fields) => acceptRequest(fold.families.support, fields, pack),
  AuthoriseNonCouncillorAttendance: ({ fold, pack }, fields) =>
    authoriseNonCouncillors(fold.families.support, fields, pack),
  ApproveAccompaniment: ({ fold, pack }, fields) => approveAccompaniment(fold.families.support, fields, pack),
  AgreeCompanyRecruitmentParticipation: ({ pack }, fields) => agreeCompanyRecruitment(fields, pack),
};

/** Decides a permission on what had occurred and been recorded by the instants asked (readings 1.8). */
export function decide(
  events: readonly CouncilEvent[],
  shelf: PackShelf,
  command: Command,
  question: Omit<Question, 'viewer'>,
): Decision {
  return deciders[command.name](foldHistory(events, shelf, { ...question, viewer: null }), command.fields as never);
}
