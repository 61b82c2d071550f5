import {
  type DescribedProjection,
  byName,
  listOfAll,
  orNothing,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
  yesNo,
} from '#lib/kernel/figures.js';
import type { AttendanceRow, AttendanceView } from './projections.js';

export const attendanceDescribed: DescribedProjection<AttendanceView> = {
  label: 'Attendance log',
  sentence: 'Every group meeting that an officer attended, who was there and how the protocol was kept.',
  data: recordOf<AttendanceView>({
    meetings: [
      'Meetings',
      'One row for each meeting that an officer attended.',
      byName(
        recordOf<AttendanceRow>({
          group: ['Group', 'The group whose meeting it was.', orNothing(text)],
          officers: [
            'Officers',
            'The officers who attended.',
            rowsOf<AttendanceRow['officers'][number]>({
              officer: ['Officer', 'The officer who attended.', text],
              role: ['Role', 'The role in which the officer attended.', text],
              minutes: [
                'Minutes',
                'How many whole minutes the officer stayed; nothing where nobody recorded an end.',
                orNothing(wholeNumber),
              ],
            }),
          ],
          nonCouncillors: [
            'Non-councillors',
            'How many people present were not councillors, as the protocol counts them.',
            wholeNumber,
          ],
          authorisation: [
            'Authorisation',
            'Whether a role agreed beforehand that people may be present who are not councillors.',
            wordOf('not_required', 'in_advance', 'late', 'none'),
          ],
          restrictedInformation: [
            'Restricted information noted',
            'Whether an officer noted what may not be said before this audience.',
            yesNo,
          ],
          partyBusinessMinutes: [
            'Minutes of party business',
            'How many whole minutes officers stayed during party business; nothing where nobody recorded an end.',
            orNothing(wholeNumber),
          ],
          verdict: [
            'Verdict',
            'How the protocol was kept at this meeting; open while nobody knows that an officer has left.',
            wordOf('open', 'breach', 'warn', 'withdrew', 'clear'),
          ],
          events: ['Events', 'The events that the row is read from, in order of occurrence.', listOfAll(text)],
        }),
      ),
    ],
  }),
};
