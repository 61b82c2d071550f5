import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler, type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  type Application,
  askPermission,
  checkEvents,
  explainFigure,
  openCouncil,
  openSealed,
  publishPack,
  readCouncil,
  readEvent,
  readNotes,
  readPacks,
  readProjection,
  readTimeline,
  recordEvents,
} from '#lib/application/index.js';
import {
  AskPermission,
  CheckEvents,
  ExplainFigure,
  OpenCouncil,
  OpenSealed,
  PublishPack,
  ReadCouncil,
  ReadEvent,
  ReadNotes,
  ReadPacks,
  ReadProjection,
  ReadTimeline,
  RecordEvents,
} from './messages.js';

/** Under which Nest hands the application to the handlers. */
export const APPLICATION = Symbol('application');

/** What an answer to a message is. */
type AnswerTo<UseCase extends (...given: never[]) => unknown> = ReturnType<UseCase>;

@CommandHandler(RecordEvents)
export class RecordEventsHandler implements ICommandHandler<RecordEvents> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, events, context }: RecordEvents): AnswerTo<typeof recordEvents> {
    return recordEvents(this.application, council, events, context);
  }
}

@CommandHandler(OpenCouncil)
export class OpenCouncilHandler implements ICommandHandler<OpenCouncil> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, context }: OpenCouncil): AnswerTo<typeof openCouncil> {
    return openCouncil(this.application, council, context);
  }
}

@CommandHandler(PublishPack)
export class PublishPackHandler implements ICommandHandler<PublishPack> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, file, context }: PublishPack): AnswerTo<typeof publishPack> {
    return publishPack(this.application, council, file, context);
  }
}

@QueryHandler(ReadPacks)
export class ReadPacksHandler implements IQueryHandler<ReadPacks> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council }: ReadPacks): AnswerTo<typeof readPacks> {
    return readPacks(this.application, council);
  }
}

@CommandHandler(AskPermission)
export class AskPermissionHandler implements ICommandHandler<AskPermission> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, ask, context }: AskPermission): AnswerTo<typeof askPermission> {
    return askPermission(this.application, council, ask, context);
  }
}

@CommandHandler(OpenSealed)
export class OpenSealedHandler implements ICommandHandler<OpenSealed> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, opening, context }: OpenSealed): AnswerTo<typeof openSealed> {
    return openSealed(this.application, council, opening, context);
  }
}

@QueryHandler(ReadProjection)
export class ReadProjectionHandler implements IQueryHandler<ReadProjection> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, projection, question }: ReadProjection): AnswerTo<typeof readProjection> {
    return readProjection(this.application, council, projection, question);
  }
}

@QueryHandler(ExplainFigure)
export class ExplainFigureHandler implements IQueryHandler<ExplainFigure> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, projection, question }: ExplainFigure): AnswerTo<typeof explainFigure> {
    return explainFigure(this.application, council, projection, question);
  }
}

@QueryHandler(ReadTimeline)
export class ReadTimelineHandler implements IQueryHandler<ReadTimeline> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, question }: ReadTimeline): AnswerTo<typeof readTimeline> {
    return readTimeline(this.application, council, question);
  }
}

@QueryHandler(ReadNotes)
export class ReadNotesHandler implements IQueryHandler<ReadNotes> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, events, viewer }: ReadNotes): AnswerTo<typeof readNotes> {
    return readNotes(this.application, council, events, viewer);
  }
}

@QueryHandler(CheckEvents)
export class CheckEventsHandler implements IQueryHandler<CheckEvents> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, events }: CheckEvents): AnswerTo<typeof checkEvents> {
    return checkEvents(this.application, council, events);
  }
}

@QueryHandler(ReadCouncil)
export class ReadCouncilHandler implements IQueryHandler<ReadCouncil> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, viewer }: ReadCouncil): AnswerTo<typeof readCouncil> {
    return readCouncil(this.application, council, viewer);
  }
}

@QueryHandler(ReadEvent)
export class ReadEventHandler implements IQueryHandler<ReadEvent> {
  constructor(@Inject(APPLICATION) private readonly application: Application) {}

  execute({ council, event, viewer }: ReadEvent): AnswerTo<typeof readEvent> {
    return readEvent(this.application, council, event, viewer);
  }
}
