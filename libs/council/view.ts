import type { Viewer } from '#lib/features/family.js';
import type { PackReference } from '#lib/kernel/index.js';
import type { PackShelf } from '#lib/protocol/index.js';
import type { CouncilEvent } from './history.js';
import { type ProjectionName, projections } from './projections.js';
import { type Folded, type Question, foldHistory, referenceTo } from './replay.js';
import { visible } from './visibility.js';

/** A council as at an instant, ready to answer any projection. */
export interface CouncilView {
  readonly pack: PackReference | null;
  /** Number of events counted. */
  readonly position: string;
  /** The data of a projection, narrowed to what the viewer may see. */
  projection(name: ProjectionName): unknown;
}

/** Answers projections from a folded council. */
export function viewOf(folded: Folded, viewer: Viewer | null): CouncilView {
  const sight = viewer === null ? null : { viewer, visibility: folded.pack.visibility };
  return {
    pack: referenceTo(folded.pack),
    position: String(folded.entries.filter(({ event }) => event.at <= folded.at).length),
    projection: (name) => {
      const found = projections.get(name);
      return found === undefined ? {} : visible(found.answer(folded), sight);
    },
  };
}

/** The pure full fold: events in order of recording in, projections out. */
export function replay(events: readonly CouncilEvent[], shelf: PackShelf, question: Question): CouncilView {
  return viewOf(foldHistory(events, shelf, question), question.viewer);
}
