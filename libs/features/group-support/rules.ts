import { type Finding, type PackRule, judge, words, wordsFor } from '#lib/protocol/index.js';
import { type GroupSupportState, type SupportRequest, redirection, wasMisrouted } from './state.js';

function aboutRequest({ id, at, rec, mark }: SupportRequest): {
  readonly subject: string;
  readonly at: number;
  readonly rec: number;
  readonly anchor: SupportRequest['mark'];
} {
  return { subject: `request ${id}`, at, rec, anchor: mark };
}

/** TH 6.4(i): a request goes to an allowed role; redirection resolves it. */
export function requestAddressee(state: GroupSupportState): Finding[] {
  return [...state.requests.values()].filter(wasMisrouted).flatMap((request) => {
    const redirected = redirection(request);
    const resolved = redirected === null ? {} : { remediedAt: redirected.at, events: [redirected] };
    return judge(request.pack, 'grp.request_addressee', { ...aboutRequest(request), ...resolved });
  });
}

/** Whoever is asked may help for that purpose: by `permitted`, or exempt for it; personal help is for nobody (readings 3). */
function mayHelp(rule: PackRule | undefined, to: string, purpose: string): boolean {
  if (purpose === 'personal') return false;
  if (words(rule, 'exempt').includes(to) && words(rule, 'exempt_for').includes(purpose)) return true;
  return wordsFor(rule, 'permitted', to)?.includes(purpose) === true;
}

/** TH 6.5, 13.2, 13.7; OM 3.3(b): no surgeries, casework, business or personal help, but for roles and purposes that the pack permits. */
export function noSurgeriesCasework(state: GroupSupportState): Finding[] {
  return [...state.requests.values()].flatMap((request) => {
    const { purpose, to, pack } = request;
    if (purpose === null || purpose === 'council_business') return [];
    if (mayHelp(pack.rules.get('grp.no_surgeries_casework'), to ?? '', purpose)) return [];
    return judge(pack, 'grp.no_surgeries_casework', aboutRequest(request));
  });
}

/** TH 11.6: officers are never asked to attend a ward or constituency party meeting. */
export function noWardPartyMeetings(state: GroupSupportState): Finding[] {
  return [...state.wardMeetings].flatMap(([id, { pack, mark, by }]) =>
    judge(pack, 'grp.no_ward_party_meetings', {
      subject: `request ${id}`,
      at: mark.at,
      rec: mark.rec,
      anchor: mark,
      actor: by,
    }),
  );
}

/** TH 3.17: action sought after a group meeting is notified to the right role. */
export function followUpRoute(state: GroupSupportState): Finding[] {
  return state.followUps.flatMap(({ pack, mark, to }) => {
    const rule = pack.rules.get('grp.follow_up_route');
    if (!pack.roles.has(to) || words(rule, 'to').includes(to)) return [];
    const { id, at, rec } = mark;
    return judge(pack, 'grp.follow_up_route', { subject: `event ${id}`, at, rec, anchor: mark });
  });
}

/** TH 6.4(iv), AL 44: a group's conclusion is no council decision. */
export function conclusionsNotDecisions(state: GroupSupportState): Finding[] {
  return state.conclusions.flatMap(({ pack, mark }) => {
    const { id, at, rec } = mark;
    return judge(pack, 'grp.conclusions_not_decisions', { subject: `event ${id}`, at, rec, anchor: mark });
  });
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
