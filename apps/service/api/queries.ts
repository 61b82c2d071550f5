import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { eventCatalogue, raisedByLedger } from '#lib/catalogue/index.js';
import { instant, token } from '#lib/kernel/index.js';
import { Fits, MayBeAbsent, right } from './checking.js';

const eventNames = [...Object.keys(eventCatalogue), ...raisedByLedger];

const position = { ...token, right: 'a position, such as 42', check: (value: unknown) => isPosition(value) };

function isPosition(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,18}$/.test(value);
}

const wholeNumber = 'a whole number, 0 or more';
const pageSize = 'a whole number from 1 to 1000';

export class AsAtQuery {
  @MayBeAbsent()
  @Fits(instant)
  @ApiProperty({
    required: false,
    description: 'Instant at which the facts count: ISO 8601; a date alone means its last instant. Absent: now.',
  })
  at?: string;

  @MayBeAbsent()
  @Fits(instant)
  @ApiProperty({
    required: false,
    description: 'Instant up to which recorded events count. Absent: every recorded event counts.',
  })
  knownAt?: string;

  @MayBeAbsent()
  @Fits(token)
  @ApiProperty({
    required: false,
    description: 'A pack that judges every event, whatever its dates. Absent: the packs in force.',
  })
  pack?: string;

  @MayBeAbsent()
  @Fits(position)
  @ApiProperty({
    required: false,
    description: 'A position that the answer must have reached. The service waits for it up to 5 seconds.',
  })
  waitFor?: string;
}

export class FigureQuery extends AsAtQuery {
  @Fits(token)
  @ApiProperty({ example: 'G-A', description: 'The row: its token, or council, totals or protocol.' })
  row!: string;

  @Fits(token)
  @ApiProperty({ example: 'accepted', description: 'The figure in it; one inside another is notices.owed.' })
  figure!: string;
}

export class ProjectionQuery extends AsAtQuery {
  @MayBeAbsent()
  @Matches(/^-?\w+(?:,-?\w+)*$/, right('fields of a row separated by commas, with a minus before a descending field'))
  @ApiProperty({
    required: false,
    example: '-occurredAt,rule',
    description:
      'Fields to sort the rows by, separated by commas, with a minus before a descending field. Absent: the order of the projection.',
  })
  sort?: string;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt(right(wholeNumber))
  @Min(0, right(wholeNumber))
  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 0,
    description: 'Number of rows to leave out; page.next gives the address of the next rows.',
  })
  after?: number;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt(right(pageSize))
  @Min(1, right(pageSize))
  @Max(1000, right(pageSize))
  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    description: 'Maximum number of rows. Absent: all rows.',
  })
  limit?: number;
}

export class TimelineQuery {
  @MayBeAbsent()
  @Fits(position)
  @ApiProperty({ required: false, description: 'Position after which the page begins. Absent: the beginning.' })
  after?: string;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt(right(pageSize))
  @Min(1, right(pageSize))
  @Max(1000, right(pageSize))
  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  limit?: number;

  @MayBeAbsent()
  @IsIn(eventNames, right('the name of an event, such as GroupBriefingGiven'))
  @ApiProperty({ required: false, example: 'GroupBriefingGiven', description: 'Only events of this name.' })
  type?: string;

  @MayBeAbsent()
  @Fits(token)
  @ApiProperty({ required: false, description: 'Events that name this token in any field that is not sealed.' })
  person?: string;

  @MayBeAbsent()
  @Fits(token)
  @ApiProperty({ required: false, description: 'Events about this matter.' })
  matter?: string;

  @MayBeAbsent()
  @Fits(instant)
  @ApiProperty({ required: false, description: 'Events that occurred at this instant or later. ISO 8601.' })
  from?: string;

  @MayBeAbsent()
  @Fits(instant)
  @ApiProperty({
    required: false,
    description: 'Events that occurred up to this instant; a date alone means its last instant.',
  })
  until?: string;
}
