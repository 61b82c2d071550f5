import {
  type DescribedProjection,
  listOfAll,
  orNothing,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
} from '#lib/kernel/figures.js';
import type { GroupSupportRow, GroupSupportView } from './projections.js';

export const groupSupportDescribed: DescribedProjection<GroupSupportView> = {
  label: 'Group support',
  sentence: 'Every request of a group for support, how it was routed and what became of it.',
  data: recordOf<GroupSupportView>({
    rows: [
      'Requests',
      'One row for each request, in the order in which they were made.',
      rowsOf<GroupSupportRow>({
        request: ['Request', 'The request.', text],
        group: ['Group', 'The group that asked.', text],
        form: ['Form', 'What the group asked for.', text],
        matter: ['Matter', 'The matter on which the group asked for support.', orNothing(text)],
        addressee: ['Addressee', 'The role that the group first sent its request to.', orNothing(text)],
        routing: [
          'Routing',
          'Whether the request reached a role that the protocol names, at once or after it was passed on.',
          wordOf('ok', 'redirected', 'misrouted'),
        ],
        decision: ['Decision', 'What became of the request.', wordOf('pending', 'accepted', 'declined', 'withdrawn')],
        ground: ['Ground', 'The reason given for declining.', orNothing(text)],
        deliveries: ['Deliveries', 'How many briefings and reports answered the request.', wholeNumber],
        events: ['Events', 'The events that the row is read from, in order of occurrence.', listOfAll(text)],
      }),
    ],
    misroutedThenRedirected: [
      'Misrouted, then redirected',
      'How many requests went to a wrong role and were then passed on to a right one.',
      wholeNumber,
      'sometimes',
    ],
  }),
};
