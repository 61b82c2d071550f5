import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type ProjectionName, projectionNames } from '#lib/council/index.js';
import { type Instant, type Problem, type Result, accepted, formatInstant, refused } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import type { Pack, PackShelf } from '#lib/protocol/index.js';
import type { Councils } from './councils.js';
import { type ProjectionDocument, ReadProjection, type ReadRefusal } from './messages.js';

/** How long a reader may wait for a position. */
export const WAIT_MS = 5_000;

@QueryHandler(ReadProjection)
export class ReadProjectionHandler implements IQueryHandler<ReadProjection> {
  constructor(
    private readonly ledger: Ledger,
    private readonly councils: Councils,
    private readonly shelf: PackShelf,
    private readonly clock: () => Instant,
  ) {}

  /** The council up to the ledger's newest event, at least up to `waitFor`, as the question wants to see it. */
  async execute({
    council: name,
    projection,
    question,
  }: ReadProjection): Promise<Result<ProjectionDocument, ReadRefusal>> {
    const known = projectionNames.find((one) => one === projection);
    if (known === undefined) return refused('projection_unknown', unknownProjection(projection));
    const judge = this.#judge(question.pack);
    if (judge === undefined) return refused('pack_unknown', this.#unknownPack(question.pack));
    if (question.waitFor !== null && !(await this.#reached(question.waitFor)))
      return refused('position_not_reached', []);
    const council = await this.councils.upToNow(name);
    if (council.isUnknown) return refused('council_unknown', []);
    const now = this.clock();
    const at = question.at ?? now;
    const knownAt = question.knownAt ?? council.knownBy(now);
    const view = council.head.view({ at, knownAt, pack: judge, viewer: question.viewer });
    const times = { at: formatInstant(at), knownAt: formatInstant(knownAt) };
    const head = { projection: known satisfies ProjectionName, council: name, ...times };
    return accepted({
      ...head,
      pack: view.pack,
      position: council.positionAt(knownAt).toString(),
      data: view.projection(known),
    });
  }

  /** Null where no pack was asked for, undefined where the one asked for is not at hand. */
  #judge(name: string | null): Pack | null | undefined {
    return name === null ? null : this.shelf.find(name);
  }

  #unknownPack(name: string | null): readonly Problem[] {
    const right = this.shelf.all().map(({ ref }) => ref.id);
    return [{ at: '/pack', wrong: `there is no pack named ${name}`, right: `one of ${right.join(', ')}` }];
  }

  async #reached(position: bigint): Promise<boolean> {
    if ((await this.ledger.head()) >= position) return true;
    for await (const event of this.ledger.follow(position - 1n, AbortSignal.timeout(WAIT_MS))) {
      if (event.position >= position) return true;
    }
    return false;
  }
}

function unknownProjection(name: string): readonly Problem[] {
  return [
    { at: '/projection', wrong: `there is no projection named ${name}`, right: `one of ${projectionNames.join(', ')}` },
  ];
}
