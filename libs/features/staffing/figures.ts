import {
  type DescribedProjection,
  byName,
  moment,
  orNothing,
  recordOf,
  rowsOf,
  text,
  wholeNumber,
  wordOf,
  yesNo,
} from '#lib/kernel/figures.js';
import type { RecruitmentView, RestrictedPostsView } from './projections.js';

type Post = RestrictedPostsView['posts'][string];

export const recruitmentDescribed: DescribedProjection<RecruitmentView> = {
  label: 'Recruitment declarations',
  sentence: 'Every declared relationship with a candidate for a post, what was decided, and who took part afterwards.',
  data: recordOf<RecruitmentView>({
    rows: [
      'Declarations',
      'One row for each person and candidate.',
      rowsOf<RecruitmentView['rows'][number]>({
        person: ['Person', 'The person who has the relationship.', text],
        candidate: ['Candidate', 'The candidate for the post.', text],
        hoursToDeclare: [
          'Hours to declare',
          'How many whole hours the person took to declare the relationship.',
          orNothing(wholeNumber),
        ],
        outcome: ['Outcome', 'What was decided last.', orNothing(wordOf('may_continue', 'no_further_part'))],
        laterParticipation: ['Later part', 'Whether the person took part after the last decision.', yesNo],
        stepBeforeDeclaration: ['Part before declaring', 'Whether the person took part before declaring.', yesNo],
      }),
      'unless hidden',
    ],
    companies: [
      'Companies',
      'One row for each officer and company in whose recruitment the officer took part.',
      rowsOf<RecruitmentView['companies'][number]>({
        officer: ['Officer', 'The officer who took part.', text],
        company: ['Company', 'The company that recruits.', text],
        agreed: ['Agreed', 'Whether the right role had agreed before the officer first took part.', yesNo],
      }),
      'unless hidden',
    ],
  }),
};

export const restrictedPostsDescribed: DescribedProjection<RestrictedPostsView> = {
  label: 'Restricted posts',
  sentence: 'Every politically restricted post, its holder, and what was reported of the holder.',
  data: recordOf<RestrictedPostsView>({
    posts: [
      'Posts',
      'One row for each post.',
      byName(
        recordOf<Post>({
          officer: ['Officer', 'The officer who holds the post.', orNothing(text)],
          designated: ['Designated', 'Whether the post is restricted now.', yesNo],
          notices: ['Notices', 'How many notices its holders were given.', wholeNumber],
          activities: [
            'Reported activities',
            'What was reported of the holder.',
            rowsOf<Post['activities'][number]>({
              act: ['Act', 'What the holder is said to have done.', text],
              at: ['At', 'When it was reported to have happened.', moment],
            }),
          ],
        }),
      ),
      'unless hidden',
    ],
  }),
};
