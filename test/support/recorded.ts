import { Councils } from '#lib/bus/councils.js';
import { Erasing } from '#lib/bus/erasing.js';
import { type GivenEvent, ReadProjection, RecordEvents, type ProjectionQuestion } from '#lib/bus/messages.js';
import { withDefaults } from '#lib/bus/parts.js';
import { ReadProjectionHandler } from '#lib/bus/read-projection.js';
import { RecordEventsHandler } from '#lib/bus/record-events.js';
import { type CouncilEvent } from '#lib/council/record.js';
import { projectionNames } from '#lib/council/index.js';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { type Keys, memoryKeys } from './keys.js';

/** The real handlers over a ledger and a vault, at a time that the test sets. */
export interface Recording {
  readonly ledger: Ledger;
  readonly keys: Keys;
  readonly erasing: Erasing;
  readonly losses: string[];
  record(events: readonly GivenEvent[], opens?: boolean): ReturnType<RecordEventsHandler['execute']>;
  read(question: Partial<ProjectionQuestion>): Promise<Readonly<Record<string, unknown>>>;
  at(now: number): void;
}

/** Handlers as one replica has them; give ledger and keys to have several. */
export async function recording(
  council: string,
  given: Partial<Pick<Recording, 'ledger' | 'keys'>> = {},
): Promise<Recording> {
  let now = 0;
  const clock = (): number => now;
  const ledger = given.ledger ?? openMemoryLedger({ clock });
  const keys = given.keys ?? (await memoryKeys());
  const losses: string[] = [];
  const onLoss = (position: string, why: string): number => losses.push(`${position} ${why}`);
  const parts = withDefaults({
    ledger,
    shelf: builtInPacks(),
    clock,
    ...keys,
    onLoss: (...loss) => void onLoss(...loss),
  });
  const councils = new Councils(parts);
  const erasing = new Erasing(parts, councils);
  const handler = new RecordEventsHandler(parts, councils, erasing);
  const reader = new ReadProjectionHandler(parts, councils);
  return {
    ledger,
    keys,
    erasing,
    losses,
    record: (events, opens = false) =>
      handler.execute(new RecordEvents(council, events, { correlationId: null, opens })),
    read: async (question) => {
      const asked = { at: null, knownAt: null, pack: null, waitFor: null, viewer: null, ...question };
      const answers: [string, unknown][] = [];
      for (const name of projectionNames) {
        const answer = await reader.execute(new ReadProjection(council, name, asked));
        if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
        answers.push([name, answer.value.data]);
      }
      return Object.fromEntries(answers);
    },
    at: (instant) => (now = instant),
  };
}

/** An event of a history on its way in. */
export function givenOf({ id, type, at, payload }: CouncilEvent): GivenEvent {
  return { id, type, occurredAt: at, payload, recordedBy: null, causationId: null };
}
