import type { Pack } from '#lib/protocol/index.js';
import { type Look, renderRows } from './render.js';

/** A pack in a list. */
interface Row {
  readonly id: string;
  readonly version: string;
  readonly revision: number;
  /** Version of the rule catalogue that it was written for. */
  readonly catalogue: number;
  readonly state: string;
  /** A council adopts it beside its own pack. */
  readonly overlay: boolean;
  readonly rules: number;
  readonly hard: number;
  readonly routes: number;
  /** Rules and routes that came into the catalogue after it was written. */
  readonly notAsked: number;
  readonly hash: string;
}

/** What a list says of a pack. */
export function row(pack: Pack): Row {
  const hard = [...pack.rules.values()].filter(({ mode }) => mode === 'block' || mode === 'breach').length;
  const { id, version, hash } = pack.ref;
  const { revision, catalogue, state, overlay, notAsked } = pack;
  const counts = { rules: pack.rules.size, hard, routes: pack.routes.size };
  const later = notAsked.rules.length + notAsked.routes.length;
  return { id, version, revision, catalogue, state, overlay, ...counts, notAsked: later, hash };
}

/** The packs as a table. The catalogue is named only if it has grown beyond one of them. */
export function tableOf(rows: readonly Row[], look: Look): string {
  const hasGrown = rows.some(({ notAsked }) => notAsked > 0);
  const shown = rows.map(({ id, version, revision, catalogue, notAsked, hash, ...counts }) => ({
    id,
    version: versionText(version, revision),
    ...counts,
    ...(hasGrown ? { 'not asked': notAsked, catalogue } : {}),
    hash: hash.slice(0, 12),
  }));
  return renderRows(shown, look);
}

/** The version, with the revision of its reading if that is not the first. */
export function versionText(version: string, revision: number): string {
  return revision === 1 ? version : `${version} revision ${revision}`;
}
