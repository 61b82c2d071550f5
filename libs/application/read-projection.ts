import {
  type CouncilView,
  type FigureDocument,
  type FigureName,
  type ProjectionDocument,
  type ProjectionName,
  type Viewer,
  figureDocument,
  projectionDocument,
  projectionNames,
} from '#lib/council/index.js';
import { type Instant, type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import type { Pack, PackShelf } from '#lib/protocol/index.js';
import type { Application } from './application.js';
import { ownShelf } from './pack-texts.js';
import { viewOf } from './views.js';

export interface ProjectionQuestion {
  /** Instant at which the facts count; null means now. */
  readonly at: Instant | null;
  /** Instant up to which recorded events count; null means every recorded event. */
  readonly knownAt: Instant | null;
  /**
   * What is to judge everything: a pack, or the id, or its last part, of one of the council's own or at hand; null: each event
   * is judged by the pack of its time.
   */
  readonly pack: string | Pack | null;
  /** A position that the answer must have reached; null means whatever the ledger holds at the question. */
  readonly waitFor: bigint | null;
  /** Who asks; null sees everything. */
  readonly viewer: Viewer | null;
}

/** `position_not_reached`: the ledger did not reach `waitFor` in time. */
export type ReadRefusal = 'council_unknown' | 'projection_unknown' | 'pack_unknown' | 'position_not_reached';

/** A council as a question wants to see it, with the head of the answer. */
interface Viewed {
  readonly projection: ProjectionName;
  readonly asked: {
    readonly council: string;
    readonly at: Instant;
    readonly knownAt: Instant;
    readonly position: string;
  };
  readonly view: CouncilView;
}

async function viewed(
  application: Application,
  [name, projection]: readonly [council: string, projection: string],
  question: ProjectionQuestion,
): Promise<Result<Viewed, ReadRefusal>> {
  const { shelf, watch, councils } = application;
  const known = projectionNames.find((one) => one === projection);
  if (known === undefined) return refused('projection_unknown', unknownProjection(projection));
  if (!(await isReached(application, question.waitFor))) return refused('position_not_reached', []);
  const council = await councils.opened(name);
  if (council.isUnknown) return refused('council_unknown', []);
  const own = ownShelf({ shelf, adoptions: council.history.adoptions });
  const judge = judgeOf(own, question.pack);
  if (judge === undefined) return refused('pack_unknown', unknownPack(own, question.pack));
  const now = application.clock();
  const at = question.at ?? now;
  const knownAt = question.knownAt ?? council.knownBy(now);
  const ended = watch('fold');
  try {
    const view = viewOf(council.events, shelf, { at, knownAt, pack: judge, viewer: question.viewer });
    // A position of the ledger would tell a viewer how much is recorded that they do not see.
    const position = view.seen() === null ? String(council.positionAt(knownAt)) : view.position;
    return accepted({ projection: known, asked: { council: name, at, knownAt, position }, view });
  } finally {
    ended();
  }
}

/**
 * One projection of a council up to the ledger's newest event, at least up to `waitFor`, as the question wants to see it.
 * Throws CalendarHorizonError, and what the ledger and the vault throw.
 */
export async function readProjection(
  application: Application,
  name: string,
  projection: string,
  question: ProjectionQuestion,
): Promise<Result<ProjectionDocument, ReadRefusal>> {
  const seen = await viewed(application, [name, projection], question);
  if (!seen.ok) return seen;
  const { asked, view, projection: known } = seen.value;
  return accepted(projectionDocument(asked, view, known, view.projection(known)));
}

/** Which figure, and as at when, under which pack, for whom. */
export interface FigureQuestion extends ProjectionQuestion, FigureName {}

/**
 * What one figure of a projection is made of, as `readProjection` answers it to the same question: a count is the number of
 * its lines. Throws what `readProjection` throws.
 */
export async function explainFigure(
  application: Application,
  name: string,
  projection: string,
  question: FigureQuestion,
): Promise<Result<FigureDocument, ReadRefusal | 'figure_unknown'>> {
  const { row, figure } = question;
  const seen = await viewed(application, [name, projection], question);
  if (!seen.ok) return seen;
  const { asked, view, projection: known } = seen.value;
  const found = view.explain(known, { row, figure });
  return found.ok ? accepted(figureDocument(asked, view, known, found.value)) : found;
}

/** The pack asked for: null if none was asked for, undefined if it is unknown. */
function judgeOf(shelf: PackShelf, pack: string | Pack | null): Pack | null | undefined {
  return typeof pack === 'string' ? shelf.find(pack) : pack;
}

function unknownPack(shelf: PackShelf, name: unknown): readonly Problem[] {
  const right = shelf.all().map(({ ref }) => ref.id);
  return [{ at: '/pack', wrong: `there is no pack named ${String(name)}`, right: `one of ${right.join(', ')}` }];
}

function unknownProjection(name: string): readonly Problem[] {
  const right = `one of ${projectionNames.join(', ')}`;
  return [{ at: '/projection', wrong: `there is no projection named ${name}`, right }];
}

async function isReached({ ledger, waitMs, watch }: Application, position: bigint | null): Promise<boolean> {
  const ended = watch('wait');
  try {
    if (position === null || (await ledger.head()) >= position) return true;
    for await (const event of ledger.follow(position - 1n, AbortSignal.timeout(waitMs))) {
      if (event.position >= position) return true;
    }
    return false;
  } finally {
    ended();
  }
}
