import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { NewCouncil } from '#lib/application/index.js';
import { OpenCouncil, PublishPack, ReadCouncil, ReadPacks } from '#lib/bus/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import { type Identity, standingIn } from '../access/account.js';
import { Caller, type Calling, Who } from '../access/guard.js';
import { recorderFor } from '../access/recorder.js';
import { Policy } from '../access/policy.js';
import { councilAnswer, receiptOf } from './answers.js';
import { CouncilBody } from './bodies.js';
import { Documented } from './documented.js';
import { actorOf } from './event-checks.js';
import { PACK_TEXT, PackBody, type PackSent } from './pack-body.js';
import { packSummary } from './pack-data.js';
import { ProblemError } from './problem.js';
import { valueOf } from './refusals.js';
import { BodyPipe, JsonBody, instantOf } from './request.js';
import { LEDGER } from './tokens.js';

const COUNCIL = 'The token of the council.';

@Controller('councils')
export class CouncilsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  @Get()
  @Policy('signed_in')
  @Documented({ summary: 'The councils that have a ledger here', answer: 'Councils', problems: [] })
  async list(@Who() who: Identity | null): Promise<object> {
    const councils = await this.ledger.councils();
    const isOwn = (name: string): boolean => who === null || who.isAdministrator || standingIn(who, name) !== undefined;
    return { councils: councils.filter(isOwn) };
  }

  @Get(':council')
  @Policy('reads')
  @Documented({
    summary: 'A summary of one council: its protocol, number of events, position and time of opening',
    path: { council: COUNCIL },
    answer: 'Council',
    problems: ['council_unknown'],
  })
  async show(@Param('council') council: string): Promise<object> {
    return councilAnswer(valueOf(await this.queries.execute(new ReadCouncil(council))));
  }

  /** A council exists once it has its first event, the adoption of its protocol. */
  @Post()
  @Policy('founds')
  @Documented({
    summary: 'Open a council by recording the protocol it adopts',
    body: 'CouncilBody',
    status: 201,
    answer: 'CouncilReceipt',
    problems: ['council_exists', 'id_reused', 'pack_unknown', 'pack_invalid', 'pack_taken'],
  })
  async open(
    @JsonBody(new BodyPipe(CouncilBody)) body: CouncilBody,
    @Caller() { who, correlationId }: Calling,
  ): Promise<object> {
    const given = councilOf(body);
    const council = { ...given, recordedBy: recorderFor(who, body.id, given.recordedBy) };
    const recorded = valueOf(await this.commands.execute(new OpenCouncil(council, { correlationId })));
    return { council: body.id, ...receiptOf(recorded) };
  }

  @Get(':council/packs')
  @Policy('reads')
  @Documented({
    summary: "The protocol packs whose texts a council's record holds",
    description: 'Events are judged by these texts, whatever packs come with the program.',
    path: { council: COUNCIL },
    answer: 'CouncilPacks',
    problems: ['council_unknown'],
  })
  async packs(@Param('council') council: string): Promise<object> {
    const packs = valueOf(await this.queries.execute(new ReadPacks(council)));
    return { council, packs: packs.map(({ pack, parts }) => ({ ...packSummary(pack), parts })) };
  }

  @Post(':council/packs')
  @Policy('publishes')
  @Documented({
    summary: "Put the text of a protocol pack on a council's record, so that it can be adopted there",
    description: `${PACK_TEXT} It is adopted by an event: ProtocolPackAdopted with its id and version.`,
    path: { council: COUNCIL },
    body: 'PackTextBody',
    status: 201,
    answer: 'PublishedPack',
    problems: ['council_unknown', 'pack_invalid', 'pack_taken', 'contended'],
  })
  async publish(
    @Param('council') council: string,
    @PackBody() { file, recordedBy }: PackSent,
    @Caller() { who, correlationId }: Calling,
  ): Promise<object> {
    const command = new PublishPack(council, file, { correlationId, recordedBy: recorderFor(who, council, recordedBy) });
    const { pack, isNew, position } = valueOf(await this.commands.execute(command));
    return { council, position: position.toString(), isNew, pack: packSummary(pack) };
  }
}

/** The council that a body wants opened; throws a problem where it names no protocol, or two. */
function councilOf(body: CouncilBody): NewCouncil {
  const { id, pack, text, version, effectiveFrom, basis, event, occurredAt, recordedBy } = body;
  const fields = {
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
    ...(basis === undefined ? {} : { basis }),
  };
  return {
    id,
    protocol: protocolOf(pack, text),
    version: version ?? null,
    fields,
    event: event.toLowerCase(),
    occurredAt: instantOf(occurredAt),
    recordedBy: actorOf(recordedBy),
  };
}

function protocolOf(pack: string | undefined, text: string | undefined): NewCouncil['protocol'] {
  if (pack !== undefined && text === undefined) return { pack };
  if (text !== undefined && pack === undefined) return { text };
  const detail = pack === undefined ? 'pack is missing' : 'pack and text are both given';
  const right = 'either pack, the id of a pack, or text, the text of one';
  throw new ProblemError('invalid', { errors: [{ pointer: '#/pack', detail, right }] });
}
