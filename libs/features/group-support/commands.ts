import type { Fields, Payload } from '#lib/kernel/index.js';
import { type Decision, type Pack, UNKNOWN_ENTRY, blocked, words } from '#lib/protocol/index.js';
import type { groupSupportCommands } from './events.js';
import { type GroupSupportState, type SupportRequest, redirection, wasMisrouted } from './state.js';

type Commands = typeof groupSupportCommands;

function granted(type: string, payload: Payload): Decision {
  return { outcome: 'granted', event: { type, payload } };
}

/** True where the authoriser's latest decision lets non-councillors attend (TH 6.4(ii)). */
export function isAuthorised(request: SupportRequest, pack: Pack): boolean {
  const authorisers = words(pack.rules.get('grp.non_councillor_authorisation'), 'authoriser');
  const deciding = request.authorisations.filter(({ by }) => authorisers.length === 0 || authorisers.includes(by));
  return deciding.at(-1)?.granted === true;
}

/** Nobody who may be asked has the request, judged by the pack of today (TH 6.4(i)). */
function isMisrouted(request: SupportRequest, pack: Pack): boolean {
  const judged = { ...request, pack };
  return wasMisrouted(judged) && redirection(judged) === null;
}

type Accept = Fields<Commands['AcceptGroupSupportRequest']>;

/** May this request be accepted? Refused by the first rule that blocks (events.md, Commands). */
export function acceptRequest(state: GroupSupportState, fields: Accept, pack: Pack): Decision {
  const grant = granted('GroupSupportRequestAccepted', fields);
  if (state.wardMeetings.has(fields.id)) {
    const refusal = blocked(pack, 'grp.no_ward_party_meetings');
    if (refusal !== null) return refusal;
  }
  const request = state.requests.get(fields.id);
  if (request === undefined) return state.wardMeetings.has(fields.id) ? grant : UNKNOWN_ENTRY;
  const misrouted = isMisrouted(request, pack) ? blocked(pack, 'grp.request_addressee') : null;
  const unauthorised = request.nonCouncillorsExpected > 0 && !isAuthorised(request, pack);
  return misrouted ?? (unauthorised ? blocked(pack, 'grp.non_councillor_authorisation') : null) ?? grant;
}

/** May non-councillors attend? Only the authoriser says so, and before the officer has arrived (TH 6.4(ii)). */
export function authoriseNonCouncillors(
  state: GroupSupportState,
  fields: Fields<Commands['AuthoriseNonCouncillorAttendance']>,
  pack: Pack,
): Decision {
  if (!state.requests.has(fields.request)) return UNKNOWN_ENTRY;
  const authorisers = words(pack.rules.get('grp.non_councillor_authorisation'), 'authoriser');
  const wrongRole = authorisers.length > 0 && !authorisers.includes(fields.by);
  const tooLate = state.arrived.has(fields.request);
  return (
    (wrongRole || tooLate ? blocked(pack, 'grp.non_councillor_authorisation') : null) ??
    granted('NonCouncillorAttendanceAuthorised', fields)
  );
}

/** May more than one officer attend? Only for a reason (TH 6.4(i)). */
export function approveAccompaniment(
  state: GroupSupportState,
  fields: Fields<Commands['ApproveAccompaniment']>,
  pack: Pack,
): Decision {
  if (!state.requests.has(fields.request)) return UNKNOWN_ENTRY;
  const refusal = fields.reason === undefined ? blocked(pack, 'grp.attendee_limit') : null;
  return refusal ?? granted('AccompanimentApproved', fields);
}
