import { type Finding, judge, words } from '#lib/protocol/index.js';
import { type GroupSupportState, redirectedAt, wasMisrouted } from './state.js';

/** TH 6.4(i): a request goes to an allowed role; redirection resolves it. */
export function requestAddressee(state: GroupSupportState): Finding[] {
  return [...state.requests.values()].filter(wasMisrouted).flatMap((request) =>
    judge(request.pack, 'grp.request_addressee', {
      subject: `request ${request.id}`,
      at: request.at,
      rec: request.rec,
      remediedAt: redirectedAt(request),
    }),
  );
}

/** TH 6.5, 13.7; OM 3.3(b): no surgeries, casework or personal help, but for roles that the pack permits. */
export function noSurgeriesCasework(state: GroupSupportState): Finding[] {
  return [...state.requests.values()].flatMap((request) => {
    if (request.purpose === null || request.purpose === 'council_business') return [];
    const permitted = request.pack.rules.get('grp.no_surgeries_casework')?.params['permitted'];
    const roles = typeof permitted === 'object' && permitted !== null ? Object.keys(permitted) : [];
    if (request.to !== null && roles.includes(request.to)) return [];
    const { pack, id, at, rec } = request;
    return judge(pack, 'grp.no_surgeries_casework', { subject: `request ${id}`, at, rec });
  });
}

/** TH 11.6: officers are never asked to attend a ward or constituency party meeting. */
export function noWardPartyMeetings(state: GroupSupportState): Finding[] {
  return [...state.wardMeetings.values()].flatMap(({ pack, id, at, rec }) =>
    judge(pack, 'grp.no_ward_party_meetings', { subject: `request ${id}`, at, rec }),
  );
}

/** TH 3.17: action sought after a group meeting is notified to the right role. */
export function followUpRoute(state: GroupSupportState): Finding[] {
  return state.followUps.flatMap(({ pack, id, at, rec, to }) => {
    const rule = pack.rules.get('grp.follow_up_route');
    if (!pack.roles.has(to) || words(rule, 'to').includes(to)) return [];
    return judge(pack, 'grp.follow_up_route', { subject: `event ${id}`, at, rec });
  });
}

/** TH 6.4(iv), AL 44: a group's conclusion is no council decision. */
export function conclusionsNotDecisions(state: GroupSupportState): Finding[] {
  return state.conclusions.flatMap(({ pack, id, at, rec }) =>
    judge(pack, 'grp.conclusions_not_decisions', { subject: `event ${id}`, at, rec }),
  );
}

/** Every finding about requests. */
export function groupSupportFindings(state: GroupSupportState): Finding[] {
  return [
    ...requestAddressee(state),
    ...noSurgeriesCasework(state),
    ...noWardPartyMeetings(state),
    ...followUpRoute(state),
    ...conclusionsNotDecisions(state),
  ];
}
