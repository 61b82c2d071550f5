import { Command, Query } from '@nestjs/cqrs';
import type {
  Answer,
  Ask,
  AskRefusal,
  CouncilPack,
  CouncilSummary,
  EventInContext,
  FigureQuestion,
  GivenEvent,
  NewCouncil,
  OpenRefusal,
  OpenedEvent,
  Opening,
  PackFile,
  ProjectionQuestion,
  PublishedPack,
  ReadRefusal,
  RecordContext,
  RecordRefusal,
  Recorded,
  TimelinePage,
  TimelineQuestion,
} from '#lib/application/index.js';
import type { FigureDocument, ProjectionDocument, Viewer } from '#lib/council/index.js';
import type { Actor, Problem, Result } from '#lib/kernel/index.js';

/** Records 1 to 1,000 events of one council, all or nothing; durable when the answer is there. */
export class RecordEvents extends Command<Result<Recorded, RecordRefusal>> {
  constructor(
    readonly council: string,
    readonly events: readonly GivenEvent[],
    readonly context: RecordContext,
  ) {
    super();
  }
}

/** Opens a council by recording the protocol that it adopts, with the pack's text. */
export class OpenCouncil extends Command<Result<Recorded, RecordRefusal>> {
  constructor(
    readonly council: NewCouncil,
    readonly context: { readonly correlationId: string | null },
  ) {
    super();
  }
}

/** Puts the text of a pack on the record of a council, once it has passed every check. */
export class PublishPack extends Command<Result<PublishedPack, RecordRefusal>> {
  constructor(
    readonly council: string,
    readonly file: PackFile,
    readonly context: { readonly correlationId: string | null; readonly recordedBy: Actor | null },
  ) {
    super();
  }
}

/** Reads the packs whose texts a council's record holds. */
export class ReadPacks extends Query<Result<readonly CouncilPack[], 'council_unknown'>> {
  constructor(readonly council: string) {
    super();
  }
}

/** Asks what is worth a second look in events that are recorded as they are given, with their plain fields. */
export class ReadNotes extends Query<readonly Problem[]> {
  constructor(
    readonly council: string,
    readonly events: readonly GivenEvent[],
    readonly viewer: Viewer | null,
  ) {
    super();
  }
}

/** Asks whether the council's record shows what the events themselves do not: that one of them is impossible. */
export class CheckEvents extends Query<Result<null, 'invalid'>> {
  constructor(
    readonly council: string,
    readonly events: readonly GivenEvent[],
  ) {
    super();
  }
}

/** Asks whether something may be done. A grant is recorded, a refusal by the protocol leaves no event. */
export class AskPermission extends Command<Result<Answer, AskRefusal>> {
  constructor(
    readonly council: string,
    readonly ask: Ask,
    readonly context: { readonly correlationId: string | null },
  ) {
    super();
  }
}

/** Reads one projection of a council. */
export class ReadProjection extends Query<Result<ProjectionDocument, ReadRefusal>> {
  constructor(
    readonly council: string,
    readonly projection: string,
    readonly question: ProjectionQuestion,
  ) {
    super();
  }
}

/** Asks what one figure of a projection is made of. */
export class ExplainFigure extends Query<Result<FigureDocument, ReadRefusal | 'figure_unknown'>> {
  constructor(
    readonly council: string,
    readonly projection: string,
    readonly question: FigureQuestion,
  ) {
    super();
  }
}

/** Reads a council's events in order of recording: a page of those that are wanted. */
export class ReadTimeline extends Query<Result<TimelinePage, 'council_unknown'>> {
  constructor(
    readonly council: string,
    readonly question: TimelineQuestion,
  ) {
    super();
  }
}

/** Opens the personal data of an event. That it was opened, by whom and why, is recorded first. */
export class OpenSealed extends Command<Result<OpenedEvent, OpenRefusal>> {
  constructor(
    readonly council: string,
    readonly opening: Opening,
    /** `id`: of the event that records the opening. */
    readonly context: { readonly correlationId: string | null; readonly id: string },
  ) {
    super();
  }
}

/** Reads what a council's ledger holds, in a few words. */
export class ReadCouncil extends Query<Result<CouncilSummary, 'council_unknown'>> {
  constructor(
    readonly council: string,
    readonly viewer: Viewer | null,
  ) {
    super();
  }
}

/** Reads one event, with what amended it and the findings about it. */
export class ReadEvent extends Query<Result<EventInContext, 'council_unknown' | 'event_unknown'>> {
  constructor(
    readonly council: string,
    readonly event: string,
    readonly viewer: Viewer | null,
  ) {
    super();
  }
}
