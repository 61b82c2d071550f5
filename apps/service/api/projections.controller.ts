import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ReadProjection, ReadTimeline } from '#lib/bus/index.js';
import { projectionNames } from '#lib/council/index.js';
import type { FindingTotals, Metrics } from '../operation/metrics.js';
import { METRICS } from '../operation/parts.js';
import { eventAnswer } from './answers.js';
import { ProjectionQuery, TimelineQuery } from './bodies.js';
import { Documented } from './documented.js';
import { valueOf } from './refusals.js';
import { QueryPipe, instantOf } from './request.js';

const DEFAULT_LIMIT = 100;
const COUNCIL = 'The token of the council.';

const positionOf = (text: string | undefined): bigint | null => (text === undefined ? null : BigInt(text));

@Controller('councils/:council')
export class ProjectionsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @Get('projections/:name')
  @Documented({
    summary: 'Read a projection',
    path: { council: COUNCIL, name: `One of ${projectionNames.join(', ')}.` },
    answer: 'Projection',
    problems: [
      'council_unknown',
      'projection_unknown',
      'invalid',
      'pack_unknown',
      'calendar_horizon',
      'position_not_reached',
    ],
  })
  async read(
    @Param('council') council: string,
    @Param('name') name: string,
    @Query(new QueryPipe(ProjectionQuery)) query: ProjectionQuery,
  ): Promise<object> {
    // Nobody signs in yet, and whoever reaches this machine sees all.
    const asked = { pack: query.pack ?? null, waitFor: positionOf(query.waitFor), viewer: null };
    const question = { at: instantOf(query.at, 'end'), knownAt: instantOf(query.knownAt, 'end'), ...asked };
    const startedAt = performance.now();
    const document = valueOf(await this.queries.execute(new ReadProjection(council, name, question)), 'query');
    this.metrics.projected(document.projection, (performance.now() - startedAt) / 1000);
    const isOfNow = query.at === undefined && query.knownAt === undefined && query.pack === undefined;
    if (document.projection === 'findings' && isOfNow) {
      this.metrics.found(council, (document.data as { readonly totals: FindingTotals }).totals);
    }
    return document;
  }

  @Get('timeline')
  @Documented({
    summary: 'Read the events in order of recording, page by page',
    path: { council: COUNCIL },
    answer: 'Timeline',
    problems: ['council_unknown', 'invalid'],
  })
  async timeline(
    @Param('council') council: string,
    @Query(new QueryPipe(TimelineQuery)) query: TimelineQuery,
  ): Promise<object> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const asked = new ReadTimeline(council, { after: positionOf(query.after) ?? 0n, limit });
    const { events, next } = valueOf(await this.queries.execute(asked), 'query');
    const address = `/api/v1/councils/${encodeURIComponent(council)}/timeline`;
    return { events: events.map(eventAnswer), next: next === null ? null : `${address}?after=${next}&limit=${limit}` };
  }
}
