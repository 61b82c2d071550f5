import { Controller, Get, Inject, Param, Query, Req, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery } from '@nestjs/swagger';
import type { Request } from 'express';
import type { TimelinePage } from '#lib/application/index.js';
import { ReadProjection, ReadTimeline } from '#lib/bus/index.js';
import { type ProjectionDocument, projectionNames } from '#lib/council/index.js';
import { Policy } from '../access/policy.js';
import type { FindingTotals, Metrics } from '../operation/metrics.js';
import { METRICS } from '../operation/parts.js';
import { eventAnswer } from './answers.js';
import { ProjectionQuery, TimelineQuery } from './bodies.js';
import { Documented } from './documented.js';
import { AsCsv, CSV, JSON_LINES, LinesWanted, linesAnswer } from './media.js';
import { ProblemError, queryFaults } from './problem.js';
import { positionOf, questionOf } from './projection-question.js';
import { valueOf } from './refusals.js';
import { QueryPipe, instantOf } from './request.js';
import { asksNothing, rowFaults, withRows } from './rows.js';
import { FILTER, filtersIn, nextRows, parametersOf, rowsAsked } from './rows-query.js';

const DEFAULT_LIMIT = 100;
/** Number of events in one read when a client wants all of them. */
const PAGE_OF_LINES = 1_000;
const COUNCIL = 'The token of the council.';

const filterParameter = {
  name: 'filter',
  required: false,
  style: 'deepObject',
  explode: true,
  description:
    'filter[level]=BREACH: rows with this value in this field. Given twice, rows with either value. null matches a missing value.',
  schema: { type: 'object', additionalProperties: { type: 'string' } },
} as const;

@Controller('councils/:council')
export class ProjectionsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @Get('projections/:name')
  @Policy('reads')
  @UseInterceptors(AsCsv)
  @Documented({
    summary: 'Read a projection',
    description:
      'filter, sort, after and limit choose among its rows: the member rows, or the map from token to row, whose token is ' +
      `the field key. With one of them the answer has the member page. Totals still count all rows. With Accept: ${CSV} it is one table.`,
    otherwise: [CSV],
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
  @ApiQuery(filterParameter)
  async read(
    @Param('council') council: string,
    @Param('name') name: string,
    @Query(new QueryPipe(ProjectionQuery, FILTER)) query: ProjectionQuery,
    @Req() request: Request,
  ): Promise<object> {
    const rows = rowsAsked(filtersIn(request.query), query);
    const faults = asksNothing(rows) ? [] : rowFaults(name, rows);
    if (faults.length > 0) throw new ProblemError('invalid', { errors: queryFaults(faults) });
    const startedAt = performance.now();
    const asked = new ReadProjection(council, name, questionOf(query));
    const document = valueOf(await this.queries.execute(asked), 'query');
    this.#measure(document, query, (performance.now() - startedAt) / 1000);
    if (asksNothing(rows)) return document;
    const { document: chosen, page } = withRows(document, rows);
    return {
      ...chosen,
      page: { ...page, next: page.next === null ? null : nextRows(document, request.query, page.next) },
    };
  }

  #measure({ projection, council, data }: ProjectionDocument, query: ProjectionQuery, seconds: number): void {
    this.metrics.projected(projection, seconds);
    const isOfNow = query.at === undefined && query.knownAt === undefined && query.pack === undefined;
    if (projection !== 'findings' || council === null || !isOfNow) return;
    this.metrics.found(council, (data as { readonly totals: FindingTotals }).totals);
  }

  @Get('timeline')
  @Policy('reads')
  @Documented({
    summary:
      'Read the events in order of recording, page by page, all or those of a type, a person, a matter or a period',
    description: `With Accept: ${JSON_LINES} all of them, or up to limit, as evenhand export writes them.`,
    otherwise: [JSON_LINES],
    path: { council: COUNCIL },
    answer: 'Timeline',
    problems: ['council_unknown', 'invalid'],
  })
  async timeline(
    @Param('council') council: string,
    @Query(new QueryPipe(TimelineQuery)) query: TimelineQuery,
    @Req() request: Request,
    @LinesWanted() lines: string | null,
  ): Promise<object> {
    const limit = query.limit ?? (lines === null ? DEFAULT_LIMIT : PAGE_OF_LINES);
    const { type = null, person = null, matter = null } = query;
    const period = { from: instantOf(query.from), until: instantOf(query.until, 'end') };
    const read = async (after: bigint): Promise<TimelinePage> => {
      const question = { after, limit, type, person, matter, ...period };
      return valueOf(await this.queries.execute(new ReadTimeline(council, question)), 'query');
    };
    const page = await read(positionOf(query.after) ?? 0n);
    if (lines !== null) return linesAnswer(query.limit === undefined ? page : { ...page, next: null }, read, lines);
    const { events, next } = page;
    const address = `/api/v1/councils/${encodeURIComponent(council)}/timeline`;
    const again = next === null ? null : `${address}?${parametersOf({ ...request.query, after: String(next), limit })}`;
    return { events: events.map(eventAnswer), next: again };
  }
}
