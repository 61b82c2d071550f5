import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { AskPermission, CheckEvents, OpenSealed, ReadEvent, ReadNotes, RecordEvents } from '#lib/bus/index.js';
import { Caller, type Calling } from '../access/guard.js';
import { actingPerson, recorderFor } from '../access/recorder.js';
import { Policy } from '../access/policy.js';
import { eventAnswer, eventInContextAnswer, notesAnswer, openingAnswer, receiptOf } from './answers.js';
import { OpeningBody } from './bodies.js';
import { Documented } from './documented.js';
import { actorOf, askOf, eventsOf } from './event-checks.js';
import { ProblemError } from './problem.js';
import { valueOf } from './refusals.js';
import { BodyPipe, JsonBody } from './request.js';

const COUNCIL = 'The token of the council.';

@Controller('councils/:council')
export class EventsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** 201 means durable: the recorded events survive a crash and a power cut. */
  @Post('events')
  @Policy('records')
  @Documented({
    summary: 'Record one event, or up to 1,000 of them, all or nothing',
    description:
      '201 means durable. The same event id with the same body is recorded once and gets the first answer again. ' +
      'The member notes names events that were recorded but look odd. Personal data is sealed before it is stored. ' +
      'SealedPayloadDestroyed erases a person for good; the erasure is complete before the answer.',
    path: { council: COUNCIL },
    body: 'Events',
    status: 201,
    answer: 'Receipt',
    problems: ['council_unknown', 'id_reused', 'pack_unknown', 'contended', 'keys_unavailable'],
  })
  async record(
    @Param('council') council: string,
    @JsonBody() body: unknown,
    @Caller() { who, correlationId }: Calling,
  ): Promise<object> {
    const events = eventsOf(body).map((event, index) => {
      const at = Array.isArray(body) ? `/${index}/recordedBy` : '/recordedBy';
      return { ...event, recordedBy: recorderFor(who, council, event.recordedBy, at) };
    });
    const source = Array.isArray(body) ? 'body' : 'event';
    valueOf(await this.queries.execute(new CheckEvents(council, events)), source);
    const recorded = valueOf(await this.commands.execute(new RecordEvents(council, events, { correlationId })), source);
    // The events are recorded, so the answer is a success even if their notes fail.
    const notes = await this.queries.execute(new ReadNotes(council, events)).catch(() => []);
    return { ...receiptOf(recorded), ...notesAnswer(notes, Array.isArray(body)) };
  }

  @Get('events/:event')
  @Policy('reads')
  @Documented({
    summary: 'One event with its amendments and findings',
    description:
      'The findings are those of now whose subject is the event or the entry that it belongs to: its request, meeting, item, ' +
      'interest or matter. Personal data stays sealed.',
    path: { council: COUNCIL, event: 'The id of the event.' },
    answer: 'EventInContext',
    problems: ['council_unknown', 'event_unknown', 'calendar_horizon', 'keys_unavailable'],
  })
  async show(@Param('council') council: string, @Param('event') event: string): Promise<object> {
    return eventInContextAnswer(valueOf(await this.queries.execute(new ReadEvent(council, event))));
  }

  @Post('events/:event/openings')
  @Policy('opens')
  @Documented({
    summary: 'Open the personal data of an event and record the opening',
    description: 'The service first records SealedPayloadOpened, with who asked and why, and then returns the values.',
    path: { council: COUNCIL, event: 'The id of the event.' },
    body: 'OpeningBody',
    status: 201,
    answer: 'Opening',
    problems: ['council_unknown', 'event_unknown', 'erased', 'nothing_sealed', 'unopenable', 'keys_unavailable'],
  })
  async open(
    @Param('council') council: string,
    @Param('event') event: string,
    @JsonBody(new BodyPipe(OpeningBody)) body: OpeningBody,
    @Caller() { who, correlationId }: Calling,
  ): Promise<object> {
    const by = actingPerson(who, council, body.by, '/by');
    const opening = { target: event, by, why: body.why, recordedBy: recorderFor(who, council, actorOf(body.recordedBy)) };
    const command = new OpenSealed(council, opening, { correlationId, id: randomUUID() });
    return openingAnswer(valueOf(await this.commands.execute(command)));
  }

  @Post('permissions')
  @Policy('asks')
  @Documented({
    summary: 'Ask whether something may be done',
    description: 'The service records a grant. A refusal names the rule and its clauses and leaves no event.',
    path: { council: COUNCIL },
    body: 'Permission',
    status: 201,
    answer: 'Grant',
    problems: ['permission_refused', 'council_unknown', 'id_reused', 'contended', 'keys_unavailable'],
  })
  async ask(
    @Param('council') council: string,
    @JsonBody() body: unknown,
    @Caller() { who, correlationId }: Calling,
  ): Promise<object> {
    const given = askOf(body);
    const asked = { ...given, recordedBy: recorderFor(who, council, given.recordedBy) };
    const answer = valueOf(await this.commands.execute(new AskPermission(council, asked, { correlationId })));
    if (answer.outcome === 'granted') {
      return { outcome: 'granted', position: answer.event.position.toString(), event: eventAnswer(answer.event) };
    }
    const { rule, clauses, rules } = answer;
    const words = rule === null ? undefined : rules[rule];
    const detail =
      rule === null
        ? 'The entry that the request names does not exist.'
        : `Refused by ${rule}: ${words?.sentence ?? ''}`;
    throw new ProblemError('permission_refused', { detail, members: { outcome: 'refused', rule, clauses, rules } });
  }
}
