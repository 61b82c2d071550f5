import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsObject, IsUUID } from 'class-validator';
import { commandCatalogue, liveToken } from '#lib/catalogue/index.js';
import { type Payload, date, instant, required, shape, text, token } from '#lib/kernel/index.js';
import { Fits, MayBeAbsent, right } from './checking.js';

const actor = {
  ...shape({ role: required(liveToken), person: required(liveToken) }),
  right: 'a role and a person token',
};
const uuid = right('a UUID, such as 0198a2d4-6f2e-7c31-9b1a-3f5d2c7e8a90');
const example = '0198a2d4-6f2e-7c31-9b1a-3f5d2c7e8a90';

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
  @Fits(liveToken)
  @ApiProperty({ example: 'O-1', description: 'Token of the person for whom it is opened.' })
  by!: string;

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
