import { wholeTextsIn } from '#lib/council/record.js';
import { type Actor, type Problem, type Result, accepted, refused } from '#lib/kernel/index.js';
import { type Pack, loadPack } from '#lib/protocol/index.js';
import type { Application } from './application.js';
import { ownShelf, publishingEvents } from './pack-texts.js';
import { packRecordOf } from './prepare.js';
import { type RecordRefusal, recordEvents } from './record-events.js';

/** A pack's whole file: its bytes, or its text. */
export type PackFile = Uint8Array | string;

export interface PublishedPack {
  readonly pack: Pack;
  /** False if the council's record already had this text; then nothing was recorded. */
  readonly isNew: boolean;
  /** A reader that has reached this position finds the pack. */
  readonly position: bigint;
}

/**
 * The pack of a file that passes the loader's checks, and its text; else everything that they find wrong with it, each with
 * its place in the text (`/rules/...`) and its line.
 */
export function checkPack(file: PackFile): Result<{ readonly pack: Pack; readonly text: string }, 'pack_invalid'> {
  const checked = loadPack(file, '');
  if (!checked.ok) {
    const problems = checked.refusal.problems.map(({ at, ...rest }): Problem => ({
      ...rest,
      at: at.replace(/^#/, ''),
    }));
    return refused('pack_invalid', problems);
  }
  const text = typeof file === 'string' ? file : new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
  return accepted({ pack: checked.value, text });
}

/**
 * Records the text of a pack in a council if it passes the loader's checks. From then on every replica can adopt it there. The
 * same text again is no new record. Throws the errors of the ledger.
 */
export async function publishPack(
  application: Application,
  council: string,
  file: PackFile,
  context: { readonly correlationId: string | null; readonly recordedBy: Actor | null },
): Promise<Result<PublishedPack, RecordRefusal>> {
  const { correlationId, recordedBy } = context;
  const checked = checkPack(file);
  if (!checked.ok) return checked;
  const { pack, text } = checked.value;
  const known = await application.councils.upToNow(council);
  if (known.isUnknown) return refused('council_unknown', []);
  if (wholeTextsIn(known.history.adoptions).some(({ hash }) => hash === pack.ref.hash)) {
    return accepted({ pack, isNew: false, position: known.position });
  }
  const events = publishingEvents(council, pack, text, { occurredAt: null, recordedBy, causationId: null });
  const recorded = await recordEvents(application, council, events, { correlationId });
  if (recorded.ok) return accepted({ pack, isNew: true, position: recorded.value.position });
  const { code, problems } = recorded.refusal;
  // The events were made here: what is wrong with them is wrong with what the text calls itself.
  return refused(
    code,
    problems.map((problem): Problem => ({ ...problem, at: '/pack' })),
  );
}

/** A pack that a council has published. */
export interface CouncilPack {
  readonly pack: Pack;
  /** Number of parts of its text. */
  readonly parts: number;
}

/** The packs whose texts a council's record holds, in the order of their publication. Throws the errors of the ledger. */
export async function readPacks(
  application: Application,
  name: string,
): Promise<Result<readonly CouncilPack[], 'council_unknown'>> {
  const council = await application.councils.upToNow(name);
  if (council.isUnknown) return refused('council_unknown', []);
  const shelf = ownShelf(packRecordOf(application, name, council));
  return accepted(
    wholeTextsIn(council.history.adoptions).flatMap(({ name: named, parts, hash }) => {
      const pack = shelf.byReference(named);
      return pack?.ref.hash === hash ? [{ pack, parts }] : [];
    }),
  );
}
