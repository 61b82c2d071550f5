import {
  type Application,
  type GivenEvent,
  type ProjectionQuestion,
  applicationOver,
  readProjection,
  recordEvents,
} from '#lib/application/index.js';
import { type CouncilEvent } from '#lib/council/record.js';
import { projectionNames } from '#lib/council/index.js';
import { type Ledger, openMemoryLedger } from '#lib/ledger/index.js';
import { builtInPacks } from '#lib/protocol/index.js';
import { type Keys, memoryKeys } from './keys.js';

/** The real use cases over a ledger and a vault, at a time that the test sets. */
export interface Recording {
  readonly ledger: Ledger;
  readonly keys: Keys;
  readonly application: Application;
  readonly losses: string[];
  record(events: readonly GivenEvent[], opens?: boolean): ReturnType<typeof recordEvents>;
  read(question: Partial<ProjectionQuestion>): Promise<Readonly<Record<string, unknown>>>;
  at(now: number): void;
}

/** The application as one replica has it; give ledger and keys to have several. */
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
  const shelf = builtInPacks();
  const watched = { onLoss: (...loss: [string, string]) => void onLoss(...loss) };
  const application = applicationOver({ ledger, shelf, clock, ...keys, ...watched });
  return {
    ledger,
    keys,
    application,
    losses,
    record: (events, opens = false) => recordEvents(application, council, events, { correlationId: null, opens }),
    read: async (question) => {
      const asked = { at: null, knownAt: null, pack: null, waitFor: null, viewer: null, ...question };
      const answers: [string, unknown][] = [];
      for (const name of projectionNames) {
        const answer = await readProjection(application, council, name, asked);
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
