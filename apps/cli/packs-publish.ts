import { basename } from 'node:path';
import { applicationOver, publishPack } from '#lib/application/index.js';
import { type Pack, builtInPacks } from '#lib/protocol/index.js';
import { ask } from './arguments.js';
import { bytesOf } from './files.js';
import { keySettings, keysForReading } from './keys-at-hand.js';
import { ledgerPath, withLedger } from './ledger-file.js';
import { councilOption, dataOption, jsonOption } from './options.js';
import { EXIT, Stop, badFile } from './outcome.js';
import { write, writeJson } from './output.js';

/** `evenhand packs publish`: a pack's text on a council's record. */
export async function publish(args: readonly string[]): Promise<void> {
  const options = [{ ...councilOption, needed: true }, dataOption, jsonOption];
  const asked = ask(args, { options, operands: [{ name: 'FILE' }] });
  const path = asked.positionals[0] ?? '';
  const council = asked.needed('council');
  const file = bytesOf(path);
  const insteadIfHeld = `post the file to its API: POST /api/v1/councils/${encodeURIComponent(council)}/packs`;
  const opening = { path: ledgerPath(asked), mustExist: true, insteadIfHeld };
  const published = await withLedger(opening, (ledger) => {
    const keys = keysForReading(keySettings(asked));
    const application = applicationOver({ ledger, shelf: builtInPacks(), clock: Date.now, ...keys });
    const context = { correlationId: null, recordedBy: null };
    return publishPack(application, council, file, context).finally(() => keys.vault.close());
  });
  if (!published.ok) throw refusalOf(published.refusal, basename(path), council);
  const { pack, isNew, position } = published.value;
  const { id, version, hash } = pack.ref;
  const said = { council, position: position.toString(), isNew, pack: { id, version, revision: pack.revision, hash } };
  if (asked.flag('json')) writeJson(said);
  else write(`${sentence(pack, council, isNew)}\n`);
}

function sentence({ ref, revision }: Pack, council: string, isNew: boolean): string {
  const name = `${ref.id} ${ref.version}, revision ${revision}`;
  return isNew ? `${name} is on the record of ${council}` : `${name} was on the record of ${council} already`;
}

type Refusal = Extract<Awaited<ReturnType<typeof publishPack>>, { ok: false }>['refusal'];

function refusalOf({ code, problems }: Refusal, file: string, council: string): Stop {
  if (code === 'council_unknown') return new Stop(EXIT.notFound, `the ledger has no council ${council}`);
  const placed = problems.map(({ at, ...rest }) => ({ ...rest, at: `${file}#${at}` }));
  return badFile(file, placed, 'nothing was published');
}
