import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type CommandName } from '#lib/catalogue/index.js';
import { decide } from '#lib/council/index.js';
import { type RecordedEvent, type Result, accepted, canonicalJson, refused } from '#lib/kernel/index.js';
import type { NewEvent } from '#lib/ledger/index.js';
import type { Council, Councils } from './councils.js';
import { type Answer, type Ask, AskPermission, type AskRefusal } from './messages.js';
import type { BusParts } from './parts.js';
import { SCHEMA, stampsOf } from './stamp.js';

/** Each attempt decides anew on what others recorded meanwhile; so many losses in a row mean a council under a flood. */
const MAX_ATTEMPTS = 32;

const grantedAs: Readonly<Record<CommandName, string>> = {
  AcceptGroupSupportRequest: 'GroupSupportRequestAccepted',
  AuthoriseNonCouncillorAttendance: 'NonCouncillorAttendanceAuthorised',
  ApproveAccompaniment: 'AccompanimentApproved',
  AgreeCompanyRecruitmentParticipation: 'CompanyRecruitmentParticipationAgreed',
};

@CommandHandler(AskPermission)
export class AskPermissionHandler implements ICommandHandler<AskPermission> {
  constructor(
    private readonly parts: Required<BusParts>,
    private readonly councils: Councils,
  ) {}

  /** Decides on the council's events at one revision and appends at that revision; where another came first, decides again. */
  async execute({ council: name, ask, context }: AskPermission): Promise<Result<Answer, AskRefusal>> {
    const { ledger, shelf, clock, watch } = this.parts;
    const now = clock();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const council = await this.councils.opened(name);
      if (council.isUnknown) return refused('council_unknown', []);
      const stored = council.find(ask.id);
      if (stored !== undefined) return sameGrant(stored, ask);
      // What was read and decided on; more may have been recorded since.
      const revision = BigInt(council.events.length) - 1n;
      const at = ask.occurredAt ?? now;
      const question = { at, knownAt: council.knownBy(now), pack: null };
      const command = { name: ask.name, fields: ask.fields };
      const decision = watch('decide', () => decide(council.events, shelf, command, question));
      if (decision.outcome === 'refused') return accepted(decision);
      const event = this.#eventOf(council, { ...ask, ...decision.event, occurredAt: at }, context.correlationId);
      const appended = await ledger.append(name, [event], { expectedRevision: revision });
      if (appended.ok) return accepted(granted(appended.value.events));
      if (appended.refusal.code === 'id_reused') return refused('id_reused', appended.refusal.problems);
    }
    return refused('contended', []);
  }

  #eventOf(council: Council, granted: Granted, correlationId: string | null): NewEvent {
    const { id, type, occurredAt, payload, recordedBy, causationId } = granted;
    const pack = stampsOf(council.history.adoptions, this.parts.shelf)(occurredAt);
    return { id, type, occurredAt, payload, recordedBy, causationId, correlationId, pack, schema: SCHEMA };
  }
}

type Granted = Pick<NewEvent, 'id' | 'type' | 'occurredAt' | 'payload' | 'recordedBy' | 'causationId'>;

function granted(events: readonly RecordedEvent[]): Answer {
  const [event] = events;
  if (event === undefined) throw new Error('an append of one event answers one event');
  return { outcome: 'granted', event };
}

/** The first answer again, where the same thing was asked; else the id stands for something else. */
function sameGrant(stored: RecordedEvent, ask: Ask): Result<Answer, AskRefusal> {
  const isSameTime = ask.occurredAt === null || ask.occurredAt === stored.occurredAt;
  const isSameBody = stored.type === grantedAs[ask.name] && canonicalJson(stored.payload) === canonicalJson(ask.fields);
  if (isSameTime && isSameBody) return accepted({ outcome: 'granted', event: stored });
  const wrong = `the id ${ask.id} is stored already with another type, time or payload`;
  return refused('id_reused', [{ at: '/id', wrong, right: 'a new id, or exactly what was granted with it' }]);
}
