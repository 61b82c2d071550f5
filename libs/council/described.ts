import { groupsDescribed, mattersDescribed, noticesDescribed } from '#lib/features/advice/figures.js';
import { attendanceDescribed } from '#lib/features/attendance/figures.js';
import { groupSupportDescribed } from '#lib/features/group-support/figures.js';
import { councillorsDescribed } from '#lib/features/information/figures.js';
import { participationDescribed } from '#lib/features/interests/participation-figures.js';
import { promptsDescribed, registerDescribed, returnsDescribed } from '#lib/features/interests/register-figures.js';
import { officesDescribed } from '#lib/features/offices/figures.js';
import { protocolStatusDescribed } from '#lib/features/protocol-life/figures.js';
import { bodyConflictsDescribed, relationshipsDescribed, touchDescribed } from '#lib/features/relationships/figures.js';
import { retentionDescribed } from '#lib/features/retention/figures.js';
import { recruitmentDescribed, restrictedPostsDescribed } from '#lib/features/staffing/figures.js';
import type { DescribedProjection } from '#lib/kernel/figures.js';
import { findingsDescribed, statutoryFindingsDescribed, timelineDescribed } from './figures.js';
import type { ProjectionData, ProjectionName } from './view.js';

/** Every projection in words, with its data described; one that is left out, or described otherwise, does not compile. */
export const describedProjections: {
  readonly [Name in ProjectionName]: DescribedProjection<ProjectionData[Name]>;
} = {
  'group-support': groupSupportDescribed,
  'even-handedness-by-group': groupsDescribed,
  'even-handedness-by-matter': mattersDescribed,
  'notice-obligations': noticesDescribed,
  'attendance-log': attendanceDescribed,
  'office-holder-briefings': officesDescribed,
  'protocol-status': protocolStatusDescribed,
  findings: findingsDescribed,
  'statutory-findings': statutoryFindingsDescribed,
  'audit-timeline': timelineDescribed,
  'even-handedness-by-councillor': councillorsDescribed,
  'interests-register': registerDescribed,
  'register-returns': returnsDescribed,
  'declaration-prompts': promptsDescribed,
  'meeting-participation': participationDescribed,
  'relationship-register': relationshipsDescribed,
  'body-conflicts': bodyConflictsDescribed,
  'relationship-touch': touchDescribed,
  'recruitment-declarations': recruitmentDescribed,
  'restricted-posts': restrictedPostsDescribed,
  'retention-due': retentionDescribed,
};
