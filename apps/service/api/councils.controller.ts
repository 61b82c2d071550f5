import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ReadCouncil, RecordEvents } from '#lib/bus/index.js';
import type { Payload } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import { type Pack, type PackShelf, namingOf } from '#lib/protocol/index.js';
import { councilAnswer, receiptOf } from './answers.js';
import { CouncilBody } from './bodies.js';
import { Documented } from './documented.js';
import { actorOf } from './event-checks.js';
import { ProblemError } from './problem.js';
import { valueOf } from './refusals.js';
import { BodyPipe, JsonBody, RequestId, instantOf } from './request.js';
import { LEDGER, SHELF } from './tokens.js';

@Controller('councils')
export class CouncilsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(SHELF) private readonly shelf: PackShelf,
  ) {}

  @Get()
  @Documented({ summary: 'The councils that have a ledger here', answer: 'Councils', problems: [] })
  async list(): Promise<object> {
    return { councils: await this.ledger.councils() };
  }

  @Get(':council')
  @Documented({
    summary: 'One council in a few words: its protocol, its number of events, its position, when it was opened',
    path: { council: 'The token of the council.' },
    answer: 'Council',
    problems: ['council_unknown'],
  })
  async show(@Param('council') council: string): Promise<object> {
    return councilAnswer(valueOf(await this.queries.execute(new ReadCouncil(council))));
  }

  /** A council exists once it has an event: the adoption of its protocol is the first. */
  @Post()
  @Documented({
    summary: 'Open a council by recording the protocol it adopts',
    body: 'CouncilBody',
    status: 201,
    answer: 'CouncilReceipt',
    problems: ['council_exists', 'id_reused', 'pack_unknown'],
  })
  async open(
    @JsonBody(new BodyPipe(CouncilBody)) body: CouncilBody,
    @RequestId() correlationId: string,
  ): Promise<object> {
    const adopted = { id: body.event.toLowerCase(), type: 'ProtocolPackAdopted', payload: this.#payloadOf(body) };
    const context = { recordedBy: actorOf(body.recordedBy), causationId: null };
    const event = { ...adopted, ...context, occurredAt: instantOf(body.occurredAt) };
    const recorded = valueOf(
      await this.commands.execute(new RecordEvents(body.id, [event], { correlationId, opens: true })),
    );
    return { council: body.id, ...receiptOf(recorded) };
  }

  #payloadOf({ pack: name, version, effectiveFrom, basis }: CouncilBody): Payload {
    const pack = this.#ownPack(name);
    const isOther = version !== undefined && version !== pack.ref.version;
    const adopted = isOther ? { packId: pack.ref.id, version } : namingOf(pack);
    return {
      ...adopted,
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      ...(basis === undefined ? {} : { basis }),
    };
  }

  /** A pack that can be a council's own; an overlay is adopted beside one. */
  #ownPack(name: string): Pack {
    const pack = this.shelf.find(name);
    if (pack?.overlay === false) return pack;
    const detail = pack === undefined ? `there is no pack named ${name}` : `${name} stands beside a council's own pack`;
    const own = this.shelf.all().filter(({ overlay }) => !overlay);
    const right = `one of ${own.map(({ ref }) => ref.id).join(', ')}`;
    throw new ProblemError('pack_unknown', { errors: [{ pointer: '#/pack', detail, right }] });
  }
}
