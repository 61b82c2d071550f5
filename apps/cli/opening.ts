import { hash } from 'node:crypto';
import type { EventFile, FileEvent } from '#lib/event-file/index.js';
import { canonicalJson, uuidFromDigest } from '#lib/kernel/index.js';
import type { Ledger } from '#lib/ledger/index.js';
import { type Pack, builtInPacks, namingOf } from '#lib/protocol/index.js';
import { type Asked, misuse } from './arguments.js';
import { EXIT, Stop } from './outcome.js';

const ADOPTED = 'ProtocolPackAdopted';

/**
 * The event that opens a council with `--create`: it adopts the pack at the time of the file's first event, and has the same id
 * whenever the file is imported. Null without `--create`, or if the file adopts a pack itself.
 */
export function openingOf(asked: Asked, file: EventFile, council: string): FileEvent | null {
  const name = asked.text('pack') ?? file.pack;
  if (!asked.flag('create')) {
    if (asked.text('pack') !== undefined) throw misuse('--pack needs --create: it opens a council that does not exist');
    return null;
  }
  if (name !== null) return adoption(ownPack(name), file, council);
  if (file.entries.some((entry) => entry.kind === 'event' && entry.type === ADOPTED)) return null;
  throw misuse('--create needs --pack, or a file that adopts a pack');
}

function adoption(pack: Pack, { entries }: EventFile, council: string): FileEvent {
  const at = entries.reduce((first, entry) => Math.min(first, entry.at), Date.now());
  const id = uuidFromDigest(hash('sha256', canonicalJson([council, 'opened by an import']), 'buffer'));
  const payload = namingOf(pack);
  return { kind: 'event', id, source: null, at, rec: at, line: 1, place: 0, type: ADOPTED, payload };
}

/** A pack that can be a council's own; an overlay is adopted beside one. */
function ownPack(name: string): Pack {
  const shelf = builtInPacks();
  const pack = shelf.find(name);
  if (pack?.overlay === false) return pack;
  const right = shelf.all().flatMap(({ overlay, ref }) => (overlay ? [] : [ref.id]));
  const wrong = pack === undefined ? `there is no pack ${name}` : `${name} stands beside a council's own pack`;
  throw new Stop(EXIT.notFound, `${wrong}; a council is opened with one of ${right.join(', ')}`);
}

/** Stops if the council does not exist and --create is missing, or if it was opened in another way. */
export async function checkOpening(
  ledger: Ledger,
  council: string,
  asked: Asked,
  opening: FileEvent | null,
): Promise<void> {
  const isThere = (await ledger.revision(council)) >= 0n;
  if (!isThere && !asked.flag('create')) {
    const known = (await ledger.councils()).join(', ') || 'none';
    const how = 'add --create and --pack to open it';
    throw new Stop(EXIT.notFound, `council ${council} does not exist here (the ledger has ${known}); ${how}`);
  }
  if (!isThere || opening === null) return;
  for await (const first of ledger.readCouncil(council)) {
    // The text of a pack goes on record before it is adopted.
    if (first.type === 'ProtocolPackPublished') continue;
    if (first.id === opening.id) return;
    throw new Stop(EXIT.usage, `council ${council} already exists; leave out --create and --pack`);
  }
}
