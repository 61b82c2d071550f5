import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsUUID, Matches, Max, Min } from 'class-validator';
import { commandCatalogue, eventCatalogue, liveToken, raisedByLedger } from '#lib/catalogue/index.js';
import { type Payload, date, instant, required, shape, text, token } from '#lib/kernel/index.js';
import { Fits, MayBeAbsent, right } from './checking.js';

const actor = {
  ...shape({ role: required(liveToken), person: required(liveToken) }),
  right: 'a role and a person token',
};
const uuid = right('a UUID, such as 0198a2d4-6f2e-7c31-9b1a-3f5d2c7e8a90');
const example = '0198a2d4-6f2e-7c31-9b1a-3f5d2c7e8a90';

const eventNames = [...Object.keys(eventCatalogue), ...raisedByLedger];

const occurredAt = 'When it happened: ISO 8601; without an offset it is Europe/London.';

export class ActorBody {
  @ApiProperty({ example: 'proper_officer' })
  role!: string;

  @ApiProperty({ example: 'O-1', description: 'an opaque token, never a name' })
  person!: string;
}

/** Who recorded it and what led to it. Every recorded event has these members. */
class Recording {
  @IsUUID('all', uuid)
  @ApiProperty({
    format: 'uuid',
    example,
    description: 'A UUID that the sender chooses. The same id twice means the same event.',
  })
  id!: string;

  @MayBeAbsent()
  @Fits(actor)
  @ApiProperty({ type: () => ActorBody, required: false, description: 'Who recorded it.' })
  recordedBy?: ActorBody;

  @MayBeAbsent()
  @Fits(liveToken)
  @ApiProperty({ required: false, description: 'The event or request that led to this one.' })
  causationId?: string;
}

/** One event as a client sends it. */
export class EventBody extends Recording {
  @Fits({ ...token, right: 'an event name of the catalogue, such as GroupBriefingGiven' })
  @ApiProperty({ example: 'GroupSupportRequested' })
  type!: string;

  @Fits(instant)
  @ApiProperty({ example: '2026-03-02T09:30', description: occurredAt })
  occurredAt!: string;

  @IsObject(right('an object with the fields of the event'))
  @ApiProperty({ type: 'object', additionalProperties: true })
  payload!: Payload;
}

/** A permission as a client asks for it. */
export class PermissionBody extends Recording {
  @IsIn(Object.keys(commandCatalogue), right(`one of ${Object.keys(commandCatalogue).join(', ')}`))
  @ApiProperty({ enum: Object.keys(commandCatalogue) })
  command!: string;

  @MayBeAbsent()
  @Fits(instant)
  @ApiProperty({ required: false, description: `${occurredAt} Absent: now.` })
  occurredAt?: string;

  @IsObject(right('an object with the fields of the command'))
  @ApiProperty({ type: 'object', additionalProperties: true })
  fields!: Payload;
}

/** Who opens personal data, and why: both are recorded. */
export class OpeningBody {
  @MayBeAbsent()
  @Fits(liveToken)
  @ApiProperty({ example: 'O-1', required: false, description: 'Who opens it; filled in, or must match, once somebody is signed in.' })
  by?: string;

  @Fits(liveToken)
  @ApiProperty({ example: 'subject_access', description: 'Token of the reason; never personal data.' })
  why!: string;

  @MayBeAbsent()
  @Fits(actor)
  @ApiProperty({ type: () => ActorBody, required: false, description: 'Who recorded it.' })
  recordedBy?: ActorBody;
}

const PACK_BYTES = 1_000_000;
const packText = { ...text(PACK_BYTES), right: `the text of a protocol pack, of at most ${PACK_BYTES} bytes` };

/** The text of a protocol pack. */
export class PackTextBody {
  @Fits(packText)
  @ApiProperty({ description: 'The whole file, in YAML.' })
  text!: string;

  @MayBeAbsent()
  @Fits(actor)
  @ApiProperty({ type: () => ActorBody, required: false, description: 'Who recorded it.' })
  recordedBy?: ActorBody;
}

/** A new council and the protocol it adopts. */
export class CouncilBody {
  @Fits(liveToken)
  @ApiProperty({ example: 'hill-top', description: 'Token that names the council here.' })
  id!: string;

  @MayBeAbsent()
  @Fits(liveToken)
  @ApiProperty({
    required: false,
    description: 'Id of a protocol pack, or its last part: see /api/v1/packs. Either this or text.',
  })
  pack?: string;

  @MayBeAbsent()
  @Fits(packText)
  @ApiProperty({
    required: false,
    description: "The text of the council's own protocol pack, in YAML. Either this or pack.",
  })
  text?: string;

  @MayBeAbsent()
  @Fits(liveToken)
  @ApiProperty({
    required: false,
    description: 'Version of the pack. Absent: the version that comes with the program.',
  })
  version?: string;

  @MayBeAbsent()
  @Fits(date)
  @ApiProperty({
    required: false,
    format: 'date',
    description: 'First day of the protocol. Absent: the day of occurredAt.',
  })
  effectiveFrom?: string;

  @MayBeAbsent()
  @Fits(liveToken)
  @ApiProperty({ required: false, description: 'The basis of the adoption, for example a minute.' })
  basis?: string;

  @MayBeAbsent()
  @Fits(instant)
  @ApiProperty({ required: false, description: `${occurredAt} Absent: now.` })
  occurredAt?: string;

  @IsUUID('all', uuid)
  @ApiProperty({
    format: 'uuid',
    example,
    description: 'Id of the adoption event. A second request with the same id opens no second council.',
  })
  event!: string;

  @MayBeAbsent()
  @Fits(actor)
  @ApiProperty({ type: () => ActorBody, required: false, description: 'Who recorded it.' })
  recordedBy?: ActorBody;
}

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
