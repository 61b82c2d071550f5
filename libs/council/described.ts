import type { DescribedProjection } from '#lib/kernel/figures.js';
import { type ProjectionName, projections } from './projections.js';

/** Every projection in words, with its data described, as its family lists it. */
export const describedProjections = Object.fromEntries(
  [...projections].map(([name, { described }]) => [name, described]),
) as Readonly<Record<ProjectionName, DescribedProjection>>;
