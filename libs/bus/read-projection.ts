import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { projectionNames } from '#lib/council/index.js';
import { type Problem, type Result, accepted, formatInstant, refused } from '#lib/kernel/index.js';
import type { Pack } from '#lib/protocol/index.js';
import type { Councils } from './councils.js';
import { type ProjectionDocument, ReadProjection, type ReadRefusal } from './messages.js';
import type { BusParts } from './parts.js';

@QueryHandler(ReadProjection)
export class ReadProjectionHandler implements IQueryHandler<ReadProjection> {
  constructor(
    private readonly parts: Required<BusParts>,
    private readonly councils: Councils,
  ) {}

  /** The council up to the ledger's newest event, at least up to `waitFor`, as the question wants to see it. */
  async execute(query: ReadProjection): Promise<Result<ProjectionDocument, ReadRefusal>> {
    const { council: name, projection, question } = query;
    const known = projectionNames.find((one) => one === projection);
    if (known === undefined) return refused('projection_unknown', unknownProjection(projection));
    const judge = this.#judge(question.pack);
    if (judge === undefined) return refused('pack_unknown', this.#unknownPack(question.pack));
    if (!(await this.parts.watch('wait', () => this.#reached(question.waitFor))))
      return refused('position_not_reached', []);
    const council = await this.councils.opened(name);
    if (council.isUnknown) return refused('council_unknown', []);
    const now = this.parts.clock();
    const at = question.at ?? now;
    const knownAt = question.knownAt ?? council.knownBy(now);
    const { pack, data } = this.parts.watch('fold', () => {
      const view = council.view({ at, knownAt, pack: judge, viewer: question.viewer });
      return { pack: view.pack, data: view.projection(known) };
    });
    const asked = { projection: known, council: name, at: formatInstant(at), knownAt: formatInstant(knownAt) };
    const position = council.positionAt(knownAt).toString();
    return accepted({ ...asked, pack, position, data });
  }

  /** Null where no pack was asked for, undefined where the one asked for is not at hand. */
  #judge(name: string | null): Pack | null | undefined {
    return name === null ? null : this.parts.shelf.find(name);
  }

  #unknownPack(name: string | null): readonly Problem[] {
    const right = this.parts.shelf.all().map(({ ref }) => ref.id);
    return [{ at: '/pack', wrong: `there is no pack named ${name}`, right: `one of ${right.join(', ')}` }];
  }

  async #reached(position: bigint | null): Promise<boolean> {
    if (position === null || (await this.parts.ledger.head()) >= position) return true;
    for await (const event of this.parts.ledger.follow(position - 1n, AbortSignal.timeout(this.parts.waitMs))) {
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
